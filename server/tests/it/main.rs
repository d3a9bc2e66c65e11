//! The real router, the real migrations and the real facts, on SQLite and on
//! PostgreSQL. Each module is about the feature whose name it has.

mod conflict;
mod onboarding;
mod policy;
mod sign_in;
mod support;
