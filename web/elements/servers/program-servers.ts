/** The ports that the running program listens on, each with a terminal and a browser. Hidden until a program listens. */
import type { Panel } from '../../page/panel.ts';
import type { CommonMessages } from '../../session/messages/common.ts';
import type { ConnectionListener, ProgramConnection } from '../../session/run/ports.ts';
import type { SessionEvent } from '../../session/run/run-session.ts';
import { ServerTabs, type LoadBrowser } from './server-tabs.ts';

/** Opens a connection to a port of the program; null where that cannot be. */
export type Connect = (port: number, listener: ConnectionListener) => ProgramConnection | null;

/** Ports that are shown: a program may listen on all there are. */
const MAX_PORTS = 20;

export class ProgramServers extends HTMLElement implements Panel {
  readonly #servers = new Map<number, ServerTabs>();
  readonly #connect: Connect;
  readonly #loadBrowser: LoadBrowser;
  #messages: CommonMessages | null = null;

  constructor(connect: Connect, loadBrowser: LoadBrowser) {
    super();
    this.#connect = connect;
    this.#loadBrowser = loadBrowser;
    this.addEventListener('left', () => {
      this.#dropUnused();
    });
  }

  speak(messages: CommonMessages): void {
    this.#messages = messages;
    for (const server of this.#servers.values()) server.speak(messages);
  }

  /** What was said with the servers before goes. */
  begin(): void {
    for (const server of this.#servers.values()) server.close();
    this.#servers.clear();
    this.replaceChildren();
    this.#dropUnused();
  }

  /** No port takes clients any more. What was said remains. */
  end(): void {
    for (const server of this.#servers.values()) server.open = false;
    this.#dropUnused();
  }

  hear(said: SessionEvent): void {
    if (said.type !== 'program' || said.event.type !== 'listening') return;
    const { port, open } = said.event;
    if (open) this.#add(port);
    const server = this.#servers.get(port);
    if (server !== undefined) server.open = open;
    this.#dropUnused();
  }

  #add(port: number): void {
    const messages = this.#messages;
    if (messages === null || this.#servers.has(port) || this.#servers.size >= MAX_PORTS) return;
    const server = new ServerTabs(port, (listener) => this.#connect(port, listener), this.#loadBrowser, messages);
    this.#servers.set(port, server);
    this.append(server);
  }

  #dropUnused(): void {
    for (const [port, server] of this.#servers) {
      if (server.open || server.isUsed) continue;
      server.remove();
      this.#servers.delete(port);
    }
    this.hidden = this.#servers.size === 0;
  }
}

customElements.define('program-servers', ProgramServers);
