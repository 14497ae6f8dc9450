// `npm run format`: lays out every source file as `npm run check` wants it.

import { packaged } from './build.ts';
import { sources } from './check.ts';
import { main, run, timed } from './process.ts';
import { ensureSystem } from './system.ts';

await main(async () => {
  await ensureSystem(['check']);
  await timed('Formatting C++', () => run('clang-format-19', ['-i', ...sources(['hpp', 'cpp'])]));
  await timed('Formatting TypeScript and the rest', () => packaged('prettier', ['--write', '--log-level=warn', '.']));
});
