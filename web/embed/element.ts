/**
 * `embed.js`: makes the snippets of any page runnable.
 *
 *     <script src="https://…/embed.js" async></script>
 *     <tulip-playground demo="spinner"></tulip-playground>
 *     <tulip-playground><pre><code>#include &lt;asyncio.hpp&gt; …</code></pre></tulip-playground>
 *     <pre data-tulip>#include &lt;asyncio.hpp&gt; …</pre>
 *
 * web/README.md lists the attributes. What the element holds stays in the page: it is what readers without scripts, feeds and printers see.
 * The room is reserved at once and the frame is made when it comes near the window, so that a page with many snippets loads as fast as
 * one without and nothing in it moves.
 */
import { encodeFields } from '../session/workbench/encode-link.ts';
import { checksum } from '../session/workbench/link-format.ts';
import { deflate } from '../shared/deflate.ts';
import type { EmbedMessage, HostMessage } from './host-page.ts';
import { themeAround, watchTheme } from './page-theme.ts';
import { linesSeen } from './regions.ts';
import { reservedHeight } from './reserved.ts';

/** Lines of the bundled programs that have few of them, by their IDs; the build puts it here. */
declare const SHORT_PROGRAMS: Readonly<Record<string, number | undefined>>;

/** Blocks of code that ask to be made runnable. Jekyll and Docusaurus put the language of a block around it. */
const MARKED = 'pre[data-tulip],code[data-tulip],pre.tulip,.language-tulip';
/** What the frame's address takes over as it is. */
const PASSED = ['demo', 'panes', 'clock', 'net', 'readonly', 'autorun', 'first-line'];
const ATTRIBUTES = [...PASSED, 'link', 'compiled', 'lang', 'theme', 'height', 'title', 'together'];
/** How far outside the window a frame is made already. */
const NEAR = '400px';
const MAX_HEIGHT = 2_000;
/** What is believed of what a frame says; all but the first become events. */
const HEARD = ['height', 'ready', 'run', 'output', 'exit'];

/** Where this script came from is where the site is. A module has no `currentScript`. */
const script = (document.currentScript ??
  document.querySelector('script[src*="embed.js"]')) as HTMLScriptElement | null;
const siteUrl = new URL('.', script?.src ?? location.href).href;

/** Those that are in the page. */
const playgrounds = new Set<TulipPlayground>();

class TulipPlayground extends HTMLElement {
  /** Holds what the page's author put into the element, and then the frame in its place. */
  readonly #box = document.createElement('div');
  readonly #frame = document.createElement('iframe');
  /** Stands in an element that holds nothing, for as long as the frame has not come. */
  readonly #link = document.createElement('a');
  /** It keeps the height that it had. */
  #held = false;
  readonly #observer = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void this.#show();
    },
    { rootMargin: NEAR },
  );

  constructor() {
    super();
    const slot = document.createElement('slot');
    slot.append(this.#link);
    this.#box.append(slot);
    const style = new CSSStyleSheet();
    // Of a page that is printed, a frame would show the beginning alone.
    style.replaceSync(
      ':host{display:block;direction:ltr}a{color:inherit}div{position:relative;overflow:auto}iframe{position:absolute;inset:0;width:100%;height:100%;border:0;border-radius:8px;visibility:hidden}' +
        '.in>slot::slotted(*){margin:0!important}.on{overflow:hidden}.on>slot{display:none}.on>iframe{visibility:visible}' +
        '@media print{.code{height:auto!important}.code>slot{display:block}.code>iframe{display:none}}',
    );
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];
    root.append(this.#box);
  }

  connectedCallback(): void {
    playgrounds.add(this);
    addEventListener('message', this.#hear);
    const unknown = this.getAttributeNames().filter((name) => !isKnown(name, this));
    if (unknown.length > 0) console.warn('tulip-playground: unknown', unknown);
    this.reserve();
  }

  disconnectedCallback(): void {
    playgrounds.delete(this);
    removeEventListener('message', this.#hear);
    this.#observer.disconnect();
    this.#frame.remove();
    this.#box.className = '';
  }

  /** Another program of the page runs. */
  stop(): void {
    this.#tell({ type: 'tulip:stop' });
  }

  /** The page may have become light or dark. */
  followTheme(): void {
    const { theme } = this;
    this.#frame.style.colorScheme = theme;
    this.#tell({ type: 'tulip:theme', theme });
  }

  get theme() {
    const asked = this.getAttribute('theme');
    return asked === 'light' || asked === 'dark' ? asked : themeAround(this);
  }

  /** The height that its author gave, CSS pixels; 0 or NaN without one. */
  get #fixed(): number {
    return Number(this.getAttribute('height'));
  }

  get #code(): string {
    const range = new Range();
    range.selectNodeContents(this);
    const held = range.cloneContents();
    // Docusaurus, and editors that know no preformatted text, end lines so.
    for (const end of held.querySelectorAll('br')) end.append('\n');
    return `${held.textContent.replace(/^\s*\n/, '').trimEnd()}\n`;
  }

  /** Makes room, once all that the element holds has been read. */
  reserve(): void {
    const demo = this.getAttribute('demo');
    if (this.#box.className !== '' || (demo === null && !isWhole(this))) return;
    const seen = demo === null ? linesSeen(this.#code) : (SHORT_PROGRAMS[demo] ?? Infinity);
    const block = this.firstElementChild;
    const box = block?.getBoundingClientRect();
    // Where the reader reads already, nothing moves: it stays as high as it is until it is run.
    const late = performance.getEntriesByType('paint').length > 0;
    const kept = box && late && box.height > 100 && box.bottom > 0 && box.top < innerHeight ? box.height : 0;
    this.#held = kept > 0;
    this.#setHeight(this.#fixed || kept || reservedHeight(seen, this.clientWidth));
    if (block) this.style.margin = getComputedStyle(block).margin;
    this.#box.className = 'in';
    this.#observer.observe(this);
  }

  #setHeight(height: number): void {
    this.#box.style.height = `${height}px`;
  }

  async #show(): Promise<void> {
    this.#observer.disconnect();
    const frame = this.#frame;
    const address = await this.#address();
    if (address === null || !this.isConnected) return;
    frame.src = address;
    this.#link.href = address;
    this.#link.textContent = frame.title = this.title || 'Tulip: C++';
    frame.allow = 'clipboard-write';
    frame.style.colorScheme = this.theme;
    this.#box.append(frame);
  }

  /** The frame's address; null where the program does not fit into one. */
  async #address(): Promise<string | null> {
    const url = new URL('embed/', siteUrl);
    const lang = /^(?:ko|en)\b/.exec(this.closest<HTMLElement>('[lang]')?.lang ?? '')?.[0];
    if (lang !== undefined) url.searchParams.set('lang', lang);
    url.searchParams.set('theme', this.theme);
    for (const name of PASSED) {
      const value = this.getAttribute(name);
      if (value !== null) url.searchParams.set(name, value);
    }
    const code = this.#code;
    url.hash = this.getAttribute('link') ?? '';
    if (url.hash !== '') return url.href;
    // No program: the embed says so.
    if (code === '\n' && !this.hasAttribute('demo')) url.searchParams.set('demo', '');
    if (url.searchParams.has('demo')) return url.href;
    const compiled = this.getAttribute('compiled') ?? undefined;
    const link = await encodeFields({ code, compiled, sum: checksum(code) }, { deflate });
    if (link === null) return null;
    url.hash = link;
    return url.href;
  }

  readonly #hear = ({ source, data }: MessageEvent<EmbedMessage | null>): void => {
    const name = HEARD.find((each) => data?.type === `tulip:${each}`);
    // The frame's window and no other, whatever its origin: in a sandboxed page it has none.
    if (!data || !name || source === null || source !== this.#frame.contentWindow) return;
    // What was there before goes only now: of a frame that was refused, or did not come, nothing is heard, though it counts as loaded.
    this.#box.className = this.textContent.trim() === '' ? 'in on' : 'in on code';
    if (data.type === 'tulip:height') {
      const height: unknown = data.height;
      if (!this.#held && !this.#fixed && typeof height === 'number' && height > 0)
        this.#setHeight(Math.min(height, MAX_HEIGHT));
      return;
    }
    if (data.type === 'tulip:run') {
      this.#held = false;
      if (!data.auto && !this.hasAttribute('together')) {
        for (const other of playgrounds) if (other !== this && !other.hasAttribute('together')) other.stop();
      }
    }
    this.dispatchEvent(new CustomEvent(name, { detail: data, bubbles: true }));
  };

  #tell(message: HostMessage): void {
    this.#frame.contentWindow?.postMessage(message, '*');
  }
}

/** Whether an attribute means something, to this element or to every one. */
function isKnown(name: string, element: HTMLElement): boolean {
  return ATTRIBUTES.includes(name) || name in element || /^(class$|tabindex$|data-|aria-)/.test(name);
}

/** Whether the browser has read all of it: it reads on behind it, or has read the page. */
function isWhole(element: Element): boolean {
  for (let at: Node | null = element; at !== null; at = at.parentNode) if (at.nextSibling !== null) return true;
  return document.readyState !== 'loading';
}

function replaceMarked(): void {
  for (const marked of document.querySelectorAll<HTMLElement>(MARKED)) {
    const block = marked.closest('pre') ?? marked;
    if (block.closest('tulip-playground') !== null || !isWhole(block)) continue;
    const element = document.createElement('tulip-playground');
    for (const name of ATTRIBUTES) {
      const value = marked.getAttribute(`data-${name}`);
      if (value !== null) element.setAttribute(name, value);
    }
    const { parentNode, nextSibling } = block;
    element.append(block);
    // Not before it has its program, of which it reads how much room it needs.
    parentNode?.insertBefore(element, nextSibling);
  }
}

/** Looks at what has come, while the page is read and later, as pages do that are changed by scripts. */
function scan(): void {
  replaceMarked();
  for (const playground of playgrounds) playground.reserve();
}

function whenRead(): void {
  scan();
  watchTheme(() => {
    for (const playground of playgrounds) playground.followTheme();
  });
}

if (customElements.get('tulip-playground') === undefined) {
  customElements.define('tulip-playground', TulipPlayground);
  scan();
  new MutationObserver(scan).observe(document, { childList: true, subtree: true });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', whenRead);
  else whenRead();
}
