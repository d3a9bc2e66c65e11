//! The true boundaries of the districts, as a second view of the map. An
//! administrator brings them as GeoJSON on the command line; everybody sees them.
//!
//! [`read`] makes districts of a file, [`check`] refuses what is no map, [`known`] what
//! is one of something else than the register says; [`simplify`] takes away what cannot be seen, borders that two districts share
//! only once; [`draw`] makes shapes of what is left.

pub mod check;
pub mod draw;
pub mod known;
pub mod model;
pub mod read;
pub mod simplify;
pub mod store;
#[cfg(test)]
mod tests;
pub mod text;
