/**
 * The little Markdown that lesson texts are written in: a `#` title, paragraphs, `-` lists, `code`, **strong**, *emphasis*
 * and [links](address). Gives a tree, not markup, so that a page can build it from text nodes.
 */

export type Inline =
  | { readonly kind: 'text' | 'code' | 'strong' | 'emphasis'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

export type Block =
  | { readonly kind: 'title' | 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] };

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\((https?:[^)\s]+)\)/g;

/** The blocks of `markdown`, in order. */
export function readProse(markdown: string): readonly Block[] {
  const chunks = markdown.replaceAll('\r\n', '\n').split(/\n\s*\n/);
  return chunks
    .map((chunk) => chunk.trim())
    .filter((chunk) => chunk !== '')
    .map(readBlock);
}

function readBlock(chunk: string): Block {
  if (chunk.startsWith('# ')) return { kind: 'title', content: readInline(chunk.slice(2)) };
  if (chunk.startsWith('- '))
    return { kind: 'list', items: chunk.split(/\n(?=- )/).map((item) => readInline(item.slice(2))) };
  return { kind: 'paragraph', content: readInline(chunk) };
}

function readInline(source: string): readonly Inline[] {
  const text = source.replace(/\s*\n\s*/g, ' ');
  const parts: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > at) parts.push({ kind: 'text', text: text.slice(at, match.index) });
    const [whole, code, strong, emphasis, label, href] = match;
    if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong });
    else if (emphasis !== undefined) parts.push({ kind: 'emphasis', text: emphasis });
    else if (label !== undefined && href !== undefined) parts.push({ kind: 'link', text: label, href });
    at = match.index + whole.length;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

/** The words of some inline content, without its looks. */
export function plainText(content: readonly Inline[]): string {
  return content.map((part) => part.text).join('');
}
