//! The real router, the real migrations and the real facts, on SQLite and on
//! PostgreSQL. Each module is about the feature whose name it has.

mod about;
mod board;
mod bulletin;
mod cache;
mod capacity;
mod card;
mod checklist_version;
mod commands;
mod conflict;
mod demand;
mod demo;
mod dispute;
mod district;
mod engine;
mod errors;
mod expiry;
mod explain;
mod flash;
mod history;
mod ledger;
mod life_event;
mod mail;
mod onboarding;
mod open_data;
mod outage;
mod policy;
mod readiness;
mod replay;
mod rollout;
mod schema;
mod service;
mod sign_in;
mod subscription;
mod support;
mod waiting;
