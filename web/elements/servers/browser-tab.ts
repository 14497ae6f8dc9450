/** The tab Browser of a port: pages of the program's server, how each request went, and the way back. */
import type { CommonMessages } from '../../session/messages/common.ts';
import { BROWSER_MESSAGES, type BrowserMessages } from '../../session/messages/browser.ts';
import { addressOf, placeOf } from '../../session/servers/address.ts';
import type { Browsing } from '../../session/servers/browsing.ts';
import { contentOf, MAX_SHOWN, type Content } from '../../session/servers/content.ts';
import type { Exchange } from '../../session/servers/exchange.ts';
import { button, h } from '../dom.ts';
import { isShowable, pictureElement } from '../picture.ts';
import { PageFrame, type FrameScript } from './page-frame.ts';
import { RequestList } from './request-list.ts';
import { sanitizer } from './sanitize.ts';
import { seldom } from './seldom.ts';

export class BrowserTab extends HTMLElement {
  readonly #browsing: Browsing;
  readonly #back = button('');
  readonly #reload = button('');
  readonly #address = h('input', {
    type: 'text',
    inputmode: 'url',
    enterkeyhint: 'go',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  readonly #go = button('');
  readonly #status = h('p', { role: 'status' });
  readonly #page = h('div', { class: 'page' });
  readonly #frame: PageFrame;
  readonly #requests = new RequestList();
  readonly #sanitize = sanitizer(window);
  /** What is shown, and how much of it had come. */
  #shown: { readonly exchange: Exchange; readonly size: number; readonly isUnderWay: boolean } | null = null;
  #messages: BrowserMessages;

  constructor(browsing: Browsing, script: FrameScript, messages: CommonMessages) {
    super();
    this.#browsing = browsing;
    this.#messages = BROWSER_MESSAGES[messages.language];
    this.#frame = new PageFrame(script, {
      follow: (reference) => {
        browsing.follow(reference);
      },
      submit: (form) => {
        browsing.submit(form);
      },
    });
    this.#requests.setAttribute('role', 'group');
    // Not a form, which a sandboxed frame may not submit, as an embed's can be.
    const bar = h('div', { class: 'entry' }, this.#back, this.#reload, this.#address, this.#go);
    this.append(bar, this.#status, this.#page, this.#requests);
    this.#listen();
    browsing.visit('/');
  }

  speak(messages: CommonMessages): void {
    this.#messages = BROWSER_MESSAGES[messages.language];
    this.#shown = null;
    this.#draw();
  }

  /** Nothing is asked any more. */
  close(): void {
    this.#browsing.giveUp();
  }

  #listen(): void {
    const browsing = this.#browsing;
    const visit = (): void => {
      browsing.visit(this.#address.value);
    };
    this.#go.addEventListener('click', visit);
    this.#address.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) visit();
    });
    this.#back.addEventListener('click', () => {
      browsing.back();
    });
    this.#reload.addEventListener('click', () => {
      if (browsing.current?.isUnderWay === true) browsing.giveUp();
      else browsing.reload();
    });
    const draw = seldom(() => {
      this.#draw();
    });
    let target: string | null = null;
    browsing.changes.subscribe(() => {
      // What the reader types is left alone until they are somewhere else.
      if (browsing.target !== target) this.#address.value = target = browsing.target;
      draw();
    });
  }

  #draw(): void {
    const messages = this.#messages;
    const { current, requests, canGoBack } = this.#browsing;
    this.#back.textContent = messages.back;
    this.#back.disabled = !canGoBack;
    this.#reload.textContent = current?.isUnderWay === true ? messages.giveUp : messages.reload;
    this.#address.setAttribute('aria-label', messages.address);
    this.#go.textContent = messages.go;
    this.#requests.setAttribute('aria-label', messages.requests);
    this.#requests.show(requests, messages);
    this.#status.textContent = this.#statusText();
    if (current !== null) this.#drawPage(current);
  }

  #statusText(): string {
    const { current, problem, port } = this.#browsing;
    const messages = this.#messages;
    if (problem !== null) return messages.problem(problem);
    if (current === null) return '';
    const { state, head } = current;
    if (state === 'waiting') return messages.waiting;
    if (state === 'receiving') return messages.receiving(current.size);
    if (state !== 'complete') return messages.noAnswer(state, port);
    return messages.answered(`${head?.status ?? ''} ${head?.reason ?? ''}`.trim(), current.took, current.size);
  }

  /** The page before stays until there is something of the new one. */
  #drawPage(exchange: Exchange): void {
    const { size, isUnderWay } = exchange;
    const shown = this.#shown;
    if (shown?.exchange === exchange && shown.size === size && shown.isUnderWay === isUnderWay) return;
    const content = contentOf(exchange);
    if (content === null && isUnderWay) return;
    this.#shown = { exchange, size, isUnderWay };
    const body = content === null ? [] : this.#bodyOf(content, exchange);
    if (size > MAX_SHOWN) body.push(h('p', {}, this.#messages.shortened));
    const [first, ...rest] = body;
    if (first === undefined || first !== this.#page.firstChild) this.#page.replaceChildren(...body);
    else {
      // Put in anew, the frame would begin anew.
      while (this.#page.lastChild !== first) this.#page.lastChild?.remove();
      this.#page.append(...rest);
    }
  }

  #bodyOf(content: Content, { request: { target }, isUnderWay }: Exchange): HTMLElement[] {
    const messages = this.#messages;
    switch (content.kind) {
      case 'html':
        this.#frame.show(this.#sanitized(content.text, target), messages.page(target));
        return [this.#frame];
      case 'empty':
        return [h('p', {}, messages.emptyBody)];
      case 'text':
        return [h('pre', { tabindex: '0', 'aria-label': messages.page(target), role: 'region' }, content.text)];
      case 'other':
        return [h('p', {}, messages.otherBody(content.mime))];
      case 'picture': {
        if (isUnderWay) return [];
        const picture = { type: 'display', mime: content.mime, data: content.data, alt: '' } as const;
        if (!isShowable(picture)) return [h('p', {}, messages.otherBody(content.mime))];
        return [pictureElement(picture, messages.pictureOf(target))];
      }
    }
  }

  /** What may be shown of the page at `target`. */
  #sanitized(html: string, target: string): string {
    const { port } = this.#browsing;
    return this.#sanitize(html, (link) => {
      const place = placeOf(link, port, target);
      return place.kind === 'here' ? addressOf(port, place.target) : place.address;
    });
  }
}

customElements.define('browser-tab', BrowserTab);
