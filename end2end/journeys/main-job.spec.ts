// The one job Redom exists for, whole: a district submits, a coordinator marks,
// everybody sees it. Three browsers, each with its own cookies.

import { confirm, checklistPath, districtPath, longDate, milestone, open, REQUIREMENTS, submit, today } from "../fixtures/checklist.ts";
import { ground } from "../fixtures/districts.ts";
import { expect, test, visit } from "../fixtures/test.ts";
import { districtOnMap, districtRow } from "../fixtures/rollout.ts";

test("a coordinator marks a milestone: the district and the public see it, and see it taken back", async ({ page, as }) => {
  const district = ground("mainJob");
  const coordinator = await as("coordinator");
  const staff = await as("staff");
  const map = "/bg/?programme=moving";

  await test.step("the public sees that nothing is known", async () => {
    await visit(page, map);
    await expect(districtOnMap(page, district)).toHaveAccessibleName(`${district.name}: няма данни`);
    await expect(districtRow(page, district)).toContainText("няма данни");
  });

  await test.step("the district sees what is missing and submits it", async () => {
    await visit(staff, checklistPath(district));
    const missing = staff.getByRole("region", { name: "Какво липсва сега" });
    const links = missing.getByRole("link");
    await expect(links.nth(0)).toHaveText(REQUIREMENTS.order.name);
    await expect(links.nth(1)).toHaveText(REQUIREMENTS.team.name);
    await submit(staff, REQUIREMENTS.order, "РД-09-17");
    await submit(staff, REQUIREMENTS.team, "РД-09-18");
    await expect(missing).toContainText("Столична община, от");
  });

  // Not before the last of what it needs is confirmed.
  const day = await today();

  await test.step("a coordinator finds it on the board, confirms it and marks the milestone", async () => {
    await visit(coordinator, "/bg/tablo?programme=moving");
    await expect(districtRow(coordinator, district)).toContainText("2 за решение");
    await coordinator.getByRole("link", { name: district.name, exact: true }).click();
    await expect(coordinator.getByRole("heading", { name: district.name, level: 1 })).toBeVisible();
    await visit(coordinator, coordinator.url());
    await confirm(coordinator, REQUIREMENTS.order);
    await confirm(coordinator, REQUIREMENTS.team);
    const preparation = milestone(coordinator, "Подготовка");
    const marking = await open(preparation, "Отмятане на етапа");
    await expect(marking).toContainText("Всичко е потвърдено; етапът може да бъде отметнат.");
    await marking.getByLabel("Достигнат на").fill(day);
    await marking.getByRole("button", { name: "Отмятам като достигнат" }).click();
    await expect(preparation).toContainText(`достигнат на ${longDate(day)}`);
  });

  await test.step("the district sees it and what comes next", async () => {
    await visit(staff, checklistPath(district));
    await expect(milestone(staff, "Подготовка")).toContainText(`достигнат на ${longDate(day)}`);
    const missing = staff.getByRole("region", { name: "Какво липсва сега" });
    await expect(missing.getByRole("link").first()).toHaveText(REQUIREMENTS.processMapped.name);
  });

  await test.step("the public sees it on the map, in the table and on the district's page", async () => {
    await visit(page, map);
    await expect(districtOnMap(page, district)).toHaveAccessibleName(`${district.name}: етап 1 от 5`);
    await expect(districtOnMap(page, district)).toHaveAttribute("data-milestone", "1");
    await expect(districtRow(page, district)).toContainText("етап 1 от 5");
    await expect(districtRow(page, district)).toContainText("2 от 13");
    await visit(page, districtPath(district));
    await expect(page.getByRole("region", { name: "Етапи" }).getByRole("listitem").first()).toContainText(`достигнат на ${longDate(day)}`);
    const changes = page.getByRole("region", { name: "Последни промени" });
    await expect(changes.getByRole("listitem").first()).toContainText("Достигнат етап: Подготовка");
    await expect(changes.getByRole("listitem").first()).toContainText("координатор");
    await expect(changes).not.toContainText("koordinator");
  });

  await test.step("the coordinator takes it back with a reason, and the public sees that too", async () => {
    const preparation = milestone(coordinator, "Подготовка");
    const takingBack = await open(preparation, "Оттегляне на отметката");
    await takingBack.getByLabel("Причина").fill("Заповедта е за друга услуга.");
    await takingBack.getByRole("button", { name: "Оттеглям" }).click();
    await expect(preparation).not.toContainText("достигнат на");
    await visit(page, districtPath(district));
    const last = page.getByRole("region", { name: "Последни промени" }).getByRole("listitem").first();
    await expect(last).toContainText("Оттеглена отметка: Подготовка");
    await expect(last).toContainText("Заповедта е за друга услуга.");
    await visit(page, map);
    await expect(districtOnMap(page, district)).toHaveAccessibleName(`${district.name}: етап 0 от 5`);
    await expect(districtRow(page, district)).toHaveAttribute("data-milestone", "0");
  });
});
