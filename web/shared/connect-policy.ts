/** What a page and the programs in it may fetch from, as its Content-Security-Policy says it. */

/** An address as a policy's source: `;` and `,` would end it, quotes the attribute it stands in. */
export function policySource(url: string): string {
  return new URL(url).href.replaceAll(';', '%3B').replaceAll(',', '%2C').replaceAll("'", '%27').replaceAll('"', '%22');
}

/**
 * Lets this page, and the frames it will make, fetch from the site at `siteUrl` only.
 *
 * The sandboxed frames inherit the page's policy. In Firefox `'self'` means nothing to their opaque origin, so the site
 * has to be named by its address, which the page's markup cannot know. `data:` reaches nobody, and the compiler's worker has a script in one
 * (`compiler/worker/unpack.ts`).
 */
export function allowOnlySite(siteUrl: string): void {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `connect-src ${policySource(siteUrl)} blob: data:`;
  document.head.append(policy);
}
