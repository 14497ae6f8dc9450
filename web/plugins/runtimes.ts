/**
 * Keeps what older links were made with: for each older number of the interface between programs and page (`ABI`) the last site that had it, whole,
 * below `embed/runtimes/NUMBER/`, and `runtimes.json`, which lists them. A link that names a number is opened by the page of that folder.
 *
 * They are taken from the site that was published before, which has its own older ones in it. The compilers' pieces, named by their digests, stay
 * in the one folder `sdk/`, each once.
 *
 * Of earlier sites of the same number the bundled programs are kept, `programs/kept/DIGEST.wasm`: embeds that bring what their text was compiled to
 * tell it by one of them (`session/share/read-compiled.ts`).
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';
import { ABI } from '../../wasm/abi/version.ts';
import type { Manifest, ManifestFile } from '../../wasm/sdk/manifest.ts';
import { DIGITS } from '../session/share/read-compiled.ts';
import type { Runtimes } from '../shared/runtimes.ts';
import { afterBuild } from './after-build.ts';

const LIST = 'runtimes.json';
const OLDER = 'embed/runtimes';
const KEPT = 'programs/kept';
/** What only the site's root has, or has for all. */
const AT_THE_ROOT = [LIST, OLDER, 'sdk', 'service-worker.js', 'manifest.webmanifest', 'icons'];

/** Until format 4 the compiler was whole. */
type KeptManifest = Omit<Manifest, 'rest'> & Partial<Pick<Manifest, 'rest'>>;

/** See the file's head. `published`: the folder of the site before; null where there is none. */
export function runtimes(published: string | null): Plugin {
  return afterBuild('runtimes', (site) => {
    keepRuntimes(site, published);
  });
}

/** Puts into the site in the folder `site` what is older in `published`, and its list. */
export function keepRuntimes(site: string, published: string | null): void {
  const folders = published === null ? new Map<number, string>() : foldersIn(published);
  // A later site of the same number takes the place of an earlier one.
  const replaced = folders.get(ABI);
  if (replaced !== undefined) keepPrograms(replaced, site);
  folders.delete(ABI);
  for (const [number, folder] of folders) copyRuntime(folder, join(site, OLDER, String(number)), join(site, 'sdk'));
  const list: Runtimes = { newest: ABI, older: [...folders.keys()].sort((one, other) => one - other) };
  writeFileSync(join(site, LIST), `${JSON.stringify(list)}\n`);
}

/** The site of each number that a published site has. */
function foldersIn(published: string): Map<number, string> {
  const list = join(published, LIST);
  if (!existsSync(list)) throw new Error(`RUNTIMES: ${published} is no site of Tulip: it has no ${LIST}`);
  const { newest, older } = JSON.parse(readFileSync(list, 'utf8')) as Runtimes;
  const folders = older.map((number) => [number, join(published, OLDER, String(number))] as const);
  return new Map([...folders, [newest, published]]);
}

function copyRuntime(from: string, to: string, pieces: string): void {
  const left = AT_THE_ROOT.map((name) => join(from, name));
  for (const name of readdirSync(from)) {
    const path = join(from, name);
    if (!left.includes(path)) cpSync(path, join(to, name), { recursive: true, filter: (each) => !left.includes(each) });
  }
  const manifest = JSON.parse(readFileSync(join(from, 'sdk/manifest.json'), 'utf8')) as KeptManifest;
  const share = (file: ManifestFile): ManifestFile => {
    const shared = file.pieces.map((piece) => {
      const own = join(pieces, basename(piece.path));
      if (!existsSync(own)) cpSync(join(from, 'sdk', piece.path), own);
      return { ...piece, path: `../../../../sdk/${basename(piece.path)}` };
    });
    return { ...file, pieces: shared };
  };
  const files = Object.entries(manifest.files).map(([name, file]) => [name, share(file)] as const);
  mkdirSync(join(to, 'sdk'), { recursive: true });
  const rest = manifest.rest === undefined ? {} : { rest: share(manifest.rest) };
  const rewritten: KeptManifest = { ...manifest, files: Object.fromEntries(files), ...rest };
  writeFileSync(join(to, 'sdk/manifest.json'), JSON.stringify(rewritten));
}

/** Keeps the bundled programs of `from`, and what it had kept, in `site`, unless that one bundles the very same. */
function keepPrograms(from: string, site: string): void {
  const own = new Set([...programsIn(site, 'programs')].map(digestOf));
  for (const file of [...programsIn(from, 'programs'), ...programsIn(from, KEPT)]) {
    const digest = digestOf(file);
    if (!own.has(digest)) cpSync(file, join(site, KEPT, `${digest.slice(0, DIGITS)}.wasm`));
  }
}

function programsIn(site: string, folder: string): string[] {
  return globSync('*.wasm', { cwd: join(site, folder) }).map((name) => join(site, folder, name));
}

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
