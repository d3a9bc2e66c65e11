import { test, expect, visit } from "../fixtures/test.ts";
test("probe", async ({ page, as }) => {
  await visit(page, "/bg/");
  const c = await as("lyulin");
  page.on
  c.on("console", m => console.log(m.type(), m.text()));
  c.on("requestfailed", m => console.log(m.url(), m.failure()));
  await visit(c, "/bg/rayoni/lyulin/spisak");
});
