/** The forms in which a program is copied, each for a kind of document. */
import { MAIN, type Project } from '../../../wasm/sdk/project.ts';
import type { Language } from '../messages/language.ts';
import type { LinkOptions } from '../workbench/link-options.ts';
import type { Theme } from '../workbench/preferences.ts';
import { textOf } from '../workbench/project.ts';
import { fenced, inHtml, inHtmlOfMarkdown, inPicture, inShortcode, oneLine } from './escape.ts';

/** What is copied. */
export interface Copied {
  readonly title: string;
  /** Address of the site, with a slash at its end. */
  readonly site: string;
  /** The program with its options, as the fragment of a link without `#`. */
  readonly link: string;
  readonly project: Project;
  readonly options: LinkOptions;
  /** The bundled program that it is, unedited: embeds run it without a compiler. */
  readonly demo: string | null;
  /** What embeds of it bring along, so that nobody needs a compiler for another one either. */
  readonly compiled: CompiledForm | null;
  readonly language: Language;
  /** Null where the reader of the document decides. */
  readonly theme: Theme | null;
}

/** A program that is compiled already. */
export interface CompiledForm {
  /** As `write-compiled.ts` writes it. */
  readonly compiled: string;
  /** The fragment of a link to an embed, which has the text, too. */
  readonly link: string;
}

/** The names of the forms, in the order in which they are offered. */
export const FORMS = ['link', 'markdown', 'iframe', 'script', 'hugo', 'mdx', 'text'] as const;

export type FormName = (typeof FORMS)[number];

/** Those that can bring the compiled program along. */
export const EMBEDS: ReadonlySet<FormName> = new Set<FormName>(['iframe', 'script', 'hugo', 'mdx']);

const ATTRIBUTES = ['demo', 'link', 'panes', 'lang', 'theme', 'title'] as const;

/** Of an iframe, which cannot fit its content: room for a short program and its output. */
const HEIGHT = 420;

/** What a site needs once, before the form works in it. */
export interface Preparation {
  /** Where it is to be put, seen from the site's folder. */
  readonly file: string;
  readonly text: string;
}

const WRITERS: Readonly<Record<FormName, (copied: Copied) => string>> = {
  link: ({ site, link }) => `${site}#${link}`,
  markdown: (copied) => {
    const picture = `${copied.site}badge/${copied.language}.svg`;
    return `[![${inPicture(copied.title)}](${inDestination(picture)})](${inDestination(pageOf(copied))})`;
  },
  iframe: (copied) => {
    const title = inHtml(oneLine(copied.title));
    const address = inHtml(embedOf(copied));
    return `<iframe src="${address}" title="${title}" width="100%" height="${HEIGHT}" frameborder="0" loading="lazy" allow="clipboard-write"></iframe>`;
  },
  script: (copied) =>
    `${scriptOf(copied)}\n${startTag(copied)}\n<pre><code>${inHtmlOfMarkdown(textOf(copied.project))}</code></pre>\n</tulip-playground>`,
  hugo: (copied) => {
    const parameters = Object.entries(attributesOf(copied, false)).map(
      ([name, value]) => `${name}=${inShortcode(value)}`,
    );
    return `{{< tulip ${parameters.join(' ')} >}}`;
  },
  mdx: (copied) =>
    `${scriptOf(copied)}\n\n${startTag(copied)}\n\n${fenced(textOf(copied.project))}\n\n</tulip-playground>`,
  text: (copied) => `${oneLine(copied.title)}\n${pageOf(copied)}`,
};

/** The text to paste. */
export function writeForm(name: FormName, copied: Copied): string {
  return WRITERS[name](copied);
}

/** What the form needs once; null where it needs nothing. */
export function preparationOf(name: FormName, { site }: Copied): Preparation | null {
  if (name !== 'hugo') return null;
  const attributes = ATTRIBUTES.map((attribute) => `{{ with .Get "${attribute}" }} ${attribute}="{{ . }}"{{ end }}`);
  // Readers of feeds, and those without scripts, get a link: the program itself is not in the document.
  const text = [
    `{{ $at := "" }}{{ with .Get "demo" }}{{ $at = printf "?demo=%s" . }}{{ end }}{{ with .Get "link" }}{{ $at = printf "#%s" . }}{{ end }}`,
    `<script src="${inHtml(site)}embed.js" async></script>`,
    `<tulip-playground${attributes.join('')}><a href="{{ printf "${inHtml(site)}%s" $at | safeURL }}">{{ or (.Get "title") "Tulip" }}</a></tulip-playground>\n`,
  ];
  return { file: 'layouts/shortcodes/tulip.html', text: text.join('\n') };
}

/** The playground's page with the program, in the language and the theme. */
function pageOf({ site, link, language, theme }: Copied): string {
  return `${site}${queryOf({ lang: language, ...(theme === null ? {} : { theme }) })}#${link}`;
}

function embedOf(copied: Copied): string {
  const { link, ...asked } = programOf(copied, false);
  return `${copied.site}embed/${queryOf(asked)}${link === undefined ? '' : `#${link}`}`;
}

function queryOf(parameters: Attributes): string {
  return `?${Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`;
}

function scriptOf({ site }: Copied): string {
  return `<script src="${inHtml(site)}embed.js" async></script>`;
}

function startTag(copied: Copied): string {
  const attributes = Object.entries(attributesOf(copied, true)).map(([name, value]) => ` ${name}="${inHtml(value)}"`);
  return `<tulip-playground${attributes.join('')}>`;
}

/** What `<tulip-playground>` and its shortcode are told by name. The shortcode has it all in the link. */
type Attributes = Partial<Record<(typeof ATTRIBUTES)[number] | 'compiled', string>>;

/** Whether embeds of it are compiled before they run, where they bring nothing along. */
export function needsCompiler(copied: Copied): boolean {
  return programOf(copied, true).demo === undefined;
}

/**
 * A bundled program has a name; the text of a program stands in the element, where `inline` is set; a link says what neither can, the options of a
 * run and other files.
 */
function programOf({ project, options, demo, compiled, link, language, theme }: Copied, inline: boolean): Attributes {
  const { panes = [] } = options;
  const plain = Object.keys(options).every((name) => name === 'panes' || name === 'runtime');
  const shown = panes.length === 0 ? {} : { panes: panes.join(',') };
  let program: Attributes = { link: compiled?.link ?? link };
  if (plain && demo !== null) program = { demo, ...shown };
  else if (plain && inline && isWholeInline(project))
    program = { ...shown, ...(compiled && { compiled: compiled.compiled }) };
  return { ...program, lang: language, ...(theme === null ? {} : { theme }) };
}

function attributesOf(copied: Copied, inline: boolean): Attributes {
  return { ...programOf(copied, inline), title: oneLine(copied.title) };
}

/** Whether the element's text says all of the program: it is read without blank lines at its ends, and as HTML it has no characters beyond Unicode's. */
function isWholeInline(project: Project): boolean {
  const text = textOf(project);
  const read = `${text.replace(/^\s*\n/, '').trimEnd()}\n`;
  return (
    project.main === MAIN &&
    Object.keys(project.files).length === 1 &&
    text === read &&
    text.trim() !== '' &&
    !/[\0\r]|\p{Surrogate}/u.test(text)
  );
}

/** In the brackets of a Markdown link. */
function inDestination(address: string): string {
  return address.replace(/[()\\<>]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
