/**
 * The look of the site, held against pictures that somebody has looked at (tests/e2e/screenshots): each state in a few of the widths, themes
 * and languages. CONTRIBUTING.md says how to renew the pictures.
 */
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';

type Theme = 'light' | 'dark';
type Lang = 'en' | 'ko';
type Variant = readonly [width: 360 | 768, theme: Theme, lang: Lang];

interface State {
  /** Where it is, below the site's address. */
  readonly path: (theme: Theme, lang: Lang) => string;
  /** What is there once the page is as it will stay. */
  readonly settled: (page: Page) => Promise<void>;
  readonly variants: readonly Variant[];
}

const asked = (theme: Theme, lang: Lang) => `theme=${theme}&lang=${lang}`;

async function editorReady(page: Page): Promise<void> {
  await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
}

const states: Readonly<Record<string, State>> = {
  playground: {
    path: (theme, lang) => `?demo=spinner&${asked(theme, lang)}`,
    settled: editorReady,
    variants: [[360, 'dark', 'ko']],
  },
  embed: {
    path: (theme, lang) => `embed/?demo=spinner&${asked(theme, lang)}`,
    settled: (page) => expect(page.locator('#run')).toBeEnabled(),
    variants: [
      [360, 'light', 'ko'],
      [768, 'dark', 'en'],
    ],
  },
  recipes: {
    path: (_, lang) => `embed/recipes/${lang === 'ko' ? 'ko/' : ''}`,
    settled: (page) => expect(page.locator('h1')).toBeVisible(),
    variants: [
      [360, 'dark', 'ko'],
      [768, 'light', 'en'],
    ],
  },
};

for (const [name, { path, settled, variants }] of Object.entries(states)) {
  for (const [width, theme, lang] of variants) {
    test(`Looks as it did: ${name}, ${String(width)} px, ${theme}, ${lang}`, async ({ playground, page }) => {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 800 });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.goto(playground.url + path(theme, lang));
      await settled(page);
      await page.mouse.move(0, 0);
      await page.evaluate(() => document.fonts.ready);
      await expect(page).toHaveScreenshot(`${name}-${String(width)}-${theme}-${lang}.png`);
    });
  }
}
