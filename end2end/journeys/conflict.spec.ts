// Two people, one item: the second sees both values and chooses, and nothing of
// either is lost.

import { checklistPath, districtPath, open, REQUIREMENTS, row, saved } from "../fixtures/checklist.ts";
import { ground } from "../fixtures/districts.ts";
import { expect, expectAwake, expectProblem, hasScripts, type Page, test, visit } from "../fixtures/test.ts";

const STATE = "Министерство на електронното управление (МЕУ)";
const VENDOR = "Доставчик на деловодната система";

test("the second save shows both values, and one's own can be chosen", async ({ page, as }) => {
  const district = ground("conflict");
  const [coordinator, colleague] = [await as("coordinator"), await as("colleague")];
  await visit(coordinator, checklistPath(district));
  await visit(colleague, checklistPath(district));
  await handTo(colleague, VENDOR);
  await expect(row(colleague, REQUIREMENTS.handover)).toContainText(VENDOR);
  expectConflict(coordinator, "set_holder");
  await handTo(coordinator, STATE);

  await expect(coordinator.getByRole("heading", { level: 1 })).toHaveText("Коя стойност да остане?");
  await expect(coordinator.getByText(`${district.name} · Преместване · ${REQUIREMENTS.handover.name}`)).toBeVisible();
  const theirs = coordinator.getByRole("region", { name: "Записано сега" });
  await expect(theirs).toContainText(`на ход: ${VENDOR}`);
  await expect(theirs).toContainText("koordinator2");
  await expect(coordinator.getByRole("region", { name: "Вашата промяна" })).toContainText(STATE);
  const choice = coordinator.url();

  await coordinator.getByRole("button", { name: "Записвам моята промяна" }).click();
  await expect(row(coordinator, REQUIREMENTS.handover)).toContainText(STATE);
  await expect(saved(coordinator)).toBeVisible();
  await expectAwake(coordinator);

  // Chosen once, it is not asked again; both changes are on the record.
  await visit(coordinator, choice);
  await expect(coordinator.getByText("Вече сте избрали.")).toBeVisible();
  await expect(coordinator.getByRole("button", { name: "Записвам моята промяна" })).toHaveCount(0);
  await visit(page, districtPath(district));
  await expect(page.getByRole("region", { name: "Последни промени" }).getByText("Сменено кой е на ход")).toHaveCount(2);
});

test("until one chooses, the change waits on the board; the colleague's can be left", async ({ as }) => {
  const district = ground("conflict");
  const [coordinator, colleague] = [await as("coordinator"), await as("colleague")];
  await visit(coordinator, checklistPath(district));
  await visit(colleague, checklistPath(district));
  await agreeOn(colleague, "2027-05-10", "Договорено по телефона.");
  await expect(colleague.getByRole("region", { name: "Дати за пускане" })).toContainText("10 май 2027 г.");
  expectConflict(coordinator, "set_dates");
  await agreeOn(coordinator, "2027-06-11", "Договорено с писмо.");
  await expect(coordinator.getByRole("heading", { level: 1 })).toHaveText("Коя стойност да остане?");
  await expect(coordinator.getByRole("region", { name: "Записано сега" })).toContainText("Договорено по телефона.");
  await expect(coordinator.getByRole("region", { name: "Вашата промяна" })).toContainText("Договорено с писмо.");
  await expect(coordinator.getByRole("region", { name: "Вашата промяна" })).toContainText("11 юни 2027 г.");
  const choice = new URL(coordinator.url()).pathname;

  await visit(coordinator, "/bg/tablo");
  const waiting = coordinator.getByRole("region", { name: "Ваши промени, които чакат избор" });
  await waiting.locator(`a[href="${choice}"]`).click();
  await coordinator.getByRole("button", { name: "Оставям записаното" }).click();
  await expect(coordinator.getByRole("region", { name: "Дати за пускане" })).toContainText("10 май 2027 г.");
  await visit(coordinator, "/bg/tablo");
  await expect(coordinator.locator(`a[href="${choice}"]`)).toHaveCount(0);
});

test("somebody else's choice is not for others", async ({ as }) => {
  const district = ground("conflict");
  const [coordinator, colleague] = [await as("coordinator"), await as("colleague")];
  await visit(coordinator, checklistPath(district));
  await visit(colleague, checklistPath(district));
  await agreeOn(coordinator, "2027-07-12", "Първа уговорка.");
  await expect(coordinator.getByRole("region", { name: "Дати за пускане" })).toContainText("12 юли 2027 г.");
  expectConflict(colleague, "set_dates");
  await agreeOn(colleague, "2027-08-13", "Втора уговорка.");
  await expect(colleague.getByRole("heading", { level: 1 })).toHaveText("Коя стойност да остане?");
  const choice = new URL(colleague.url()).pathname;
  expectProblem(coordinator, /^GET \/bg\/konflikti\/\d+ → 404$/);
  await visit(coordinator, choice);
  await expect(coordinator.getByRole("heading", { level: 1 })).toHaveText("Страницата не е намерена");
  await colleague.getByRole("button", { name: "Оставям записаното" }).click();
  await expect(colleague.getByRole("region", { name: "Дати за пускане" })).toContainText("12 юли 2027 г.");
});

/** Where scripts run, the island is told; without, the browser is led there. */
function expectConflict(page: Page, operation: string): void {
  if (hasScripts()) expectProblem(page, new RegExp(`^POST /api/${operation} → 409$`));
}

async function handTo(page: Page, holder: string): Promise<void> {
  const form = await open(row(page, REQUIREMENTS.handover), "Смяна на този, който е на ход");
  await form.getByLabel("На ход е").selectOption(holder);
  await form.getByRole("button", { name: "Запазване" }).click();
}

async function agreeOn(page: Page, day: string, reason: string): Promise<void> {
  const form = await open(page.getByRole("region", { name: "Дати за пускане" }), "Промяна на датите");
  await form.getByLabel("Договорена дата").fill(day);
  await form.getByLabel("Причина", { exact: true }).selectOption("district");
  await form.getByLabel("Пояснение").fill(reason);
  await form.getByRole("button", { name: "Запазване" }).click();
}
