// `npm start`: builds the site where something changed, and serves it. PORT and HOST choose where.

import { steps } from './build.ts';
import { main, root, UserError } from './process.ts';
import { serve } from './serve.ts';
import { build } from './steps.ts';
import { ensureSystem } from './system.ts';
import { ensureToolchain } from './toolchain.ts';

/**
 * In the place of the site's own service worker, which would go on showing what it has kept after the next build: this one takes over at once
 * from one that an earlier visit may have left, and ends itself.
 */
const NO_SERVICE_WORKER = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(registration.unregister()));
`;

await main(async () => {
  const port = Number(process.env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UserError('PORT must be a number from 0 to 65535.');
  await ensureSystem(['wasm']);
  await ensureToolchain();
  await build(steps, ['site']);
  const site = await serve(`${root}/build/site`, port, process.env.HOST, {
    '/service-worker.js': NO_SERVICE_WORKER,
  });
  console.log(`Tulip is at ${site.address}`);
});
