//! Presentational components: markup and nothing else.

pub mod form;

#[cfg(feature = "ssr")]
pub mod switch;
