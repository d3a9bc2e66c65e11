// Places by week: set by coordinators, read by the others.

import { open } from "../fixtures/checklist.ts";
import { expect, test, visit } from "../fixtures/test.ts";

test("a coordinator gives a week its own places, and a bad number is refused at its field", async ({ as }, { project }) => {
  // Each project has a week of its own.
  const at = ["js", "no-js", "mobile"].indexOf(project.name) + 4;
  const coordinator = await as("coordinator");
  await visit(coordinator, "/bg/tablo?programme=moving");
  await coordinator.getByRole("link", { name: "Места по седмици" }).click();
  const week = coordinator.getByRole("row").nth(at);
  const form = await open(week, "Промяна");
  await form.getByLabel(/^Места/).fill("много");
  await form.getByRole("button", { name: "Запазване" }).click();
  await expect(coordinator.getByRole("alert")).toContainText("Въведете цяло число от 0 до 999.");
  await form.getByLabel(/^Места/).fill("7");
  await form.getByRole("button", { name: "Запазване" }).click();
  await expect(coordinator.getByText("Записано.")).toBeVisible();
  await expect(coordinator.getByRole("row").nth(at)).toContainText("само за тази седмица");

  const reader = await as("reader");
  await visit(reader, "/bg/tablo/mesta?programme=moving");
  await expect(reader.getByRole("row").nth(at)).toContainText("7");
  await expect(reader.getByRole("main").locator("form")).toHaveCount(0);
});
