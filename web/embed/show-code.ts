/** Shows a program that stands still. */
import { find } from '../elements/dom.ts';
import { highlighted } from '../elements/highlighted.ts';

/** Puts `text` in the place of what is shown. Regions and line numbers, which few embeds have, are loaded for those that do. */
export async function showCode(text: string): Promise<void> {
  const place = find(document, '#code code', HTMLElement);
  if (text.includes('// tulip: ') || location.search.includes('first-line=')) {
    (await import('./regions-view.ts')).showRegions(place, text);
  } else place.replaceChildren(highlighted(text));
}
