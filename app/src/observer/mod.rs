//! The observer: asks configured public addresses, one by service and district,
//! whether the service is there, and records what it sees through the same door as
//! coordinators do. Off unless the administrator turns it on. Coordinators say
//! which addresses are asked and what should be found there; those signed in who
//! see the board read how it went.

pub mod address;
pub mod api;
pub mod fetch;
pub mod form;
pub mod model;
pub mod page;
pub mod robots;
pub mod run;
pub mod store;
pub mod text;
pub mod words;
