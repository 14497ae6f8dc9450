/**
 * Keeps what older links were made with: for each older number of the interface between programs and page (`ABI`) the last site that had it, whole,
 * below `runtimes/NUMBER/`, and `runtimes.json`, which lists them. A link that names a number is opened by the page of that folder.
 *
 * They are taken from the site that was published before, which has its own older ones in it. The compilers' pieces, named by their digests, stay
 * in the one folder `sdk/`, each once.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';
import { ABI } from '../../wasm/abi/version.ts';
import type { Manifest, ManifestFile } from '../../wasm/sdk/manifest.ts';
import type { Runtimes } from '../shared/runtimes.ts';
import { afterBuild } from './after-build.ts';

const LIST = 'runtimes.json';
/** What only the site's root has, or has for all. */
const AT_THE_ROOT = [LIST, 'runtimes', 'sdk', 'service-worker.js', 'manifest.webmanifest', 'icons'];

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
  folders.delete(ABI);
  for (const [number, folder] of folders)
    copyRuntime(folder, join(site, 'runtimes', String(number)), join(site, 'sdk'));
  const list: Runtimes = { newest: ABI, older: [...folders.keys()].sort((one, other) => one - other) };
  writeFileSync(join(site, LIST), `${JSON.stringify(list)}\n`);
}

/** The site of each number that a published site has. */
function foldersIn(published: string): Map<number, string> {
  const list = join(published, LIST);
  if (!existsSync(list)) throw new Error(`RUNTIMES: ${published} is no site of Tulip: it has no ${LIST}`);
  const { newest, older } = JSON.parse(readFileSync(list, 'utf8')) as Runtimes;
  const folders = older.map((number) => [number, join(published, 'runtimes', String(number))] as const);
  return new Map([...folders, [newest, published]]);
}

function copyRuntime(from: string, to: string, pieces: string): void {
  for (const name of readdirSync(from)) {
    if (!AT_THE_ROOT.includes(name)) cpSync(join(from, name), join(to, name), { recursive: true });
  }
  const manifest = JSON.parse(readFileSync(join(from, 'sdk/manifest.json'), 'utf8')) as KeptManifest;
  const share = (file: ManifestFile): ManifestFile => {
    const shared = file.pieces.map((piece) => {
      const own = join(pieces, basename(piece.path));
      if (!existsSync(own)) cpSync(join(from, 'sdk', piece.path), own);
      return { ...piece, path: `../../../sdk/${basename(piece.path)}` };
    });
    return { ...file, pieces: shared };
  };
  const files = Object.entries(manifest.files).map(([name, file]) => [name, share(file)] as const);
  mkdirSync(join(to, 'sdk'), { recursive: true });
  const rest = manifest.rest === undefined ? {} : { rest: share(manifest.rest) };
  const rewritten: KeptManifest = { ...manifest, files: Object.fromEntries(files), ...rest };
  writeFileSync(join(to, 'sdk/manifest.json'), JSON.stringify(rewritten));
}
