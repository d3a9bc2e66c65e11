// Shared systems that do not work: recorded once, seen where they are felt.

import { open } from "../fixtures/checklist.ts";
import { expect, test, visit } from "../fixtures/test.ts";

test("an outage is recorded once, marks what it touches and ends", async ({ page, as }, { project }) => {
  const title = `Регистърът не отговаря (${project.name})`;
  const coordinator = await as("coordinator");
  await visit(coordinator, "/bg/prekasvaniya");
  const form = await open(coordinator.getByRole("main"), "Записване на прекъсване");
  await form.getByLabel("Какво не работи").fill(title);
  await form.getByRole("button", { name: "Запазване" }).click();
  await expect(coordinator.getByRole("alert")).toContainText("Изберете поне едно засегнато изискване или услуга.");

  await expect(form.getByLabel("Какво не работи")).toHaveValue(title);
  await form.getByLabel("Преместване: Обучени служители").check();
  await form.getByRole("button", { name: "Запазване" }).click();
  await expect(coordinator.getByText("Записано.")).toBeVisible();

  await visit(page, "/bg/rayoni/studentski?programme=moving");
  const touched = page.getByRole("row").filter({ hasText: title });
  await expect(touched).toHaveCount(1);
  await expect(touched).toContainText("Обучени служители");
  await visit(page, "/bg/?programme=moving");
  await expect(page.getByRole("region", { name: "Прекъсвания" })).toContainText(title);

  const item = coordinator.getByRole("listitem").filter({ has: coordinator.getByRole("heading", { name: title }) });
  const change = await open(item, "Промяна или край");
  await change.getByLabel("Първи ден").fill("2026-11-02");
  await change.getByLabel("Последен ден").fill("2026-11-03");
  await change.getByRole("button", { name: "Запазване" }).click();
  await expect(coordinator.getByRole("alert")).toContainText("Причина: Попълнете това поле.");
  await change.getByLabel("Причина").fill("Работи отново");
  await change.getByRole("button", { name: "Запазване" }).click();
  const over = coordinator.getByRole("region", { name: "Приключили" });
  await expect(over).toContainText(title);
  await expect(over).toContainText("координатор · причина: Работи отново");
  await visit(page, "/bg/?programme=moving");
  await expect(page.getByRole("main")).not.toContainText(title);

  // What never was is withdrawn, and told.
  const mistaken = over.getByRole("listitem").filter({ has: coordinator.getByRole("heading", { name: title }) });
  const withdrawal = await open(mistaken, "Оттегляне на записа");
  await withdrawal.getByLabel("Причина").fill("Грешен регистър");
  await withdrawal.getByRole("button").click();
  await expect(coordinator.getByText("Записано.")).toBeVisible();
  await visit(page, "/bg/prekasvaniya");
  await expect(page.getByRole("region", { name: "Записани по грешка и оттеглени" })).toContainText(title);
});
