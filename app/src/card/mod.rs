//! Image cards: what a link to the map or to a district shows elsewhere, drawn
//! by the server with its own fonts. Everybody may have them.

pub mod page;
mod picture;
mod render;
pub mod text;
