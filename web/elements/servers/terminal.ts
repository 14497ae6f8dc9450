/** The tab Terminal of a port: clients of it, each of which sends lines of the reader and shows what the program answers. */
import type { CommonMessages } from '../../session/messages/common.ts';
import { LINE_ENDS, PortClient, type LineEnd } from '../../session/run/port-client.ts';
import type { ConnectionListener, ProgramConnection } from '../../session/run/ports.ts';
import { button, h, icon } from '../dom.ts';
import { ICONS } from '../icons.ts';
import { seldom } from './seldom.ts';

/** Opens a connection to the port; null where that cannot be. */
export type ConnectToPort = (listener: ConnectionListener) => ProgramConnection | null;

export class TerminalTab extends HTMLElement {
  readonly #port: number;
  readonly #connect: ConnectToPort;
  readonly #button = button('');
  readonly #clients = new Set<PortClient>();
  #messages: CommonMessages;
  #lastNumber = 0;

  constructor(port: number, connect: ConnectToPort, messages: CommonMessages) {
    super();
    this.#port = port;
    this.#connect = connect;
    this.#messages = messages;
    this.append(this.#button);
    this.#button.addEventListener('click', () => {
      this.#open();
    });
    this.speak(messages);
  }

  /** Clients that are there already keep their language, as what was said keeps its own. */
  speak(messages: CommonMessages): void {
    this.#messages = messages;
    this.#button.textContent = messages.connect;
    this.#button.setAttribute('aria-label', messages.connectTo(this.#port));
  }

  /** Whether the port takes clients. What was said remains where it takes none any more. */
  set open(open: boolean) {
    this.#button.hidden = !open;
  }

  get isUsed(): boolean {
    return this.#clients.size > 0;
  }

  /** All clients leave. */
  close(): void {
    for (const client of this.#clients) client.close();
  }

  #open(): void {
    const messages = this.#messages;
    const client = new PortClient(this.#connect);
    this.#clients.add(client);
    const view = clientView(messages, messages.client(++this.#lastNumber, this.#port), client, () => {
      client.close();
      this.#clients.delete(client);
      view.remove();
      this.#button.focus();
      this.dispatchEvent(new Event('left', { bubbles: true }));
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
  client.changes.subscribe(seldom(draw));
  draw();
  return h('section', { class: 'client', 'aria-label': name }, h('h3', {}, name), state, close, log, entry);
}

function lineEndOption(lineEnd: LineEnd): HTMLOptionElement {
  return h('option', { value: lineEnd }, lineEnd.replace('\r', '\\r').replace('\n', '\\n'));
}

customElements.define('terminal-tab', TerminalTab);
