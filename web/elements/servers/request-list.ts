/** The requests that a browser made, a row each, which opens to the headers of both sides. */
import type { BrowserMessages } from '../../session/messages/browser.ts';
import type { Exchange } from '../../session/servers/exchange.ts';
import { requestText, type Header } from '../../session/servers/http.ts';
import { h } from '../dom.ts';

export class RequestList extends HTMLElement {
  readonly #rows = new Map<Exchange, HTMLDetailsElement>();

  /** Rows that are there already stay open or closed. */
  show(requests: readonly Exchange[], messages: BrowserMessages): void {
    for (const [exchange, row] of this.#rows) {
      if (requests.includes(exchange)) continue;
      row.remove();
      this.#rows.delete(exchange);
    }
    for (const exchange of requests) {
      const row = this.#rows.get(exchange) ?? h('details', {}, h('summary'), h('div'));
      if (!this.#rows.has(exchange)) this.prepend(row);
      this.#rows.set(exchange, row);
      row.children[0]?.replaceChildren(...summaryOf(exchange, messages));
      row.children[1]?.replaceChildren(...headersOf(exchange, messages));
    }
  }
}

function summaryOf(exchange: Exchange, messages: BrowserMessages): HTMLElement[] {
  const { request, head } = exchange;
  const status = head === null ? messages.noStatus(exchange.state) : `${head.status} ${head.reason}`;
  return [
    h('code', {}, `${request.method} ${request.target}`),
    h('span', { class: head === null || head.status >= 400 ? 'status bad' : 'status' }, status),
    h('span', { class: 'number' }, exchange.isUnderWay ? '' : messages.milliseconds(exchange.took)),
    h('span', { class: 'number' }, messages.size(exchange.size)),
  ];
}

function headersOf({ request, requestHeaders, head }: Exchange, messages: BrowserMessages): HTMLElement[] {
  const sent = section(messages.requestHeaders, requestText(request, requestHeaders).trim());
  if (head === null) return [sent];
  return [
    sent,
    section(messages.responseHeaders, [`HTTP ${head.status} ${head.reason}`, ...lines(head.headers)].join('\n')),
  ];
}

function section(title: string, text: string): HTMLElement {
  return h('section', {}, h('h3', {}, title), h('pre', {}, text));
}

function lines(headers: readonly Header[]): string[] {
  return headers.map(([name, value]) => `${name}: ${value}`);
}

customElements.define('request-list', RequestList);
