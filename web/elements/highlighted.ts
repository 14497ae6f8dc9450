/** Coloured code as nodes. */
import { CPP, tokenize, type Grammar } from '../shared/highlight.ts';

/** Text nodes and `<span class=kind>` that together hold `source`. */
export function highlighted(source: string, language: Grammar = CPP): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const { kind, text } of tokenize(source, language)) {
    if (kind === 'plain') {
      fragment.append(text);
      continue;
    }
    const span = document.createElement('span');
    span.className = `tok-${kind}`;
    span.textContent = text;
    fragment.append(span);
  }
  return fragment;
}
