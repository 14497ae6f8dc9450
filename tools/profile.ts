// `npm run profile`: finds which functions of the compiler programs need, for the lean compiler of the page.

import { build } from './steps.ts';
import { steps } from './build.ts';
import { main, root, run } from './process.ts';
import { ensureSystem } from './system.ts';
import { ensureToolchain } from './toolchain.ts';

await main(async () => {
  await ensureSystem(['wasm']);
  await ensureToolchain();
  await build(steps, ['sdk']);
  await run(process.execPath, ['tests/profile/profile.ts'], { cwd: root, output: 'show' });
});
