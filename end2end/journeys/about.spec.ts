// The texts about the site: found from any page, readable by everybody.

import { expect, expectProblem, test, visit } from "../fixtures/test.ts";

test("the foot of a page leads to every text about the site", async ({ page }) => {
  await visit(page, "/bg/");
  for (const name of ["Декларация за достъпност", "Поверителност", "Речник", "Карта на сайта", "Как се получават числата"]) {
    await page.getByRole("navigation", { name: "За сайта" }).getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  }
  await page.getByRole("link", { name: "покритие по жители" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/покритие по жители/);
  for (const path of ["dostapnost", "poveritelnost", "rechnik", "karta-na-sayta", "kak-e-smetnato"]) {
    await visit(page, `/en/${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
});

test("a district's name that is not quite right is understood", async ({ page }) => {
  expectProblem(page, /^GET \/bg\/rayoni\/liulin → 404$/);
  await visit(page, "/bg/rayoni/liulin");
  await page.getByRole("main").getByRole("listitem").getByRole("link", { name: "Люлин" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Район „Люлин“");
});
