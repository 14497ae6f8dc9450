/** Tells the page around an embed of its runs. */
import type { RunState } from '../session/run/run-state.ts';
import type { RunSession, SessionEvent } from '../session/run/run-session.ts';
import type { EmbedMessage } from './host-page.ts';

/** Text of one run that is told, UTF-16 units: a program that prints without end must not keep the page around busy. */
export const MOST_OUTPUT = 1_000_000;
/** Output that comes within this time is told at once, ms. */
const GATHER = 50;

type Output = Extract<EmbedMessage, { readonly type: 'tulip:output' }>;

export class RunEvents {
  readonly #tell: (message: EmbedMessage) => void;
  #pending: Output | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #room = MOST_OUTPUT;
  /** Whether the run that begins next was begun by nobody. */
  auto = false;

  constructor(session: Pick<RunSession, 'events'>, tell: (message: EmbedMessage) => void) {
    this.#tell = tell;
    session.events.subscribe((event) => {
      this.#hear(event);
    });
  }

  #hear(event: SessionEvent): void {
    if (event.type === 'begin') {
      this.#room = MOST_OUTPUT;
      this.#tell({ type: 'tulip:run', auto: this.auto });
      this.auto = false;
    } else if (event.type === 'program' && event.event.type === 'output') {
      this.#gather(event.event.stream, event.event.text);
    } else if (event.type === 'state') this.#end(event.state);
  }

  #gather(stream: Output['stream'], text: string): void {
    const taken = text.slice(0, this.#room);
    this.#room -= taken.length;
    if (taken === '') return;
    if (this.#pending?.stream !== stream) this.#flush();
    this.#pending = { type: 'tulip:output', stream, text: (this.#pending?.text ?? '') + taken };
    this.#timer ??= setTimeout(() => {
      this.#flush();
    }, GATHER);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending !== null) this.#tell(this.#pending);
    this.#pending = null;
  }

  #end(state: RunState): void {
    if (state.kind !== 'exited' && state.kind !== 'failed' && state.kind !== 'stopped') return;
    this.#flush();
    this.#tell({ type: 'tulip:exit', status: state.kind, code: state.kind === 'exited' ? state.code : null });
  }
}
