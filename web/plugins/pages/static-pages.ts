/**
 * Writes the pages of lessons and of the gallery, made of the playground's, and what other sites ask for to show a link to one.
 *
 * Pictures and oEmbed need the site's own address, which nothing in it knows: where the build is not told of one, they are left out.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { linkPicture } from './link-picture.ts';
import { htmlOf, OEMBED, oembedOf, PICTURE, withHead, type StaticPage } from './static-page.ts';

/** What the playground itself says of itself. */
const FRONT = {
  path: '',
  title: { en: 'Tulip: asyncio for C++ in a browser tab', ko: 'Tulip: 브라우저 탭에서 쓰는 C++용 asyncio' },
  summary: {
    en: 'asyncio for C++, in a browser tab: edit real C++, press Run, watch tasks interleave.',
    ko: '브라우저 탭에서 쓰는 C++용 asyncio: 진짜 C++를 고치고 실행하면 태스크가 번갈아 도는 모습이 보입니다.',
  },
};

export interface StaticPagesSetup {
  /** All pages; the first one's program is in the picture of the front page. */
  readonly pages: () => Promise<readonly StaticPage[]>;
  /** The icon's SVG, an absolute name. */
  readonly flower: string;
  /** The address at which the site will be, with a slash at its end; null where nobody has said. */
  readonly site: string | null;
}

/** See the file's head. */
export function staticPages({ pages, flower, site }: StaticPagesSetup): Plugin {
  return {
    name: 'tulip-static-pages',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const front = bundle['index.html'];
        if (front?.type !== 'asset') this.error('there is no index.html to make the other pages of');
        const template = String(front.source);
        const emit = (fileName: string, source: string | Uint8Array) =>
          this.emitFile({ type: 'asset', fileName, source });
        const all = await pages();
        const scripts = new Map(
          Object.values(bundle).flatMap((file) =>
            file.type === 'chunk' && file.facadeModuleId !== null ? [[file.facadeModuleId, file.fileName]] : [],
          ),
        );
        for (const page of all) {
          const script = page.module === null ? null : scripts.get(page.module);
          if (script === undefined) this.error(`nothing was built of ${page.module ?? ''}`);
          emit(`${page.path}index.html`, htmlOf(template, page, script, site));
        }
        front.source = withHead(template, FRONT, site);
        if (site === null) {
          this.environment.logger.info(
            'Without SITE=https://..., the address of the site, its pages have no pictures for links and no oEmbed.',
          );
          return;
        }
        const svg = readFileSync(flower, 'utf8');
        for (const page of all) {
          emit(page.path + OEMBED, oembedOf(page, site));
          emit(page.path + PICTURE.file, await linkPicture(page, svg));
        }
        emit(PICTURE.file, await linkPicture({ ...FRONT, program: all[0]?.program ?? '' }, svg));
      },
    },
  };
}
