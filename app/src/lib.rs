//! Redom, by feature. Read in this order: words (`text`), what happened when
//! (`clock`), what can go wrong (`error`), then the features, each a folder
//! whose `mod.rs` says what it does and who may.
//!
//! Two builds exist: `ssr` (the server: everything) and `hydrate` (the browser:
//! rules and islands only). Only `mod` lines are gated, here and in the
//! features' `mod.rs`.

pub mod clock;
pub mod error;
pub mod id;
pub mod text;
pub mod ui;

pub mod about;
pub mod auth;
pub mod capacity;
pub mod checklist_version;
pub mod conflict;
pub mod dispute;
pub mod district;
pub mod explain;
pub mod ledger;
pub mod onboarding;
pub mod outage;
pub mod programme;
pub mod rollout;
pub mod waiting;

#[cfg(feature = "ssr")]
pub mod board;
#[cfg(feature = "ssr")]
pub mod boundaries;
#[cfg(feature = "ssr")]
pub mod bulletin;
#[cfg(feature = "ssr")]
pub mod card;
#[cfg(feature = "ssr")]
pub mod db;
#[cfg(feature = "ssr")]
pub mod demand;
#[cfg(feature = "ssr")]
pub mod demo;
#[cfg(feature = "ssr")]
pub mod flash;
#[cfg(feature = "ssr")]
pub mod life_event;
#[cfg(feature = "ssr")]
pub mod limits;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod observer;
#[cfg(feature = "ssr")]
pub mod open_data;
#[cfg(feature = "ssr")]
pub mod readiness;
#[cfg(feature = "ssr")]
pub mod replay;
#[cfg(feature = "ssr")]
pub mod seed;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(feature = "ssr")]
pub mod subscription;
