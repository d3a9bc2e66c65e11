//! The pages of services: all of them with a search, one of them, the matrix,
//! and the services of a district.

mod district;
mod import;
mod list;
mod matrix;
mod offer_forms;
mod one;

pub use district::show as show_district;
pub use import::{read_file, show as show_import};
pub use list::show as show_list;
pub use matrix::show as show_matrix;
pub use one::show as show_one;
