// What is not there, what one may not see, and the way on.

import { expect, expectProblem, test, visit } from "../fixtures/test.ts";

test("an unknown district is not found, in the language of the address", async ({ page }) => {
  expectProblem(page, /atlantis → 404/);
  await visit(page, "/bg/rayoni/atlantis");
  await expect(page.getByRole("heading", { level: 1, name: "Страницата не е намерена" })).toBeVisible();
  await page.getByRole("link", { name: "Към картата на всички райони" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /24-те района/ })).toBeVisible();
});

test("an unknown programme is not found, in English as well", async ({ page }) => {
  expectProblem(page, /programme=flying → 404/);
  await visit(page, "/en/?programme=flying");
  await expect(page.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
});

test("who is not signed in is sent to sign in, and is led back", async ({ page }) => {
  await visit(page, "/bg/rayoni/lyulin/spisak?programme=moving");
  await expect(page.getByRole("heading", { level: 1, name: "Вход" })).toBeVisible();
  await expect(page.locator('input[name="back"]')).toHaveValue("/bg/rayoni/lyulin/spisak?programme=moving");
});

test("staff of one district may not read another's checklist, and learn whom to ask", async ({ as }) => {
  const page = await as("lyulin");
  expectProblem(page, /mladost\/spisak → 403/);
  await visit(page, "/bg/rayoni/mladost/spisak");
  await expect(page.getByRole("heading", { level: 1, name: "Нямате достъп" })).toBeVisible();
  await expect(page.getByText(/Нужното право е/)).toContainText("администратора");
});
