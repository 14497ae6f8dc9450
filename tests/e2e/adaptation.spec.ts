/** What WCAG 2.2 asks for at level AA and axe cannot see: the page as readers change it for themselves, and as they move in it. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import type { Site } from './support/site.ts';
import { openTimeline } from './support/timeline.ts';

/** Every place, opened in the page that the one before has left. */
const PLACES: readonly (readonly [string, (page: Page, site: Site) => Promise<unknown>])[] = [
  [
    'lesson',
    async (page, site) => {
      await page.goto(`${site.url}?demo=gather&lang=en`);
      await expect(page.locator('lesson-pane')).toContainText('toast');
    },
  ],
  [
    'timeline',
    async (page) => {
      const region = await openTimeline(page);
      await expect(region.getByRole('button', { name: 'Why' }).first()).toBeVisible();
    },
  ],
  [
    'share dialog',
    async (page) => {
      await page.getByRole('button', { name: 'Share', exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  ],
  [
    'embed',
    async (page, site) => {
      await page.goto(`${site.url}embed/?demo=gather&lang=en`);
      await expect(page.getByRole('button', { name: 'Run' })).toBeEnabled();
    },
  ],
];

/** What can be pressed or typed into, with a name for reports. An editor's inner parts are the editor's. */
const CONTROLS = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.closest('.monaco-editor, .cm-editor, pre textarea'))
  .filter((control) => document.querySelector('dialog:modal')?.contains(control) ?? true)
  .map((control) => ({
    control,
    name: control.localName + ' ' + (control.getAttribute('aria-label') ?? control.innerText ?? '').trim().slice(0, 30),
  }))`;

interface Control {
  readonly control: HTMLElement;
  readonly name: string;
}

/** Names what is wider than the window, and what the focus comes to while something else lies over it. */
const outOfSight = (controls: readonly Control[]): string[] => {
  const found = document.documentElement.scrollWidth > innerWidth ? ['the page is wider than the window'] : [];
  // What has the focus already does not come into sight by being given it.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  for (const { control, name } of controls) {
    control.focus();
    if (document.activeElement !== control) continue;
    const { left, right, top, bottom } = control.getBoundingClientRect();
    // Tables may be scrolled sideways.
    if ((left < -1 || right > innerWidth + 1) && control.closest('table') === null)
      found.push(`${name}: beside the window`);
    // What is higher than the window needs to show some of itself, all else its middle.
    const y = Math.min(Math.max((top + bottom) / 2, top, 0), innerHeight - 1);
    const over = bottom - top < innerHeight / 2 ? document.elementFromPoint((left + right) / 2, y) : null;
    if (over !== null && !control.contains(over)) found.push(`${name}: under ${over.localName} ${over.className}`);
  }
  return found;
};

/** Names what has less than 24 by 24 CSS pixels for a pointer, its label and what it draws beside itself counted. */
const tooSmall = (controls: readonly Control[]): string[] =>
  controls
    .filter(({ control }) => {
      const target = control.closest('label') ?? control;
      const { width, height } = target.getBoundingClientRect();
      const grip = getComputedStyle(control, '::after');
      const added = grip.position === 'absolute' ? [parseFloat(grip.width), parseFloat(grip.height)] : [0, 0];
      return Math.max(width, added[0] ?? 0) < 24 || Math.max(height, added[1] ?? 0) < 24;
    })
    .map(({ name }) => name);

/** Names the controls whose text does not fit into them. */
const cutOff = (controls: readonly Control[]): string[] =>
  controls
    .filter(({ control }) => control.matches('a, button, summary'))
    .filter(({ control: { scrollWidth, clientWidth } }) => scrollWidth > clientWidth + 1)
    .map(({ name }) => name);

/** Names the controls that do not show that they have the focus, where there are no shadows. */
const unseenFocus = (controls: readonly Control[]): string[] =>
  controls
    .filter(({ control }) => {
      control.focus({ preventScroll: true });
      const { outlineStyle, outlineWidth } = getComputedStyle(control);
      return control.matches(':focus-visible') && (outlineStyle === 'none' || parseFloat(outlineWidth) < 2);
    })
    .map(({ name }) => name);

async function find(page: Page, search: (controls: readonly Control[]) => string[]): Promise<string[]> {
  return page.evaluate<string[]>(`(${search.toString()})(${CONTROLS})`);
}

/** As WCAG 1.4.12 lays it down. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

test('Nothing is lost at 400 %, on a telephone and with more space in the text, and targets are large enough', async ({
  page,
  site,
}) => {
  for (const [place, open] of PLACES) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await open(page, site);
    expect.soft(await find(page, tooSmall), `targets, ${place}`).toEqual([]);
    for (const [width, height] of [
      // 1280 by 1024, four times as large.
      [320, 256],
      [360, 740],
    ] as const) {
      await page.setViewportSize({ width, height });
      expect.soft(await find(page, outOfSight), `${place} at ${width} by ${height}`).toEqual([]);
      expect.soft(await find(page, tooSmall), `targets, ${place} at ${width}`).toEqual([]);
      expect.soft(await find(page, cutOff), `texts, ${place} at ${width}`).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    const style = await page.addStyleTag({ content: SPACING });
    expect.soft(await find(page, cutOff), `spaced texts, ${place}`).toEqual([]);
    await style.evaluate((element) => {
      (element as Element).remove();
    });
  }
});

test('Focus, states and the timeline are seen in the colours of the system, and nothing moves where that is asked', async ({
  page,
  site,
}) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const background = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  for (const [place, open] of PLACES) {
    await open(page, site);
    await page.keyboard.press('Tab');
    expect.soft(await find(page, unseenFocus), place).toEqual([]);
    await page.locator('#status').evaluate((status) => (status.dataset.state = 'running'));
    expect.soft(await page.evaluate(() => document.getAnimations().length), place).toBe(0);
    if (place !== 'timeline') continue;
    expect(await background('.tabs [aria-selected=true]')).not.toBe(await background('.tabs [aria-selected=false]'));
    expect(await background('timeline-toolbar [aria-pressed=true]')).not.toBe(
      await background('timeline-toolbar [aria-pressed=false]'),
    );
    expect(await background('.mark.running')).not.toBe(await background('lane-canvas'));
    const colours = await page.locator('lane-canvas canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data = new Uint8ClampedArray() } =
        canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
      const colours = new Set<string>();
      for (let at = 0; at < data.length; at += 4) colours.add(data.slice(at, at + 3).join());
      return colours.size;
    });
    expect(colours).toBeGreaterThan(3);
  }
});
