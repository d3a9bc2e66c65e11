//! Composition: everything the pages and server functions of `app` run inside.

pub mod address;
pub mod bench_data;
pub mod boundaries;
pub mod cache;
pub mod cli;
pub mod commands;
pub mod config;
pub mod functions;
pub mod headers;
pub mod listen;
pub mod mail;
pub mod observe;
pub mod open;
pub mod router;
pub mod schema;
pub mod serve;
