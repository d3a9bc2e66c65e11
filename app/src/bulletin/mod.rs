//! The bulletin: once a month a draft is written from the ledger; a coordinator
//! edits it in Markdown, in both languages, and publishes it. What is published
//! stays as it is, at its own address, in the feed, and in the letters to
//! subscribers. Everybody may read it.

pub mod api;
pub mod draft;
pub mod facts;
pub mod feed;
pub mod form;
pub mod markdown;
pub mod model;
pub mod operation;
pub mod page;
pub mod store;
pub mod text;
