/** Notices that stand above the page until they are dealt with; none of them is modal, each kind at most once. */
import { button, h, icon } from './dom.ts';
import { ICONS } from './icons.ts';

/** One thing that a notice lets the reader do. */
export interface NoticeAction {
  readonly label: string;
  readonly act: () => void;
}

export interface Notice {
  /** `warning` and `alert` interrupt a screen reader: for what needs a decision, and for what failed. */
  readonly tone: 'note' | 'warning' | 'alert';
  readonly text: string;
  readonly actions?: readonly NoticeAction[];
  /** The name of the button that puts the notice away; without one it stays until it is withdrawn. */
  readonly closeLabel?: string;
  /** The reader has put it away. */
  readonly closed?: () => void;
}

export class NoticeBar extends HTMLElement {
  readonly #shown = new Map<string, HTMLElement>();

  /** Shows `notice` as the one notice of `kind`, and gives its element. */
  show(kind: string, notice: Notice): HTMLElement {
    const row = h('div', {
      class: `notice ${notice.tone}`,
      role: notice.tone === 'note' ? 'note' : 'alert',
      id: `notice-${kind}`,
    });
    row.append(h('p', {}, notice.text));
    for (const { label, act } of notice.actions ?? []) {
      const made = button(label);
      made.addEventListener('click', act);
      row.append(made);
    }
    if (notice.closeLabel !== undefined) {
      const close = button('', { class: 'close', 'aria-label': notice.closeLabel });
      close.append(icon(ICONS.close));
      close.addEventListener('click', () => {
        this.withdraw(kind);
        notice.closed?.();
      });
      row.append(close);
    }
    const old = this.#shown.get(kind);
    if (old === undefined) this.append(row);
    else old.replaceWith(row);
    this.#shown.set(kind, row);
    return row;
  }

  /** Takes the notice of `kind` away, if there is one. */
  withdraw(kind: string): void {
    this.#shown.get(kind)?.remove();
    this.#shown.delete(kind);
  }
}

customElements.define('notice-bar', NoticeBar);
