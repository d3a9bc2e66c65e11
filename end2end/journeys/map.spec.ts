// How the map is looked at: what its colours stand for, the card beside a
// district, the months. Everything is links first; the script only adds to them.

import { districtOnMap, districtRow, map } from "../fixtures/rollout.ts";
import { examine, expect, hasScripts, isPhone, type Page, test, visit } from "../fixtures/test.ts";

const SREDETS = { slug: "sredets", name: "Средец" };
const VITOSHA = { slug: "vitosha", name: "Витоша" };

test("the colours are chosen by links, and the table follows", async ({ page }) => {
  await visit(page, "/bg/?as-of=2026-05-31");
  const choice = page.getByRole("navigation", { name: "Цветът показва" });
  await expect(choice.getByRole("link", { name: "етап" })).toHaveAttribute("aria-current", "true");
  const first = page.locator("table.districts thead th").nth(1);
  await expect(first).toContainText("Етап");

  await choice.getByRole("link", { name: "изпълнени изисквания" }).click();
  await expect(page).toHaveURL("/bg/?programme=unified-model&color=readiness&as-of=2026-05-31");
  await expect(first).toContainText("Изпълнени изисквания");
  const legend = page.getByRole("list", { name: "Легенда" });
  for (const words of ["няма данни", "0–24%", "25–49%", "50–74%", "75–99%", "100%"]) await expect(legend).toContainText(words);
  await examine(page);

  await choice.getByRole("link", { name: "дни на изчакване" }).click();
  await expect(first).toContainText("На ход е");
  for (const words of ["0–6 дни", "180 и повече дни", "никой не е на ход"]) await expect(legend).toContainText(words);
  // A number stands in every shape whose days are known, and the same one in its row.
  const values = await page.locator("svg.map [data-value]").evaluateAll((shapes) =>
    shapes.map((shape) => [shape.getAttribute("data-district"), shape.getAttribute("data-value"), shape.querySelector(".compact")?.textContent]),
  );
  expect(values).toHaveLength(24);
  for (const [slug, value, mark] of values.filter(([, value]) => Number(value) >= 0)) {
    expect(mark).toBe(value);
    await expect(page.locator(`tr[data-district=${slug}]`)).toHaveAttribute("data-value", String(value));
  }
  await examine(page);
});

test("services online colour the map, and lead to the district's services", async ({ page }) => {
  await visit(page, "/bg/");
  await page.getByRole("navigation", { name: "Цветът показва" }).getByRole("link", { name: "услуги онлайн" }).click();
  await expect(page.locator("table.districts thead th").nth(1)).toContainText("Услуги онлайн");
  const legend = page.getByRole("list", { name: "Легенда" });
  for (const words of ["няма данни", "0 услуги", "1–3 услуги", "10 и повече услуги"]) await expect(legend).toContainText(words);
  const row = page.locator('tr[data-district="lyulin"]');
  const online = await row.getAttribute("data-value");
  await expect(page.locator('svg.map [data-district="lyulin"]')).toHaveAttribute("data-value", String(online));
  await expect(page.locator('tr[data-district="pancharevo"]')).toHaveAttribute("data-value", "unknown");
  await row.getByRole("link", { name: new RegExp(`^${online} от \\d+$`) }).click();
  await expect(page.locator('[data-state="online"].offer-item')).toHaveCount(Number(online));
});

test("pointing shows the district's card, never over its shape, and Escape takes it away", async ({ page }) => {
  test.skip(!hasScripts() || isPhone(), "a script, and something to point with");
  await visit(page, "/bg/");
  const card = page.locator("#map-card");
  await expect(card).toBeHidden();
  for (const district of [SREDETS, VITOSHA]) {
    const shape = districtOnMap(page, district).locator("path");
    await shape.hover();
    await expect(card).toContainText(district.name);
    const [over, below] = await Promise.all([card.boundingBox(), shape.boundingBox()]);
    expect(over!.y >= below!.y + below!.height || over!.y + over!.height <= below!.y).toBe(true);
    // The same words as in its row, which is marked.
    const row = districtRow(page, district);
    await expect(row).toHaveClass("shown");
    for (const cell of await row.getByRole("cell").allInnerTexts()) {
      for (const line of cell.split("\n")) await expect(card).toContainText(line.trim());
    }
    await card.hover();
    await expect(card).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(card).toBeHidden();
    await expect(row).not.toHaveClass("shown");
  }
});

test("the keyboard shows the card as well", async ({ page }) => {
  test.skip(!hasScripts(), "a script");
  await visit(page, "/bg/");
  await page.getByRole("navigation", { name: "Цветът показва" }).getByRole("link").last().focus();
  await page.keyboard.press("Tab");
  const focused = map(page).locator("a:focus");
  const card = page.locator("#map-card");
  await expect(card).toBeVisible();
  await expect(focused).toHaveAttribute("aria-describedby", "map-card");
  await expect(card).toContainText((await focused.getAttribute("aria-label"))!.split(":")[0]!);
  await examine(page);
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();
  await expect(focused).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/bg\/rayoni\//);
});

test("a finger sees the card first and goes there next", async ({ page }) => {
  test.skip(!isPhone(), "a finger");
  await visit(page, "/bg/");
  await districtOnMap(page, SREDETS).locator("path").tap();
  await expect(page.locator("#map-card")).toContainText("Средец");
  await expect(page).toHaveURL("/bg/");
  await examine(page);
  await districtOnMap(page, SREDETS).locator("path").tap();
  await expect(page).toHaveURL("/bg/rayoni/sredets?programme=unified-model");
});

test("without a script a shape says how much is met and whose move it is", async ({ page }) => {
  test.skip(hasScripts(), "the card says it with one");
  await visit(page, "/bg/");
  await expect(districtOnMap(page, SREDETS).locator("title")).toContainText("Изпълнени изисквания: ");
});

test("the months are links, and steps lead from one to the next", async ({ page }) => {
  await visit(page, "/bg/?color=status");
  const line = page.getByRole("navigation", { name: "Картата във времето" });
  await line.getByRole("link", { name: "По-ранен месец" }).click();
  await expect(page).toHaveURL(/\/bg\/\?programme=unified-model&color=status&as-of=\d{4}-\d\d-\d\d$/);
  await expect(page.getByRole("region", { name: "Показан е минал ден" })).toBeVisible();
  await line.getByText("Всички месеци").click();
  await line.getByRole("link", { name: "май 2024 г." }).click();
  await expect(page).toHaveURL("/bg/?programme=unified-model&color=status&as-of=2024-05-31");
  await expect(page.getByText("Показан е денят 31 май 2024 г.", { exact: false })).toBeVisible();
  await examine(page);
});

test("the slider swaps in the map of a month and keeps the focus", async ({ page }) => {
  test.skip(!hasScripts(), "a script");
  await visit(page, "/bg/");
  const now = await shown(page);
  const slider = page.getByRole("slider", { name: "Картата във времето" });
  await slider.focus();
  for (let step = 0; step < 24; step += 1) await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/as-of=/);
  await expect(page.getByRole("region", { name: "Показан е минал ден" })).toBeVisible();
  await expect(slider).toBeFocused();
  // The last of many requests is answered when the address is that of the month named.
  await expect(page).toHaveURL(/as-of=2024-11-30$/);
  expect(await shown(page)).not.toEqual(now);
  // What was swapped in is what the address shows.
  const swapped = await shown(page);
  await visit(page, new URL(page.url()).pathname + new URL(page.url()).search);
  expect(await shown(page)).toEqual(swapped);
});

test("the map year by year is folded on the screen and printed", async ({ page }) => {
  await visit(page, "/bg/");
  const years = page.locator("details.by-year");
  await expect(years.locator("svg").last()).toBeHidden();
  await years.locator("summary").click();
  await expect(years.getByRole("link", { name: "31 декември 2024 г." })).toBeVisible();
  await expect(years.locator("li svg use").first()).toBeVisible();
  await examine(page);
});

test("nothing moves while the map loads", async ({ page }) => {
  test.skip(!hasScripts(), "the browser is asked by a script");
  await page.addInitScript(() => {
    Object.assign(globalThis, { moved: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) (globalThis as unknown as { moved: number }).moved += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await visit(page, "/bg/");
  await expect(page.getByRole("slider")).toBeVisible();
  expect(await page.evaluate(() => (globalThis as unknown as { moved: number }).moved)).toBeLessThan(0.001);
});

/** District by district: state and milestone. */
async function shown(page: Page): Promise<string[]> {
  return page.locator("svg.map [data-district]").evaluateAll((shapes) =>
    shapes.map((shape) => `${shape.getAttribute("data-district")} ${shape.getAttribute("data-status")} ${shape.getAttribute("data-milestone")}`),
  );
}
