// Any day of the past: as now known, as published then, and as data.

import { districtOnMap, districtRow } from "../fixtures/rollout.ts";
import { expect, expectProblem, isPhone, test, visit, type Page } from "../fixtures/test.ts";

const TRIADITSA = { slug: "triaditsa", name: "Триадица" };

async function showDay(page: Page, day: string): Promise<void> {
  const form = page.getByRole("region", { name: "Друг ден" });
  await form.getByLabel("Ден").fill(day);
  await form.getByRole("button", { name: "Покажи деня" }).click();
}

test("a day is asked for by a form, and every link stays there until one goes back", async ({ page }) => {
  await visit(page, "/bg/?programme=unified-model&sort=status&dir=desc");
  const banner = page.getByRole("region", { name: "Показан е минал ден" });
  await expect(banner).toBeHidden();
  await showDay(page, "2023-05-10");
  await expect(page).toHaveURL("/bg/?programme=unified-model&sort=status&dir=desc&as-of=2023-05-10");
  await expect(banner).toContainText("Показан е денят 10 май 2023 г., както се знае сега.");

  const programmes = page.getByRole("navigation", { name: "Програма" });
  await programmes.getByRole("link", { name: "Преместване" }).click();
  await expect(banner).toContainText("10 май 2023 г.");
  await programmes.getByRole("link", { name: "Единен модел" }).click();
  await page.getByRole("columnheader", { name: "Район" }).getByRole("link").click();
  await expect(banner).toContainText("10 май 2023 г.");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.getByRole("region", { name: "A past day is shown" })).toContainText("This is 10 May 2023, as known now.");
  await page.getByRole("link", { name: "Български" }).click();

  await districtRow(page, TRIADITSA).getByRole("rowheader").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Район „Триадица“");
  await expect(banner).toContainText("10 май 2023 г.");
  const changes = page.getByRole("region", { name: "Последни промени" });
  await expect(changes).not.toContainText(/202[4-9]/);
  await page.getByRole("link", { name: "Към картата" }).click();
  await expect(banner).toContainText("10 май 2023 г.");
  await banner.getByRole("link", { name: "Към днешния ден" }).click();
  await expect(banner).toBeHidden();
  await expect(page).toHaveURL("/bg/?programme=unified-model");
});

test("on the day of the public report the pilots are live, and the day before nothing is known", async ({ page }) => {
  await visit(page, "/bg/?as-of=2020-09-06");
  await expect(districtOnMap(page, TRIADITSA)).toHaveAttribute("data-status", "live");
  await visit(page, "/bg/?as-of=2020-08-20");
  await expect(page.locator("tr[data-status]:not([data-status=unknown])")).toHaveCount(0);
});

test("as published then is another view of the same day, for good", async ({ page }) => {
  await visit(page, "/bg/rayoni/lozenets?programme=unified-model&as-of=2024-03-01");
  const banner = page.getByRole("region", { name: "Показан е минал ден" });
  await banner.getByRole("link", { name: "Както е било публикувано тогава" }).click();
  await expect(page).toHaveURL(/&as-of=2024-03-01&known=2024-03-01T21:59:59\.999Z$/);
  await expect(banner).toContainText("Показан е денят 1 март 2024 г., както се е знаело към 01.03.2024 г., 23:59 ч.");
  const data = page.getByRole("link", { name: "Същото като данни (JSON)" });
  const address = (await data.getAttribute("href"))!;
  const file = await page.request.get(address);
  expect(file.headers()["cache-control"]).toContain("immutable");
  const content = await file.json();
  expect([content.format, content.as_of]).toEqual(["redom-district/1", "2024-03-01"]);
  expect(await (await page.request.get(address)).text()).toBe(await file.text());
  await banner.getByRole("link", { name: "Както се знае сега" }).click();
  await expect(page).toHaveURL(/&as-of=2024-03-01$/);
});

test("the present has a permanent link that shows the same", async ({ page }) => {
  await visit(page, "/bg/rayoni/triaditsa?programme=unified-model");
  const state = await page.locator(".state").innerText();
  await page.getByRole("link", { name: "Постоянна връзка към показаното" }).click();
  await expect(page).toHaveURL(/&as-of=\d{4}-\d\d-\d\d&known=/);
  expect(await page.locator(".state").innerText()).toBe(state);
});

test("signed in, one sees the past and does nothing in it", async ({ as }) => {
  const staff = await as("lyulin");
  await visit(staff, "/bg/rayoni/lyulin?programme=unified-model");
  await expect(staff.getByRole("link", { name: "Работа по контролния списък" })).toBeVisible();
  await showDay(staff, "2025-06-02");
  await expect(staff.getByRole("region", { name: "Показан е минал ден" })).toBeVisible();
  await expect(staff.getByRole("link", { name: "Работа по контролния списък" })).toBeHidden();
  await expect(staff.getByRole("link", { name: "Профил (lyulin)" })).toBeVisible();
});

test("a day that cannot be shown is refused with its rule and the way out", async ({ page }) => {
  for (const [path, words] of [
    ["/bg/?as-of=1.3.2025", "Това не е ден. В адреса той се пише като 2026-11-21."],
    ["/en/?as-of=2999-01-01", "The date is in the future."],
    ["/bg/rayoni/lyulin?as-of=2019-01-01", "Датата е преди началото на програмата (11 юни 2020 г.)"],
    ["/en/rayoni/lyulin?as-of=2025-03-01&known=then", "This is not an instant in UTC."],
  ] as const) {
    expectProblem(page, new RegExp(`^GET ${path.replace("?", "\\?")} → 400$`));
    await visit(page, path);
    await expect(page.getByRole("main")).toContainText(words);
  }
  await page.getByRole("link", { name: "To the map of all districts" }).click();
  await expect(page).toHaveURL("/en/");
});

test("the day is chosen with the keyboard alone", async ({ page }) => {
  test.skip(isPhone(), "a phone has no keyboard");
  await visit(page, "/bg/?as-of=2023-05-10");
  const form = page.getByRole("region", { name: "Друг ден" });
  await form.getByLabel("Ден").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/bg/?programme=unified-model&as-of=2023-05-10");
});
