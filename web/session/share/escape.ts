/** Texts as they stand in documents of other kinds, so that whoever reads the document finds the very same text. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;',
  '{': '&#123;',
};

/** In HTML: between tags, and in an attribute's quotes. Jekyll, Hugo and Vue look for `{{`, `{%` and `{#` before anybody reads it as HTML. */
export function inHtml(text: string): string {
  return text.replace(/[&<>"'\r]|\{(?=[{%#])/g, (char) => ENTITIES[char] ?? char);
}

/** Between tags of HTML that may stand in Markdown, where a blank line ends the HTML. */
export function inHtmlOfMarkdown(text: string): string {
  const lines = inHtml(text).split('\n');
  const last = lines.length - 1;
  return lines.map((line, at) => (at === last ? line : line.trim() === '' ? blank(line) : `${line}\n`)).join('');
}

/** A line of nothing but white space that is none in the source. */
function blank(line: string): string {
  return line === '' ? '&#10;' : `&#${String(line.charCodeAt(0))};${line.slice(1)}\n`;
}

/** In a line of Markdown. */
export function inMarkdown(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>&!~|{}$:@]/g, '\\$&');
}

/** What would be markup in the text that stands for a picture. */
const MARKUP = new RegExp(
  [
    /\\(?=[!-/:-@[-`{-~]|$)/u,
    /[[\]`$|]/u,
    /(?<!\s)\*|\*(?!\s)/u,
    /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u,
    /[<~](?!\s)/u,
    /&(?=#|[A-Za-z][A-Za-z0-9]*;)/u,
    /:(?=[\w+-]+:)/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);

/**
 * As the text that stands for a picture of Markdown. Hugo shows the backslashes in it, so there are as few as can be; what Jekyll and Hugo look for
 * before they read Markdown is broken up.
 */
export function inPicture(text: string): string {
  return oneLine(text)
    .replace(MARKUP, '\\$&')
    .replace(/\{(?=\\?[{%#<])/g, '&#123;');
}

/** A block of code in Markdown, whose fence is longer than any in the code. */
export function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}cpp\n${code}${code.endsWith('\n') ? '' : '\n'}${fence}`;
}

/** A value of a parameter of a Hugo shortcode. Hugo has no way to write one with backquotes and quotes: the backquotes become apostrophes. */
export function inShortcode(text: string): string {
  const line = oneLine(text);
  return /["\\]/.test(line) ? `\`${line.replaceAll('`', "'")}\`` : `"${line}"`;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
