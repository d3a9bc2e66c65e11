// Services: found by what people call them, read district by district, declared
// by a district and observed by a coordinator.

import { open } from "../fixtures/checklist.ts";
import { expect, type Locator, test, visit } from "../fixtures/test.ts";

/** Each project has a service of its own to declare, not yet partly online. */
const SERVICES: Record<string, string> = { js: "2046", "no-js": "2102" };

function item(page: { locator: (selector: string) => Locator }, service: string): Locator {
  return page.locator(`#service-${service}`);
}

test("a service is found by everyday words, in Latin letters and misspelt", async ({ page }) => {
  await visit(page, "/bg/");
  await page.getByRole("navigation", { name: "Главно меню" }).getByRole("link", { name: "Услуги" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Услуги");
  for (const words of ["сватба", "svatba", "svadba"]) {
    await page.getByRole("searchbox", { name: "Търсене на услуга" }).fill(words);
    await page.getByRole("button", { name: "Търсене" }).click();
    await expect(page.getByRole("searchbox")).toHaveValue(words);
    await expect(page.getByRole("rowheader", { name: /сключен граждански брак/ })).toBeVisible();
  }
  await page.getByRole("searchbox").fill("xyzzy");
  await page.getByRole("button", { name: "Търсене" }).click();
  await expect(page.getByText("Проверете изписването", { exact: false })).toBeVisible();
});

test("one service shows all districts, and the day before as it was", async ({ page }) => {
  await visit(page, "/bg/uslugi/2107");
  await expect(page.locator("tr[data-district]")).toHaveCount(24);
  await expect(page.locator('tr[data-district="lyulin"]')).toHaveAttribute("data-state", "online");
  const online = await page.locator('tr[data-state="online"]').count();
  await expect(page.locator('[data-figure="all"] b')).toHaveText(`${online} от 24`);
  await page.getByLabel("Ден", { exact: true }).fill("2021-01-04");
  await page.getByRole("button", { name: "Покажи деня" }).click();
  await expect(page.locator('tr[data-state="unknown"]')).toHaveCount(24);
  await visit(page, "/en/uslugi/2107");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("current address");
});

test("the matrix is read by service and by district", async ({ page }) => {
  await visit(page, "/bg/uslugi/matritsa");
  await expect(page.locator("td[data-state]")).toHaveCount(360);
  await page.getByRole("navigation", { name: "Изглед" }).getByRole("link", { name: "По райони" }).click();
  await expect(page.getByRole("rowheader")).toHaveCount(24);
  await page.getByRole("rowheader", { name: "Люлин" }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Люлин");
});

test("a district declares, a coordinator observes, and their disagreement waits", async ({ page, as }, { project }) => {
  const service = SERVICES[project.name] ?? "2068";
  const staff = await as("lyulin");
  await visit(staff, "/bg/rayoni/lyulin/uslugi");
  const declare = await open(item(staff, service), "Обявяване");
  await declare.getByLabel("Състояние").selectOption({ label: "отчасти електронно" });
  await declare.getByLabel("В сила от").fill("2026-10-05");
  await declare.getByRole("button", { name: "Запазване" }).click();
  await expect(staff.getByRole("alert")).toContainText("Коя част");
  await expect(declare.getByLabel("Състояние")).toHaveValue("part_online");
  await declare.getByLabel("Коя част е електронна (на български)").fill(`заявлението (${project.name})`);
  await declare.getByRole("button", { name: "Запазване" }).click();
  await expect(staff.getByText("Записано.")).toBeVisible();
  await expect(item(staff, service).locator('[data-side="declared"]')).toContainText(`заявлението (${project.name})`);

  const coordinator = await as("coordinator");
  await visit(coordinator, "/bg/rayoni/lyulin/uslugi");
  const observe = await open(item(coordinator, service), "Записване на наблюдение");
  await observe.getByLabel("Състояние").selectOption({ label: "няма електронно" });
  await observe.getByLabel("Кой и къде е гледал").fill("проверка в портала");
  await observe.getByRole("button", { name: "Запазване" }).click();
  await expect(coordinator.getByText("Записано.")).toBeVisible();

  await visit(coordinator, "/bg/tablo");
  await expect(coordinator.locator(`[data-disagree="lyulin:${service}"]`)).toBeVisible();
  await visit(page, "/bg/rayoni/lyulin/uslugi");
  await expect(item(page, service)).toHaveAttribute("data-state", "disagree");
  await expect(item(page, service).getByText("Обявяване", { exact: true })).toHaveCount(0);
});

test("a coordinator's spreadsheet is read, corrected where it is wrong, and saved whole", async ({ as }, { project }) => {
  const district = { js: "Младост", "no-js": "Искър" }[project.name] ?? "Слатина";
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Sofia" });
  const table = ["Проверка на портала", "", "Район;Услуга;Състояние;Ден;Източник", `${district};2107;може би;${today};портал`];
  const coordinator = await as("coordinator");
  await visit(coordinator, "/bg/uslugi/vnos");
  await coordinator.getByLabel("Файл").setInputFiles({ name: "проверка.csv", mimeType: "text/csv", buffer: Buffer.from(table.join("\r\n")) });
  await coordinator.getByRole("button", { name: "Прочитане на файла" }).click();
  await expect(coordinator.getByRole("alert")).toContainText("Ред 4, състояние:");
  const rows = coordinator.getByLabel("Таблица", { exact: true });
  await rows.fill((await rows.inputValue()).replace("може би", "не работи"));
  await coordinator.getByRole("button", { name: "Преглед" }).click();
  await expect(coordinator.locator("tr[data-row]")).toHaveAttribute("data-row", "4");
  await coordinator.getByRole("button", { name: "Записване на всички" }).click();
  await expect(coordinator.getByText("Записано.")).toBeVisible();
});
