/**
 * Lists the files that the site is made of, so that the build can tell where one of them is not an input of its step: a change to
 * such a file would leave the site as it was.
 *
 * The pages, each worker and each script of its own are bundled by themselves, in one process. Each of these builds takes `reads()`, and
 * the pages' build, which ends last, takes `writeReads()`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import type { Plugin } from 'vite';

const files = new Set<string>();

/** Remembers what a build has read. */
export function reads(): Plugin {
  return {
    name: 'tulip-reads',
    apply: 'build',
    buildEnd() {
      for (const id of this.getModuleIds()) {
        // A bundler's own modules have names that are no paths; a query says how a file is read.
        const file = id.split('?', 1)[0] ?? '';
        if (isAbsolute(file)) files.add(file);
      }
    },
  };
}

/** Writes the list, absolute paths as JSON. */
export function writeReads(list: string): Plugin {
  return {
    name: 'tulip-write-reads',
    apply: 'build',
    closeBundle() {
      mkdirSync(dirname(list), { recursive: true });
      writeFileSync(list, JSON.stringify([...files].sort(), null, 1));
    },
  };
}
