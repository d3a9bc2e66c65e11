// Somebody without an account asks for letters and leaves again; an administrator
// sees how the letters fare.

import { environment } from "../fixtures/environment.ts";
import { expect, expectProblem, test, visit } from "../fixtures/test.ts";

test("a subscription is asked for without an account, and only a letter says how to go on", async ({ page }, { project }) => {
  await visit(page, `${environment.realUrl}/bg/abonament?rayon=lyulin`);
  await expect(page.getByLabel("За какво")).toHaveValue("lyulin");
  // What is wrong is said at its field, and what was typed stays.
  expectProblem(page, /^POST \/bg\/abonament → 422$/);
  await page.getByLabel("Електронен адрес").fill("някой");
  await page.getByRole("button", { name: "Абониране" }).click();
  await expect(page.getByRole("alert")).toContainText("Това не е електронен адрес.");
  await expect(page.getByLabel("Електронен адрес")).toHaveValue("някой");
  await page.getByLabel("Електронен адрес").fill(`${project.name}@example.bg`);
  // Sent sooner than a person could fill it in, it would be refused again.
  const shown = Number((await page.locator('input[name="shown"]').inputValue()).split(".")[0]);
  await expect.poll(() => Date.now() - shown).toBeGreaterThan(3_000);
  await page.getByRole("button", { name: "Абониране" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Проверете пощата си");
  expect(await page.context().cookies()).toEqual([]);
});

test("a link that was used says so, and the way out needs no account", async ({ page }) => {
  expectProblem(page, /^GET \/en\/abonament\/potvarzhdenie\?kod=used → 404$/);
  await visit(page, `${environment.realUrl}/en/abonament/potvarzhdenie?kod=used`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The link is no longer valid");
  await visit(page, `${environment.realUrl}/en/abonament/kray?kod=any`);
  await page.getByRole("button", { name: "Unsubscribe me" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are unsubscribed");
  expect(await page.context().cookies()).toEqual([]);
});

test("where no letters are sent, the feed is offered", async ({ page }) => {
  await visit(page, "/en/abonament");
  await expect(page.getByLabel("E-mail address")).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("link", { name: "Atom" })).toHaveAttribute("href", "/en/byuletin.atom");
});

test("administrators see the letters, and only they", async ({ as }) => {
  const administrator = await as("administrator");
  await visit(administrator, "/bg/tablo");
  await administrator.getByRole("main").getByRole("link", { name: "Писма" }).click();
  await expect(administrator.getByRole("main")).toContainText("Няма недоставени писма.");
  const reader = await as("reader");
  expectProblem(reader, /^GET \/bg\/tablo\/poshta → 403$/);
  await visit(reader, "/bg/tablo/poshta");
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Нямате достъп");
});
