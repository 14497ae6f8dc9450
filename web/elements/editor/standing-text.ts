/**
 * The program as coloured text, before there is an editor. Who goes into it can write at once: what is typed, composed or pasted while the
 * editor is on its way is kept by a field that is not seen, and handed to the editor when it comes.
 */
import { h } from '../dom.ts';
import { highlighted } from '../highlighted.ts';

/** What the reader did before the editor was there. */
export interface Ahead {
  /** The keyboard was in the text. */
  readonly focused: boolean;
  /** Where the reader pressed, counted from 1; null: nowhere. */
  readonly place: { readonly line: number; readonly column: number } | null;
  readonly typed: string;
}

export class StandingText {
  readonly element = h('pre', { class: 'preview', tabindex: '0', role: 'group' });
  readonly #code = h('code');
  #field: HTMLTextAreaElement | null = null;
  #place: Ahead['place'] = null;
  #composing: Promise<void> | null = null;

  constructor(text: string, name: string) {
    this.#code.append(highlighted(text));
    this.element.append(this.#code);
    this.name = name;
    this.element.addEventListener('pointerdown', ({ clientX, clientY }) => {
      this.#place = this.#placeAt(clientX, clientY);
    });
    // A press gives the focus first, but may be the begin of a selection to copy.
    this.element.addEventListener('focus', () => {
      if (this.element.matches(':focus-visible')) this.#listen();
    });
    this.element.addEventListener('click', () => {
      if (getSelection()?.isCollapsed !== false) this.#listen();
    });
  }

  /** What a screen reader calls it. */
  set name(name: string) {
    this.element.setAttribute('aria-label', name);
    this.#field?.setAttribute('aria-label', name);
  }

  /** Resolves when no word is being composed, as with an input method, which must not be torn away from it. */
  async composed(): Promise<void> {
    while (this.#composing !== null) await this.#composing;
  }

  get ahead(): Ahead {
    const focused = this.element.contains(document.activeElement);
    return { focused, place: this.#place, typed: this.#field?.value ?? '' };
  }

  /** Takes the keyboard into the field. */
  #listen(): void {
    this.#field ??= this.#makeField();
    this.#field.focus({ preventScroll: true });
  }

  #makeField(): HTMLTextAreaElement {
    const field = h('textarea', {
      class: 'visually-hidden',
      spellcheck: 'false',
      autocapitalize: 'off',
      autocomplete: 'off',
      'aria-label': this.element.getAttribute('aria-label') ?? '',
    });
    field.addEventListener('compositionstart', () => {
      this.#composing = new Promise((resolve) => {
        const end = (): void => {
          this.#composing = null;
          resolve();
        };
        field.addEventListener('compositionend', end, { once: true });
        field.addEventListener('blur', end, { once: true });
      });
    });
    // Shift+Tab must lead out of the text, not back to it.
    this.element.tabIndex = -1;
    this.element.append(field);
    return field;
  }

  #placeAt(x: number, y: number): Ahead['place'] {
    // Not in older browsers, Safari 26 among them.
    const { caretPositionFromPoint } = document as Partial<Pick<Document, 'caretPositionFromPoint'>>;
    const found = caretPositionFromPoint?.call(document, x, y);
    if (!found || !this.#code.contains(found.offsetNode)) return null;
    const before = document.createRange();
    before.setStart(this.#code, 0);
    before.setEnd(found.offsetNode, found.offset);
    const lines = before.toString().split('\n');
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  }
}
