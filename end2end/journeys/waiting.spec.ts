// Who has to move: totals for everybody, every open requirement for those who
// work on it.

import { expect, test, visit } from "../fixtures/test.ts";

test("everybody reads how much waits for whom, and since when", async ({ page }) => {
  await visit(page, "/bg/");
  await page.getByRole("navigation", { name: "Главно меню" }).getByRole("link", { name: "Кого чакаме" }).click();
  await expect(page).toHaveURL("/bg/kogo-chakame");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Кого чакаме");
  await expect(page.getByRole("rowheader")).toHaveCount(4);
  await expect(page.getByText(/^Броят се \d+ района? с известен контролен списък; \d+ от тях само чакат? други\. Извън сметката, без данни: \d+ района?\.$/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Всичко, което чака" })).toHaveCount(0);
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who are we waiting for");
  expect((await page.getByRole("main").innerText()).match(/\p{Script=Cyrillic}+/gu)).toBeNull();
});

test("the map's column of holders leads to all of them", async ({ page }) => {
  await visit(page, "/bg/?programme=moving");
  await page.getByRole("columnheader", { name: "На ход е" }).getByRole("link", { name: "кого чакаме" }).click();
  await expect(page).toHaveURL("/bg/kogo-chakame?programme=moving");
});

test("a coordinator reads everything that waits, the oldest first, by holder", async ({ as }) => {
  const coordinator = await as("coordinator");
  await visit(coordinator, "/bg/kogo-chakame");
  const details = coordinator.getByRole("region", { name: "Всичко, което чака" });
  const ages = async (): Promise<number[]> =>
    (await details.locator("tr[data-wait] td:last-child").allInnerTexts()).map((text) => Number(/\d+/.exec(text)?.[0]));
  const all = await ages();
  expect(all.length).toBeGreaterThan(4);
  expect(all).toEqual(all.toSorted((one, other) => other - one));
  await details.getByRole("link", { name: "Доставчик", exact: false }).first().click();
  await expect(coordinator).toHaveURL(/holder=vendor/);
  const holders = await details.locator("tr[data-wait]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-holder")));
  expect(new Set(holders)).toEqual(new Set(["vendor"]));
  await details.locator("tr[data-wait]").first().getByRole("link").click();
  await expect(coordinator.getByRole("heading", { level: 2, name: "Какво липсва сега" })).toBeVisible();
});

test("staff read what waits in their own district", async ({ as }) => {
  const staff = await as("lyulin");
  await visit(staff, "/bg/kogo-chakame");
  const districts = await staff.locator("tr[data-wait]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-wait")));
  expect(districts.length).toBeGreaterThan(0);
  expect(new Set(districts)).toEqual(new Set(["lyulin"]));
});

test("what expires is on the board with the time that is left", async ({ as }) => {
  const coordinator = await as("coordinator");
  await visit(coordinator, "/bg/tablo");
  const expiring = coordinator.getByRole("region", { name: "Изтичащи доказателства" });
  const rows = expiring.locator("tr[data-warning]");
  expect(await rows.count()).toBeGreaterThan(0);
  await expect(rows.first()).toContainText(/остават? \d+ (ден|дни)|изтекло преди \d+ (ден|дни)|днес е последният ден/);
});

test("what is live with expired evidence says so on the map and on its page", async ({ page }) => {
  await visit(page, "/bg/");
  const flagged = page.locator("tr[data-flag=expired]");
  // Two districts of the demonstration let evidence lapse; one of them is live.
  expect(await flagged.count()).toBeGreaterThan(0);
  await expect(flagged.first()).toContainText("изтекло доказателство");
  await expect(flagged.first()).toHaveAttribute("data-status", "live");
  await flagged.first().getByRole("rowheader").getByRole("link").click();
  await expect(page.getByText(/Работи, но с изтекло доказателство: „/)).toBeVisible();
});

test("a district's whole history is there, page by page", async ({ page }) => {
  await visit(page, "/bg/rayoni/sredets?programme=unified-model");
  await page.getByRole("link", { name: "Цялата история" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("История: Район „Средец“");
  await expect(page.getByRole("main").locator("ol.changes > li")).toHaveCount(50);
  await page.getByRole("link", { name: "По-стари" }).click();
  await expect(page).toHaveURL(/page=2/);
  await page.getByRole("link", { name: "По-нови" }).click();
  await expect(page).toHaveURL(/page=1/);
});

test("every figure of the map leads to its rule and its rows", async ({ page }) => {
  await visit(page, "/bg/");
  const shown = await page.locator("[data-figure=all] b").innerText();
  await page.getByRole("link", { name: "Как е сметнато: покритие във всички райони" }).click();
  await expect(page.locator("[data-value]")).toHaveText(shown);
  const counted = await page.locator("tr[data-part=counted]").count();
  expect(shown).toBe(`${counted} от 24`);
  await page.getByRole("region", { name: "Същото по другите правила" }).getByRole("link", { name: "покритие по жители" }).click();
  await expect(page).toHaveURL(/kak-e-smetnato\/residents/);
});
