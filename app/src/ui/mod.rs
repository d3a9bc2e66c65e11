//! Presentational components: markup and nothing else.

pub mod choice;
pub mod form;

#[cfg(feature = "ssr")]
pub mod checkboxes;
#[cfg(feature = "ssr")]
pub mod switch;
#[cfg(feature = "ssr")]
pub mod words;
