/** The engine's public names, each with what its header says and the line of Python whose place it takes; searched as somebody types. */
import type { Reference, ReferenceEntry } from '../session/language/reference.ts';
import type { Messages } from '../session/messages/page.ts';
import { button, h, icon } from './dom.ts';
import { ICONS } from './icons.ts';
import { highlighted } from './highlighted.ts';
import { PYTHON } from '../shared/highlight-python.ts';

export class ApiDialog extends HTMLElement {
  readonly #dialog = h('dialog', { 'aria-labelledby': 'api-title', closedby: 'any', class: 'api' });

  connectedCallback(): void {
    if (!this.#dialog.isConnected) this.append(this.#dialog);
  }

  show(messages: Messages, reference: Reference): void {
    const close = button('', { class: 'close', 'aria-label': messages.close });
    close.append(icon(ICONS.close));
    close.addEventListener('click', () => {
      this.#dialog.close();
    });
    const search = h('input', { type: 'search', 'aria-label': messages.search, placeholder: messages.search });
    const rows = Object.entries(reference)
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([name, entry]) => ({ names: `${name} ${entry.python ?? ''}`.toLowerCase(), item: item(name, entry) }));
    search.addEventListener('input', () => {
      const wanted = search.value.trim().toLowerCase();
      for (const { names, item } of rows) item.hidden = !names.includes(wanted);
    });
    // What headers say is English.
    const list = h('ul', { role: 'list', lang: 'en', tabindex: '0' }, ...rows.map(({ item }) => item));
    this.#dialog.replaceChildren(h('h2', { id: 'api-title' }, messages.api), close, search, list);
    if (!this.#dialog.open) this.#dialog.showModal();
    search.focus();
  }
}

function item(name: string, { text, python, cpp }: ReferenceEntry): HTMLElement {
  const prose = text.split('`').map((part, at) => (at % 2 === 1 ? h('code', {}, part) : part));
  const row = h('li', {}, h('h3', {}, h('code', {}, name)), h('p', {}, ...prose));
  if (python !== undefined && cpp !== undefined) {
    const twins = h('pre', {});
    twins.append(highlighted(python, PYTHON), '\n', highlighted(cpp));
    row.append(twins);
  }
  return row;
}

customElements.define('api-dialog', ApiDialog);
