/**
 * The group **Network**: how the network treats the requests of the program on the table. Only there for programs that make some, and where a link
 * asks. Says `given` (bubbling) when the reader chooses; it counts from the next run on.
 */
import { numbersOf, type NetworkChoice } from '../../wasm/abi/network-conditions.ts';
import type { Project } from '../../wasm/sdk/project.ts';
import type { Panel } from '../page/panel.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { GivenChange } from '../session/workbench/given.ts';
import type { LinkOptions } from '../session/workbench/link-options.ts';
import { h } from './dom.ts';

const CHOICES = ['asItIs', 'slow', 'flaky', 'offline', 'custom'] as const;
type ChoiceName = (typeof CHOICES)[number];

const MAX_SEED = 999_999;
/** A call; a word of a comment has no bracket behind it. */
const FETCHES = /\bfetch\s*\(/;

export class NetworkConditions extends HTMLElement implements Panel {
  readonly #legend = h('legend');
  readonly #radios = CHOICES.map((name) => {
    const input = h('input', { type: 'radio', name: 'network', value: name, 'aria-describedby': 'network-means' });
    const text = h('span');
    return { name, input, text, label: h('label', {}, input, text) };
  });
  readonly #seed = h('input', { type: 'number', min: '0', max: String(MAX_SEED), step: '1', class: 'factor' });
  readonly #seedName = h('span');
  readonly #seedBox = h('label', {}, this.#seedName, this.#seed);
  readonly #means = h('p', { id: 'network-means', class: 'note' });
  #messages: CommonMessages | null = null;
  /** Numbers that a link brought; the reader can choose them and not change them. */
  #custom: NetworkChoice | null = null;
  #asked = false;
  #fetches = false;

  constructor() {
    super();
    for (const field of [...this.#radios.map(({ input }) => input), this.#seed]) {
      field.addEventListener('change', () => {
        this.dispatchEvent(new CustomEvent<GivenChange>('given', { detail: this.#given, bubbles: true }));
        this.#draw();
      });
    }
  }

  connectedCallback(): void {
    if (this.#legend.isConnected) return;
    const labels = this.#radios.map(({ label }) => label);
    this.append(h('fieldset', {}, this.#legend, ...labels, this.#seedBox), this.#means);
    this.#draw();
  }

  speak(messages: CommonMessages): void {
    this.#messages = messages;
    const { network } = messages;
    this.#legend.textContent = network.name;
    for (const { name, text } of this.#radios) text.textContent = network[name];
    this.#seedName.textContent = network.seed;
    this.#draw();
  }

  open({ net, seed = 0 }: LinkOptions): void {
    this.#custom = typeof net === 'object' ? net : null;
    this.#asked = net !== undefined;
    const chosen: ChoiceName = typeof net === 'object' ? 'custom' : (net ?? 'asItIs');
    for (const { name, input } of this.#radios) input.checked = name === chosen;
    this.#seed.value = String(seed);
    this.#draw();
  }

  read(project: Project): void {
    this.#fetches = Object.values(project.files).some((text) => FETCHES.test(text));
    this.#draw();
  }

  begin(): void {
    // What is chosen is so for each run.
  }
  hear(): void {
    // Runs do not change it.
  }
  end(): void {
    // Nor do their ends.
  }

  get #choice(): NetworkChoice | undefined {
    const name = this.#radios.find(({ input }) => input.checked)?.name ?? 'asItIs';
    if (name === 'custom') return this.#custom ?? undefined;
    return name === 'asItIs' ? undefined : name;
  }

  get #given(): GivenChange {
    const seed = Math.min(MAX_SEED, Math.max(0, Math.round(Number(this.#seed.value))));
    return { net: this.#choice, seed: seed === 0 ? undefined : seed };
  }

  #draw(): void {
    this.hidden = !this.#asked && !this.#fetches;
    for (const { name, label } of this.#radios) label.hidden = name === 'custom' && this.#custom === null;
    const choice = this.#choice;
    const { missing = 0, lost = 0 } = choice === undefined ? {} : numbersOf(choice);
    this.#seedBox.hidden = lost === 1 || missing + lost === 0;
    this.#means.textContent = choice === undefined ? '' : (this.#messages?.network.means(numbersOf(choice)) ?? '');
  }
}

customElements.define('network-conditions', NetworkConditions);
