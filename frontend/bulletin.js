// The preview beside the bulletin's text, made anew while somebody types. Without
// this script a button of the form shows the same.

const form = document.querySelector("form[data-preview]");
let timer;
let last = 0;

async function show() {
  const turn = ++last;
  const body = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const made = page.getElementById("preview");
    // Of two answers the one to the later question stays.
    if (made && turn === last) document.getElementById("preview").replaceWith(document.adoptNode(made));
  } catch {
    // The text is still in its field; the button is there.
  }
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(show, 400);
});
