//! The pages of life events: all of them, one of them, and what can be done of
//! one between two districts today.

mod here;
mod list;
mod one;

pub use here::show as show_here;
pub use list::show as show_list;
pub use one::show as show_one;
