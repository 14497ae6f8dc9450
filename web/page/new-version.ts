/** Keeps the site in the browser, so that it works without a network, and offers a newer version of it once that is there. */
import type { NoticeBar } from '../elements/notice-bar.ts';
import { isMetered } from '../shared/metered.ts';
import { newestSite } from '../shared/runtimes.ts';
import { SITE } from './address.ts';
import type { Look } from './look.ts';

/** Time between two looks for a newer version, where the page stays open, ms. */
const LOOK_INTERVAL = 3_600_000;

export interface NewVersionParts {
  readonly look: Look;
  readonly notices: NoticeBar;
  /** Writes the reader's text to the store. */
  readonly saveNow: () => void;
}

/** See the file's head. Where the browser refuses, as it does in private windows, the page works as it would without. */
export async function followVersions(parts: NewVersionParts): Promise<void> {
  addEventListener('vite:preloadError', () => void offerIfGone(parts));
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  // A page of an older runtime stays as it is.
  if (serviceWorker === undefined || newestSite(SITE) !== SITE) return;
  // Keeping the site means to fetch all of it. What is kept already must be brought up to date, or it would stay as it is.
  if (serviceWorker.controller === null && isMetered()) return;
  try {
    const registration = await serviceWorker.register(`${SITE}service-worker.js`, { updateViaCache: 'none' });
    watch(registration, serviceWorker, parts);
  } catch {
    // Then there is nothing without a network.
  }
}

function watch(
  registration: ServiceWorkerRegistration,
  container: ServiceWorkerContainer,
  parts: NewVersionParts,
): void {
  const offer = (): void => {
    // The first version of all takes over by itself.
    if (container.controller === null) return;
    offerReload(parts, () => {
      const { waiting } = registration;
      // Another tab may have brought it into use.
      if (waiting === null) location.reload();
      container.addEventListener('controllerchange', () => {
        location.reload();
      });
      waiting?.postMessage(null);
    });
  };
  if (registration.waiting !== null) offer();
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') offer();
    });
  });
  setInterval(() => void registration.update().catch(() => undefined), LOOK_INTERVAL);
}

/** A part of the page did not come: where the page's own script is gone from the server, too, there is a newer version. */
async function offerIfGone(parts: NewVersionParts): Promise<void> {
  const { status } = await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' }).catch(() => ({ status: 0 }));
  if (status !== 404) return;
  offerReload(parts, () => {
    location.reload();
  });
}

function offerReload({ look, notices, saveNow }: NewVersionParts, reload: () => void): void {
  const { messages } = look;
  const act = (): void => {
    saveNow();
    reload();
  };
  notices.show('version', {
    tone: 'note',
    text: messages.newVersion,
    actions: [{ label: messages.reload, act }],
    closeLabel: messages.close,
  });
}
