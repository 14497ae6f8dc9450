import { ensureSystem } from './system.ts';
import { ensureToolchain } from './toolchain.ts';
import { main } from './process.ts';
await main(async () => {
  await ensureSystem(['wasm', 'native']);
  console.log(await ensureToolchain());
});
