/**
 * Trusted Types (https://w3c.github.io/trusted-types): where a page's Content-Security-Policy asks for them, what runs scripts (markup, the address of a
 * worker) takes no string that has not come through one of the policies that it names. Browsers without them take strings, as ever.
 */

/** What a policy does with a string: gives what may be used, or null, which refuses it. */
interface Rules {
  createHTML?(html: string): string | null;
  createScriptURL?(url: string): string | null;
}

/** Makes the policy of that name, once in a page or worker. Its answers are objects, which the types of the DOM know as strings. */
export function trust<R extends Rules>(name: string, rules: R): R {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: { createPolicy(name: string, rules: R): R } };
  return trustedTypes?.createPolicy(name, rules) ?? rules;
}

/**
 * Lets workers be started, by whatever code of this page, from scripts below `siteUrl` and from ones that the page has made itself. Whoever brings in an address
 * from outside can name neither; and markup as a string is refused.
 */
export function trustOwnScripts(siteUrl: string): void {
  trust('default', {
    createScriptURL: (url) =>
      url.startsWith('blob:') || new URL(url, document.baseURI).href.startsWith(siteUrl) ? url : null,
  });
}
