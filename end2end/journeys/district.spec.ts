// A district's page, for everybody.

import { expect, isPhone, test, visit } from "../fixtures/test.ts";

test("the public page says of every requirement what the district's own checklist says", async ({ page, as }) => {
  for (const programme of ["unified-model", "moving"]) {
    const staff = await as("lyulin");
    await visit(page, `/bg/rayoni/lyulin?programme=${programme}`);
    await visit(staff, `/bg/rayoni/lyulin/spisak?programme=${programme}`);
    const standing = (rows: Element[]): (string | null)[][] =>
      rows.map((row) => [row.getAttribute("data-requirement"), row.getAttribute("data-standing")]);
    const open = await page.locator("tr[data-requirement]").evaluateAll(standing);
    expect(open.length).toBeGreaterThan(12);
    expect(await staff.locator("li[data-requirement]").evaluateAll(standing)).toEqual(open);
    const line = await page.getByText(/^На ход е |^Никой не е на ход/).innerText();
    await expect(staff.getByText(line, { exact: true })).toBeVisible();
  }
});

test("evidence and the reasons of returns are not for everybody", async ({ page }) => {
  await visit(page, "/bg/rayoni/mladost");
  const text = await page.getByRole("main").innerText();
  expect(text).toContain("Контролен списък");
  expect(text).not.toMatch(/example\.org|демо №|Моля, допълнете/);
});

test("facts name their sources", async ({ page }) => {
  await visit(page, "/bg/rayoni/sredets");
  await expect(page).toHaveTitle("Район „Средец“ · Редом");
  const facts = page.getByRole("region", { name: "За района" });
  for (const term of ["Код по ЕКАТТЕ", "ЕИК", "Жители, 1.2.2011 г.", "Площ", "Съседни райони"]) {
    const fact = facts.locator("dl > div").filter({ has: page.getByText(term, { exact: true }) });
    await expect(fact.getByText(/^Източник: \S/)).toBeVisible();
  }
  await facts.getByRole("link", { name: "Оборище" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Район „Оборище“");
});

test("of a district nobody knows anything about the page says so", async ({ page }) => {
  await visit(page, "/bg/rayoni/vrabnitsa?programme=moving");
  await expect(page.getByText("Не се знае кой е на ход.")).toBeVisible();
  await expect(page.getByText("За този район няма данни по отделните изисквания.", { exact: false })).toBeVisible();
  await expect(page.getByRole("region", { name: "Последни промени" })).toContainText("Още няма записани промени.");
  await expect(page.getByRole("region", { name: "Етапи" }).getByRole("listitem")).toHaveText(Array(5).fill(/няма данни$/));
  await expect(page.locator("tr[data-requirement]:not([data-standing=unknown])")).toHaveCount(0);
});

test("a suspended district says why and until when", async ({ page }) => {
  await visit(page, "/bg/?programme=unified-model");
  const suspended = page.getByRole("row").filter({ hasText: "спрян" }).first();
  await suspended.getByRole("rowheader").getByRole("link").click();
  await expect(page.getByText(/^Спрян от .+ Причина: .+ Очаквано връщане: /)).toBeVisible();
  await expect(page.getByText(/^Запазва се най-високият достигнат етап: \d от 8, „.+“/)).toBeVisible();
});

test("in English every word of a district's page is English", async ({ page }) => {
  await visit(page, "/en/rayoni/lyulin");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lyulin district");
  await expect(page.getByRole("region", { name: "Last changes" }).getByRole("listitem").first()).toBeVisible();
  expect((await page.getByRole("main").innerText()).match(/\p{Script=Cyrillic}+/gu)).toBeNull();
});

test("on paper the page keeps its facts and loses its links to elsewhere", async ({ page }) => {
  test.skip(isPhone(), "nobody prints a phone's screen");
  await visit(page, "/bg/rayoni/lyulin");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Главно меню" })).toBeHidden();
  await expect(page.getByRole("region", { name: "Контролен списък" })).toBeVisible();
  await page.emulateMedia({ media: null });
});
