/** Coloured code, line by line. */
import { tokenize, type Grammar } from '../shared/highlight.ts';

/** A `<span class="code-line">` for each line of `source`, with its line feed. */
export function highlightedLines(source: string, language: Grammar): readonly HTMLElement[] {
  const lines: HTMLElement[] = [];
  let line = newLine(lines);
  for (const { kind, text } of tokenize(source, language)) {
    for (const [i, piece] of text.split('\n').entries()) {
      if (i > 0) {
        line.append('\n');
        line = newLine(lines);
      }
      if (piece !== '') line.append(kind === 'plain' ? piece : coloured(kind, piece));
    }
  }
  // A text that ends in a line feed has no line behind it.
  if (line.childNodes.length === 0) lines.pop();
  return lines;
}

function newLine(lines: HTMLElement[]): HTMLElement {
  const line = document.createElement('span');
  line.className = 'code-line';
  lines.push(line);
  return line;
}

function coloured(kind: string, text: string): HTMLElement {
  const span = document.createElement('span');
  span.className = `tok-${kind}`;
  span.textContent = text;
  return span;
}
