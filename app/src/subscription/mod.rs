//! Subscriptions: anybody, without an account, has the bulletin sent to an
//! address, and is told when a live service falls back or an agreed date moves,
//! in one district or in the whole city. The address's owner confirms by a letter
//! and leaves by one press in any other. Of addresses nothing is shown to
//! anybody, and nothing is kept once their owners have left.

pub mod form;
pub mod limits;
pub mod model;
pub mod news;
pub mod notice;
pub mod operation;
pub mod page;
pub mod store;
pub mod text;
