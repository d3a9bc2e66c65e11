//! The tables as sea-orm sees them. Named only by stores; a test compares them
//! with what the migrations make.

pub mod account;
pub mod account_district;
pub mod boundaries;
pub mod bulletin;
pub mod capacity;
pub mod checklist_version;
pub mod conflict;
pub mod dispute;
pub mod district;
pub mod form_key;
pub mod installation;
pub mod known_fact;
pub mod ledger_entry;
pub mod life_event;
pub mod life_event_step;
pub mod milestone;
pub mod milestone_dates;
pub mod milestone_mark;
pub mod onboarding;
pub mod onboarding_condition;
pub mod outage;
pub mod outbox;
pub mod programme;
pub mod programme_condition;
pub mod requirement;
pub mod requirement_state;
pub mod service;
pub mod service_declaration;
pub mod service_observation;
pub mod session;
pub mod subscription;
pub mod subscription_request;
pub mod subscription_scope;
