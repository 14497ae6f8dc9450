/** Where the panels of a page are: makes them, opens and closes them, and tells each what happens. */
import type { Project } from '../../wasm/sdk/project.ts';
import { button, h } from '../elements/dom.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { RunSettings } from '../session/run/ports.ts';
import type { SessionEvent } from '../session/run/run-session.ts';
import { isBusy } from '../session/run/run-state.ts';
import type { RunPlace } from '../session/transcript/output-place.ts';
import type { LinkOptions } from '../session/workbench/link-options.ts';
import type { MomentChosen, Panel, PanelContext, PanelKind } from './panel.ts';

/** The elements of a page that panels and their buttons are put into. */
export interface PanelPlaces {
  readonly pane: HTMLElement;
  readonly tools: HTMLElement;
  readonly buttons: HTMLElement;
}

export class PanelArea {
  readonly #slots: readonly Slot[];

  constructor(kinds: readonly PanelKind[], places: PanelPlaces, context: PanelContext) {
    this.#slots = kinds.map((kind) => new Slot(kind, places, context));
    places.pane.addEventListener('moment', (event) => {
      for (const slot of this.#slots) slot.goTo((event as CustomEvent<MomentChosen>).detail);
    });
  }

  speak(messages: CommonMessages): void {
    for (const slot of this.#slots) slot.speak(messages);
  }

  hear(event: SessionEvent): void {
    for (const slot of this.#slots) slot.hear(event);
  }

  /** Another program is on the table: its link may say which panels are open. */
  open(options: LinkOptions): void {
    for (const slot of this.#slots) slot.open(options);
  }

  /** The program on the table, and again after each edit. */
  read(project: Project): void {
    for (const slot of this.#slots) slot.read(project);
  }

  /** Opens the panel of this name and shows a moment there; null: the end of the run. */
  lookAt(id: string, place: RunPlace | null): void {
    this.#slots.find((slot) => slot.id === id)?.lookAt(place);
  }

  /** What all panels together ask of the next run. */
  settings(): RunSettings {
    return Object.assign({}, ...this.#slots.map((slot) => slot.settings())) as RunSettings;
  }

  /** Whether a panel asks that the next run looks for the program's own mistakes. */
  get checks(): boolean {
    return this.#slots.some((slot) => slot.checks);
  }

  /** What a link to the program should carry so that these panels are found as they are. */
  options(): LinkOptions {
    const panes = this.#slots.filter((slot) => slot.isOpen).map((slot) => slot.id);
    const all = this.#slots.map((slot) => slot.options());
    return Object.assign(panes.length === 0 ? {} : { panes }, ...all) as LinkOptions;
  }
}

/** Bytes that are kept for a panel before it is made unasked. */
const MAX_KEPT = 6_000_000;

/** The place of one panel: it may not have been made yet. */
class Slot {
  readonly #kind: PanelKind;
  readonly #context: PanelContext;
  readonly #region: HTMLElement;
  readonly #button: HTMLButtonElement | null;
  #panel: Panel | null = null;
  #making = false;
  #messages: CommonMessages | null = null;
  #options: LinkOptions = {};
  /** What it is to show once it has been made; undefined: nothing in particular. */
  #wanted: RunPlace | null | undefined = undefined;
  #project: Project | null = null;
  /** What the panel must hear once it has been made. */
  #kept: SessionEvent[] = [];
  #keptBytes = 0;
  #running = false;

  constructor(kind: PanelKind, places: PanelPlaces, context: PanelContext) {
    this.#kind = kind;
    this.#context = context;
    if (kind.button === undefined) {
      this.#button = null;
      this.#region = places[kind.place];
      void this.#make();
      return;
    }
    this.#region = h('section', { class: 'panel-region', id: `panel-${kind.id}`, hidden: '' });
    places[kind.place].append(this.#region);
    this.#button = button('', { 'aria-expanded': 'false', 'aria-controls': this.#region.id, class: 'opener' });
    this.#button.addEventListener('click', () => {
      this.#show(!this.isOpen);
    });
    places.buttons.append(this.#button);
  }

  get id(): string {
    return this.#kind.id;
  }

  /** Whether the reader opened it; one that is always there was not opened. */
  get isOpen(): boolean {
    return this.#button?.getAttribute('aria-expanded') === 'true';
  }

  speak(messages: CommonMessages): void {
    this.#messages = messages;
    if (this.#button !== null && this.#kind.button !== undefined) {
      const name = this.#kind.button(messages);
      this.#button.textContent = name;
      this.#region.setAttribute('aria-label', name);
    }
    this.#panel?.speak(messages);
  }

  hear(event: SessionEvent): void {
    if (begins(event)) this.#forget();
    if (event.type === 'state') this.#running = isBusy(event.state);
    if (this.#panel !== null) tell(this.#panel, event);
    else this.#keep(event, this.#kind.keeps?.(event) ?? 0);
    if (this.#kind.needed?.(event) === true && this.#panel === null) void this.#make();
  }

  goTo(chosen: MomentChosen): void {
    this.#panel?.goTo?.(chosen);
  }

  lookAt(place: RunPlace | null): void {
    this.#wanted = place;
    this.#show(true);
    this.#region.scrollIntoView({ block: 'nearest' });
    if (this.#panel !== null) this.#showWanted(this.#panel);
  }

  #showWanted(panel: Panel): void {
    if (this.#wanted !== undefined) panel.lookAt?.(this.#wanted);
    this.#wanted = undefined;
  }

  /** What is kept for long is given to the panel, which knows what of it to forget. */
  #keep(event: SessionEvent, bytes: number): void {
    if (bytes === 0 || this.#keptBytes > 2 * MAX_KEPT) return;
    const before = this.#keptBytes;
    this.#kept.push(event);
    this.#keptBytes += bytes;
    if (before <= MAX_KEPT && this.#keptBytes > MAX_KEPT) void this.#make();
  }

  #forget(): void {
    this.#kept = [];
    this.#keptBytes = 0;
  }

  open(options: LinkOptions): void {
    this.#options = options;
    const opens = this.#kind.opens?.(options) === true;
    if (this.#button !== null && (opens || options.panes !== undefined)) {
      this.#show(opens || options.panes?.includes(this.id) === true);
    }
    this.#panel?.open?.(options);
  }

  read(project: Project): void {
    this.#project = project;
    this.#panel?.read?.(project);
  }

  settings(): RunSettings {
    return { ...this.#kind.settings, ...this.#panel?.settings?.() };
  }

  get checks(): boolean {
    return this.#panel?.checks === true;
  }

  options(): LinkOptions {
    return this.#panel?.options?.() ?? {};
  }

  #show(open: boolean): void {
    this.#button?.setAttribute('aria-expanded', String(open));
    this.#region.hidden = !open;
    if (open && this.#panel === null) void this.#make();
    else this.#panel?.show?.(open);
  }

  async #make(): Promise<void> {
    if (this.#making) return;
    this.#making = true;
    try {
      const made = this.#kind.make(this.#context);
      // One whose code is here already is here at once, with what the page shows first.
      this.#adopt(made instanceof Promise ? await made : made);
    } catch (error) {
      if (this.#button === null) throw error;
      this.#tellUnavailable();
    } finally {
      this.#making = false;
    }
  }

  #adopt(panel: Panel): void {
    this.#panel = panel;
    if (this.#button === null) this.#region.append(panel);
    else this.#region.replaceChildren(panel);
    if (this.#messages !== null) panel.speak(this.#messages);
    panel.open?.(this.#options);
    if (this.#project !== null) panel.read?.(this.#project);
    panel.begin();
    for (const event of this.#kept) panel.hear(event);
    this.#forget();
    if (!this.#running) panel.end();
    if (this.#button !== null) panel.show?.(this.isOpen);
    this.#showWanted(panel);
  }

  #tellUnavailable(): void {
    const again = button(this.#messages?.tryAgain ?? '');
    again.addEventListener('click', () => void this.#make());
    this.#region.replaceChildren(h('p', { role: 'alert' }, this.#messages?.panelUnavailable ?? ''), again);
  }
}

/** Does nothing of what came before count any more? */
function begins(event: SessionEvent): boolean {
  return event.type === 'begin' || (event.type === 'state' && event.state.kind === 'ready');
}

function tell(panel: Panel, event: SessionEvent): void {
  if (begins(event)) panel.begin();
  panel.hear(event);
  if (event.type === 'state' && event.state.kind !== 'ready' && !isBusy(event.state)) panel.end();
}
