/**
 * The service worker: keeps this version of the site, and answers for it.
 *
 * A new version is fetched whole and then waits, so that a page never gets parts of two; it takes over when the reader says so
 * (`page/new-version.ts`), or when no page is open any more. The compiler is not kept here but by its own worker (`compiler/worker/assets.ts`).
 */
import { KeptSite, type SiteFiles } from './kept-site.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put in its place by the build. */
declare const SITE_FILES: SiteFiles;

const site = new KeptSite(self.registration.scope, SITE_FILES);

self.addEventListener('install', (event) => {
  event.waitUntil(site.fetchAll());
});

self.addEventListener('activate', (event) => {
  // Also for the page that brought it here, should the server get another version while that is open.
  event.waitUntil(Promise.all([site.forgetOld(), self.clients.claim()]));
});

// There is only one message: that the reader wants this version.
self.addEventListener('message', () => {
  void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  if (site.answers(event.request)) event.respondWith(site.answer(event.request));
});
