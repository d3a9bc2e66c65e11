// Somebody finds a service that is not online in their district and says that
// they need it; what is needed most is there for everybody to read, and for the
// coordinators to go by.

import { expect, expectProblem, test, visit } from "../fixtures/test.ts";

test("a service is needed where it is not online, without an account", async ({ page }) => {
  await visit(page, "/bg/kakvo-moga?event=moving&from=lyulin&to=studentski");
  const step = page.locator('li[data-step="2079"]');
  await step.getByRole("button", { name: /^Нужна ми е електронно: район „Люлин“ \(/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Благодарим");
  await expect(page.getByRole("main")).toContainText("нужна електронно в район „Люлин“");
  // Pressed again, it says the same.
  const said = await page.getByRole("main").innerText();
  await visit(page, "/bg/rayoni/lyulin/uslugi");
  await page.locator("#service-2079").getByRole("button", { name: "Нужна ми е електронно" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Благодарим");
  expect(await page.getByRole("main").innerText()).toBe(said);
  expect(await page.context().cookies()).toEqual([]);

  await page.getByRole("link", { name: "Към услугата" }).click();
  const section = page.getByRole("region", { name: "Нужна ми е електронно" });
  await section.getByLabel("Район").selectOption("lyulin");
  await section.getByRole("button", { name: "Нужна ми е електронно" }).click();
  expect(await page.getByRole("main").innerText()).toBe(said);
});

test("what is online is not asked for, nor is anything of a past day", async ({ page }) => {
  await visit(page, "/bg/rayoni/lyulin/uslugi");
  await expect(page.locator('#service-2107[data-state="online"]').getByRole("button")).toHaveCount(0);
  await visit(page, "/bg/rayoni/lyulin/uslugi?as-of=2026-10-01");
  await expect(page.getByRole("button", { name: /^Нужна ми е/ })).toHaveCount(0);
});

test("what is missing is said at its field", async ({ page }) => {
  expectProblem(page, /^POST \/bg\/nuzhna-mi-e → 422$/);
  await visit(page, "/bg/nuzhna-mi-e?rayon=iskar");
  await expect(page.getByLabel("Район")).toHaveValue("iskar");
  await page.getByRole("button", { name: "Нужна ми е електронно" }).click();
  await expect(page.getByRole("alert")).toContainText("Услуга");
  await expect(page.getByLabel("Район")).toHaveValue("iskar");
});

test("the table shows weeks that are over, and no number below five", async ({ page, as }) => {
  await visit(page, "/bg/uslugi");
  await page.getByRole("main").getByRole("link", { name: "Търсени услуги" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Търсени услуги");
  const numbers = await page.locator("table.demand td.num").allInnerTexts();
  expect(numbers.length).toBeGreaterThan(20);
  for (const text of numbers) {
    if (!text.includes("по-малко от 5")) {
      expect(Number(text.replace(/\D/g, ""))).toBeGreaterThanOrEqual(5);
    }
  }
  await page.getByRole("link", { name: "По-ранни седмици" }).click();
  await page.getByRole("link", { name: "По-късни седмици" }).click();
  await expect(page.getByRole("link", { name: "По-късни седмици" })).toHaveCount(0);
  await page.getByRole("link", { name: "Как се брои" }).click();
  await expect(page.getByRole("heading", { name: "Колко се търси една услуга" })).toBeVisible();
  await visit(page, "/en/tarsene?sort=district");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Services in demand");

  const coordinator = await as("coordinator");
  await visit(coordinator, "/bg/tablo");
  const first = coordinator.getByRole("region", { name: "Какво се търси, а не е електронно" }).getByRole("listitem").first();
  await expect(first).toContainText("най-търсена");
});
