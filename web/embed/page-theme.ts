/** Whether the page around an element is light or dark: as it is, whatever the reader's system prefers. */
import type { Theme } from '../session/workbench/preferences.ts';

/** Of a computed colour, from 0 (black) to 1; null for one that lets through what is below it. */
export function lightnessOf(colour: string): number | null {
  // Not the digits of `display-p3`.
  const [r = NaN, g = NaN, b = NaN, alpha = 1] = (colour.match(/(?<![\w.])-?[\d.]+/g) ?? []).map(Number);
  if (!(alpha > 0.5)) return null;
  const scale = (3 * r + 6 * g + b) / 10;
  if (colour.startsWith('rgb')) return scale / 255;
  // `oklch` and `oklab`, `lch` and `lab` begin with their lightness.
  return colour.startsWith('o') ? r : colour.startsWith('l') ? r / 100 : scale;
}

/** The nearest background that is painted decides; without one, the colour scheme, which is what a page's canvas follows. */
export function themeAround(element: Element): Theme {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const lightness = lightnessOf(getComputedStyle(at).backgroundColor);
    if (lightness !== null) return lightness < 0.5 ? 'dark' : 'light';
  }
  const scheme = getComputedStyle(element).colorScheme;
  const either = scheme.includes('light') && !matchMedia('(prefers-color-scheme: dark)').matches;
  return scheme.includes('dark') && !either ? 'dark' : 'light';
}

/** Calls `changed` when the theme of the page may have changed: by a switch of its own, or with the system. */
export function watchTheme(changed: () => void): void {
  const observer = new MutationObserver(changed);
  for (const root of [document.documentElement, document.body]) observer.observe(root, { attributes: true });
  // A background that fades over is only now what it will be.
  addEventListener('transitionend', changed);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
}
