/** What the program on the table is given to read: its standard input and its arguments. Says `given` (bubbling) when the reader changes it. */
import type { Panel } from '../page/panel.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import { splitArguments } from '../session/run/arguments.ts';
import { joinArguments } from '../session/run/join-arguments.ts';
import type { GivenChange } from '../session/workbench/given.ts';
import { MAX_INPUT, type LinkOptions } from '../session/workbench/link-options.ts';
import { h } from './dom.ts';

const AS_TYPED = { autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' };

export class ProgramInput extends HTMLElement implements Panel {
  readonly #input = h('textarea', {
    ...AS_TYPED,
    id: 'given-input',
    rows: '2',
    'aria-describedby': 'given-input-hint',
  });
  readonly #args = h('input', { ...AS_TYPED, id: 'given-args', type: 'text', 'aria-describedby': 'given-args-hint' });
  readonly #inputName = h('label', { for: this.#input.id });
  readonly #argsName = h('label', { for: this.#args.id });
  readonly #inputHint = h('p', { id: 'given-input-hint' });
  readonly #argsHint = h('p', { id: 'given-args-hint' });

  constructor() {
    super();
    this.#input.maxLength = MAX_INPUT;
    for (const field of [this.#input, this.#args]) {
      field.addEventListener('input', () => {
        this.dispatchEvent(new CustomEvent<GivenChange>('given', { detail: this.#given, bubbles: true }));
      });
    }
  }

  connectedCallback(): void {
    if (this.#input.isConnected) return;
    this.append(this.#inputName, this.#input, this.#inputHint, this.#argsName, this.#args, this.#argsHint);
  }

  speak({ input }: CommonMessages): void {
    this.#inputName.textContent = input.name;
    this.#inputHint.textContent = input.hint;
    this.#argsName.textContent = input.args;
    this.#argsHint.textContent = input.argsHint;
  }

  open({ input = '', args = [] }: LinkOptions): void {
    this.#input.value = input;
    this.#args.value = joinArguments(args);
  }

  begin(): void {
    // What is given is given to each run.
  }
  hear(): void {
    // Runs do not change it.
  }
  end(): void {
    // Nor do their ends.
  }

  get #given(): GivenChange {
    const input = this.#input.value;
    const args = splitArguments(this.#args.value);
    return { input: input === '' ? undefined : input, args: args.length === 0 ? undefined : args };
  }
}

customElements.define('program-input', ProgramInput);
