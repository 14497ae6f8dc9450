/**
 * A page of its own for a program, made of the playground's: its title, description and text are in it for search engines, previews of links, and
 * readers without JavaScript. The live page puts its own in their place.
 */
import { CPP, tokenize, type Grammar } from '../../shared/highlight.ts';
import type { Words } from '../../session/lesson/catalog.ts';

/** Where it lies and what it says. */
export interface StaticPage {
  /** Below the site's address, two folders deep; ends with a slash. */
  readonly path: string;
  readonly title: Words;
  readonly summary: Words;
  readonly program: string;
  /** Query or fragment that asks the playground and an embed for its program. */
  readonly asked: string;
  /** HTML in place of the lesson. */
  readonly text: string;
  /** HTML in place of the Python original; null where there is none. */
  readonly original: string | null;
  /** The module that the live page loads for it; null where it loads none. */
  readonly module: string | null;
}

/** What a head says of a page, the playground's included. */
type Subject = Pick<StaticPage, 'path' | 'title' | 'summary'>;

/** From such a page to the site's root: nothing may count on the root of a server. */
const ROOT = '../../';
/** Of the picture for previews. */
export const PICTURE = { file: 'picture.png', width: 1200, height: 630 } as const;
/** What other sites read to show a link as an embed (oembed.com). */
export const OEMBED = 'oembed.json';

/**
 * The page, made of the playground's. `script`: where its module was built, from the site's root. `site`: the address of the site, with a slash at its
 * end, where it is known. Throws where a part finds no place.
 */
export function htmlOf(template: string, page: StaticPage, script: string | null, site: string | null): string {
  const code = `<code-editor>${codeOf('preview', page.program, CPP)}</code-editor>`;
  const parts: Part[] = [
    [/data-site="[^"]*"/, `data-site="${ROOT}"${page.asked.startsWith('#') ? ownProgramOf(page) : ''}`],
    // There is something to read from the first.
    [/<main data-opening>/, '<main>'],
    [/<lesson-pane><\/lesson-pane>/, `<lesson-pane>${page.text}</lesson-pane>`],
    [/<code-editor><\/code-editor>/, code],
  ];
  if (script !== null) {
    // Else it would be asked for only once all others have come and run.
    const STYLES = '<link rel="stylesheet"';
    parts.push([new RegExp(STYLES), `<link rel="modulepreload" crossorigin href="${ROOT}${script}">\n    ${STYLES}`]);
  }
  if (page.original !== null) parts.push([/<pre class="original"[^>]*><code><\/code><\/pre>/, page.original]);
  return withHead(parts.reduce(replace, template.replaceAll(/(href|src)="\.\//g, `$1="${ROOT}`)), page, site);
}

/** What a page says of its program that is in no catalog. */
function ownProgramOf({ asked, title }: StaticPage): string {
  return ` data-link="${asked}" data-title-en="${escaped(title.en)}" data-title-ko="${escaped(title.ko)}"`;
}

/** The page with a head that tells previews of links and search engines what it is about. */
export function withHead(html: string, page: Subject, site: string | null): string {
  const description = `<meta name="description" content="${escaped(page.summary.en)}" />`;
  const parts: Part[] = [
    [
      /<title>[^<]*<\/title>/,
      [`<title>${nameOf(page)}</title>`, ...metaOf(page), ...linksOf(page, site)].join('\n    '),
    ],
    [/<meta\s+name="description"\s+content="[^"]*"\s*\/?>/, description],
  ];
  return parts.reduce(replace, html);
}

/** What oEmbed's consumers get of it, which put the embed into their pages. */
export function oembedOf(page: StaticPage, site: string): string {
  const address = `${site}embed/${page.asked}`;
  const [width, height] = [700, 500];
  return JSON.stringify({
    version: '1.0',
    type: 'rich',
    title: page.title.en,
    provider_name: 'Tulip',
    provider_url: site,
    thumbnail_url: site + page.path + PICTURE.file,
    thumbnail_width: PICTURE.width,
    thumbnail_height: PICTURE.height,
    width,
    height,
    html: `<iframe src="${escaped(address)}" title="${escaped(page.title.en)}" width="${width}" height="${height}" frameborder="0"></iframe>`,
  });
}

type Part = readonly [place: RegExp, text: string];

function replace(page: string, [place, text]: Part): string {
  if (!place.test(page)) throw new Error(`index.html has no place for ${text.slice(0, 60)}: ${String(place)}`);
  return page.replace(place, () => text);
}

function nameOf({ path, title }: Subject): string {
  return path === '' ? escaped(title.en) : `${escaped(title.en)} · Tulip`;
}

function metaOf(page: Subject): string[] {
  return [
    `<meta property="og:type" content="${page.path === '' ? 'website' : 'article'}" />`,
    '<meta property="og:site_name" content="Tulip" />',
    `<meta property="og:title" content="${nameOf(page)}" />`,
    `<meta property="og:description" content="${escaped(page.summary.en)}" />`,
    '<meta property="og:locale" content="en_US" />',
    '<meta property="og:locale:alternate" content="ko_KR" />',
  ];
}

/** What needs an absolute address. */
function linksOf(page: Subject, site: string | null): string[] {
  if (site === null) return ['<meta name="twitter:card" content="summary" />'];
  const address = escaped(site + page.path);
  const links = [
    `<link rel="canonical" href="${address}" />`,
    `<meta property="og:url" content="${address}" />`,
    `<meta property="og:image" content="${address}${PICTURE.file}" />`,
    `<meta property="og:image:width" content="${PICTURE.width}" />`,
    `<meta property="og:image:height" content="${PICTURE.height}" />`,
    `<meta property="og:image:alt" content="${nameOf(page)}" />`,
    '<meta name="twitter:card" content="summary_large_image" />',
  ];
  const embeds = `<link rel="alternate" type="application/json+oembed" href="${address}${OEMBED}" title="${nameOf(page)}" />`;
  // The playground itself may show any program.
  return page.path === '' ? links : [...links, embeds];
}

/** Coloured source, as a page shows it that has no editor. */
export function codeOf(name: 'preview' | 'original', source: string, language: Grammar): string {
  const code = tokenize(source, language).map(({ kind, text }) =>
    kind === 'plain' ? escaped(text) : `<span class="tok-${kind}">${escaped(text)}</span>`,
  );
  return `<pre class="${name}" tabindex="0"><code>${code.join('')}</code></pre>`;
}

/** Text within elements and attributes. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
