// Wakes the islands of a page. Pages without islands do not load this.
//
// The script element says where the two files are, because their names hold a
// hash of their content:
//   <script type="module" src="…" data-module="/pkg/frontend.….js"
//           data-wasm="/pkg/frontend_bg.….wasm"></script>

// `document.currentScript` is null in a module.
const { module: moduleUrl, wasm: wasmUrl } = document.querySelector("script[data-wasm]").dataset;

// Outer islands wake before inner ones. What an island was given as children
// sits in `<leptos-children>`, an element to which the outer island, when it
// woke, attached the function that restores its context; an island among the
// children calls it first.
async function wake(element, islands, restoreContext) {
  if (element.localName === "leptos-island") {
    const name = element.dataset.component;
    if (name in islands) {
      restoreContext?.();
      await islands[name](element);
    } else {
      console.error(`The island ${name} is not in the wasm.`);
    }
  }
  const forChildren = element.localName === "leptos-children" ? element.$$on_hydrate : restoreContext;
  // A live collection on purpose: waking an island may change what follows.
  for (const child of element.children) {
    await wake(child, islands, forChildren);
  }
}

try {
  const islands = await import(moduleUrl);
  await islands.default({ module_or_path: wasmUrl });
  islands.hydrate?.();
  await wake(document.body, islands);
  document.documentElement.dataset.hydrated = "true";
} catch (error) {
  // Every form also works as a plain form, so the page stays as it is.
  console.error("The islands of this page did not start.", error);
}
