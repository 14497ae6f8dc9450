/** What makes the site installable: `manifest.webmanifest` at its root, the icons that it names, and the pages' links to them. */
import { readFileSync } from 'node:fs';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { drawn } from './picture.ts';

/** The page's colour in daylight, `--paper` of styles/tokens.css. */
const PAPER = '#faf8f6';

interface Icon {
  readonly file: string;
  readonly size: number;
  /** Systems cut such an icon into a shape of theirs: it has a ground, and room around the flower. */
  readonly masked: boolean;
}

const ICONS: readonly Icon[] = [
  { file: 'icons/tulip-192.png', size: 192, masked: false },
  { file: 'icons/tulip-512.png', size: 512, masked: false },
  { file: 'icons/tulip-masked-512.png', size: 512, masked: true },
];
/** Apple's systems do not look into the manifest for it. */
const APPLE_ICON: Icon = { file: 'icons/tulip-apple-180.png', size: 180, masked: true };

const MANIFEST = {
  id: './',
  start_url: './',
  scope: './',
  display: 'standalone',
  lang: 'en',
  name: 'Tulip: asyncio for C++',
  name_localized: { ko: { value: 'Tulip: C++로 쓰는 asyncio', lang: 'ko' } },
  short_name: 'Tulip',
  description: 'asyncio for C++, in a browser tab: edit real C++, press Run, watch tasks interleave.',
  description_localized: {
    ko: {
      value: '브라우저에서 쓰는 C++용 asyncio: 진짜 C++를 고치고 실행하면 태스크가 번갈아 도는 모습이 보입니다.',
      lang: 'ko',
    },
  },
  categories: ['education', 'developer'],
  background_color: PAPER,
  theme_color: PAPER,
  icons: ICONS.map(({ file, size, masked }) => ({
    src: file,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose: masked ? 'maskable' : 'any',
  })),
};

/** See the file's head. `flower`: the icon's SVG, an absolute name. */
export function webManifest(flower: string): Plugin {
  return {
    name: 'tulip-web-manifest',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { path }) => (path === '/index.html' ? LINKS : []),
    },
    async generateBundle() {
      const svg = readFileSync(flower, 'utf8');
      for (const icon of [...ICONS, APPLE_ICON]) {
        const source = await drawn(svgOf(icon, svg), icon.size, 'no text');
        this.emitFile({ type: 'asset', fileName: icon.file, source });
      }
      this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source: JSON.stringify(MANIFEST, null, 1) });
    },
  };
}

const LINKS: HtmlTagDescriptor[] = [
  { tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' }, injectTo: 'head' },
  { tag: 'link', attrs: { rel: 'apple-touch-icon', href: `./${APPLE_ICON.file}` }, injectTo: 'head' },
];

/** The flower fills four fifths of an icon; what is masked may lose all but the circle of that width. */
function svgOf({ masked }: Icon, flower: string): string {
  const part = masked ? 56 : 92;
  const at = (100 - part) / 2;
  const ground = masked ? `<rect width="100" height="100" fill="${PAPER}"/>` : '';
  const placed = flower.replace('<svg ', `<svg x="${at}" y="${at}" width="${part}" height="${part}" `);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${ground}${placed}</svg>`;
}
