//! Life events: the services that a person needs one after another, and what of
//! them can be done where. Everybody reads; nobody changes anything here.

pub mod model;
pub mod page;
pub mod store;
pub mod text;
