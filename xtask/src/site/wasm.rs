//! The islands: Rust to wasm, wasm-bindgen's glue, wasm-opt.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::error::{Error, Result};
use crate::files;
use crate::layout::Layout;
use crate::npm;
use crate::process;
use crate::site::script;
use crate::tools::WASM_TARGET;

/// The wasm's logical name.
pub const WASM: &str = "frontend_bg.wasm";
const GLUE: &str = "frontend.js";

/// What rustc emits by default since 1.87; wasm-opt must be told what it may meet.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The optimised wasm and its minified glue.
pub fn build(layout: &Layout, work: &Path) -> Result<[PathBuf; 2]> {
    let mut cargo = layout.cargo();
    cargo.args(["build", "--package", "frontend", "--target", WASM_TARGET, "--profile", "wasm-release"]);
    process::run(&mut cargo)?;

    let compiled = layout.target(WASM_TARGET).join("wasm-release/frontend.wasm");
    let lock = files::read(&layout.path("frontend/package-lock.json"))?;
    let inputs = [&*files::read(&compiled)?, &*lock, include_bytes!("wasm.rs")];
    let outputs = [work.join(WASM), work.join(GLUE)];
    files::up_to_date(&work.join("wasm.stamp"), &inputs, &[&outputs[0], &outputs[1]], || {
        println!("xtask: wasm-bindgen and wasm-opt");
        let bound = work.join("bindgen");
        bind(&compiled, &bound)?;
        let mut wasm_opt = layout.command(npm::program(layout, "wasm-opt"));
        wasm_opt.args(FEATURES).arg("-Oz").arg(bound.join(WASM)).arg("-o").arg(&outputs[0]);
        process::run(&mut wasm_opt)?;
        process::run(&mut script::bundle(layout, &bound.join(GLUE), &outputs[1]))
    })?;
    Ok(outputs)
}

/// wasm-bindgen as a library: the lock file keeps it at the version the wasm was compiled for.
fn bind(compiled: &Path, dir: &Path) -> Result<()> {
    let run = || {
        Bindgen::new()
            .input_path(compiled)
            .web(true)?
            .typescript(false)
            .remove_name_section(true)
            .remove_producers_section(true)
            // boot.js says where the wasm is; its name holds a hash the glue cannot know.
            .omit_default_module_path(true)
            .generate(dir)
    };
    run().map_err(|error| Error::WasmBindgen {
        path: compiled.to_owned(),
        problem: format!("{error:#}").replace('\n', " "),
    })
}
