/** Lets who shares a program put what it is compiled to into an embed, which then needs no compiler. */
import type { ShareWords } from '../session/messages/share.ts';
import { EMBEDS, type CompiledForm, type FormName } from '../session/share/forms.ts';
import type { Result } from '../shared/result.ts';
import { h } from './dom.ts';

export interface CompiledChoiceParts {
  readonly words: ShareWords;
  /** Makes the program; null where it has no use, or cannot be made. */
  readonly compile: (() => Promise<Result<CompiledForm, keyof ShareWords['notCarried']>>) | null;
  /** What is to be copied has changed; `words` say how, or why it has not. */
  readonly changed: (words: string, failed: boolean) => void;
}

export class CompiledChoice {
  readonly #parts: CompiledChoiceParts;
  readonly #box = h('input', { type: 'checkbox', 'aria-describedby': 'carry-is' });
  readonly element: HTMLElement;
  #made: CompiledForm | null = null;
  /** While it is compiled. */
  #making: ReturnType<NonNullable<CompiledChoiceParts['compile']>> | null = null;

  constructor(parts: CompiledChoiceParts) {
    this.#parts = parts;
    const { carry, carryIs } = parts.words;
    this.element = h(
      'div',
      { class: 'carry' },
      h('label', {}, this.#box, carry),
      h('p', { class: 'hint', id: 'carry-is' }, carryIs),
    );
    this.#box.addEventListener('change', () => {
      void this.#follow();
    });
  }

  /** Offers it where the form is an embed. */
  offerFor(name: FormName): void {
    this.element.hidden = this.#parts.compile === null || !EMBEDS.has(name);
  }

  /** What goes with the program; null where that is nothing. */
  get compiled(): CompiledForm | null {
    return this.#box.checked ? this.#made : null;
  }

  async #follow(): Promise<void> {
    const { words, compile, changed } = this.#parts;
    if (this.#box.checked && this.#made === null && compile !== null) {
      changed(words.compiling, false);
      // Not disabled, which would take the focus from it.
      const made = await (this.#making ??= compile());
      this.#making = null;
      if (!made.ok) {
        this.#box.checked = false;
        changed(words.notCarried[made.error], true);
        return;
      }
      this.#made = made.value;
    }
    changed(this.compiled === null ? '' : words.carried(this.compiled.compiled.length), false);
  }
}
