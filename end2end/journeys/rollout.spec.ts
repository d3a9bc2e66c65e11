// The public map: what everybody sees, without an account and without scripts.

import { expect, test, visit } from "../fixtures/test.ts";
import { environment } from "../fixtures/environment.ts";
import { map } from "../fixtures/rollout.ts";

/** Slug, status and milestone of everything that carries them, in the map or in the table. */
const marks = (elements: Element[]) =>
  elements
    .map((one) => ["district", "status", "milestone"].map((name) => one.getAttribute(`data-${name}`)).join(" "))
    .sort();

test("the map and the table say the same of all 24 districts", async ({ page }) => {
  await visit(page, "/bg/");
  const shapes = await map(page).locator("a[data-district]").evaluateAll(marks);
  const rows = await page.locator("table tr[data-district]").evaluateAll(marks);
  expect(shapes).toHaveLength(24);
  expect(rows).toEqual(shapes);
});

test("a shape leads to its district, and the district back to the map", async ({ page }) => {
  await visit(page, "/bg/");
  await map(page).getByRole("link", { name: /^Люлин: / }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Район „Люлин“" })).toBeVisible();
  await page.getByRole("link", { name: "Към картата" }).click();
  await expect(map(page)).toBeVisible();
});

test("the programme is switched and the table sorted by links", async ({ page }) => {
  await visit(page, "/bg/");
  await page.getByRole("navigation", { name: "Програма" }).getByRole("link", { name: "Преместване" }).click();
  await expect(page).toHaveURL(/programme=moving/);
  await page.getByRole("link", { name: "Изпълнени изисквания" }).click();
  await expect(page).toHaveURL(/programme=moving&sort=met&dir=asc/);
  const met = page.getByRole("columnheader", { name: /Изпълнени изисквания/ });
  await expect(met).toHaveAttribute("aria-sort", "ascending");
  await met.getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: /Изпълнени изисквания/ })).toHaveAttribute("aria-sort", "descending");
  // What is unknown comes last either way.
  await expect(page.locator("table tr[data-district]").last()).toHaveAttribute("data-status", "unknown");
});

test("English is the same page in another language", async ({ page }) => {
  await visit(page, "/bg/?programme=moving");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(/\/en\/\?programme=moving$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1, name: /Sofia's 24 districts/ })).toBeVisible();
});

test("the real facts: four pilots by report, twenty unknown, nothing invented", async ({ browserWith }) => {
  const page = await browserWith({ baseURL: environment.realUrl });
  await visit(page, "/bg/");
  await expect(page.getByText("Демонстрационни данни")).toHaveCount(0);
  await expect(page.locator('table tr[data-status="unknown"]')).toHaveCount(20);
  const live = page.locator('table tr[data-status="live"]');
  await expect(live).toHaveCount(4);
  for (const row of await live.all()) await expect(row).toContainText("по данни на smartsofia.bg");
  await expect(page.locator('[data-figure="all"]')).toContainText("4 от 24");
  await expect(page.locator('[data-figure="residents"]')).toContainText("%");
  await expect(page.getByText("Още няма район с потвърдена подготвеност")).toBeVisible();
});

test("on paper there are no menus and no forms", async ({ page }) => {
  await visit(page, "/bg/");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Главно меню" })).toBeHidden();
  await expect(page.locator("table tr[data-district]").first()).toBeVisible();
  await page.emulateMedia({ media: null });
});
