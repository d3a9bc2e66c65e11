// Signing in and out, being locked out, one's own password.

import { randomUUID } from "node:crypto";
import { addAccount, signIn } from "../fixtures/accounts.ts";
import { environment } from "../fixtures/environment.ts";
import { signInOn } from "../fixtures/sign-in.ts";
import { expect, isPhone, test, visit } from "../fixtures/test.ts";

test("who is not signed in is asked to, and comes back to where they were going", async ({ page }) => {
  const reader = addAccount("zavrashtane", "reader");
  const wanted = "/bg/rayoni/lyulin/spisak?programme=moving";
  await visit(page, wanted);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Вход");
  await signInOn(page, reader);
  await expect(page).toHaveURL(wanted);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Люлин");
  await expect(page.getByRole("link", { name: `Профил (${reader.name})` })).toBeVisible();

  await page.getByRole("button", { name: "Изход" }).click();
  await expect(page).toHaveURL("/bg/");
  await expect(page.getByRole("link", { name: "Вход" })).toBeVisible();
  await page.goto(wanted);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Вход");
});

test("a wrong password says no more than that, and keeps the name", async ({ page }) => {
  await visit(page, "/bg/vhod");
  await signInOn(page, { name: `nyama-${randomUUID()}`, password: "не е тази" });
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  await expect(summary).toContainText("Грешно потребителско име или парола.");
  await expect(page.getByLabel("Потребителско име")).toHaveValue(/^nyama-/);
  await expect(page.getByLabel("Парола", { exact: true })).toHaveValue("");
  await expect(page.getByLabel("Парола", { exact: true })).toHaveAccessibleDescription("Грешно потребителско име или парола.");
});

test("an empty form says what to fill in", async ({ page }) => {
  await visit(page, "/bg/vhod");
  await page.getByRole("main").getByRole("button", { name: "Вход" }).click();
  for (const label of ["Потребителско име", "Парола"]) {
    await expect(page.getByLabel(label, { exact: true })).toHaveAccessibleDescription("Попълнете това поле.");
  }
  await page.getByRole("alert").getByRole("link").first().click();
  await expect(page.getByLabel("Потребителско име")).toBeFocused();
});

test("after ten attempts an account is locked for a while, and the page says for how long", async ({ page }) => {
  // Attempts are counted by address too, and the whole suite has one.
  test.skip(test.info().project.name !== "js", "once is enough: the page has no script");
  const nobody = { name: `nyama-${randomUUID()}`, password: "не е тази" };
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const form = { lang: "bg", user_name: nobody.name, password: nobody.password };
    const response = await page.request.post("/api/sign_in", { form, headers: { accept: "application/json" } });
    expect(response.status()).toBe(422);
  }
  await visit(page, "/bg/vhod");
  await signInOn(page, nobody);
  await expect(page.getByRole("alert")).toContainText("Твърде много опити. Изчакайте 1 мин. и опитайте отново.");
  await expect(page.getByLabel("Потребителско име")).toHaveValue(nobody.name);
});

test("signing out everywhere ends the sessions on all devices", async ({ browserWith }) => {
  test.skip(isPhone(), "the screen makes no difference");
  const account = addAccount("navsyakade", "reader");
  const here = await browserWith({ storageState: await signIn(account) });
  const there = await browserWith({ storageState: await signIn(account) });
  await visit(there, "/bg/profil");
  await expect(there.getByText("читател")).toBeVisible();
  await visit(here, "/bg/profil");
  await here.getByRole("button", { name: "Изход от всички устройства" }).click();
  await expect(here.getByRole("heading", { level: 1 })).toHaveText("Вход");
  await there.reload();
  await expect(there.getByRole("heading", { level: 1 })).toHaveText("Вход");
});

test("one's own password is changed, and only by who knows the old one", async ({ browserWith }) => {
  const account = addAccount("smyana", "reader");
  const here = await browserWith({ storageState: await signIn(account) });
  const there = await browserWith({ storageState: await signIn(account) });
  const changed = { ...account, password: "съвсем друга парола" };
  const change = async (present: string, wanted: string, repeated: string): Promise<void> => {
    await here.getByLabel("Сегашна парола").fill(present);
    await here.getByLabel("Нова парола", { exact: true }).fill(wanted);
    await here.getByLabel("Новата парола още веднъж").fill(repeated);
    await here.getByRole("button", { name: "Смяна на паролата" }).click();
  };
  await visit(here, "/bg/profil");
  await change("не е тази", "къса", "къса");
  await expect(here.getByRole("alert")).toBeFocused();
  await expect(here.getByLabel("Сегашна парола")).toHaveAccessibleDescription("Сегашната парола е грешна.");
  await expect(here.getByLabel("Нова парола", { exact: true })).toHaveAccessibleDescription(/Нужни са поне 12 знака\.$/);
  await change(account.password, changed.password, "съвсем друга паролка");
  await expect(here.getByLabel("Новата парола още веднъж")).toHaveAccessibleDescription(/^Двете нови пароли се различават\./);
  await change(account.password, changed.password, changed.password);
  await expect(here.getByRole("status")).toHaveText("Паролата е сменена. Останалите ви сесии са прекратени.");

  // This browser stays, the other does not; the old password is none any more.
  await here.reload();
  await expect(here.getByRole("heading", { level: 1 })).toHaveText("Профил");
  await visit(there, "/bg/profil");
  await expect(there).toHaveURL("/bg/vhod?back=/bg/profil");
  await signInOn(there, account);
  await expect(there.getByRole("alert")).toContainText("Грешно потребителско име или парола.");
  await signInOn(there, changed);
  await expect(there).toHaveURL("/bg/profil");
});

test("who is signed in is known by a cookie that scripts cannot read", async ({ page, context }) => {
  test.skip(isPhone(), "the screen makes no difference");
  await visit(page, "/bg/vhod");
  expect(await context.cookies(environment.demoUrl), "a visitor is not marked").toEqual([]);
  await signInOn(page, addAccount("biskvitka", "reader"));
  await expect(page).toHaveURL("/bg/tablo");
  const cookies = await context.cookies(environment.demoUrl);
  expect(cookies.map(({ httpOnly, sameSite, path }) => ({ httpOnly, sameSite, path }))).toEqual([
    { httpOnly: true, sameSite: "Lax", path: "/" },
  ]);
});
