// The journeys in a real browser. `cargo xtask e2e` builds, starts the two
// servers and sets the variables that fixtures/environment.ts reads.

import { defineConfig } from "@playwright/test";
import { environment } from "./fixtures/environment.ts";

export default defineConfig({
  testDir: "journeys",
  outputDir: "test-results",
  // A journey that passes at the second try is a journey that fails.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    baseURL: environment.demoUrl,
    locale: "bg-BG",
    timezoneId: "Europe/Sofia",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: environment.chromium,
      // Chromium's sandbox cannot be set up by root.
      chromiumSandbox: process.getuid?.() !== 0,
    },
    // Nothing is half-way between two looks when it is examined.
    contextOptions: { reducedMotion: "reduce" },
  },
  projects: [
    { name: "js", use: { viewport: { width: 1280, height: 900 } } },
    { name: "no-js", use: { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false } },
    { name: "mobile", use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } },
  ],
});
