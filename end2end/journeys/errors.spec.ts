// What goes wrong is said: where nothing is, where one may not go, when the
// server cannot be reached, when the session has ended.

import { request } from "@playwright/test";
import { addAccount, signIn } from "../fixtures/accounts.ts";
import { bringSubmitted, checklistPath, open, REQUIREMENTS, row } from "../fixtures/checklist.ts";
import { ground } from "../fixtures/districts.ts";
import { environment } from "../fixtures/environment.ts";
import { signInOn } from "../fixtures/sign-in.ts";
import { expect, expectAwake, expectProblem, hasScripts, test, visit } from "../fixtures/test.ts";

test("what does not exist is a page that says so, in the language of the address", async ({ page }) => {
  for (const [path, heading] of [
    ["/bg/nyama", "Страницата не е намерена"],
    ["/en/rayoni/atlantis", "Page not found"],
    ["/bg/?programme=nyama", "Страницата не е намерена"],
    ["/en/?sort=nothing", "Page not found"],
    ["/de/", "Страницата не е намерена"],
  ] as const) {
    expectProblem(page, new RegExp(`^GET ${path.replace("?", "\\?")} → 404$`));
    await visit(page, path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
  }
  await page.getByRole("link", { name: "Към картата на всички райони" }).click();
  await expect(page).toHaveURL("/bg/");
});

test("where one may not go, the page names the right and whom to ask", async ({ as }) => {
  const staff = await as("lyulin");
  expectProblem(staff, /^GET \/bg\/rayoni\/iskar\/spisak → 403$/);
  await visit(staff, "/bg/rayoni/iskar/spisak");
  await expect(staff.getByRole("heading", { level: 1 })).toHaveText("Нямате достъп");
  const right = staff.getByText(/^Нужното право е: преглед на контролния списък на този район с доказателствата\./);
  await expect(right).toContainText("се обърнете към администратора на системата");
  await expect(staff.getByRole("link", { name: "Профил (lyulin)" })).toBeVisible();
});

test("when the server cannot be reached, that is said and nothing typed is lost", async ({ as }) => {
  test.skip(!hasScripts(), "without scripts the browser says it");
  const staff = await as("staff");
  await visit(staff, checklistPath(ground("marking")));
  const form = await open(row(staff, REQUIREMENTS.processMapped), "Подаване на доказателство");
  await form.getByLabel("Вид доказателство").selectOption("описание с думи");
  await form.getByLabel("Връзка, номер или описание").fill("Дълго описание, писано половин час.");
  await staff.route("**/api/**", (route) => route.abort("connectionrefused"));
  expectProblem(staff, /^POST \/api\/submit_requirement → net::ERR_CONNECTION_REFUSED$/);
  await form.getByRole("button", { name: "Подавам" }).click();
  await expect(staff.getByRole("status")).toHaveText("Няма връзка със сървъра. Нищо не е записано; опитайте отново.");
  await expect(form.getByLabel("Връзка, номер или описание")).toHaveValue("Дълго описание, писано половин час.");
  await expect(form.getByLabel("Вид доказателство")).toHaveValue("text");

  // Once the server is back, the same press does it.
  await staff.unroute("**/api/**");
  await form.getByRole("button", { name: "Подавам" }).click();
  await expect(row(staff, REQUIREMENTS.processMapped)).toContainText("Дълго описание, писано половин час.");
});

test("when the session has ended, signing in leads back to the checklist", async ({ browserWith }) => {
  const district = ground("marking");
  await bringSubmitted(district, [REQUIREMENTS.staffTrained]);
  const account = addAccount("iztekla-sesiya", "coordinator");
  const storageState = await signIn(account);
  const page = await browserWith({ storageState });
  await visit(page, checklistPath(district));
  const elsewhere = await request.newContext({ baseURL: environment.demoUrl, storageState });
  await elsewhere.post("/api/sign_out", { form: {}, headers: { accept: "application/json" } });
  await elsewhere.dispose();

  if (hasScripts()) expectProblem(page, /^POST \/api\/confirm_requirement → 401$/);
  await row(page, REQUIREMENTS.staffTrained).getByRole("button", { name: "Потвърждавам" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Вход");
  await signInOn(page, account);
  await expect(page).toHaveURL(checklistPath(district));
  await expectAwake(page);
  // What was pressed then was not done; it can be pressed again.
  await expect(row(page, REQUIREMENTS.staffTrained)).toContainText("подадено");
  await row(page, REQUIREMENTS.staffTrained).getByRole("button", { name: "Потвърждавам" }).click();
  await expect(row(page, REQUIREMENTS.staffTrained)).toContainText("потвърдено");
});
