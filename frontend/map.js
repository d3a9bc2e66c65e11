// The map's card and its time line. Without this script every shape and every
// month is a link all the same, and what the card says is in the table.

// --- The card: a district's row of the table, beside its shape. ---

const card = document.createElement("div");
card.id = "map-card";
card.className = "map-card";
card.hidden = true;
document.querySelector("main").append(card);

/** The link whose card is shown. */
let shown = null;
let timer;
let touched = false;
/** Where the pointer rests after Escape: what comes to lie under it is not pointed at. */
let dismissed = false;

const shapeAt = (target) => target.closest?.("svg.map a[data-district]");
const rowOf = (link) => document.querySelector(`tr[data-district="${link.dataset.district}"]`);
const later = (work, time) => {
  clearTimeout(timer);
  timer = setTimeout(work, time);
};

const outline = (link) => link.querySelector("path").getBoundingClientRect();

function hide() {
  clearTimeout(timer);
  if (!shown) return;
  shown.removeAttribute("aria-describedby");
  rowOf(shown)?.classList.remove("shown");
  shown = null;
  card.hidden = true;
}

function show(link) {
  clearTimeout(timer);
  if (link === shown) return;
  hide();
  const row = rowOf(link);
  if (!row) return;
  shown = link;
  row.classList.add("shown");
  link.setAttribute("aria-describedby", card.id);
  fill(row);
  card.hidden = false;
  place(outline(link));
}

function fill(row) {
  const copy = (from, to) => to.append(...[...from.childNodes].map((node) => node.cloneNode(true)));
  const name = document.createElement("p");
  copy(row.querySelector("th"), name);
  const list = document.createElement("dl");
  for (const cell of row.querySelectorAll("td")) {
    const [label, value] = [document.createElement("dt"), document.createElement("dd")];
    label.textContent = cell.dataset.label;
    copy(cell, value);
    list.append(label, value);
  }
  card.replaceChildren(name, list);
}

// Below the shape or, where there is no room, above it: never over it.
function place(shape) {
  const { offsetWidth: width, offsetHeight: height } = card;
  const above = shape.bottom + height + 8 > innerHeight && shape.top > height + 8;
  const room = document.documentElement.clientWidth - width - 8;
  const left = Math.max(8, Math.min(shape.left + shape.width / 2 - width / 2, room));
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${scrollY + (above ? shape.top - height - 4 : shape.bottom + 4)}px`;
}

// Who moves from a shape to its card crosses others on the way; they wait.
document.addEventListener("pointerover", ({ target, pointerType, clientX, clientY }) => {
  if (pointerType === "touch") return;
  if (dismissed) {
    const here = `${clientX} ${clientY}`;
    if (dismissed === true) dismissed = here;
    if (dismissed === here) return;
    dismissed = false;
  }
  const link = shapeAt(target);
  if (link) later(() => show(link), shown ? 250 : 50);
  else if (card.contains(target)) clearTimeout(timer);
  else if (shown && !shown.matches(":focus-visible")) later(hide, 300);
});
document.addEventListener("pointerdown", ({ pointerType }) => (touched = pointerType === "touch"));
// A finger cannot hover: its first touch shows the card, the second goes there.
document.addEventListener("click", (event) => {
  const link = shapeAt(event.target);
  if (link && touched && link !== shown) {
    event.preventDefault();
    show(link);
  } else if (!link && !card.contains(event.target)) hide();
});
document.addEventListener("focusin", ({ target }) => {
  const link = shapeAt(target);
  if (link?.matches(":focus-visible")) show(link);
  else if (!link && !card.contains(target)) hide();
});
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  dismissed ||= !!shown;
  hide();
});
addEventListener("resize", () => shown && place(outline(shown)));

// The card says what the browser's own small box would.
function quiet() {
  for (const title of document.querySelectorAll("svg.map a > title")) title.remove();
}
quiet();

// --- The time line: the months' links as a slider. ---

const line = document.querySelector("[data-timeline]");
if (line) {
  const months = [...line.querySelectorAll("a[data-month]")];
  const [back, on] = line.querySelectorAll(".step");
  const output = line.querySelector("output");
  const range = document.createElement("input");
  range.type = "range";
  range.max = months.length - 1;
  range.ariaLabel = line.ariaLabel;
  let asked;

  const now = () => Number(range.value);
  const step = (link, at) => {
    if (months[at]) link.href = months[at].href;
    else link.removeAttribute("href");
  };
  const name = () => {
    const month = months[now()];
    output.textContent = range.ariaValueText = month.ariaLabel;
    step(back, now() - 1);
    step(on, now() + 1);
    for (const one of months) one.ariaCurrent = one === month ? "true" : null;
  };
  const go = async () => {
    const { href } = months[now()];
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(href, { signal: asked.signal });
      if (!answer.ok) throw answer;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      hide();
      for (const part of document.querySelectorAll("[data-part]")) {
        part.replaceWith(page.querySelector(`[data-part="${part.dataset.part}"]`));
      }
      quiet();
      history.pushState(null, "", href);
    } catch (error) {
      if (error.name !== "AbortError") location.assign(href);
    }
  };
  const move = (at) => (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !months[now() + at]) return;
    event.preventDefault();
    range.value = now() + at;
    name();
    go();
  };

  range.value = months.findIndex((month) => month.ariaCurrent);
  range.ariaValueText = output.textContent;
  range.addEventListener("input", name);
  let wait;
  range.addEventListener("change", () => {
    clearTimeout(wait);
    wait = setTimeout(go, 200);
  });
  back.addEventListener("click", move(-1));
  on.addEventListener("click", move(1));
  addEventListener("popstate", () => location.reload());
  output.after(range);
}

addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details.by-year")) one.open = true;
});
