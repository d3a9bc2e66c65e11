//! The pages of demand: the button's answer, and what people need, by week.

mod ask;
mod table;

pub use ask::{send, show as show_form, thanks};
pub use table::show as show_table;
