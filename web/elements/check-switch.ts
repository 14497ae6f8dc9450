/** The switch **Check**: whether the next run looks for the program's own mistakes, which costs time. */
import type { Panel } from '../page/panel.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { LinkOptions } from '../session/workbench/link-options.ts';
import { h } from './dom.ts';

export class CheckSwitch extends HTMLElement implements Panel {
  readonly #box = h('input', { type: 'checkbox', 'aria-describedby': 'check-cost' });
  readonly #name = h('span');
  readonly #cost = h('p', { id: 'check-cost', class: 'note' });

  constructor() {
    super();
    this.#box.addEventListener('change', () => {
      this.#draw();
    });
  }

  connectedCallback(): void {
    if (this.#box.isConnected) return;
    this.append(h('label', {}, this.#box, this.#name), this.#cost);
    this.#draw();
  }

  get checks(): boolean {
    return this.#box.checked;
  }

  speak({ check }: CommonMessages): void {
    this.#name.textContent = check.name;
    this.#cost.textContent = check.cost;
  }

  open({ check = false }: LinkOptions): void {
    this.#box.checked = check;
    this.#draw();
  }

  options(): LinkOptions {
    return this.checks ? { check: true } : {};
  }

  begin(): void {
    // It is for the reader alone to change it.
  }
  hear(): void {
    // What a check finds is told as any failure is.
  }
  end(): void {
    // As above.
  }

  #draw(): void {
    this.#cost.hidden = !this.checks;
  }
}

customElements.define('check-switch', CheckSwitch);
