/**
 * What the page's address asks for, and how the page changes it.
 *
 * An address does not always say which of a reader's texts is meant: `/` is what was last worked on, and a program may have several
 * drafts. So each step of the browser's history remembers the key of its draft: Back and a reload lead to the very text that was there.
 */

import type { Language } from '../session/messages/language.ts';

/** The site's address, which the page knows where it lies in it: `./` at its root. What is found relative to the page changes with its steps. */
export const SITE = new URL(document.documentElement.dataset.site ?? '.', location.href).href;

/** The bundled program asked for by `?demo=ID` or `learn/ID/`, or null. */
export function askedProgram(): string | null {
  return new URLSearchParams(location.search).get('demo') ?? lessonOf(location.href);
}

/** The link asked for, with `#`: the address's own, or that of the gallery's page; empty where there is none. */
export function askedLink(): string {
  return isGalleryPage() ? (document.documentElement.dataset.link ?? '') : location.hash;
}

/** What the gallery calls the program that this page of it is for; null for another address. */
export function galleryTitle(language: Language): string | null {
  const { titleEn, titleKo } = document.documentElement.dataset;
  return isGalleryPage() ? ((language === 'ko' ? titleKo : titleEn) ?? null) : null;
}

/** A link in the address leads away from the page's own program. */
function isGalleryPage(): boolean {
  return location.hash === '' && location.pathname.startsWith(`${new URL(SITE).pathname}gallery/`);
}

/** Of a lesson's page; null for another address. */
function lessonOf(address: string): string | null {
  const path = new URL(address).pathname.slice(new URL(SITE).pathname.length);
  return /^learn\/([^/]+)\/(?:index\.html)?$/.exec(path)?.[1] ?? null;
}

/** Whether this is a lesson's page: it has a title of its own. */
export function isLessonPage(): boolean {
  return lessonOf(location.href) !== null;
}

/** The key of the draft that this step of the history showed, or null where it is new. */
export function rememberedKey(): string | null {
  const state: unknown = history.state;
  if (typeof state !== 'object' || state === null || !('program' in state)) return null;
  return typeof state.program === 'string' ? state.program : null;
}

/** What tells two addresses apart as far as the program on the table goes. */
export function addressOfProgram(): string {
  const link = askedLink();
  const asked = link === '' ? `?${askedProgram() ?? ''}` : link;
  return `${asked} ${rememberedKey() ?? ''}`;
}

/** This step of the history shows the draft under `key`. */
export function rememberKey(key: string): void {
  if (rememberedKey() !== key) history.replaceState({ program: key }, '', location.href);
}

/** A new step, which Back undoes: the draft under `key`, on the page of the bundled program `id` or, where that is null, at the site's root. */
export function goTo(key: string, id: string | null): void {
  const parameters = new URLSearchParams(location.search);
  parameters.delete('demo');
  const query = parameters.toString();
  const path = id === null ? SITE : `${SITE}learn/${id}/`;
  history.pushState({ program: key }, '', query === '' ? path : `${path}?${query}`);
}

/** Keeps an explicit `?lang=` or `?theme=` in step with what the reader chose since. */
export function followChoice(name: 'lang' | 'theme', value: string): void {
  const parameters = new URLSearchParams(location.search);
  if (!parameters.has(name)) return;
  parameters.set(name, value);
  history.replaceState(history.state, '', `?${parameters.toString()}${location.hash}`);
}
