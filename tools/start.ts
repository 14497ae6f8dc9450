// `npm start`: builds the site where something changed, and serves it. PORT and HOST choose where.

import { steps } from './build.ts';
import { main, root, UserError } from './process.ts';
import { serve } from './serve.ts';
import { build } from './steps.ts';
import { ensureSystem } from './system.ts';
import { ensureToolchain } from './toolchain.ts';

await main(async () => {
  const port = Number(process.env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UserError('PORT must be a number from 0 to 65535.');
  await ensureSystem(['wasm']);
  await ensureToolchain();
  await build(steps, ['site']);
  const site = await serve(`${root}/build/site`, port, process.env.HOST);
  console.log(`Tulip is at ${site.address}`);
});
