/**
 * Reads the gallery, `web/gallery/NAME/`: programs worth a short address, `gallery/NAME/`. Such a page opens its program as a link does, so that the
 * program needs nothing but its text: `program.cpp`, and `about.json` with `GalleryAbout`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../../../wasm/sdk/project.ts';
import type { Words } from '../../session/lesson/catalog.ts';
import { encodeLink } from '../../session/workbench/encode-link.ts';
import { readOptions, type LinkOptions } from '../../session/workbench/link-options.ts';
import { deflate } from '../../shared/deflate.ts';
import { isWords } from '../lessons/folder.ts';
import { escaped, type StaticPage } from './static-page.ts';

/** `about.json`. */
export interface GalleryAbout {
  readonly title: Words;
  /** A sentence or two. */
  readonly description: Words;
  /** How the program is run and shown at first; nothing where that is left out. */
  readonly opens?: LinkOptions;
}

/** The pages of the gallery in the folder `gallery`, by name. Throws where an entry is not whole. */
export function galleryPages(gallery: string): Promise<readonly StaticPage[]> {
  const names = existsSync(gallery) ? readdirSync(gallery).sort() : [];
  return Promise.all(names.map((name) => galleryPage(join(gallery, name), name)));
}

async function galleryPage(folder: string, name: string): Promise<StaticPage> {
  const where = `web/gallery/${name}`;
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error(`${where}: a name has lower-case letters, digits and hyphens`);
  const read = (file: string) => {
    if (!existsSync(join(folder, file))) throw new Error(`${where} has no ${file}`);
    return readFileSync(join(folder, file), 'utf8');
  };
  const program = read('program.cpp');
  const { title, description, opens } = readAbout(`${where}/about.json`, read('about.json'));
  const link = await encodeLink({ project: projectOf(program), options: opens ?? {} }, { deflate });
  if (!link.ok) throw new Error(`${where}: the program is too large for a link`);
  const text = (['en', 'ko'] as const).map(
    (language) =>
      `<article lang="${language}" class="prose"><h2>${escaped(title[language])}</h2><p>${escaped(description[language])}</p></article>`,
  );
  return {
    path: `gallery/${name}/`,
    title,
    summary: description,
    program,
    asked: `#${link.value}`,
    text: text.join(''),
    original: null,
    module: null,
  };
}

function readAbout(file: string, json: string): GalleryAbout {
  const {
    title,
    description,
    opens = {},
    ...others
  } = JSON.parse(json) as Partial<Record<keyof GalleryAbout, unknown>>;
  if (!isWords(title) || !isWords(description))
    throw new Error(`${file}: title and description are texts in en and ko`);
  const options = readOptions(Object(opens) as object);
  const strange = [
    ...Object.keys(others),
    ...Object.keys(Object(opens) as object).filter((name) => !(name in options)),
  ];
  if (strange.length > 0)
    throw new Error(`${file}: there is no ${strange.join(', ')} in an entry, or not of this value`);
  return { title, description, opens: options };
}
