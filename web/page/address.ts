/**
 * What the page's address asks for, and how the page changes it.
 *
 * An address does not always say which of a reader's texts is meant: `/` is what was last worked on, and a program may have several
 * drafts. So each step of the browser's history remembers the key of its draft: Back and a reload lead to the very text that was there.
 */

/** `?demo=`: the bundled program asked for, or null. */
export function askedProgram(): string | null {
  return new URLSearchParams(location.search).get('demo');
}

/** The key of the draft that this step of the history showed, or null where it is new. */
export function rememberedKey(): string | null {
  const state: unknown = history.state;
  if (typeof state !== 'object' || state === null || !('program' in state)) return null;
  return typeof state.program === 'string' ? state.program : null;
}

/** What tells two addresses apart as far as the program on the table goes. */
export function addressOfProgram(): string {
  const asked = location.hash === '' ? `?${askedProgram() ?? ''}` : location.hash;
  return `${asked} ${rememberedKey() ?? ''}`;
}

/** This step of the history shows the draft under `key`. */
export function rememberKey(key: string): void {
  if (rememberedKey() !== key) history.replaceState({ program: key }, '', location.href);
}

/** A new step, which Back undoes: the draft under `key`, of the bundled program `id` or, where that is null, of another. */
export function goTo(key: string, id: string | null): void {
  const parameters = new URLSearchParams(location.search);
  if (id === null) parameters.delete('demo');
  else parameters.set('demo', id);
  const query = parameters.toString();
  history.pushState({ program: key }, '', query === '' ? location.pathname : `?${query}`);
}

/** Keeps an explicit `?lang=` or `?theme=` in step with what the reader chose since. */
export function followChoice(name: 'lang' | 'theme', value: string): void {
  const parameters = new URLSearchParams(location.search);
  if (!parameters.has(name)) return;
  parameters.set(name, value);
  history.replaceState(history.state, '', `?${parameters.toString()}${location.hash}`);
}

/** The page's own address with `fragment` and nothing else. */
export function linkTo(fragment: string): string {
  return `${location.origin}${location.pathname}#${fragment}`;
}
