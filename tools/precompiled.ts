// Precompiled headers that a newer system package has made stale.

import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './process.ts';

/**
 * Runs a build in `folder`, and once more where clang finds that a header has changed since it was precompiled. A package's header
 * keeps the date of the package, older than what was made of it, so ninja does not notice that one was replaced.
 */
export async function renewingPrecompiled(folder: string, build: () => Promise<unknown>): Promise<void> {
  try {
    await build();
  } catch (error) {
    if (!(error instanceof UserError && error.message.includes('has been modified since the precompiled header'))) {
      throw error;
    }
    for (const file of globSync('**/cmake_pch.hxx.pch', { cwd: folder })) rmSync(join(folder, file));
    await build();
  }
}
