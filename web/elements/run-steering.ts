/**
 * The tools of a run: the group **Clock**, **Pause**, **Step**, **Step back**, and what can be done with a run that was recorded: put it into the link,
 * do it again after an edit. Says `start` (bubbling) when a run is to begin.
 */
import type { MomentChosen, Panel, PanelContext } from '../page/panel.ts';
import type { ClockMode } from '../../wasm/abi/protocol.ts';
import { KeptRun } from '../session/log/kept-run.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { RunSettings } from '../session/run/ports.ts';
import type { SessionEvent } from '../session/run/run-session.ts';
import {
  FACTORS,
  Steering,
  USUAL_FACTOR,
  type Refusal,
  type SteeringOrder,
  type StepUnit,
} from '../session/steering/steering.ts';
import type { LinkOptions } from '../session/workbench/link-options.ts';
import { fromBase64Url } from '../shared/base64url.ts';
import { deflate } from '../shared/deflate.ts';
import { inflate } from '../shared/inflate.ts';
import { toBase64Url } from '../shared/to-base64url.ts';
import { button, h } from './dom.ts';

/** Of decisions in a link, compressed: more would make an address that browsers and chat programs refuse. */
const MOST_IN_LINK = 48 * 1024;
/** And not compressed, so that a small link cannot fill the memory. */
const MOST_DECISIONS = 8 * 1024 * 1024;

type ClockName = 'real' | 'fast' | 'slow';
const CLOCKS: readonly ClockName[] = ['real', 'fast', 'slow'];

/** A step that takes longer than this is said to wait, ms. */
const PATIENCE = 300;

export class RunSteering extends HTMLElement implements Panel {
  readonly #session: PanelContext['session'];
  readonly #steering = new Steering();
  #messages: CommonMessages | null = null;
  readonly #legend = h('legend');
  readonly #radios = CLOCKS.map((name) => this.#makeRadio(name));
  readonly #factor = h('input', { type: 'number', class: 'factor', step: '1' });
  readonly #pause = button('', { class: 'pause' });
  readonly #step = button('');
  readonly #turn = button('');
  readonly #back = button('');
  readonly #again = button('');
  readonly #recorded = button('', { class: 'primary' });
  readonly #keep = h('input', { type: 'checkbox' });
  readonly #keepLabel = h('span');
  readonly #keepBox = h('label', { class: 'keep' }, this.#keep, this.#keepLabel);
  readonly #note = h('p', { class: 'note', role: 'status' });
  /** From the link that was opened. */
  #offered: Uint8Array<ArrayBuffer> | null = null;
  /** The decisions of the last run as they go into a link; null while there are none that fit. */
  #packed: string | null = null;
  #kept = new KeptRun();
  /** What the run that is under way is to be compared with. */
  #before: KeptRun | null = null;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor({ session }: PanelContext) {
    super();
    this.#session = session;
    this.#factor.min = String(FACTORS.min);
    this.#factor.max = String(FACTORS.max);
    this.#factor.value = String(USUAL_FACTOR);
    const clock = h(
      'fieldset',
      { class: 'clock' },
      this.#legend,
      ...this.#radios.map(({ label }) => label),
      this.#factor,
    );
    const steps = h('div', { class: 'steps' }, this.#pause, this.#step, this.#turn, this.#back);
    this.append(clock, steps, this.#recorded, this.#again, this.#keepBox, this.#note);
    this.#listen();
  }

  speak(messages: CommonMessages): void {
    this.#messages = messages;
    const { steering } = messages;
    this.#legend.textContent = steering.clock;
    this.#radios.forEach(({ name, text }) => (text.textContent = steering[name]));
    this.#factor.setAttribute('aria-label', steering.factor);
    this.#step.textContent = steering.step;
    this.#turn.textContent = steering.turn;
    this.#turn.title = steering.turnHint;
    this.#back.textContent = steering.stepBack;
    this.#again.textContent = steering.again;
    this.#recorded.textContent = steering.recordedRun;
    this.#keepLabel.textContent = steering.keepRun;
    this.#draw();
  }

  begin(): void {
    this.#kept = new KeptRun();
    this.#packed = null;
    this.#keep.checked = false;
    this.#note.textContent = '';
    this.#draw();
  }

  hear(event: SessionEvent): void {
    this.#kept.hear(event);
    if (!this.#steering.hear(event)) return;
    if (event.type === 'state') this.#note.textContent = '';
    if (event.type === 'program' && event.event.type === 'decisions') void this.#pack(event.event.bytes);
    this.#obey(this.#steering.due());
  }

  /** Brings the program to where the reader looks, where that was asked for. */
  goTo({ moment, step, bring }: MomentChosen): void {
    if (bring) this.#obey(this.#steering.goTo(moment === null ? null : step + 1));
  }

  end(): void {
    if (this.#before !== null && !this.#kept.isEmpty) this.#compare(this.#before);
    this.#before = null;
    this.#draw();
  }

  open({ clock = 'real', decisions }: LinkOptions): void {
    this.#choose(clock);
    this.#offered = null;
    if (decisions !== undefined) void this.#offer(decisions);
    this.#draw();
  }

  settings(): RunSettings {
    return this.#steering.settings();
  }

  options(): LinkOptions {
    const { clock } = this.#steering;
    const kept = this.#keep.checked && this.#packed !== null ? { decisions: this.#packed } : {};
    return { ...(clock === 'real' ? {} : { clock }), ...kept };
  }

  #makeRadio(name: ClockName) {
    const input = h('input', { type: 'radio', name: 'clock', value: name });
    input.checked = name === 'real';
    const text = h('span');
    return { name, input, text, label: h('label', {}, input, text) };
  }

  #listen(): void {
    for (const { input } of this.#radios) {
      input.addEventListener('change', () => {
        this.#obey(this.#steering.chooseClock(this.#chosenClock));
        this.#draw();
      });
    }
    this.#factor.addEventListener('change', () => {
      const factor = Math.round(Number(this.#factor.value)) || USUAL_FACTOR;
      this.#factor.value = String(Math.min(FACTORS.max, Math.max(FACTORS.min, factor)));
      this.#obey(this.#steering.chooseClock(this.#chosenClock));
    });
    const act = (button: HTMLButtonElement, does: () => void): void => {
      button.addEventListener('click', () => {
        // Why it does nothing now.
        if (button.ariaDisabled === 'true') this.#note.textContent = button.title;
        else does();
      });
    };
    act(this.#pause, () => {
      this.#obey(this.#steering.pauseOrContinue());
    });
    act(this.#step, () => {
      this.#stepOn('step');
    });
    act(this.#turn, () => {
      this.#stepOn('turn');
    });
    act(this.#back, () => {
      this.#obey(this.#steering.stepBack());
    });
    this.#again.addEventListener('click', () => {
      const { decisions } = this.#steering;
      if (decisions !== null) this.#replay(decisions, this.#kept);
    });
    this.#recorded.addEventListener('click', () => {
      if (this.#offered !== null) this.#replay(this.#offered, null);
    });
  }

  /** A run that does not live yet begins with its first step before it. */
  #stepOn(unit: StepUnit): void {
    const { phase } = this.#steering;
    if (phase === 'idle' || phase === 'over') {
      this.#start(() => {
        this.#steering.pauseNext(unit);
      });
    } else this.#obey(this.#steering.stepOn(unit));
  }

  get #chosenClock(): ClockMode {
    const chosen = this.#radios.find(({ input }) => input.checked)?.name ?? 'real';
    return chosen === 'slow' ? Number(this.#factor.value) : chosen;
  }

  #choose(clock: ClockMode): void {
    const name = typeof clock === 'number' ? 'slow' : clock;
    for (const radio of this.#radios) radio.input.checked = radio.name === name;
    if (typeof clock === 'number') this.#factor.value = String(clock);
    this.#steering.chooseClock(clock);
  }

  #replay(decisions: Uint8Array<ArrayBuffer>, before: KeptRun | null): void {
    this.#start(() => {
      this.#before = before;
      this.#steering.replayNext(decisions);
    });
  }

  #start(prepare: () => void): void {
    this.#session.stop();
    prepare();
    const taken = this.dispatchEvent(new Event('start', { bubbles: true, cancelable: true }));
    if (taken) return;
    this.#steering.forgetNext();
    this.#before = null;
    this.#note.textContent = this.#messages?.steering.noProgram ?? '';
  }

  #obey(order: SteeringOrder | null): void {
    if (order?.type === 'command') this.#session.control(order.command);
    else if (order?.type === 'again') void this.#session.again(order.settings);
    this.#draw();
  }

  async #pack(decisions: Uint8Array<ArrayBuffer>): Promise<void> {
    const packed = await deflate(decisions, MOST_IN_LINK);
    if (decisions !== this.#steering.decisions) return;
    this.#packed = packed && toBase64Url(packed);
    this.#draw();
  }

  /** A link's recording: the reader who opened the link decides whether it is run. */
  async #offer(text: string): Promise<void> {
    const packed = fromBase64Url(text);
    try {
      this.#offered = packed && (await inflate(packed, MOST_DECISIONS));
    } catch {
      this.#offered = null;
    }
    if (this.#offered === null && this.#messages !== null) this.#note.textContent = this.#messages.steering.damagedRun;
    this.#draw();
  }

  #compare(before: KeptRun): void {
    if (this.#messages === null) return;
    const { steering } = this.#messages;
    const difference = before.difference(this.#kept);
    const line = before.differentLine(this.#kept);
    if (difference !== null) this.#note.textContent = steering.otherWay(difference);
    else if (line !== null) this.#note.textContent = `${steering.sameRun} ${steering.otherOutput(line)}`;
    else this.#note.textContent = steering.sameRun;
  }

  #draw(): void {
    if (this.#messages === null) return;
    const { steering } = this.#messages;
    const { phase, decisions } = this.#steering;
    const paused = phase === 'paused';
    this.#pause.textContent = paused ? steering.continue : steering.pause;
    this.#enable(this.#pause, this.#steering.pauseRefusal);
    this.#enable(this.#step, this.#steering.stepRefusal);
    this.#enable(this.#turn, this.#steering.stepRefusal, steering.turnHint);
    this.#enable(this.#back, this.#steering.backRefusal);
    this.#factor.hidden = typeof this.#chosenClock !== 'number';
    // What can be done with a run that has been to its end can still be done while it is gone back into.
    const first = phase !== 'idle' && phase !== 'over' && decisions === null;
    this.#recorded.hidden = this.#offered === null || first;
    this.#again.hidden = decisions === null;
    this.#keepBox.hidden = decisions === null || this.#packed === null;
    this.#tell();
  }

  /** Not `disabled`, which would take the keyboard's focus away between two steps. */
  #enable(button: HTMLButtonElement, refusal: Refusal | null, hint = ''): void {
    button.ariaDisabled = String(refusal !== null);
    button.title = refusal === null ? hint : (this.#messages?.steering.refusals[refusal] ?? '');
  }

  /** Where the program stands, or why it does not stand yet. */
  #tell(): void {
    if (this.#messages === null) return;
    const { steering } = this.#messages;
    const { phase, step, pausing, seeking, stepping, realFetch } = this.#steering;
    clearTimeout(this.#patience);
    if (seeking) return;
    if (stepping) {
      this.#patience = setTimeout(() => {
        this.#note.textContent = steering.stepWaits;
      }, PATIENCE);
    }
    if (phase === 'paused') this.#note.textContent = steering.pausedBefore(step);
    else if (phase === 'running')
      this.#note.textContent = pausing ? steering.pausing : realFetch ? steering.realFetch : '';
  }
}

customElements.define('run-steering', RunSteering);
