// A coordinator edits the month's draft, sees it before anybody else does, and
// publishes it; everybody reads it and finds the feed.

import { expect, expectProblem, hasScripts, test, visit } from "../fixtures/test.ts";

/** Each project publishes a month of its own: what is published stays. The demonstration has published the second. */
const MONTH: Record<string, number> = { js: 0, "no-js": 2, mobile: 3 };

test("a draft is edited, previewed, refused for what has no place in it, and published", async ({ page, as }, { project }) => {
  const coordinator = await as("coordinator");
  await visit(coordinator, "/bg/tablo");
  await coordinator.getByRole("main").getByRole("link", { name: "Бюлетин" }).click();
  const row = coordinator.getByRole("row").nth(1 + MONTH[project.name]!);
  const month = await row.getByRole("rowheader").innerText();
  // The last month's draft has been written by the server.
  const begun = row.getByRole("link", { name: /^Редактиране: / });
  if (await begun.count()) await begun.click();
  else await row.getByRole("button", { name: /^Написване на чернова: / }).click();
  const title = `Бюлетин за ${month}`;
  await expect(coordinator.getByRole("heading", { level: 1 })).toHaveText(title);
  const bulgarian = coordinator.getByLabel("Текст на български");
  await expect(bulgarian).toHaveValue(/## Започнаха работа/);
  await expect(coordinator.getByLabel("Текст на английски")).toHaveValue(/## Went live/);

  const drafted = await bulgarian.inputValue();
  const news = `Новина от ${project.name}`;
  await bulgarian.fill(`## ${news}\n\n<b>x</b>\n\n${drafted}`);
  if (hasScripts()) {
    await expect(coordinator.locator("#preview")).toContainText(news);
  } else {
    await coordinator.getByRole("button", { name: "Преглед" }).click();
    await expect(coordinator.getByRole("heading", { name: news })).toBeVisible();
    await expect(coordinator.getByRole("main")).toContainText("Нищо не е записано.");
    await coordinator.goBack();
    await bulgarian.fill(`## ${news}\n\n<b>x</b>\n\n${drafted}`);
  }
  await coordinator.getByRole("button", { name: "Запис и публикуване" }).click();
  await expect(coordinator.getByRole("alert")).toContainText("HTML не се допуска: <b>");
  await expect(bulgarian).toHaveValue(/<b>x<\/b>/);
  await bulgarian.fill(`## ${news}\n\n${drafted}`);
  await coordinator.getByRole("button", { name: "Запис и публикуване" }).click();
  await expect(coordinator.getByText("Записано.")).toBeVisible();
  await expect(coordinator.getByLabel("Текст на български")).toHaveCount(0);

  await visit(page, "/bg/byuletin");
  await expect(page.locator('link[type="application/atom+xml"]')).toHaveAttribute("href", "/bg/byuletin.atom");
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(page.getByRole("heading", { name: news })).toBeVisible();
  await expect(page.getByRole("region", { name: "Картата тогава и сега" }).locator("svg use").first()).toBeAttached();
  expect(await page.context().cookies()).toEqual([]);
  const feed = await page.request.get("/bg/byuletin.atom");
  expect(feed.headers()["content-type"]).toBe("application/atom+xml; charset=utf-8");
  expect(await feed.text()).toContain(news);
});

test("what is not published is not there", async ({ page }) => {
  expectProblem(page, /^GET \/en\/byuletin\/2019-01 → 404$/);
  await visit(page, "/en/byuletin/2019-01");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
});
