//! The districts side by side with what waits for whom. Coordinators, readers
//! and administrators see all of them, district staff their own.

mod expiring;
pub mod page;
pub mod text;
