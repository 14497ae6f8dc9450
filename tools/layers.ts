// Which folder may use which: the architecture as data. Whatever a row does not allow is a mistake, and so is a file without a row.

import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { Import } from './imports.ts';
import { root, UserError } from './process.ts';

interface Layer {
  /** The folder, or the file, that the row is about; the first row that holds a file applies. */
  folder: string;
  /** Folders whose files it may use, and single files; its own needs no mention. */
  uses: readonly string[];
  /**
   * Beginnings of the names of libraries that it may use. C++: of their headers, the standard library's apart, which are open to all.
   * TypeScript: of packages and of the modules that the build makes up.
   */
  libraries?: readonly string[];
}

const api = 'engine/include';
const cxxLayers: readonly Layer[] = [
  // Beside the standard library, a part of libc++ that the light formatting headers need.
  { folder: api, uses: [], libraries: ['__fwd/'] },
  { folder: 'engine/ports', uses: [api] },
  {
    folder: 'engine/core',
    uses: [api, 'engine/ports'],
    libraries: ['boost/context/', 'sanitizer/', 'cxxabi.h'],
  },
  { folder: 'engine/asyncio', uses: [api, 'engine/ports', 'engine/core'], libraries: ['fmt/'] },
  // core for the maker of reactors.
  { folder: 'engine/virtual', uses: [api, 'engine/ports', 'engine/core/loop.hpp'] },
  // core for the inbox, and for naming the task in messages.
  { folder: 'engine/replay', uses: [api, 'engine/ports', 'engine/core/inbox.hpp', 'engine/core/loop.hpp'] },
  {
    folder: 'engine/native',
    // How stacks are allocated depends on the sanitizer.
    uses: [api, 'engine/ports', 'engine/core/sanitizer.hpp', 'engine/replay/reactor.hpp'],
    libraries: [
      'boost/',
      'openssl/',
      'sys/',
      'arpa/',
      'cxxabi.h',
      'dlfcn.h',
      'fcntl.h',
      'signal.h',
      'unistd.h',
      'unwind.h',
    ],
  },
  {
    folder: 'wasm',
    // How exceptions travel, and what is said of one that nobody catches.
    uses: [api, 'engine/ports', 'engine/core/remote_exception.hpp', 'engine/core/describe_exception.hpp'],
    libraries: [
      'boost/context/',
      'emscripten/',
      'wasi/',
      'sys/',
      'fcntl.h',
      'pthread.h',
      'unistd.h',
      'unwind.h',
      'cxxabi.h',
    ],
  },
  // One of them measures its own memory.
  { folder: 'web/lessons', uses: [api], libraries: ['sys/resource.h'] },
  { folder: 'tools/lesson-template', uses: [api] },
  { folder: 'web/gallery', uses: [api] },
];

/** What the page and the host tell each other. */
const messages = 'wasm/abi/protocol.ts';
/** Of the network, which the page offers and the host applies. */
const conditions = 'wasm/abi/network-conditions.ts';
/** The number of what a program and its host agree on. */
const version = 'wasm/abi/version.ts';
/** How many the host has, which the timeline shows. */
const workers = 'wasm/abi/most-workers.ts';
/** What a program and its host agree on. */
const abi = 'wasm/abi';
/** What is edited and compiled. */
const project = 'wasm/sdk/project.ts';
/** What of that is compiled by itself. */
const units = 'wasm/sdk/units.ts';
const typescriptLayers: readonly Layer[] = [
  { folder: abi, uses: [] },
  { folder: 'wasm/fcontext', uses: [abi] },
  { folder: 'wasm/reactor', uses: [abi] },
  { folder: 'wasm/network', uses: [abi, 'wasm/reactor/operations.ts'] },
  { folder: 'wasm/workers', uses: [abi, 'wasm/reactor/clock.ts', 'wasm/reactor/operations.ts'] },
  { folder: 'wasm/trace', uses: [abi] },
  // Puts the modules above together.
  {
    folder: 'wasm/host',
    uses: [abi, 'wasm/fcontext', 'wasm/reactor', 'wasm/network', 'wasm/workers', 'wasm/trace'],
  },
  // Tools that wait for their input are suspended as programs are.
  { folder: 'wasm/sdk', uses: [abi, 'wasm/fcontext/jspi.ts'], libraries: ['node:', 'binaryen'] },
  { folder: 'web/shared', uses: [] },
  // The model. Its tsconfig has no document; an import of the page's parts would bring one in.
  { folder: 'web/session', uses: ['web/shared', messages, conditions, project, units] },
  // Adapters of the session's ports.
  { folder: 'web/runner', uses: ['web/session/run', 'web/session/servers', 'web/shared', messages] },
  {
    folder: 'web/compiler',
    uses: ['web/session/run', 'web/session/language', 'web/shared', 'wasm/sdk', 'wasm/fcontext/jspi.ts'],
    libraries: ['@lezer/common', '@lezer/cpp', '@wasm-fmt/clang-format/', 'binaryen', 'zstddec'],
  },
  { folder: 'web/offline', uses: ['web/shared'] },
  // What is seen. `panel.ts` is the interface that panels implement.
  {
    folder: 'web/elements',
    uses: ['web/session', 'web/shared', messages, conditions, workers, project, 'web/page/panel.ts'],
    libraries: ['monaco-editor/', '@codemirror/', '@lezer/highlight', 'dompurify'],
  },
  // Alone knows both sides: it gives the session its adapters and the elements their session.
  {
    folder: 'web/page',
    uses: [
      'web/elements',
      'web/session',
      'web/shared',
      'web/runner/client.ts',
      'web/runner/response-parser.ts',
      'web/styles/browser.css',
      'web/compiler/make-compiler.ts',
      'web/compiler/language/make-language.ts',
      'web/compiler/format/make-formatter.ts',
      'wasm/fcontext/jspi.ts',
      messages,
      project,
      version,
    ],
    libraries: ['virtual:', 'fflate'],
  },
  {
    folder: 'web/embed',
    uses: ['web/page', 'web/elements', 'web/session', 'web/shared', 'web/styles', 'web/lessons.ts', project, version],
    libraries: ['virtual:'],
  },
  // Runs where programs run; the page around it is made of the playground's smallest parts.
  { folder: 'web/security-check/attacks', uses: ['web/shared/trusted-types.ts'] },
  {
    folder: 'web/security-check',
    uses: ['web/runner/frame.ts', 'web/elements/dom.ts', 'web/session/messages', 'web/session/workbench', 'web/shared'],
    libraries: ['virtual:'],
  },
  // At build time, in Node.
  {
    folder: 'web/plugins',
    uses: [
      'wasm/host/orders.ts',
      'web/session/lesson',
      'web/session/language',
      'web/session/share',
      'web/session/messages',
      'web/embed/recipes',
      'web/embed/reserved.ts',
      'web/session/workbench/encode-link.ts',
      'web/session/workbench/link-options.ts',
      'web/shared/deflate.ts',
      'web/shared/highlight.ts',
      'web/shared/highlight-python.ts',
      'web/shared/runtimes.ts',
      'wasm/sdk/manifest.ts',
      project,
      version,
    ],
    libraries: ['node:', 'vite', 'smol-toml', '@resvg/resvg-wasm'],
  },
  { folder: 'web/vite.config.ts', uses: ['web/plugins'], libraries: ['node:', 'vite'] },
  { folder: 'web/vitest.config.ts', uses: [], libraries: ['node:', 'vitest/'] },
  {
    folder: 'web/virtual.d.ts',
    uses: ['web/session/lesson', 'web/session/language', 'web/runner/frame.ts', 'web/elements/servers/page-frame.ts'],
  },
  { folder: 'web/lessons.ts', uses: ['web/session/lesson'], libraries: ['virtual:'] },
  {
    folder: 'web/main.ts',
    uses: ['web/page', 'web/elements', 'web/session', 'web/shared', 'web/runner', 'web/lessons.ts'],
    libraries: ['virtual:'],
  },
  { folder: 'tools', uses: [], libraries: ['node:', 'sirv', 'typescript'] },
];

/** Words of a platform that the engine must not know: what needs them is an adapter. */
const foreign = /\b(__EMSCRIPTEN__|__wasm__|__wasm32__|emscripten|JavaScript)\b/;

/** Throws a UserError that names every include and import, of files of the product, that leads where it may not. */
export async function checkLayers(files: readonly string[]): Promise<void> {
  // The TypeScript compiler takes a while to load.
  const { importsOf } = await import('./imports.ts');
  const wrong = files
    .filter((file) => /^(engine|wasm|web|tools)\//.test(file))
    .flatMap((file) =>
      file.endsWith('.ts')
        ? importMistakes(file, importsOf(file))
        : includeMistakes(file, readFileSync(join(root, file), 'utf8')),
    );
  if (wrong.length > 0) throw new UserError(wrong.join('\n'));
}

/** What is wrong with the imports of a TypeScript file. */
export function importMistakes(file: string, imports: readonly Import[]): string[] {
  const layer = layerOf(file, typescriptLayers);
  if (!layer) return [noRow(file)];
  return imports
    .filter(({ name, file: target }) =>
      target === undefined
        ? !(layer.libraries ?? []).some((library) => name.startsWith(library))
        : !uses(layer, target),
    )
    .map(({ name, line }) => `${file}:${line}: ${layer.folder} may not import ${name}`);
}

/** What is wrong with the includes, and the words, of a C++ file with this text. */
export function includeMistakes(file: string, text: string): string[] {
  const layer = layerOf(file, cxxLayers);
  if (!layer) return [noRow(file)];
  return text.split('\n').flatMap((line, index) => {
    const where = `${file}:${index + 1}`;
    if (file.startsWith('engine/') && !file.startsWith('engine/native/') && foreign.test(line.split('//')[0] ?? '')) {
      return [`${where}: the engine knows no platform; this belongs to an adapter`];
    }
    const found = /^\s*#\s*include\s*([<"])([^>"]+)/.exec(line);
    if (!found) return [];
    const [, kind, name = ''] = found;
    const allowed = kind === '"' ? uses(layer, normalize(join(dirname(file), name))) : bracketed(name, layer);
    return allowed ? [] : [`${where}: ${layer.folder} may not include ${name}`];
  });
}

function layerOf(file: string, layers: readonly Layer[]): Layer | undefined {
  return layers.find(({ folder }) => within(file, folder));
}

function noRow(file: string): string {
  return `${file}: no row of tools/layers.ts says what it may use`;
}

function uses(layer: Layer, target: string): boolean {
  return [layer.folder, ...layer.uses].some((allowed) => within(target, allowed));
}

function within(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

function bracketed(name: string, layer: Layer): boolean {
  // The standard library's headers have neither a folder nor an ending.
  if (name === 'asyncio.hpp' || name.startsWith('asyncio/')) return uses(layer, `${api}/${name}`);
  return !/[./]/.test(name) || (layer.libraries ?? []).some((library) => name.startsWith(library));
}
