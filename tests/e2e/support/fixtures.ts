/**
 * What tests start from: the served site, a fresh page, or (for tests about programs rather than about loading) a page whose compiler is
 * loaded already and which the tests of one worker use in turn.
 */
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { Playground } from './playground.ts';
import { serveSite, type Site } from './site.ts';

interface WorkerFixtures {
  /** Served for all tests of a worker. */
  servedSite: Site;
  /** Keeps the page with the loaded compiler from test to test. */
  warmHolder: { current: Playground | null };
}

interface TestFixtures {
  /** Whether somebody gives a sign as soon as a page is there, as nearly all readers do; the editor comes then. */
  reader: 'moves' | 'reads';
  /** The site, with nothing asked for yet. */
  site: Site;
  /** A page of its own in a browser without memories; not yet opened. */
  playground: Playground;
  /** A page whose compiler is loaded; another test may have used it. */
  warm: Playground;
}

/** Of a test that `npm test nightly` runs alone: it takes long, and others look at the same code. */
export const NIGHTLY = { tag: '@nightly' } as const;

const SMALLEST = 'int main() {}\n';

async function warmUp(context: BrowserContext, url: string): Promise<Playground> {
  await moveInPagesOf(context);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const playground = new Playground(await context.newPage(), url);
  await playground.open('?lang=en');
  const status = await playground.runText(SMALLEST);
  if (status !== 'exited with code 0') throw new Error(`the compiler could not be warmed up: ${status}`);
  return playground;
}

/** In each page of the context somebody moves the pointer once it is loaded. */
async function moveInPagesOf(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    addEventListener('load', () => {
      dispatchEvent(new PointerEvent('pointermove'));
    });
  });
}

/** Collects what the browser says of strings that the page's Trusted Types refused: a part of the page that no policy knows. */
function refusedStrings(page: Page): string[] {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && /Trusted(?:HTML|ScriptURL|TypePolicy)/.test(message.text()))
      refused.push(message.text());
  });
  return refused;
}

/* eslint-disable no-empty-pattern -- Playwright reads from the pattern which fixtures a fixture wants. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  servedSite: [
    async ({}, use) => {
      const site = await serveSite();
      await use(site);
      site.close();
    },
    { scope: 'worker' },
  ],
  warmHolder: [
    async ({}, use) => {
      const holder: WorkerFixtures['warmHolder'] = { current: null };
      await use(holder);
      await holder.current?.page.context().close();
    },
    { scope: 'worker' },
  ],
  site: async ({ servedSite }, use) => {
    servedSite.reset();
    await use(servedSite);
    servedSite.reset();
  },
  reader: ['moves', { option: true }],
  context: async ({ context, reader }, use) => {
    if (reader === 'moves') await moveInPagesOf(context);
    await use(context);
  },
  playground: async ({ page, context, site }, use) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const refused = refusedStrings(page);
    await use(new Playground(page, site.url));
    expect(refused).toEqual([]);
  },
  warm: async ({ browser, site, warmHolder }, use, info) => {
    warmHolder.current ??= await warmUp(await browser.newContext({ locale: 'en-US' }), site.url);
    const refused = refusedStrings(warmHolder.current.page);
    await use(warmHolder.current);
    expect(refused).toEqual([]);
    // What a failed test left behind must not fail the next.
    if (info.status !== info.expectedStatus) {
      await warmHolder.current.page.context().close();
      warmHolder.current = null;
    }
  },
});

export { expect } from '@playwright/test';
