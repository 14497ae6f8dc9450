/** Text whose names stand between backticks, as elements. */
import { h } from '../dom.ts';

/** The parts of a text: names become `<code>`, everything is a text node. */
export function sentence(text: string): (Node | string)[] {
  return text.split('`').map((part, i) => (i % 2 === 1 ? h('code', {}, part) : part));
}
