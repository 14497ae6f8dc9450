// What the tools of a build step say that they have read: the files of the checkout, from its root. Packages are left out, as
// package-lock.json stands for them.

import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { root, run } from './process.ts';

/** What ninja knows of the targets of a CMake preset: sources, and the headers that the compiler told of. */
export async function readByNinja(preset: string, targets: readonly string[]): Promise<string[]> {
  const folder = join(root, 'build', preset);
  const ninja = async (tool: string, names: readonly string[]): Promise<string[]> =>
    (await run('ninja', ['-C', folder, '-t', tool, ...names])).split('\n').filter((line) => line !== '');
  const inputs = (await ninja('inputs', targets)).map((line) => line.trim());
  const objects = inputs.filter((file) => /\.(o|pch)$/.test(file));
  const headers = (await ninja('deps', objects)).filter((line) => line.startsWith('    '));
  return ofCheckout([...inputs, ...headers.map((line) => line.trim())].map((file) => resolve(folder, file))).filter(
    (file) => !file.startsWith(`build/${preset}/`),
  );
}

/** The modules of a script that Node runs. */
export async function readByScript(file: string): Promise<string[]> {
  // The TypeScript compiler takes a while to load, and most builds have nothing to do.
  const { importedBy } = await import('./imports.ts');
  return importedBy(file);
}

/** What Vite has bundled: web/plugins/reads.ts writes the list. */
export function readByVite(list: string): Promise<string[]> {
  return Promise.resolve(ofCheckout(JSON.parse(readFileSync(join(root, list), 'utf8')) as string[]));
}

/** Those of absolute paths that are in the checkout and not a package's. */
export function ofCheckout(files: readonly string[]): string[] {
  const inside = files
    .map((file) => relative(root, file))
    .filter((file) => file !== '' && !file.startsWith('..') && !isAbsolute(file) && !file.startsWith('node_modules/'));
  return [...new Set(inside)];
}
