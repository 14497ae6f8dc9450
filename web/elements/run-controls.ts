/** Run, Stop, Reset and Share. Each speaks through an event of its name: `run`, `stop`, `reset`, `share`. */
import type { Messages } from '../session/messages/page.ts';
import { isBusy, READY, type RunState } from '../session/run/run-state.ts';
import { button, h, icon, RUN_ICONS } from './dom.ts';
import { ICONS } from './icons.ts';

type Command = 'run' | 'stop' | 'reset' | 'share';

export class RunControls extends HTMLElement {
  readonly #buttons: Readonly<Record<Command, HTMLButtonElement>> = {
    run: this.#make('run', RUN_ICONS.play, true),
    stop: this.#make('stop', RUN_ICONS.stop, true),
    reset: this.#make('reset', ICONS.undo),
    share: this.#make('share', ICONS.link),
  };
  #state: RunState = READY;
  #edited = false;
  #hasProgram = false;

  connectedCallback(): void {
    if (this.#buttons.run.isConnected) return;
    const { run, stop, reset, share } = this.#buttons;
    this.append(h('div', { class: 'primary' }, run, stop), reset, share);
  }

  /** Whether the keyboard is at one of its buttons. */
  get hasFocus(): boolean {
    return this.contains(document.activeElement);
  }

  set messages(messages: Messages) {
    for (const command of ['run', 'stop', 'reset', 'share'] as const) {
      const label = this.#buttons[command].querySelector('span');
      if (label !== null) label.textContent = messages[command];
    }
    this.#buttons.run.title = messages.runHint;
    this.#buttons.share.title = messages.shareHint;
  }

  set state(state: RunState) {
    this.#state = state;
    this.#draw();
  }

  /** Whether Reset has anything to do. */
  set edited(edited: boolean) {
    this.#edited = edited;
    this.#draw();
  }

  /** Whether Run has anything to run; not before the first program is on the table. */
  set hasProgram(hasProgram: boolean) {
    this.#hasProgram = hasProgram;
    this.#draw();
  }

  #make(command: Command, path: string, filled = false): HTMLButtonElement {
    const made = button('', { class: command });
    made.append(icon(path, filled), h('span'));
    made.addEventListener('click', () => {
      this.dispatchEvent(new Event(command));
    });
    return made;
  }

  #draw(): void {
    const busy = isBusy(this.#state);
    const { run, stop, reset } = this.#buttons;
    // A disabled button loses the keyboard's focus to nowhere: hand it to the one that takes its place.
    const focused = document.activeElement;
    run.disabled = busy || !this.#hasProgram;
    stop.disabled = !busy;
    reset.disabled = !this.#edited;
    if (focused === run && busy) stop.focus();
    if (focused === stop && !busy) run.focus();
  }
}

customElements.define('run-controls', RunControls);
