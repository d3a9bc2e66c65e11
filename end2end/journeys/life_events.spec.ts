// Life events: their steps, and what of them can be done here today.

import { expect, test, visit } from "../fixtures/test.ts";

test("moving from Lyulin to Studentski is understood step by step", async ({ page }) => {
  await visit(page, "/bg/");
  await page.getByRole("navigation", { name: "Главно меню" }).getByRole("link", { name: "Какво мога днес?" }).click();
  await page.getByLabel("Какво ви предстои").selectOption("moving");
  await page.getByLabel("Откъде се местите").selectOption("lyulin");
  await page.getByLabel("Район", { exact: true }).selectOption("studentski");
  await page.getByRole("button", { name: "Показване на стъпките" }).click();
  await expect(page).toHaveURL("/bg/kakvo-moga?event=moving&from=lyulin&to=studentski");
  const result = page.getByRole("region", { name: /от „Люлин“ в „Студентски“/ });
  await expect(result).toContainText("2 от 4 стъпки можете да направите електронно");
  const states = await result.locator("li[data-step]").evaluateAll((steps) => steps.map((step) => step.getAttribute("data-state")));
  expect(states).toEqual(["online", "disagree", "unknown", "online"]);
  await expect(result.locator('li[data-state="disagree"]')).toContainText("се разминават");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.getByRole("region", { name: /from Lyulin to Studentski/ })).toContainText("2 of 4 steps can be done online");
});

test("what is not chosen is said at its field, and one district is enough for a birth", async ({ page }) => {
  await visit(page, "/bg/kakvo-moga");
  await page.getByRole("button", { name: "Показване на стъпките" }).click();
  await expect(page.getByRole("alert")).toContainText("Какво ви предстои");
  await page.getByLabel("Какво ви предстои").selectOption("birth");
  await page.getByLabel("Район", { exact: true }).selectOption("triaditsa");
  await page.getByRole("button", { name: "Показване на стъпките" }).click();
  await expect(page.locator("li[data-step]")).toHaveCount(2);
  await expect(page.getByLabel("Откъде се местите")).toHaveCount(0);
});

test("a life event tells its steps, its design and where it is offered", async ({ page }) => {
  await visit(page, "/bg/kakvo-moga");
  await page.getByRole("main").getByRole("link", { name: "Епизоди от живота" }).click();
  await page.getByRole("link", { name: "Преместване в София или в рамките на София" }).click();
  await expect(page.getByRole("region", { name: "Как се проектира" })).toContainText("Последно известна фаза: бета");
  await expect(page.getByRole("region", { name: "Колко са свързани стъпките" })).toContainText("Няма данни");
  await expect(page.locator("tr[data-district]")).toHaveCount(24);
  await visit(page, "/en/epizodi/marriage");
  await expect(page.getByRole("region", { name: "How it is being designed" })).toContainText("Nothing is known");
});
