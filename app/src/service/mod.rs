//! What people come for: the services, and in which form each district offers
//! them. What a district says (*declared*) and what was seen (*observed*) stand
//! side by side, each with its day and its source; where they contradict each
//! other, that is a state of its own. Everybody reads; a district's staff declare
//! for their district, coordinators declare for any and record observations.

pub mod api;
pub mod form;
pub mod import;
pub mod model;
pub mod operation;
pub mod page;
pub mod search;
pub mod sheet;
pub mod store;
pub mod text;
pub mod view;
