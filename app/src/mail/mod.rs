//! Letters to people outside. What causes one puts it into the outbox in its own
//! transaction, so that there is a letter exactly when there is a cause; a worker
//! of the server (`server/src/post.rs`) sends what is due and notes what became
//! of it. Administrators see the letters that could not be delivered and send
//! them again or discard them. Without a mail server nothing is put there.

pub mod api;
pub mod bounce;
pub mod compose;
pub mod model;
pub mod page;
pub mod store;
pub mod text;
