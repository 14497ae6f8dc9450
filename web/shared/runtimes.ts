/**
 * The runtimes that a site has: what a program needs of it, from the compiler to the page, by the number of the interface between programs and
 * page. `plugins/runtimes.ts` keeps the older ones, each a whole site below `embed/runtimes/NUMBER/` of the newest one's: there, since pages that
 * hold an embed may allow frames of `embed/` alone.
 */

/** `runtimes.json`. */
export interface Runtimes {
  readonly newest: number;
  readonly older: readonly number[];
}

/** The address of the newest runtime's site, for the site at `site`, which may be an older one's; both end with a slash. */
export function newestSite(site: string): string {
  return site.replace(/embed\/runtimes\/\d+\/$/, '');
}

/** The address of the site that has the runtime of that number, or null where there is none. Rejects where the list does not come. */
export async function siteOf(runtime: number, site: string): Promise<string | null> {
  const root = newestSite(site);
  const list: unknown = await (await fetch(`${root}runtimes.json`)).json();
  if (!isRuntimes(list)) return null;
  if (runtime === list.newest) return root;
  return list.older.includes(runtime) ? `${root}embed/runtimes/${runtime}/` : null;
}

/** Whether that is such a list: a server may answer with anything, and the reader is sent to where it says. */
function isRuntimes(value: unknown): value is Runtimes {
  if (typeof value !== 'object' || value === null || !('newest' in value && 'older' in value)) return false;
  const { newest, older } = value;
  return (
    Array.isArray(older) &&
    [newest, ...(older as unknown[])].every((number) => Number(number) > 0 && Number.isSafeInteger(number))
  );
}
