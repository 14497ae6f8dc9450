/** What the page's address asks for, and how the page changes it. */

/** `?demo=`: the bundled program asked for, or null. */
export function askedProgram(): string | null {
  return new URLSearchParams(location.search).get('demo');
}

/** What tells two addresses apart as far as the program on the table goes. */
export function addressOfProgram(): string {
  return location.hash === '' ? `?${askedProgram() ?? ''}` : location.hash;
}

/** Makes the address name a bundled program, as a step that Back undoes. */
export function nameProgram(id: string): void {
  const parameters = new URLSearchParams(location.search);
  parameters.set('demo', id);
  history.pushState(null, '', `?${parameters.toString()}`);
}

/** Keeps an explicit `?lang=` or `?theme=` in step with what the reader chose since. */
export function followChoice(name: 'lang' | 'theme', value: string): void {
  const parameters = new URLSearchParams(location.search);
  if (!parameters.has(name)) return;
  parameters.set(name, value);
  history.replaceState(null, '', `?${parameters.toString()}${location.hash}`);
}

/** The page's own address with `fragment` and nothing else. */
export function linkTo(fragment: string): string {
  return `${location.origin}${location.pathname}#${fragment}`;
}
