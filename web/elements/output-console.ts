/**
 * Shows what a program says: `role=log` named "Output".
 *
 * Draws once a frame, and only what changed; a flood is let through in portions by the feed. Nothing of it is ever
 * markup: text nodes, `<img>` and `<progress>`. The log itself does not announce changes: a spinner would be spoken ten
 * times a second. A hidden live region beside it speaks what the announcer chooses.
 */
import type { MomentChosen } from '../page/panel.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import { Announcer } from '../session/transcript/announcer.ts';
import { OutputFeed, PORTION } from '../session/transcript/output-feed.ts';
import type { SessionEvent } from '../session/run/run-session.ts';
import type { RunState } from '../session/run/run-state.ts';
import type { RunPlace } from '../session/transcript/output-place.ts';
import { Transcript, type Entry, type TranscriptItem } from '../session/transcript/transcript.ts';
import { h } from './dom.ts';
import { atNextFrame } from './next-frame.ts';
import { makeItem, updateItem } from './output-items.ts';
import { OutputLines } from './output-lines.ts';

/** How often a line that only spins is drawn for readers who asked for less motion, ms. */
const CALM_INTERVAL = 1_000;
const ANNOUNCER_INTERVAL = 500;
/** What drawing one portion should take, so that a flood leaves the page time for its reader, ms. */
const DRAW_TARGET = 30;
const LEAST_PORTION = 512;
/** Items that are skipped together while they are out of sight. */
const BLOCK = 100;
/** How long a frame is waited for, ms. */
const PATIENCE = 1_000;
/** A run that does the same again shows nothing of it for so long, ms, unless it has arrived. */
const HELD = 1_000;
/** Distance from the end within which the log keeps following, px. */
const FOLLOW_WITHIN = 40;

export class OutputConsole extends HTMLElement {
  readonly #transcript = new Transcript();
  readonly #feed = new OutputFeed(this.#transcript, {
    skipped: (bytes) => this.#messages?.skipped(bytes) ?? '',
    inputEnd: (why) => this.#messages?.input.end[why] ?? '',
    lacks: ({ what, name }) => this.#messages?.lacks[what](name) ?? '',
  });
  readonly #announcer = new Announcer((lines) => this.#messages?.linesLeftOut(lines) ?? '');
  readonly #log = h('div', { role: 'log', 'aria-live': 'off', tabindex: '0', class: 'log' });
  readonly #live = h('div', { 'aria-live': 'polite', class: 'visually-hidden' });
  readonly #dropped = h('p', { class: 'remark' });
  readonly #empty = h('p', { class: 'empty' });
  readonly #nodes = new Map<number, HTMLElement>();
  readonly #lines = new OutputLines(this.#log);
  /** The run does the same again: until it has come to where it is to stand, what was shown stays. */
  #held: ReturnType<typeof setTimeout> | null = null;
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)');
  #messages: CommonMessages | null = null;
  #scheduled = false;
  #timer: ReturnType<typeof setInterval> | null = null;
  #drawnAt = 0;
  /** Characters let through at once: fewer where drawing them takes long, as short lines do. */
  #portion = PORTION;
  /** How long the last portion took to draw, ms. */
  #cost = 0;
  #following = true;

  speak(messages: CommonMessages): void {
    this.#messages = messages;
    this.#empty.textContent = messages.emptyOutput;
    this.#log.setAttribute('aria-label', messages.output);
    this.#dropped.textContent = messages.earlierDropped;
  }

  connectedCallback(): void {
    if (this.#log.isConnected) return;
    this.#log.append(this.#empty);
    this.append(this.#log, this.#live);
    this.#log.addEventListener('copy', copyAsText);
    this.#log.addEventListener('click', ({ target }) => {
      if (getSelection()?.isCollapsed !== false && target instanceof Element)
        this.#lines.choose(target.closest('.line'));
    });
    this.#log.addEventListener('keydown', (event) => {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      this.#lines.chooseNext(event.key === 'ArrowUp' ? -1 : 1);
      event.preventDefault();
    });
    this.#log.addEventListener('scroll', () => {
      const { scrollHeight, scrollTop, clientHeight } = this.#log;
      this.#following = scrollHeight - scrollTop - clientHeight < FOLLOW_WITHIN;
    });
    // A picture takes up room only once it has loaded. (Load events do not bubble.)
    const loaded = () => {
      this.#follow();
    };
    this.#log.addEventListener('load', loaded, { capture: true });
  }

  disconnectedCallback(): void {
    this.#stopAnnouncing();
  }

  /** The old output goes. */
  begin(): void {
    this.#reset();
    this.#release();
    this.#lines.lookFrom(null);
    this.#log.prepend(this.#empty);
    this.#following = true;
    this.#schedule();
  }

  #reset(): void {
    this.#transcript.reset();
    this.#feed.reset();
    this.#announcer.reset();
    this.#live.textContent = '';
  }

  /** Dims what was printed later than the moment that the reader looks at. */
  goTo({ moment, printed }: MomentChosen): void {
    this.#lines.lookFrom(moment === null ? null : printed);
  }

  /** Marks the line in which a place of the output stands; other moments are not to be seen here. */
  lookAt(place: RunPlace | null): void {
    if (place === null || 'byte' in place) this.#lines.lookAt(place);
  }

  hear(event: SessionEvent): void {
    if (event.type === 'begin') {
      this.#empty.remove();
    } else if (event.type === 'program' && event.event.type === 'restarted') {
      this.#reset();
      this.#hold();
    } else if (event.type === 'program') {
      if (event.event.type === 'paused') this.#release();
      this.#feed.push(event.event);
      this.#schedule();
    } else if (event.type === 'state' && isToldHere(event.state)) {
      this.#fail(this.#messages?.failure(event.state) ?? '');
    } else if (event.type === 'problems' && this.#messages !== null) {
      const error = event.problems.find(({ severity }) => severity === 'error');
      if (error !== undefined) this.#live.textContent = this.#messages.firstError(error);
    }
  }

  end(): void {
    // What the program said remains.
    this.#release();
  }

  #hold(): void {
    if (this.#held !== null) clearTimeout(this.#held);
    this.#held = setTimeout(() => {
      this.#release();
    }, HELD);
  }

  #release(): void {
    if (this.#held === null) return;
    clearTimeout(this.#held);
    this.#held = null;
    this.#schedule();
  }

  /** Why the run failed, below everything the program said. */
  #fail(text: string): void {
    while (this.#feed.pump());
    this.#transcript.remark({ tone: 'failure', text });
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const draw = () => {
      this.#scheduled = false;
      this.#draw();
    };
    const atFrame = () => {
      atNextFrame(draw, PATIENCE);
    };
    // A hidden tab gets no frames, and output that is not taken piles up.
    if (document.hidden) setTimeout(draw, 200);
    else if (this.#calm.matches) setTimeout(draw, Math.max(0, this.#drawnAt + CALM_INTERVAL - performance.now()));
    // Frames go before timers and messages: a flood must leave these as much time as it takes itself.
    else if (this.#cost > DRAW_TARGET) setTimeout(atFrame, this.#cost);
    else atFrame();
    this.#timer ??= setInterval(() => {
      this.#announce();
    }, ANNOUNCER_INTERVAL);
  }

  #draw(): void {
    if (this.#held !== null) {
      if (this.#feed.pump()) this.#schedule();
      return;
    }
    const begun = performance.now();
    const more = this.#feed.pump(this.#portion);
    const { goneUpTo, entries, finished, open } = this.#transcript.takeChanges();
    this.#remove(goneUpTo);
    for (const entry of entries) this.#show(entry);
    if (!this.#transcript.truncated) this.#dropped.remove();
    else if (!this.#dropped.isConnected) this.#log.prepend(this.#dropped);
    this.#announcer.heard(performance.now(), finished, open);
    this.#drawnAt = performance.now();
    this.#follow();
    // Once the browser has done its part, which in a flood is the greater one.
    setTimeout(() => {
      this.#pace(performance.now() - begun);
      if (more) this.#schedule();
    });
  }

  #pace(cost: number): void {
    this.#cost = cost;
    if (cost > DRAW_TARGET) this.#portion = Math.max(LEAST_PORTION, Math.ceil(this.#portion / 2));
    else if (cost < DRAW_TARGET / 2) this.#portion = Math.min(PORTION, this.#portion * 2);
  }

  /** Keeps the end in sight, unless the reader has scrolled away from it. */
  #follow(): void {
    if (this.#following) this.#log.scrollTop = this.#log.scrollHeight;
  }

  #remove(upTo: number): void {
    for (const [id, node] of this.#nodes) {
      if (id > upTo) return;
      const block = node.parentElement;
      node.remove();
      if (block?.childElementCount === 0) block.remove();
      this.#nodes.delete(id);
    }
  }

  #show({ id, item }: Entry): void {
    const old = this.#nodes.get(id);
    if (old !== undefined) {
      this.#update(old, item);
      return;
    }
    const node = makeItem(item, this.#messages);
    this.#update(node, item);
    this.#nodes.set(id, node);
    this.#lastBlock().append(node);
  }

  /** Browsers look at every box of a log at each frame, so that ten thousand lines need to be few boxes. */
  #lastBlock(): Element {
    const last = this.#log.lastElementChild;
    if (last?.className === 'block' && last.childElementCount < BLOCK) return last;
    const block = h('div', { class: 'block' });
    this.#log.append(block);
    return block;
  }

  #update(node: HTMLElement, item: TranscriptItem): void {
    updateItem(node, item, this.#messages);
    if (item.kind === 'line') this.#lines.place(node, item.place);
  }

  #announce(): void {
    const now = performance.now();
    const text = this.#announcer.due(now);
    if (text !== null) this.#live.textContent = text;
    if (!this.#announcer.waiting) this.#stopAnnouncing();
  }

  #stopAnnouncing(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}

/** What the compiler says stands in the list of problems; what cannot be had is a notice that offers to try again. */
function isToldHere(state: RunState): boolean {
  return state.kind === 'failed' && ['program', 'compiled', 'runner'].includes(state.failure.kind);
}

/** Lines are blocks that end in line feeds; browsers would copy both and double every line end. */
function copyAsText(event: ClipboardEvent): void {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed || event.clipboardData === null) return;
  event.clipboardData.setData('text/plain', selection.getRangeAt(0).cloneContents().textContent);
  event.preventDefault();
}

customElements.define('output-console', OutputConsole);
