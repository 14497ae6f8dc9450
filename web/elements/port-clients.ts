/**
 * The running program's ports, and clients of them: a reader connects, types lines and sees what the program answers. Hidden until a
 * program listens.
 */
import type { CommonMessages } from '../session/messages/common.ts';
import { LINE_ENDS, PortClient, type LineEnd } from '../session/run/port-client.ts';
import type { ConnectionListener, ProgramConnection } from '../session/run/ports.ts';
import type { SessionEvent } from '../session/run/run-session.ts';
import { button, h, icon } from './dom.ts';
import { ICONS } from './icons.ts';

/** Opens a connection to a port of the program; null where that cannot be. */
export type Connect = (port: number, listener: ConnectionListener) => ProgramConnection | null;

/** Between two drawings of a conversation, ms: a program may send faster than a page can draw. */
const DRAW_INTERVAL = 100;
/** Ports that are shown: a program may listen on all there are. */
const MAX_PORTS = 20;

export class PortClients extends HTMLElement {
  readonly #ports = new Map<number, HTMLElement>();
  readonly #clients = new Set<PortClient>();
  readonly #portList = h('div', { class: 'ports' });
  readonly #connect: Connect;
  #messages: CommonMessages | null = null;
  #lastNumber = 0;

  constructor(connect: Connect) {
    super();
    this.#connect = connect;
  }

  /** Clients that are there already keep their language, as what was said keeps its own. */
  speak(messages: CommonMessages): void {
    this.#messages = messages;
    for (const [port, row] of this.#ports) {
      const translated = this.#row(messages, port);
      row.replaceWith(translated);
      this.#ports.set(port, translated);
    }
  }

  /** The old clients go. */
  begin(): void {
    this.end();
    for (const client of this.#clients) client.close();
    this.#clients.clear();
    this.#lastNumber = 0;
    this.replaceChildren(this.#portList);
    this.#showIfUsed();
  }

  /** The run is over: no port takes clients any more. What was said remains. */
  end(): void {
    this.#ports.clear();
    this.#portList.replaceChildren();
    this.#showIfUsed();
  }

  hear(said: SessionEvent): void {
    if (said.type !== 'program' || said.event.type !== 'listening') return;
    const { event } = said;
    this.#ports.get(event.port)?.remove();
    this.#ports.delete(event.port);
    if (event.open && this.#messages !== null && this.#ports.size < MAX_PORTS) {
      const row = this.#row(this.#messages, event.port);
      this.#ports.set(event.port, row);
      this.#portList.append(row);
    }
    this.#showIfUsed();
  }

  #row(messages: CommonMessages, port: number): HTMLElement {
    const connect = button(messages.connect, { 'aria-label': messages.connectTo(port) });
    connect.addEventListener('click', () => {
      this.#open(messages, port);
    });
    return h('div', { class: 'port' }, h('span', {}, messages.port(port)), connect);
  }

  #showIfUsed(): void {
    this.hidden = this.#ports.size === 0 && this.#clients.size === 0;
  }

  #open(messages: CommonMessages, port: number): void {
    const client = new PortClient((listener) => this.#connect(port, listener));
    this.#clients.add(client);
    const view = clientView(messages, messages.client(++this.#lastNumber, port), client, () => {
      client.close();
      this.#clients.delete(client);
      view.remove();
      this.#showIfUsed();
      this.#ports.get(port)?.querySelector('button')?.focus();
    });
    this.append(view);
    view.querySelector('.entry')?.scrollIntoView({ block: 'nearest' });
    view.querySelector('input')?.focus({ preventScroll: true });
  }
}

function clientView(messages: CommonMessages, name: string, client: PortClient, remove: () => void): HTMLElement {
  const state = h('p', { role: 'status' });
  const log = h('div', { role: 'log', tabindex: '0', class: 'log', 'aria-label': name });
  const input = h('input', {
    type: 'text',
    'aria-label': messages.lineToSend,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const send = button(messages.send);
  const lineEnd = h('select', { 'aria-label': messages.lineEnd }, ...LINE_ENDS.map(lineEndOption));
  const end = button(messages.endInput);
  const disconnect = button(messages.disconnect);
  const close = button('', { class: 'close', 'aria-label': messages.closeClient(name) });
  close.append(icon(ICONS.close));
  // Not a form, which a sandboxed frame may not submit, as an embed's can be.
  const entry = h('div', { class: 'entry' }, input, lineEnd, send, end, disconnect);

  const draw = (): void => {
    state.textContent = messages.clientState[client.state];
    log.replaceChildren(...client.utterances.map(({ from, text }) => h('span', { class: from }, text)));
    log.scrollTop = log.scrollHeight;
    // The answer has pushed it down.
    if (document.activeElement === input) entry.scrollIntoView({ block: 'nearest' });
    entry.hidden = !client.canSend;
  };
  const sendLine = (): void => {
    if (client.send(input.value, lineEnd.value as LineEnd)) input.value = '';
    else state.textContent = messages.notRead;
  };
  send.addEventListener('click', sendLine);
  input.addEventListener('keydown', (event) => {
    // While a syllable is put together, Enter ends that.
    if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return;
    sendLine();
  });
  end.addEventListener('click', () => {
    client.end();
    log.focus();
  });
  disconnect.addEventListener('click', () => {
    client.close();
    log.focus();
  });
  close.addEventListener('click', remove);
  let scheduled = false;
  let drawnAt = -Infinity;
  client.changes.subscribe(() => {
    if (scheduled) return;
    scheduled = true;
    setTimeout(
      () => {
        scheduled = false;
        drawnAt = performance.now();
        draw();
      },
      Math.max(0, drawnAt + DRAW_INTERVAL - performance.now()),
    );
  });
  draw();
  return h('section', { class: 'client', 'aria-label': name }, h('h3', {}, name), state, close, log, entry);
}

function lineEndOption(lineEnd: LineEnd): HTMLOptionElement {
  return h('option', { value: lineEnd }, lineEnd.replace('\r', '\\r').replace('\n', '\\n'));
}

customElements.define('port-clients', PortClients);
