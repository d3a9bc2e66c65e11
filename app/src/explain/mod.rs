//! „Как е сметнато“: behind every figure its rule in a sentence, the formula with
//! the actual counts, the rows it was counted from, and the same by the other
//! rules. Everybody may read it.

#[cfg(feature = "ssr")]
pub mod model;

#[cfg(feature = "ssr")]
pub mod link;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod text;
