// Versions of a checklist: a coordinator drafts, sees what it would do to every
// district, and publishes for a day to come; nothing changes before that day.

import { checklistPath, open } from "../fixtures/checklist.ts";
import { expect, type Locator, type Page, test, visit } from "../fixtures/test.ts";

/** Each programme has one draft, so each project drafts in one of its own. */
const PROGRAMMES: Record<string, string> = { js: "unified-model", "no-js": "moving" };

/** So far ahead that no other journey sees it. */
const HOLDS_FROM = "2030-01-07";

function list(programme: string): string {
  return `/bg/tablo/versii?programme=${programme}`;
}

/** A draft of nobody's, also when an earlier attempt has left one. */
async function draft(page: Page, programme: string): Promise<void> {
  await visit(page, list(programme));
  const left = page.getByRole("row").filter({ hasText: "чернова" }).getByRole("link");
  if ((await left.count()) > 0) {
    await left.click();
    await (await open(page.getByRole("main"), "Изтриване на черновата")).getByRole("button").click();
  }
  await page.getByRole("button", { name: "Нова чернова" }).click();
  await page.getByRole("row").filter({ hasText: "чернова" }).getByRole("link").click();
  await expect(page.getByText("нови 0, променени 0, отпаднали 0")).toBeVisible();
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Запазване" }).click();
}

/** A requirement's row in the draft. */
function row(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
}

test("a version is drafted, weighed and published for a day to come", async ({ page, as }, { project }) => {
  const programme = PROGRAMMES[project.name];
  test.skip(!programme, "each programme has one draft");
  const name = `Обучен заместник (${project.name})`;
  const coordinator = await as("coordinator");
  await draft(coordinator, programme!);

  // What is missing is said at its field, and what was typed stays.
  await coordinator.getByRole("link", { name: "Ново изискване" }).click();
  await coordinator.getByLabel("Име на български").fill(name);
  await save(coordinator);
  await expect(coordinator.getByRole("alert")).toContainText("Име на английски: Попълнете това поле.");
  await expect(coordinator.getByLabel("Име на български")).toHaveValue(name);
  for (const [label, text] of [
    ["Име на английски", `Trained deputy (${project.name})`],
    ["Следваща стъпка на български", "Определете и обучете заместник."],
    ["Следваща стъпка на английски", "Name and train a deputy."],
    ["Източник на български", "Решение на съвета"],
    ["Източник на английски", "A decision of the council"],
    ["Срок за изпълнение", "2030-06-28"],
  ]) {
    await coordinator.getByLabel(label!).fill(text!);
  }
  await coordinator.getByLabel("Определени").first().check();
  await save(coordinator);

  // Back at the draft. The first milestone begins nothing that could come before
  // it: a circle is refused and shown.
  await expect(coordinator.getByText("Записано.")).toBeVisible();
  await expect(row(coordinator, name)).toContainText("ново");
  await expect(row(coordinator, name)).toContainText("28.06.2030");
  const first = coordinator.getByRole("row").filter({ hasText: "Определени" }).first();
  await first.getByRole("link", { name: "Промяна" }).click();
  await coordinator.getByRole("group", { name: "Първо трябва" }).getByLabel(name).check();
  await save(coordinator);
  await expect(coordinator.getByRole("alert")).toContainText(name);
  await expect(coordinator.getByRole("group", { name: "Първо трябва" }).getByLabel(name)).toBeChecked();

  // What it would do to every district.
  await coordinator.getByRole("link", { name: /чернова/ }).click();
  await coordinator.getByRole("link", { name: "Какво би променила" }).first().click();
  const lyulin = coordinator.getByRole("row").filter({ has: coordinator.getByRole("rowheader", { name: "Люлин" }) });
  await expect(lyulin).toContainText(`${name} (до 28.06.2030 г.)`);
  await coordinator.getByRole("link", { name: /чернова/ }).click();

  // Not in the past, and for a day to come.
  await coordinator.getByLabel("Важи от").fill("2026-01-05");
  await coordinator.getByRole("button", { name: "Публикуване" }).click();
  await expect(coordinator.getByRole("alert")).toBeVisible();
  await expect(coordinator.getByLabel("Важи от")).toHaveValue("2026-01-05");
  await coordinator.getByLabel("Важи от").fill(HOLDS_FROM);
  await coordinator.getByRole("button", { name: "Публикуване" }).click();
  await expect(coordinator.getByText("Записано.")).toBeVisible();
  await visit(coordinator, list(programme!));
  await expect(coordinator.getByRole("row").filter({ hasText: "7.01.2030" }).first()).toBeVisible();

  // Until then everybody has the list that holds, and is told what comes.
  for (const [reader, address] of [
    [coordinator, checklistPath({ slug: "lyulin", name: "Люлин" }).replace("moving", programme!)],
    [page, `/bg/rayoni/lyulin?programme=${programme}`],
  ] as const) {
    await visit(reader, address);
    const coming = reader.getByRole("region", { name: "Предстоящи версии на контролния списък" });
    await expect(coming).toContainText("важи от 7 януари 2030 г.");
    await expect(coming).toContainText(`${name} (до 28.06.2030 г.)`);
    await expect(reader.getByText(name)).toHaveCount(1);
  }

  // A mistaken day is taken back, with its reason, and the draft is whole.
  await visit(coordinator, list(programme!));
  await coordinator.getByRole("row").filter({ hasText: "7.01.2030" }).getByRole("link").click();
  const withdrawal = await open(coordinator.getByRole("main"), "Оттегляне на версията");
  await withdrawal.getByRole("button").click();
  await expect(coordinator.getByRole("alert")).toContainText("Причина: Попълнете това поле.");
  await coordinator.getByLabel("Причина").fill("Сгрешена година");
  await coordinator.getByRole("button", { name: "Оттегляне на версията" }).click();
  await expect(coordinator.getByText("Записано.")).toBeVisible();
  await expect(row(coordinator, name)).toContainText("ново");
  // Both stay listed.
  await visit(coordinator, list(programme!));
  const trail = coordinator.getByRole("region", { name: "Публикувано и оттеглено" }).getByRole("listitem");
  await expect(trail.first()).toContainText("е оттеглена; щеше да важи от 7 януари 2030 г.");
  await expect(trail.first()).toContainText("Сгрешена година");
  await expect(trail.nth(1)).toContainText("е публикувана: важи от 7 януари 2030 г.");
});

test("whoever reads the board reads the versions, and changes none", async ({ as }) => {
  const reader = await as("reader");
  await visit(reader, "/bg/tablo?programme=moving");
  await reader.getByRole("link", { name: "Версии на контролния списък" }).click();
  await expect(reader.getByRole("button", { name: "Нова чернова" })).toHaveCount(0);
  await reader.getByRole("row").filter({ hasText: "действаща" }).getByRole("link").click();
  await expect(reader.getByRole("rowheader", { name: "Обучени служители" })).toBeVisible();
  await expect(reader.getByRole("main").locator("form")).toHaveCount(0);
});
