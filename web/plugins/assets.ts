/**
 * Puts beside the pages what they fetch by address: the compiled programs, the compiler's files, and the flags that the
 * download lesson fetches. In development they are served from where they were built.
 */
import { cpSync, createReadStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Folders and single files of the site that Vite does not build: address below the site's root → place on disk. */
export type StaticParts = Readonly<Record<string, string>>;

/** The 20 most populous countries, by their ISO 3166 codes. */
const FLAG_COUNTRIES = [
  'cn', 'in', 'us', 'id', 'pk', 'br', 'ng', 'bd', 'ru', 'mx',
  'jp', 'ph', 'et', 'eg', 'vn', 'cd', 'tr', 'ir', 'de', 'th',
] as const; // prettier-ignore

const TYPES: Readonly<Record<string, string>> = {
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.js': 'text/javascript',
  '.cpp': 'text/plain; charset=utf-8',
};

interface Country {
  readonly cca2: string;
  readonly name: { readonly common: string };
  readonly translations: { readonly kor?: { readonly common: string } };
}

/** Writes `flags/<cc>.svg` and `flags/<cc>.json` (`{"name", "nameKo"}`) below `site`. */
export function writeFlags(site: string): void {
  const require = createRequire(import.meta.url);
  const countries = JSON.parse(readFileSync(require.resolve('world-countries/countries.json'), 'utf8')) as Country[];
  const pictures = join(dirname(require.resolve('flag-icons/package.json')), 'flags', '4x3');
  mkdirSync(join(site, 'flags'), { recursive: true });
  for (const code of FLAG_COUNTRIES) {
    const country = countries.find((candidate) => candidate.cca2.toLowerCase() === code);
    if (country === undefined) throw new Error(`no country with the code ${code}`);
    const names = { name: country.name.common, nameKo: country.translations.kor?.common ?? country.name.common };
    cpSync(join(pictures, `${code}.svg`), join(site, 'flags', `${code}.svg`));
    writeFileSync(join(site, 'flags', `${code}.json`), `${JSON.stringify(names)}\n`);
  }
}

function serve(parts: StaticParts, url: string): string | null {
  const path = normalize(decodeURIComponent(new URL(url, 'http://site').pathname)).slice(1);
  for (const [address, place] of Object.entries(parts)) {
    if (path !== address && !path.startsWith(`${address}/`)) continue;
    const file = join(place, path.slice(address.length));
    if (existsSync(file) && statSync(file).isFile()) return file;
  }
  return null;
}

/** See the file's head. `cache` is a folder for what development makes. */
export function assets(parts: StaticParts, cache: string): Plugin {
  let outDir = '';
  return {
    name: 'tulip-assets',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    configureServer(server) {
      writeFlags(cache);
      const served = { ...parts, flags: join(cache, 'flags') };
      server.middlewares.use((request, response, next) => {
        const file = serve(served, request.url ?? '/');
        if (file === null) {
          next();
          return;
        }
        response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
        response.setHeader('Access-Control-Allow-Origin', '*');
        createReadStream(file).pipe(response);
      });
    },
    writeBundle() {
      writeFlags(outDir);
      for (const [address, place] of Object.entries(parts)) {
        if (existsSync(place)) cpSync(place, join(outDir, address), { recursive: true });
        else this.warn(`${address} has not been built: the site will do without it`);
      }
    },
  };
}
