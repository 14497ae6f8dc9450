/**
 * How the site is tested in browsers: each worker serves the built site on a port of its own, below a sub-path, and keeps one browser
 * (support/fixtures.ts). Nothing waits for a fixed time. A test that fails is tried once more, and the report ends with those that passed
 * only then, as flaky: each is a bug whose cause is to be found, but a busy machine must not hide what all the others say.
 */
import { defineConfig } from '@playwright/test';
import { chromium, chromiumWithoutWindows } from './support/browsers.ts';

export default defineConfig({
  testDir: '..',
  projects: [
    { name: 'site', testMatch: 'e2e/**/*.spec.ts', use: { launchOptions: chromiumWithoutWindows() } },
    { name: 'attacks', testMatch: 'security/**/*.spec.ts', use: { launchOptions: chromium() } },
  ],
  ...(process.env.TULIP_NIGHTLY === undefined && { grepInvert: /@nightly/ }),
  fullyParallel: false,
  // A file is a story and its tests share a loaded compiler; two of them fit into two cores.
  workers: 2,
  retries: 1,
  forbidOnly: process.env.CI !== undefined,
  // The first compile of a page takes seconds, and close to a minute on a machine that is slow to hand out memory.
  timeout: 240_000,
  expect: {
    timeout: 60_000,
    // Few enough pixels that a moved button is seen, and enough for a newer Chromium's rounding of letters' edges.
    toHaveScreenshot: { animations: 'disabled', caret: 'hide', scale: 'css', threshold: 0.2, maxDiffPixels: 60 },
  },
  // A picture that is missing is a failure, not a new picture: see CONTRIBUTING.md.
  updateSnapshots: 'none',
  snapshotPathTemplate: '{testDir}/e2e/screenshots/{arg}{ext}',
  use: {
    browserName: 'chromium',
    locale: 'en-US',
    // A click that waits for something that never comes should say so before the test's time is up.
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    // What a test cuts off or holds back must not come out of a cache; offline.spec.ts allows them.
    serviceWorkers: 'block',
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
