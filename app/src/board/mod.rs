//! The districts side by side with what waits for whom. Coordinators, readers
//! and administrators see all of them, district staff their own.

pub mod page;
pub mod text;
