// A district's checklist at work: submitting, deciding, marking, planning; what
// is refused, and what the island adds where scripts run.

import {
  bringSubmitted,
  bringToMark,
  checklistPath,
  closedForm,
  confirm,
  districtPath,
  longDate,
  milestone,
  open,
  REQUIREMENTS,
  row,
  saved,
  submit,
  today,
} from "../fixtures/checklist.ts";
import { ground } from "../fixtures/districts.ts";
import { expect, expectProblem, hasScripts, isPhone, type Locator, type Page, test, visit } from "../fixtures/test.ts";

test("what is sent back says why, and comes back corrected", async ({ as }) => {
  const district = ground("onboarding");
  const staff = await as("staff");
  const coordinator = await as("coordinator");

  await visit(staff, checklistPath(district));
  await expect(row(staff, REQUIREMENTS.order)).toContainText("Какво следва");
  await submit(staff, REQUIREMENTS.order, "РД-09-1");
  await expect(row(staff, REQUIREMENTS.order)).toContainText("РД-09-1");

  await visit(coordinator, checklistPath(district));
  const returning = await open(row(coordinator, REQUIREMENTS.order), "Връщане за поправка");
  await returning.getByLabel("непълно").check();
  await returning.getByLabel("без подпис или не от правилното лице").check();
  await returning.getByLabel("Какво да се поправи").fill("Липсва втората страница.");
  await returning.getByRole("button", { name: "Връщам" }).click();
  await expect(row(coordinator, REQUIREMENTS.order)).toContainText("върнато");
  await expect(row(coordinator, REQUIREMENTS.order).getByRole("button", { name: "Потвърждавам" })).toHaveCount(0);

  await visit(staff, checklistPath(district));
  const returned = row(staff, REQUIREMENTS.order);
  await expect(returned).toContainText("върнато");
  await expect(returned).toContainText("непълно, без подпис или не от правилното лице");
  await expect(returned).toContainText("Липсва втората страница.");
  const missing = staff.getByRole("region", { name: "Какво липсва сега" }).getByRole("listitem");
  await expect(missing.first()).toContainText(REQUIREMENTS.order.name);
  await expect(missing.first()).toContainText("Район, от");

  const again = await open(returned, "Подаване на ново доказателство");
  const text = again.getByLabel("Връзка, номер или описание");
  await expect(text).toHaveValue("РД-09-1");
  await text.fill("РД-09-2");
  await again.getByRole("button", { name: "Подавам" }).click();
  await expect(returned).toContainText("подадено");
  await expect(returned).toContainText("РД-09-2");
  await expect(returned).not.toContainText("Липсва втората страница.");
});

test("a form that is refused keeps what was typed and says what is wrong", async ({ as }) => {
  const district = ground("onboarding");
  const staff = await as("staff");
  await visit(staff, checklistPath(district));
  const place = row(staff, REQUIREMENTS.team);
  const before = await place.locator(".standing").innerText();

  if (hasScripts()) expectProblem(staff, /^POST \/api\/submit_requirement → 422$/);
  const form = await open(place, "Подаване на доказателство");
  await form.getByLabel("Вид доказателство").selectOption("връзка");
  await form.getByLabel("Връзка, номер или описание").fill("не е адрес");
  await form.getByRole("button", { name: "Подавам" }).click();

  const summary = form.getByRole("alert");
  await expect(summary).toBeFocused();
  await expect(summary).toContainText("Нищо не е записано. Поправете отбелязаното.");
  const text = form.getByLabel("Връзка, номер или описание");
  await expect(text).toHaveValue("не е адрес");
  await expect(text).toHaveAttribute("aria-invalid", "true");
  await expect(text).toHaveAccessibleDescription(/^Това не е адрес в интернет\./);
  await expect(place.locator(".standing")).toHaveText(before);
  await summary.getByRole("link", { name: /Това не е адрес в интернет\./ }).click();
  await expect(text).toBeFocused();

  // What is wrong is asked again until it is right, and then it is gone.
  await text.fill("https://example.org/zapoved");
  await form.getByRole("button", { name: "Подавам" }).click();
  await expect(place).toContainText("подадено");
  await expect(place.getByRole("link", { name: "https://example.org/zapoved" })).toBeVisible();
  await expect(staff.getByRole("alert")).toHaveCount(0);
});

test("a return without a reason is refused, and the reason „друго“ needs words", async ({ as }) => {
  const district = ground("onboarding");
  const coordinator = await as("coordinator");
  await bringSubmitted(district, [REQUIREMENTS.staffTrained]);
  await visit(coordinator, checklistPath(district));
  const form = closedForm(row(coordinator, REQUIREMENTS.staffTrained), "Връщане за поправка");
  if (hasScripts()) expectProblem(coordinator, /^POST \/api\/return_requirement → 422$/);

  await open(row(coordinator, REQUIREMENTS.staffTrained), "Връщане за поправка");
  await form.getByLabel("Какво да се поправи").fill("вижте писмото");
  await form.getByRole("button", { name: "Връщам" }).click();
  await expect(form.getByRole("alert")).toBeFocused();
  await expect(form.getByRole("group", { name: "Причини (може няколко)" })).toContainText("Попълнете това поле.");
  await expect(form.getByLabel("Какво да се поправи")).toHaveValue("вижте писмото");

  await form.getByLabel("нечетливо или не се отваря").check();
  await form.getByLabel("друго (вижте текста)").check();
  await form.getByLabel("Какво да се поправи").fill("");
  await form.getByRole("button", { name: "Връщам" }).click();
  await expect(form.getByLabel("Какво да се поправи")).toHaveAccessibleDescription("Попълнете това поле.");
  await expect(form.getByLabel("нечетливо или не се отваря")).toBeChecked();
  await expect(form.getByLabel("друго (вижте текста)")).toBeChecked();
  await expect(form.getByLabel("непълно")).not.toBeChecked();
});

test("a milestone is not marked before all it needs is confirmed, and the refusal names what is missing", async ({ as }) => {
  const coordinator = await as("coordinator");
  await visit(coordinator, checklistPath(ground("onboarding")));
  const launch = milestone(coordinator, "Пускане");
  const form = await open(launch, "Отмятане на етапа");
  const told = await form.getByText(/^Липсват \d+ изисквания от този и по-ранните етапи\.$/).innerText();

  if (hasScripts()) expectProblem(coordinator, /^POST \/api\/mark_milestone → 422$/);
  await form.getByRole("button", { name: "Отмятам като достигнат" }).click();
  await expect(form.getByRole("alert")).toBeFocused();
  const reason = form.getByRole("alert").getByRole("link", { name: /^Достигнат на: Етапът още не може да бъде отметнат\./ });
  await expect(reason).toContainText(`„${REQUIREMENTS.published.name}“`);
  await expect(reason).toContainText(`„${REQUIREMENTS.announced.name}“`);
  const named = (await reason.innerText()).match(/„/g)?.length;
  expect(told).toBe(`Липсват ${named} изисквания от този и по-ранните етапи.`);
  await expect(form.getByLabel("Достигнат на")).toHaveAccessibleDescription(/^Етапът още не може/);
  await expect(launch).not.toContainText("достигнат на");
});

test("a milestone is not reached tomorrow, nor before the programme began", async ({ as }) => {
  const district = ground("marking");
  const coordinator = await as("coordinator");
  await bringToMark(district, "preparation", [REQUIREMENTS.order, REQUIREMENTS.team]);
  await visit(coordinator, checklistPath(district));
  if (hasScripts()) expectProblem(coordinator, /^POST \/api\/mark_milestone → 422$/);
  const form = await open(milestone(coordinator, "Подготовка"), "Отмятане на етапа");
  for (const [day, why] of [
    ["2999-01-01", /^Датата е в бъдещето\./],
    ["1999-12-31", /^Датата е преди началото на програмата \(1 март 2020 г\.\)\./],
  ] as const) {
    await form.getByLabel("Достигнат на").fill(day);
    await form.getByRole("button", { name: "Отмятам като достигнат" }).click();
    await expect(form.getByLabel("Достигнат на")).toHaveAccessibleDescription(why);
    await expect(form.getByLabel("Достигнат на")).toHaveValue(day);
  }
});

test("where scripts run, marking does not load the page, says that it is saved and keeps the place", async ({ as }) => {
  const district = ground("marking");
  const coordinator = await as("coordinator");
  await bringToMark(district, "preparation", [REQUIREMENTS.order, REQUIREMENTS.team]);
  const day = await today();
  await visit(coordinator, checklistPath(district));
  const loads = countLoads(coordinator);
  const preparation = milestone(coordinator, "Подготовка");

  const form = await open(preparation, "Отмятане на етапа");
  await form.getByRole("button", { name: "Отмятам като достигнат" }).click();
  await expect(preparation).toContainText(`достигнат на ${longDate(day)}`);
  await expect(saved(coordinator)).toBeVisible();
  if (hasScripts()) await expect(preparation.getByRole("heading", { name: /Подготовка/ })).toBeFocused();
  await expect(coordinator.getByText("етап 1 от 5")).toBeVisible();

  // What comes in the place of a form begins closed and empty.
  const taking = await open(preparation, "Оттегляне на отметката");
  await expect(taking.getByLabel("Причина")).toHaveValue("");
  await taking.getByLabel("Причина").fill("Грешен етап.");
  await taking.getByRole("button", { name: "Оттеглям" }).click();
  await expect(preparation).not.toContainText("достигнат на");
  await expect(coordinator.getByText("етап 0 от 5")).toBeVisible();
  await expect(closedForm(preparation, "Отмятане на етапа")).not.toHaveAttribute("open");
  expect(loads()).toBe(hasScripts() ? 0 : 2);
});

test("a milestone can be marked with the keyboard alone", async ({ as }) => {
  test.skip(isPhone(), "a phone has no keyboard");
  const district = ground("marking");
  const coordinator = await as("coordinator");
  await bringToMark(district, "preparation", [REQUIREMENTS.order, REQUIREMENTS.team]);
  await visit(coordinator, checklistPath(district));
  const preparation = milestone(coordinator, "Подготовка");
  const form = closedForm(preparation, "Отмятане на етапа");

  await coordinator.keyboard.press("Tab");
  await expect(coordinator.getByRole("link", { name: "Към съдържанието" })).toBeFocused();
  await coordinator.keyboard.press("Enter");
  await tabTo(form.locator("summary"));
  await coordinator.keyboard.press("Enter");
  await tabTo(form.getByLabel("Достигнат на"));
  await tabTo(form.getByRole("button", { name: "Отмятам като достигнат" }));
  await coordinator.keyboard.press("Enter");
  await expect(preparation).toContainText("достигнат на");
  await expect(saved(coordinator)).toBeVisible();
});

test("dates are a plan: both ends of the window, a reason, and no change of status", async ({ page, as }) => {
  const district = ground("onboarding");
  const coordinator = await as("coordinator");
  await visit(coordinator, checklistPath(district));
  const dates = coordinator.getByRole("region", { name: "Дати за пускане" });
  const status = await coordinator.locator(".status-line").innerText();

  if (hasScripts()) expectProblem(coordinator, /^POST \/api\/set_dates → 422$/);
  const form = await open(dates, "Промяна на датите");
  await form.getByLabel("Прозорец: от").fill("2027-03-01");
  await form.getByLabel("Договорена дата").fill("2027-03-10");
  await form.getByLabel("Причина", { exact: true }).selectOption("other");
  await form.getByRole("button", { name: "Запазване" }).click();
  await expect(form.getByRole("alert")).toBeFocused();
  await expect(form.getByLabel("Прозорец: до")).toHaveAccessibleDescription(/^Прозорецът има начало и край\./);
  await expect(form.getByLabel("Пояснение")).toHaveAccessibleDescription("Попълнете това поле.");
  await expect(form.getByLabel("Договорена дата")).toHaveValue("2027-03-10");

  await form.getByLabel("Прозорец: до").fill("2027-03-21");
  await form.getByLabel("Пояснение").fill("Първоначален график.");
  await form.getByRole("button", { name: "Запазване" }).click();
  await expect(saved(coordinator)).toBeVisible();
  await expect(dates).toContainText("01.03.2027 г. – 21.03.2027 г.");
  await expect(dates).toContainText("10 март 2027 г.");
  await expect(coordinator.locator(".status-line")).toHaveText(status);

  await visit(page, districtPath(district));
  await expect(page.getByRole("region", { name: "Дати за пускане" })).toContainText("10 март 2027 г.");
  await expect(page.getByRole("region", { name: "Последни промени" })).toContainText("Променени дати");
  const slips = page.getByRole("region", { name: "Как се местиха датите" });
  await expect(slips).toContainText("Договорена дата: няма → 10.03.2027 г.");
  await expect(slips).toContainText("Първоначален график.");
});

test("a coordinator says whose move it is and since when", async ({ page, as }) => {
  const district = ground("onboarding");
  const coordinator = await as("coordinator");
  const day = await today();
  await visit(coordinator, checklistPath(district));
  const place = row(coordinator, REQUIREMENTS.handover);
  const form = await open(place, "Смяна на този, който е на ход");
  await form.getByLabel("На ход е").selectOption("Министерство на електронното управление (МЕУ)");
  await form.getByLabel("От дата").fill(day);
  await form.getByRole("button", { name: "Запазване" }).click();
  // It cannot be done yet, so nobody is shown as holding it up.
  await expect(place).toContainText("Министерство на електронното управление (МЕУ), след „");

  await visit(page, districtPath(district));
  const name = page.getByRole("rowheader", { name: REQUIREMENTS.handover.name, exact: true });
  const publicRow = page.getByRole("row").filter({ has: name });
  await expect(publicRow).toContainText("Министерство на електронното управление (МЕУ)");
});

test("what does not apply is set aside with a reason, and taken up again", async ({ as }) => {
  const district = ground("onboarding");
  const coordinator = await as("coordinator");
  await visit(coordinator, checklistPath(district));
  const place = row(coordinator, REQUIREMENTS.variants);

  if (hasScripts()) expectProblem(coordinator, /^POST \/api\/set_aside_requirement → 422$/);
  const aside = await open(place, "Неприложимо");
  await aside.getByRole("button", { name: "Отбелязвам като неприложимо" }).click();
  await expect(aside.getByLabel("Защо не се отнася за този район")).toHaveAccessibleDescription("Попълнете това поле.");
  await aside.getByLabel("Защо не се отнася за този район").fill("Поема ги съседният район.");
  await aside.getByRole("button", { name: "Отбелязвам като неприложимо" }).click();
  await expect(place).toContainText("неприложимо");
  await expect(place).toContainText("Поема ги съседният район.");

  // The form in its place is another one: closed, and nothing typed in it.
  await expect(closedForm(place, "Отмяна на решението")).not.toHaveAttribute("open");
  const again = await open(place, "Отмяна на решението");
  await expect(again.getByLabel("Причина")).toHaveValue("");
  await again.getByLabel("Причина").fill("Районът ги поема сам.");
  await again.getByRole("button", { name: "Отменям" }).click();
  await expect(place).toContainText("предстои");
  await expect(place).toContainText("Районът ги поема сам.");
});

test("a confirmed requirement can be opened again", async ({ as }) => {
  const district = ground("onboarding");
  const coordinator = await as("coordinator");
  await bringSubmitted(district, [REQUIREMENTS.processMapped]);
  await visit(coordinator, checklistPath(district));
  const place = row(coordinator, REQUIREMENTS.processMapped);
  await confirm(coordinator, REQUIREMENTS.processMapped);
  const again = await open(place, "Отмяна на решението");
  await again.getByLabel("Причина").fill("Документът е за друг район.");
  await again.getByRole("button", { name: "Отменям" }).click();
  await expect(place).toContainText("подадено");
  await expect(place).toContainText("Документът е за друг район.");
});

/** How often the page was loaded since. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.method() === "POST") loads += 1;
  });
  return () => loads;
}

/** Presses Tab until it is reached. */
async function tabTo(target: Locator): Promise<void> {
  const reached = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 100; presses += 1) {
    if (await reached()) return;
    await target.page().keyboard.press("Tab");
  }
  throw new Error("a hundred presses of Tab do not lead there");
}
