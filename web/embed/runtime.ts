/** Shows a link's program in the embed of the runtime that the link was made with. */
import { siteOf } from '../shared/runtimes.ts';

/** Puts that embed in the place of this one, where the site has that one, and then never settles. What the link says may be anything. */
export async function replace({ runtime }: { readonly runtime?: unknown }): Promise<void> {
  const site = new URL('../', location.href).href;
  // A site that does not have it, or does not answer, does what it can: the program is compiled anew anyway.
  const found = typeof runtime === 'number' ? await siteOf(runtime, site).catch(() => null) : null;
  if (found === null || found === site) return;
  location.replace(`${found}embed/${location.search}${location.hash}`);
  await new Promise(() => undefined);
}
