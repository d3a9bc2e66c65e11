// Open data: from the foot of a page to a file, an answer of the API and the map
// for other sites, which all say the same.

import { expect, test, visit } from "../fixtures/test.ts";

test("a file and the API are a link away and say what the map says", async ({ page, request }) => {
  await visit(page, "/bg/?programme=unified-model");
  const live = (await page.locator("[data-figure=all] b").innerText()).split(" ")[0];
  await page.getByRole("navigation", { name: "За сайта" }).getByRole("link", { name: "Отворени данни" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Отворени данни");
  const figures = page.getByRole("region", { name: "Числа на програмата" });
  const csv = await figures.getByRole("link", { name: "CSV", exact: true }).getAttribute("href");
  const table = await (await request.get(csv!)).text();
  expect(table).toContain(`unified-model,all,,${live},24,districts`);
  const api = await figures.getByRole("link", { name: "/api/v1/figures" }).getAttribute("href");
  const answer = await (await request.get(api!)).json();
  expect(answer.data.find((row: { figure: string }) => row.figure === "all").value).toBe(Number(live));
});

test("each data set says what its columns mean", async ({ page }) => {
  await visit(page, "/en/otvoreni-danni");
  const marks = page.getByRole("region", { name: "Milestones reached" });
  await marks.getByText("Columns: Milestones reached").click();
  await expect(marks.getByText("The day it was reached; of a “reported” one it may not be known.")).toBeVisible();
  await expect(page.getByText("<iframe src=").first()).toBeVisible();
  const words = (await page.getByRole("main").innerText()).match(/\p{Script=Cyrillic}+/gu);
  expect(words).toBeNull();
});

test("the map for other sites is a page of its own and leads back", async ({ page }) => {
  await visit(page, "/embed/unified-model?lang=en");
  await expect(page.getByRole("img")).toHaveAttribute("alt", /districts are live/);
  await page.getByRole("link", { name: /To the map/ }).click();
  await expect(page).toHaveURL("/en/?programme=unified-model");
});
