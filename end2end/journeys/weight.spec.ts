// What a page costs who reads it: bytes, requests, traces.

import { environment } from "../fixtures/environment.ts";
import { expect, hasScripts, isPhone, type Page, test, visit } from "../fixtures/test.ts";

/** The first view of the map, in bytes. */
const FIRST_VIEW = 80_000;

/** The wasm of a page with an island, in bytes. */
const WASM = 150_000;

/** All that is public. */
const PUBLIC = ["/bg/", "/en/", "/bg/?programme=moving&sort=met", "/bg/rayoni/lyulin", "/bg/vhod"];

test.beforeEach(() => {
  test.skip(!hasScripts() || isPhone(), "bytes do not depend on the screen");
});

test("the first view of the map weighs at most 80 KB", async ({ page }) => {
  const received = await receive(page, "/bg/");
  for (const type of ["Document", "Stylesheet", "Font"]) expect(received.map((one) => one.type)).toContain(type);
  expect(sum(received), received.map(({ path, bytes }) => `${path}: ${bytes}`).join("\n")).toBeLessThanOrEqual(FIRST_VIEW);
});

test("the script of the map weighs at most 3 KB", async ({ page }) => {
  const scripts = (await receive(page, "/bg/")).filter(({ type }) => type === "Script");
  expect(scripts).toHaveLength(1);
  expect(sum(scripts)).toBeLessThanOrEqual(3_000);
});

test("the wasm of a checklist weighs at most 150 KB", async ({ as }) => {
  const staff = await as("lyulin");
  const received = await receive(staff, "/bg/rayoni/lyulin/spisak");
  const wasm = received.filter(({ path }) => path.endsWith(".wasm"));
  expect(wasm).toHaveLength(1);
  expect(sum(wasm)).toBeLessThanOrEqual(WASM);
});

test("public pages load no wasm, ask nobody else and leave no trace", async ({ page, context }) => {
  const asked: URL[] = [];
  const marked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url())));
  page.on("response", (response) => {
    if (response.headers()["set-cookie"]) marked.push(response.url());
  });
  for (const path of PUBLIC) {
    await visit(page, path);
    // The map has one plain script; everything else has none. What describes the
    // page to programs is data and runs nowhere.
    const running = page.locator('script:not([type="application/ld+json"])');
    const scripts = await running.evaluateAll((found) => found.map((one) => one.getAttribute("src")));
    expect(scripts.map((src) => src?.replace(/\.[0-9a-f]+\.js$/, ""))).toEqual(/^\/..\/(\?|$)/.test(path) ? ["/pkg/map"] : []);
  }
  const fetched = asked.filter(({ protocol }) => protocol !== "data:");
  expect(fetched.length).toBeGreaterThan(PUBLIC.length);
  expect(fetched.filter(({ origin }) => origin !== new URL(environment.demoUrl).origin).map(String)).toEqual([]);
  expect(fetched.filter(({ pathname }) => /\.(m?js|wasm)$/.test(pathname) && !/^\/pkg\/map\./.test(pathname)).map(String)).toEqual([]);
  expect(marked).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  const kept = await page.evaluate(() => ({ local: localStorage.length, session: sessionStorage.length }));
  expect(kept).toEqual({ local: 0, session: 0 });
});

interface Received {
  path: string;
  type: string;
  bytes: number;
}

/** All that comes over the line for a page seen for the first time. */
async function receive(page: Page, path: string): Promise<Received[]> {
  const browser = await page.context().newCDPSession(page);
  const received = new Map<string, Received>();
  browser.on("Network.responseReceived", ({ requestId, response, type }) => {
    // The icon is in the page itself.
    if (!response.url.startsWith("data:")) received.set(requestId, { path: new URL(response.url).pathname, type, bytes: Number.NaN });
  });
  browser.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const found = received.get(requestId);
    if (found) found.bytes = encodedDataLength;
  });
  await browser.send("Network.enable");
  await browser.send("Network.setCacheDisabled", { cacheDisabled: true });
  await visit(page, path);
  await expect.poll(() => [...received.values()].every(({ bytes }) => bytes > 0)).toBe(true);
  await browser.detach();
  return [...received.values()];
}

function sum(received: Received[]): number {
  return received.reduce((total, { bytes }) => total + bytes, 0);
}
