//! `redom`

use std::process::ExitCode;

use clap::Parser;
use server::cli::Cli;
use server::commands::run;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("redom: {error}");
            ExitCode::FAILURE
        }
    }
}
