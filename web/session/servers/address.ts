/** Addresses in a program's pages: what of them the program itself can be asked for. */

/** How a reader on the same machine would call the program's host. */
const HOSTS = ['127.0.0.1', 'localhost'];

/** `elsewhere`: not the program's, or no address of the web at all. */
export type Place =
  { readonly kind: 'here'; readonly target: string } | { readonly kind: 'elsewhere'; readonly address: string };

/** The address of a page as a browser natively shows it. */
export function addressOf(port: number, target: string): string {
  return `http://${HOSTS[0] ?? ''}:${port}${target}`;
}

/** Where `reference`, on the page at `target`, leads. */
export function placeOf(reference: string, port: number, target: string): Place {
  const base = addressOf(port, target);
  if (!URL.canParse(reference, base)) return { kind: 'elsewhere', address: reference };
  const url = new URL(reference, base);
  const isHere = url.protocol === 'http:' && HOSTS.includes(url.hostname) && Number(url.port || 80) === port;
  return isHere ? { kind: 'here', target: url.pathname + url.search } : { kind: 'elsewhere', address: url.href };
}

/** Where what a reader typed leads: an address, or a path whose first slash may be missing. */
export function placeOfTyped(typed: string, port: number): Place {
  const text = typed.trim();
  const isWhole = /^https?:\/\//i.test(text);
  return placeOf(isWhole || /^[/?]/.test(text) ? text : `/${text}`, port, '/');
}

/** The fields of a form as an address or a body has them. */
export function encodeFields(fields: readonly (readonly [name: string, value: string])[]): string {
  return new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
}
