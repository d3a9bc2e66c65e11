// A coordinator names the page that is to be asked for a service; an internal one
// is refused with the reason.

import { expect, test, visit } from "../fixtures/test.ts";

/** Each project has a service of its own to name. */
const SERVICES: Record<string, string> = { js: "2046", "no-js": "2102" };

test("a page is named for the observer, and an internal one refused", async ({ as }, { project }) => {
  const service = SERVICES[project.name] ?? "2068";
  const coordinator = await as("coordinator");
  await visit(coordinator, "/bg/tablo");
  await coordinator.getByRole("main").getByRole("link", { name: "Наблюдател" }).click();
  await expect(coordinator.getByText("Наблюдателят е изключен", { exact: false })).toBeVisible();
  const form = coordinator.locator("form#add_check");
  await form.getByLabel("Услуга", { exact: true }).selectOption(service);
  await form.getByLabel("Район").selectOption("iskar");
  await form.getByLabel("Адрес на страницата").fill("http://192.168.0.1/");
  await form.getByLabel("Какво пише там").fill("Заявяване на услугата");
  await form.getByRole("button", { name: "Добавяне" }).click();
  await expect(coordinator.getByRole("alert")).toContainText("Вместо име в адреса има число");
  await expect(form.getByLabel("Адрес на страницата")).toHaveValue("http://192.168.0.1/");
  await form.getByLabel("Адрес на страницата").fill("https://egov.bg/wps/portal/egov/usluga");
  await form.getByRole("button", { name: "Добавяне" }).click();
  await expect(coordinator.getByText("Записано.")).toBeVisible();
  const row = coordinator.locator(`[data-check="iskar:${service}"]`);
  await expect(row).toContainText("още не е питано");
  await row.getByRole("button", { name: /^Премахване/ }).click();
  await expect(row).toHaveCount(0);
});

test("who sees the board reads the checks, and only coordinators change them", async ({ as }) => {
  const reader = await as("reader");
  await visit(reader, "/en/tablo/nablyudatel");
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Observer");
  await expect(reader.getByRole("button", { name: "Add" })).toHaveCount(0);
});
