// Which folder of C++ may include which: the architecture as data. Whatever a row does not allow is a mistake.

import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { root, UserError } from './process.ts';

interface Layer {
  /** The folder that the row is about; the first row whose folder holds a file applies. */
  folder: string;
  /** Folders whose files it may include, and single files. */
  uses: readonly string[];
  /** Beginnings of the names of libraries' headers that it may include; the standard library is open to all. */
  libraries: readonly string[];
}

const api = 'engine/include';
const layers: readonly Layer[] = [
  // Beside the standard library, a part of libc++ that the light formatting headers need.
  { folder: api, uses: [api], libraries: ['__fwd/'] },
  {
    folder: 'engine/ports',
    uses: [api, 'engine/ports'],
    libraries: [],
  },
  {
    folder: 'engine/core',
    uses: [api, 'engine/ports', 'engine/core'],
    libraries: ['boost/context/', 'sanitizer/', 'cxxabi.h'],
  },
  { folder: 'engine/asyncio', uses: [api, 'engine/ports', 'engine/core', 'engine/asyncio'], libraries: ['fmt/'] },
  // core for the maker of reactors.
  { folder: 'engine/virtual', uses: [api, 'engine/ports', 'engine/core/loop.hpp', 'engine/virtual'], libraries: [] },
  {
    folder: 'engine/native',
    // How stacks are allocated depends on the sanitizer.
    uses: [api, 'engine/ports', 'engine/core/sanitizer.hpp', 'engine/native'],
    libraries: ['boost/', 'openssl/', 'sys/', 'arpa/', 'cxxabi.h', 'dlfcn.h', 'signal.h', 'unistd.h', 'unwind.h'],
  },
  {
    folder: 'wasm',
    // How exceptions travel, and what is said of one that nobody catches.
    uses: [api, 'engine/ports', 'engine/core/remote_exception.hpp', 'engine/core/describe_exception.hpp', 'wasm'],
    libraries: ['boost/context/', 'emscripten/', 'wasi/', 'sys/', 'unistd.h', 'unwind.h', 'cxxabi.h'],
  },
];

/** Words of a platform that the engine must not know: what needs them is an adapter. */
const foreign = /\b(__EMSCRIPTEN__|__wasm__|__wasm32__|emscripten|JavaScript)\b/;

/** Throws a UserError that names every include that leads where it may not. */
export function checkLayers(files: readonly string[]): Promise<void> {
  const wrong = files.flatMap((file) => {
    const layer = layers.find(({ folder }) => file.startsWith(`${folder}/`));
    return layer ? mistakes(file, layer) : [];
  });
  if (wrong.length > 0) return Promise.reject(new UserError(wrong.join('\n')));
  return Promise.resolve();
}

function mistakes(file: string, layer: Layer): string[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const where = `${file}:${String(index + 1)}`;
    if (file.startsWith('engine/') && !file.startsWith('engine/native/') && foreign.test(line.split('//')[0] ?? '')) {
      return [`${where}: the engine knows no platform; this belongs to an adapter`];
    }
    const found = /^\s*#\s*include\s*([<"])([^>"]+)/.exec(line);
    if (!found) return [];
    const [, kind, name = ''] = found;
    const allowed = kind === '"' ? quoted(file, name, layer) : bracketed(name, layer);
    return allowed ? [] : [`${where}: ${layer.folder} may not include ${name}`];
  });
}

function quoted(file: string, name: string, layer: Layer): boolean {
  const target = normalize(join(dirname(file), name));
  return layer.uses.some((allowed) => target === allowed || target.startsWith(`${allowed}/`));
}

function bracketed(name: string, layer: Layer): boolean {
  // The standard library's headers have neither a folder nor an ending.
  if (name === 'asyncio.hpp' || name.startsWith('asyncio/')) return layer.uses.includes(api);
  return !/[./]/.test(name) || layer.libraries.some((library) => name.startsWith(library));
}
