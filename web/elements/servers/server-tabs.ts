/** One port that the program listens on, or did: the tabs Terminal and Browser. The browser is loaded when its tab is first chosen. */
import type { CommonMessages } from '../../session/messages/common.ts';
import { button, h } from '../dom.ts';
import type { BrowserTab } from './browser-tab.ts';
import { TerminalTab, type ConnectToPort } from './terminal.ts';

/** Loads what the tab Browser is made of; it rejects where that cannot be had. */
export type LoadBrowser = () => Promise<(port: number, connect: ConnectToPort, messages: CommonMessages) => BrowserTab>;

const TABS = ['terminal', 'browser'] as const;
type TabName = (typeof TABS)[number];

export class ServerTabs extends HTMLElement {
  readonly #port: number;
  readonly #connect: ConnectToPort;
  readonly #loadBrowser: LoadBrowser;
  readonly #title = h('p');
  readonly #list = h('div', { role: 'tablist', class: 'tabs' });
  readonly #tabs: Readonly<Record<TabName, HTMLButtonElement>>;
  readonly #panels: Readonly<Record<TabName, HTMLElement>>;
  readonly #terminal: TerminalTab;
  #browser: BrowserTab | null = null;
  #loading = false;
  #messages: CommonMessages;
  #open = true;

  constructor(port: number, connect: ConnectToPort, loadBrowser: LoadBrowser, messages: CommonMessages) {
    super();
    this.#port = port;
    this.#connect = connect;
    this.#loadBrowser = loadBrowser;
    this.#messages = messages;
    this.#tabs = { terminal: this.#tab('terminal'), browser: this.#tab('browser') };
    this.#panels = { terminal: this.#panel('terminal'), browser: this.#panel('browser') };
    this.#terminal = new TerminalTab(port, connect, messages);
    this.#panels.terminal.append(this.#terminal);
    this.#list.append(this.#tabs.terminal, this.#tabs.browser);
    this.#list.addEventListener('keydown', (event) => {
      this.#key(event);
    });
    this.append(h('div', { class: 'port' }, this.#title, this.#list), this.#panels.terminal, this.#panels.browser);
    this.#show('terminal');
    this.speak(messages);
  }

  speak(messages: CommonMessages): void {
    this.#messages = messages;
    this.#title.textContent = this.#open ? messages.port(this.#port) : messages.portClosed(this.#port);
    this.#list.setAttribute('aria-label', messages.portTabs(this.#port));
    for (const name of TABS) this.#tabs[name].textContent = messages[name];
    this.#terminal.speak(messages);
    this.#browser?.speak(messages);
  }

  /** Whether the port takes clients. */
  get open(): boolean {
    return this.#open;
  }

  set open(open: boolean) {
    this.#open = open;
    this.#terminal.open = open;
    this.speak(this.#messages);
  }

  /** Whether there is something that a reader may still want to look at. */
  get isUsed(): boolean {
    return this.#terminal.isUsed || this.#browser !== null;
  }

  /** All that speaks with the port leaves it. */
  close(): void {
    this.#terminal.close();
    this.#browser?.close();
  }

  #id(of: 'tab' | 'panel', name: TabName): string {
    return `server-${this.#port}-${name}-${of}`;
  }

  #tab(name: TabName): HTMLButtonElement {
    const tab = button('', { role: 'tab', id: this.#id('tab', name), 'aria-controls': this.#id('panel', name) });
    tab.addEventListener('click', () => {
      this.#show(name);
    });
    return tab;
  }

  #panel(name: TabName): HTMLElement {
    return h('div', {
      role: 'tabpanel',
      id: this.#id('panel', name),
      'aria-labelledby': this.#id('tab', name),
    });
  }

  #show(shown: TabName): void {
    for (const name of TABS) {
      this.#tabs[name].setAttribute('aria-selected', String(name === shown));
      this.#tabs[name].tabIndex = name === shown ? 0 : -1;
      this.#panels[name].hidden = name !== shown;
    }
    if (shown === 'browser' && this.#browser === null && !this.#loading) void this.#startBrowser();
  }

  async #startBrowser(): Promise<void> {
    const panel = this.#panels.browser;
    this.#loading = true;
    try {
      const newBrowser = await this.#loadBrowser();
      if (!this.isConnected) return;
      this.#browser = newBrowser(this.#port, this.#connect, this.#messages);
      panel.replaceChildren(this.#browser);
    } catch {
      panel.replaceChildren(h('p', { role: 'alert' }, this.#messages.panelUnavailable));
    } finally {
      this.#loading = false;
    }
  }

  #key(event: KeyboardEvent): void {
    const other = this.#panels.terminal.hidden ? 'terminal' : 'browser';
    const nexts: Readonly<Record<string, TabName>> = {
      ArrowLeft: other,
      ArrowRight: other,
      Home: 'terminal',
      End: 'browser',
    };
    const next = nexts[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.#show(next);
    this.#tabs[next].focus();
  }
}

customElements.define('server-tabs', ServerTabs);
