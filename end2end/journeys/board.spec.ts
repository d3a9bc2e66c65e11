// Where work begins: the 24 districts with what waits for whom.

import { bringConfirmed, bringSubmitted, REQUIREMENTS } from "../fixtures/checklist.ts";
import { ground } from "../fixtures/districts.ts";
import { districtRow } from "../fixtures/rollout.ts";
import { expect, test, visit } from "../fixtures/test.ts";

test("what a district submits waits for a coordinator, and is gone when it is decided", async ({ as }) => {
  const district = ground("board");
  const coordinator = await as("coordinator");
  const waiting = districtRow(coordinator, district).getByRole("cell").first();
  await visit(coordinator, "/bg/tablo?programme=moving");
  await expect(waiting).toContainText("нищо");
  await bringSubmitted(district, [REQUIREMENTS.order, REQUIREMENTS.team]);
  await coordinator.reload();
  await expect(waiting).toContainText("2 за решение");
  await bringConfirmed(district, [REQUIREMENTS.order, REQUIREMENTS.team]);
  await coordinator.reload();
  await expect(waiting).toContainText("1 за отмятане");
  await expect(districtRow(coordinator, district)).toContainText("2 от 13");
});

test("a coordinator sees all districts, first those that wait", async ({ as }) => {
  const coordinator = await as("coordinator");
  await visit(coordinator, "/bg/tablo");
  const cells = coordinator.locator("table.board").first().getByRole("row").filter({ has: coordinator.getByRole("rowheader") });
  await expect(cells).toHaveCount(24);
  const nothing = (await cells.allInnerTexts()).map((text) => !/за решение|за отмятане/.test(text));
  expect(nothing).toEqual(nothing.toSorted());
  await coordinator.getByRole("navigation", { name: "Програма" }).getByRole("link", { name: "Преместване" }).click();
  await expect(coordinator).toHaveURL("/bg/tablo?programme=moving");
  await expect(cells).toHaveCount(24);
});

test("staff of two districts see these two", async ({ as }) => {
  const staff = await as("iskarAndMladost");
  await visit(staff, "/bg/tablo");
  await expect(staff.getByRole("rowheader")).toHaveText(["Искър", "Младост"], { useInnerText: true });
  await staff.getByRole("link", { name: "Младост", exact: true }).click();
  await expect(staff.getByRole("heading", { level: 1 })).toHaveText("Младост");
});

test("staff of one district begin with its checklist", async ({ as }) => {
  const staff = await as("lyulin");
  await visit(staff, "/bg/tablo");
  await expect(staff).toHaveURL("/bg/rayoni/lyulin/spisak?programme=unified-model");
  await expect(staff.getByRole("region", { name: "Какво липсва сега" })).toBeVisible();
});

for (const who of ["reader", "administrator"] as const) {
  test(`a ${who} reads everything and decides nothing`, async ({ as }) => {
    const page = await as(who);
    await visit(page, "/bg/tablo");
    await expect(page.locator("table.board").first().getByRole("rowheader")).toHaveCount(24);
    await visit(page, "/bg/rayoni/lyulin/spisak");
    await expect(page.getByRole("heading", { level: 4 }).first()).toBeVisible();
    await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
    await expect(page.getByRole("main").locator("form")).toHaveCount(0);
  });
}
