// Somebody without an account contests a mark; a coordinator reads it, accepts
// it and answers; everybody sees how it stands.

import { open } from "../fixtures/checklist.ts";
import { expect, expectProblem, test, visit } from "../fixtures/test.ts";

test("a mark is contested without an account, shown as disputed, and answered", async ({ page, as }, { project }) => {
  const text = `Услугата не се отваря от вторник (${project.name}).`;
  const answer = `Проверихме: отваря се (${project.name}).`;
  await visit(page, "/bg/rayoni/ovcha-kupel");
  await page.getByRole("link", { name: "Нещо не е вярно? Оспорете го" }).click();
  await expect(page.getByLabel("Район")).toHaveValue("ovcha-kupel");

  // What is wrong is said at its field, and what was typed stays.
  expectProblem(page, /^POST \/bg\/osporvane → 422$/);
  await page.getByLabel("Какво не е вярно и откъде се вижда").fill(text);
  await page.getByRole("button", { name: "Изпращане" }).click();
  await expect(page.getByRole("alert")).toContainText("За какво се отнася");
  await expect(page.getByLabel("Какво не е вярно и откъде се вижда")).toHaveValue(text);
  await page.getByLabel("За какво се отнася").selectOption("unified-model:preparation");
  // Sent sooner than a person could fill it in, it would be refused again.
  const shown = Number((await page.locator('input[name="shown"]').inputValue()).split(".")[0]);
  await expect.poll(() => Date.now() - shown).toBeGreaterThan(3_000);
  await page.getByRole("button", { name: "Изпращане" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Оспорване № \d+$/);
  await expect(page.getByRole("main")).toContainText("чака преглед");
  await expect(page.getByRole("main")).not.toContainText(text);
  expect(await page.context().cookies()).toEqual([]);
  const place = new URL(page.url()).pathname;
  const number = place.split("/").pop()!;

  const coordinator = await as("coordinator");
  await visit(coordinator, "/bg/tablo");
  await coordinator.getByRole("main").getByRole("link", { name: "Оспорвания" }).click();
  const item = coordinator.locator(`#dispute-${number}`);
  await expect(item).toContainText(text);
  const accept = await open(item, "Решение");
  await accept.getByRole("button", { name: "Запис на решението" }).click();
  await expect(coordinator.getByText("Записано.")).toBeVisible();

  await page.reload();
  await expect(page.getByRole("main")).toContainText(text);
  await visit(page, "/bg/");
  await expect(page.getByRole("link", { name: /^Овча купел: .*оспорен$/ })).toBeVisible();
  await visit(page, "/bg/rayoni/ovcha-kupel");
  await expect(page.getByRole("list", { name: "Достигнат" }).getByRole("link", { name: /оспорен, отговор до/ }).first()).toBeVisible();

  // No outcome without a public answer.
  const answering = await open(item, "Решение");
  await answering.getByLabel("Решение").selectOption("отхвърлено");
  await answering.getByRole("button", { name: "Запис на решението" }).click();
  await expect(coordinator.getByRole("alert")).toContainText("Публичен отговор");
  await answering.getByLabel("Публичен отговор").fill(answer);
  await answering.getByRole("button", { name: "Запис на решението" }).click();
  await expect(coordinator.getByText("Записано.")).toBeVisible();

  await visit(page, place);
  await expect(page.getByRole("main")).toContainText("отхвърлено");
  await expect(page.getByRole("main")).toContainText(answer);
  await visit(page, "/bg/osporvaniya");
  await expect(page.getByRole("region", { name: "Приключени" })).toContainText(`Оспорване № ${number}`);
});

test("who follows disputes reads them, and only coordinators decide", async ({ as }) => {
  const reader = await as("reader");
  await visit(reader, "/bg/tablo/osporvaniya");
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Оспорвания");
  await expect(reader.getByText("Запис на решението")).toHaveCount(0);
  await visit(reader, "/en/osporvaniya");
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Disputes");
});
