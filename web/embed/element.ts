/**
 * `embed.js`: makes the snippets of any page runnable.
 *
 *     <script src="https://…/embed.js" async></script>
 *     <tulip-playground demo="spinner"></tulip-playground>
 *     <tulip-playground><pre>#include &lt;asyncio.hpp&gt; …</pre></tulip-playground>
 *     <pre data-tulip>#include &lt;asyncio.hpp&gt; …</pre>
 *
 * Attributes, also of marked blocks as `data-…`: `demo` (a bundled program) or `link` (`v1=…`, of a shared one; without either
 * the element's own text is the program), `lang`, `theme`, `panes` (`timeline`), `height` (CSS pixels; without it the frame fits its content). What the element holds stays
 * visible until the frame has loaded, and for readers without scripts. The frame is made when it comes near the
 * window, so that a page with many snippets loads as fast as one without.
 */
import { encodeWritten } from '../session/workbench/encode-link.ts';
import { deflate } from '../shared/deflate.ts';
import type { HeightMessage } from './height.ts';

/** Blocks of code that ask to be made runnable. */
const MARKED = 'pre[data-tulip], code[data-tulip], pre.tulip, code.language-tulip';
/** How far outside the window a frame is made already. */
const NEAR = '400px';
const FIRST_HEIGHT = 260;
const MAX_HEIGHT = 2_000;

/** Where this script came from is where the site is. A module has no `currentScript`. */
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
const ownAddress = script?.src ?? document.querySelector<HTMLScriptElement>('script[src*="embed.js"]')?.src;
const siteUrl = new URL('.', ownAddress ?? location.href).href;

class TulipPlayground extends HTMLElement {
  #frame: HTMLIFrameElement | null = null;
  #observer: IntersectionObserver | null = null;

  connectedCallback(): void {
    this.style.display = 'block';
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void this.#show();
      },
      { rootMargin: NEAR },
    );
    this.#observer.observe(this);
    addEventListener('message', this.#fit);
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect();
    removeEventListener('message', this.#fit);
    this.#frame?.remove();
    this.#frame = null;
  }

  async #show(): Promise<void> {
    this.#observer?.disconnect();
    if (this.#frame !== null) return;
    const address = await this.#address();
    if (address === null || !this.isConnected) return;
    const frame = document.createElement('iframe');
    frame.src = address;
    frame.title = 'Tulip: C++';
    frame.allow = 'clipboard-write';
    const height = Number(this.getAttribute('height')) || FIRST_HEIGHT;
    frame.style.cssText = `display:block;width:100%;height:${height}px;border:0;border-radius:8px;color-scheme:auto`;
    // What was there before goes only once there is something to put in its place.
    const before = [...this.childNodes];
    frame.addEventListener('load', () => {
      for (const node of before) node.remove();
    });
    this.#frame = frame;
    this.append(frame);
  }

  /** The frame's address; null where the program does not fit into one. */
  async #address(): Promise<string | null> {
    const url = new URL('embed/', siteUrl);
    for (const name of ['lang', 'theme', 'demo', 'panes']) {
      const value = this.getAttribute(name);
      if (value !== null && value !== '') url.searchParams.set(name, value);
    }
    url.hash = this.getAttribute('link') ?? '';
    if (this.hasAttribute('demo') || url.hash !== '') return url.href;
    const link = await encodeWritten({ code: codeOf(this) }, {}, { deflate });
    if (!link.ok) return null;
    url.hash = link.value;
    return url.href;
  }

  readonly #fit = (event: MessageEvent<unknown>): void => {
    const frame = this.#frame;
    if (event.source === null || event.source !== frame?.contentWindow || this.hasAttribute('height')) return;
    if (isHeight(event.data)) frame.style.height = `${Math.min(event.data.height, MAX_HEIGHT)}px`;
  };
}

function isHeight(value: unknown): value is HeightMessage {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('height' in value)) return false;
  return value.type === 'tulip:height' && typeof value.height === 'number' && value.height > 0;
}

/** The text of an element, without the line feeds that its markup brought. */
function codeOf(element: Element): string {
  return `${element.textContent.replace(/^\s*\n/, '').trimEnd()}\n`;
}

function replaceMarked(): void {
  for (const marked of document.querySelectorAll<HTMLElement>(MARKED)) {
    const block = marked.closest('pre') ?? marked;
    if (block.closest('tulip-playground') !== null) continue;
    const element = document.createElement('tulip-playground');
    for (const name of ['demo', 'link', 'lang', 'theme', 'height', 'panes']) {
      const value = marked.dataset[name];
      if (value !== undefined) element.setAttribute(name, value);
    }
    block.replaceWith(element);
    element.append(block);
  }
}

if (customElements.get('tulip-playground') === undefined) {
  customElements.define('tulip-playground', TulipPlayground);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', replaceMarked);
  else replaceMarked();
}
