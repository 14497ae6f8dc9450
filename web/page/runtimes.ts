/** Opens a link's program by the runtime that the link was made with, and offers the newest one. */
import { ABI } from '../../wasm/abi/version.ts';
import type { NoticeBar } from '../elements/notice-bar.ts';
import { newestSite, siteOf } from '../shared/runtimes.ts';
import { SITE } from './address.ts';
import type { Look } from './look.ts';

/** In an address: the link's program is to run by the newest runtime. */
const NEWEST = 'newest';

/** Goes to the page that has the runtime `runtime`, where that is another one; says whether it does. */
export async function goToRuntime(runtime: number | undefined, fragment: string): Promise<boolean> {
  const asked = new URLSearchParams(location.search);
  if (runtime === undefined || runtime === ABI || asked.get('runtime') === NEWEST) return false;
  // A site that does not have it, or does not answer, does what it can: the program is compiled anew anyway.
  const site = await siteOf(runtime, SITE).catch(() => null);
  if (site === null || site === SITE) return false;
  location.replace(site + location.search + fragment);
  return true;
}

/** On a page of an older runtime: says that it is one, and lets the reader go on with the newest. */
export function offerNewest(look: Look, notices: NoticeBar, saveNow: () => void): void {
  const newest = newestSite(SITE);
  if (newest === SITE) return;
  const { messages } = look;
  const act = (): void => {
    saveNow();
    const asked = new URLSearchParams(location.search);
    asked.set('runtime', NEWEST);
    location.assign(`${newest}?${asked.toString()}${location.hash}`);
  };
  notices.show('runtime', {
    tone: 'note',
    text: messages.olderRuntime,
    actions: [{ label: messages.useNewest, act }],
    closeLabel: messages.close,
  });
}
