// The public map: 24 shapes and 24 rows that say the same, without an account
// and without a script.

import { environment } from "../fixtures/environment.ts";
import { districtOnMap, districtRow, map } from "../fixtures/rollout.ts";
import { examine, expect, isPhone, type Page, test, visit } from "../fixtures/test.ts";

const LYULIN = { slug: "lyulin", name: "Люлин" };

test("the map and the table show the same 24 districts in the same states", async ({ page }) => {
  await visit(page, "/bg/");
  await expect(page).toHaveTitle("Докъде стигнаха 24-те района на София · Редом");
  await expect(map(page).getByRole("link")).toHaveCount(24);
  const shapes = await states(page, "svg.map [data-district]");
  expect(Object.keys(shapes)).toHaveLength(24);
  expect(await states(page, "table [data-district]")).toEqual(shapes);
  // Every state on the map is in the legend, in words.
  const legend = page.getByRole("list", { name: "Легенда" });
  for (const words of ["няма данни", "◆ готов", "✓ работи", "‖ спрян"]) await expect(legend).toContainText(words);
  for (const rule of ["във всички райони", "в поне един район", "по жители"]) {
    await expect(page.getByRole("region", { name: "Покритие" })).toContainText(rule);
  }
  await expect(page.getByRole("region", { name: "Равна подготвеност" })).toContainText("разлика");
  await expect(page.getByRole("note")).toContainText("Демонстрационни данни.");
});

test("coverage counts what the rows show", async ({ page }) => {
  await visit(page, "/bg/");
  const rows = Object.values(await states(page, "table [data-district]"));
  const count = (status: string): number => rows.filter((one) => one.startsWith(status)).length;
  const coverage = page.getByRole("region", { name: "Покритие" });
  await expect(coverage).toContainText(`${count("live")} от 24`);
  await expect(coverage).toContainText(`Без данни: ${inBulgarian(count("unknown"))}`);
});

test("a district leads to its page, from the map and from the table", async ({ page }) => {
  await visit(page, "/bg/?programme=moving");
  await districtOnMap(page, LYULIN).click();
  await expect(page).toHaveURL("/bg/rayoni/lyulin?programme=moving");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Район „Люлин“");
  await page.getByRole("link", { name: "Към картата" }).click();
  await expect(page).toHaveURL("/bg/?programme=moving");
  await districtRow(page, LYULIN).getByRole("link", { name: "Люлин" }).click();
  await expect(page).toHaveURL("/bg/rayoni/lyulin?programme=moving");
});

test("links sort the table, and what is unknown comes last either way", async ({ page }) => {
  await visit(page, "/bg/");
  const header = (name: string) => page.getByRole("columnheader", { name });
  const names = (): Promise<string[]> => page.getByRole("rowheader").allInnerTexts();
  const alphabetical = (await names()).toSorted(new Intl.Collator("bg").compare);
  expect(await names()).toEqual(alphabetical);
  await expect(header("Район")).toHaveAttribute("aria-sort", "ascending");

  await header("Район").getByRole("link").click();
  await expect(page).toHaveURL(/sort=name&dir=desc/);
  await expect(header("Район")).toHaveAttribute("aria-sort", "descending");
  expect(await names()).toEqual(alphabetical.toReversed());

  for (const direction of ["ascending", "descending"] as const) {
    await header("Етап").getByRole("link").click();
    await expect(header("Етап")).toHaveAttribute("aria-sort", direction);
    const column = await page.locator("table [data-milestone]").evaluateAll((rows) =>
      rows.map((row) => Number(row.getAttribute("data-milestone")?.replace("unknown", "NaN"))),
    );
    const known = column.filter((one) => !Number.isNaN(one));
    expect(known.length).toBeGreaterThan(1);
    expect(known).toEqual(known.toSorted((one, other) => (direction === "ascending" ? one - other : other - one)));
    expect(column.slice(0, known.length)).toEqual(known);
    expect(column).toHaveLength(24);
  }
});

test("the programmes are switched by links, and the choice goes along", async ({ page }) => {
  await visit(page, "/bg/");
  const programmes = page.getByRole("navigation", { name: "Програма" });
  await expect(programmes.getByRole("link", { name: "Единен модел" })).toHaveAttribute("aria-current", "true");
  await programmes.getByRole("link", { name: "Преместване" }).click();
  await expect(page).toHaveURL("/bg/?programme=moving");
  await expect(programmes.getByRole("link", { name: "Преместване" })).toHaveAttribute("aria-current", "true");
  await expect(page.getByText("Епизод от живота: преместване в София или в рамките на София").first()).toBeVisible();
  await districtRow(page, LYULIN).getByRole("rowheader").getByRole("link").click();
  await expect(programmes.getByRole("link", { name: "Преместване" })).toHaveAttribute("aria-current", "true");
});

test("the other language keeps the page", async ({ page }) => {
  for (const rest of ["/?programme=moving&sort=turn&dir=desc", "/rayoni/lyulin?programme=moving", "/vhod?back=%2Fbg%2Ftablo"]) {
    await visit(page, `/bg${rest}`);
    await page.getByRole("link", { name: "English" }).click();
    await expect(page).toHaveURL(`/en${rest}`);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await page.getByRole("link", { name: "Български" }).click();
    await expect(page).toHaveURL(`/bg${rest}`);
    await expect(page.locator("html")).toHaveAttribute("lang", "bg");
  }
});

test("the map in English is the same map", async ({ page }) => {
  await visit(page, "/bg/");
  const shapes = await states(page, "svg.map [data-district]");
  await visit(page, "/en/");
  await expect(page).toHaveTitle("How far Sofia's 24 districts have come · Redom");
  await expect(page.getByRole("group", { name: "Map of the districts" }).getByRole("link", { name: /^Lyulin: / })).toBeVisible();
  expect(await states(page, "svg.map [data-district]")).toEqual(shapes);
  expect((await page.getByRole("main").innerText()).match(/\p{Script=Cyrillic}+/gu)).toBeNull();
});

test("the front door opens in the reader's language", async ({ page, browserWith }) => {
  await page.goto("/");
  await expect(page).toHaveURL("/bg/");
  const english = await browserWith({ locale: "en-GB" });
  await english.goto("/");
  await expect(english).toHaveURL("/en/");
});

test("on a phone a finger finds the districts, and the columns can be sorted", async ({ page }) => {
  test.skip(!isPhone(), "this is about the screen of a phone");
  await visit(page, "/bg/");
  await expect(page.getByRole("rowheader")).toHaveCount(24);
  await page.getByRole("columnheader", { name: "Етап" }).getByRole("link").tap();
  await expect(page.getByRole("columnheader", { name: "Етап" })).toHaveAttribute("aria-sort", "ascending");
  // The first touch shows the card, the second goes there.
  await districtOnMap(page, LYULIN).tap();
  await expect(page.locator("#map-card")).toContainText("Люлин");
  await districtOnMap(page, LYULIN).tap();
  await expect(page).toHaveURL(/\/bg\/rayoni\/lyulin/);
});

test("on paper the map stays and the ways to elsewhere go", async ({ page }) => {
  await visit(page, "/bg/");
  await expect(page.getByRole("navigation", { name: "Главно меню" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Главно меню" })).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Програма" })).toBeHidden();
  await expect(map(page)).toBeVisible();
  await expect(districtRow(page, LYULIN)).toBeVisible();
  await expect(page.getByRole("note")).toContainText("Демонстрационни данни.");
  await page.emulateMedia({ media: null });
});

test("in forced colours the districts keep their outlines", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await visit(page, "/bg/");
  expect(await page.evaluate(() => matchMedia("(forced-colors: active)").matches)).toBe(true);
  const lost = await page.locator("svg.map path.shape").evaluateAll((shapes) =>
    shapes
      .map((shape) => ({ ...getComputedStyle(shape), name: shape.parentElement?.getAttribute("aria-label") }))
      // Beside others of its kind, a shape needs a line of another colour.
      .filter(({ fill, stroke, strokeWidth }) => stroke === "none" || strokeWidth === "0px" || stroke === fill)
      .map(({ name }) => name),
  );
  expect(lost).toEqual([]);
  await examine(page);
});

test("of the real districts only the four pilots are known, and by whose word is said", async ({ page }) => {
  await visit(page, `${environment.realUrl}/bg/`);
  await expect(page.getByText("Демонстрационни данни")).toHaveCount(0);
  const shapes = await states(page, "svg.map [data-district]");
  const live = Object.keys(shapes).filter((slug) => shapes[slug]?.startsWith("live"));
  expect(live.toSorted()).toEqual(["bankya", "nadezhda", "serdika", "triaditsa"]);
  expect(Object.values(shapes).filter((one) => one === "unknown unknown")).toHaveLength(20);
  for (const name of ["Банкя", "Надежда", "Сердика", "Триадица"]) {
    await expect(districtRow(page, { slug: "", name })).toContainText("по данни на smartsofia.bg");
    await expect(districtOnMap(page, { slug: "", name })).toHaveAccessibleName(/работи .*по данни на smartsofia\.bg/);
  }
  const coverage = page.getByRole("region", { name: "Покритие" });
  await expect(coverage).toContainText("4 от 24");
  await expect(coverage).toContainText("Без данни: 20 района");
  await expect(coverage).toContainText("Работещи само по публичен източник: 4 района");
  await expect(page.getByRole("region", { name: "Равна подготвеност" })).toContainText("Още няма район с потвърдена подготвеност.");

  // Unknown is hatched, not pale.
  const fills = await page.locator("svg.map [data-status=unknown] path.shape").evaluateAll((paths) =>
    paths.map((path) => getComputedStyle(path).fill),
  );
  expect(fills).toHaveLength(20);
  expect(fills.filter((fill) => !fill.includes("#hatch"))).toEqual([]);
});

test("a pilot's page says where its state is from and leaves the checklist unknown", async ({ page }) => {
  await visit(page, `${environment.realUrl}/bg/rayoni/bankya`);
  await expect(page.getByText(/^6 септември 2020 г\., по данни на smartsofia\.bg/).first()).toBeVisible();
  await expect(page.getByText("Не се знае кой е на ход.")).toBeVisible();
  await expect(page.getByText("За този район няма данни по отделните изисквания.", { exact: false })).toBeVisible();
  await expect(page.getByText("Демонстрационни данни")).toHaveCount(0);
});

/** District by district: state and milestone. */
async function states(page: Page, selector: string): Promise<Record<string, string>> {
  return page.locator(selector).evaluateAll((found) =>
    Object.fromEntries(
      found.map((one) => [one.getAttribute("data-district"), `${one.getAttribute("data-status")} ${one.getAttribute("data-milestone")}`]),
    ),
  );
}

/** „1 район“, „2 района“. */
function inBulgarian(count: number): string {
  return count === 1 ? "1 район" : `${count} района`;
}
