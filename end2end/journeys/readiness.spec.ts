// Equal readiness over time, from the map's figure to the month it came from.

import { expect, test, visit } from "../fixtures/test.ts";

test("the map's figure leads to its history, and each month to the map of its day", async ({ page }) => {
  await visit(page, "/bg/?programme=unified-model");
  const today = await page.locator("[data-figure=lowest] b").innerText();
  await page.getByRole("region", { name: "Равна подготвеност" }).getByRole("link", { name: "Във времето" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Равна подготвеност във времето");
  await expect(page.getByRole("img", { name: /^Графика: / })).toBeVisible();
  const rows = page.locator("tr[data-day]");
  expect(await rows.count()).toBeGreaterThan(50);
  await expect(rows.first().getByRole("cell").first()).toHaveText(today.split(" ")[0]!);
  const month = page.locator("tr[data-day='2024-05-31']");
  const lowest = await month.getByRole("cell").first().innerText();
  await month.getByRole("rowheader").getByRole("link").click();
  await expect(page).toHaveURL("/bg/?programme=unified-model&as-of=2024-05-31");
  await expect(page.locator("[data-figure=lowest] b")).toHaveText(`${lowest} от 8`);
});

test("the other programme and the other language have their own", async ({ page }) => {
  await visit(page, "/bg/ravna-podgotvenost");
  await page.getByRole("link", { name: "Преместване" }).click();
  await expect(page).toHaveURL("/bg/ravna-podgotvenost?programme=moving");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Equal readiness over time");
  expect((await page.getByRole("main").innerText()).match(/\p{Script=Cyrillic}+/gu)).toBeNull();
});
