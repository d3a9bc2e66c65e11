// What pages weigh, and what the public is spared: scripts, cookies, strangers.

import { expect, hasScripts, test, visit } from "../fixtures/test.ts";

const KIB = 1000;

test("the first view of the map weighs at most 80 KB and brings no script", async ({ page, context, browserName }) => {
  test.skip(browserName !== "chromium", "sizes on the wire are Chromium's to tell");
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  let bytes = 0;
  wire.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await visit(page, "/bg/");
  await page.waitForLoadState("networkidle");
  expect(bytes).toBeGreaterThan(5 * KIB);
  expect(bytes, asked.join("\n")).toBeLessThanOrEqual(80 * KIB);
  const own = new URL(page.url()).origin;
  for (const url of asked.filter((url) => !url.startsWith("data:"))) {
    expect(new URL(url).origin).toBe(own);
    expect(url).not.toMatch(/\.(js|wasm)$/);
  }
  expect(await context.cookies()).toEqual([]);
});

test("a checklist's wasm weighs at most 150 KB", async ({ as }) => {
  test.skip(!hasScripts(), "without scripts no wasm is asked for");
  const page = await as("coordinator");
  const wasm = page.waitForResponse((response) => response.url().endsWith(".wasm"));
  await visit(page, "/bg/rayoni/lyulin/spisak");
  const { responseBodySize } = await (await wasm).request().sizes();
  expect(responseBodySize).toBeGreaterThan(10 * KIB);
  expect(responseBodySize).toBeLessThanOrEqual(150 * KIB);
});
