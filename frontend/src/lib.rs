//! The browser's side. Naming `app` is what registers its islands: without it
//! the wasm is built without them and nothing says so.

use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Starts what drives the islands' signals; `boot.js` calls it before it wakes
/// the first one.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
