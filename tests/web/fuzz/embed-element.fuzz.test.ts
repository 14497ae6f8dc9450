/** What `embed.js` hears of its frame, in the page of somebody else: whatever anybody who got into the frame would say to that page. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { changedValue, fuzz, TIMEOUT } from './support.ts';

const RIGHT = [
  { type: 'tulip:height', height: 300 },
  { type: 'tulip:ready' },
  { type: 'tulip:run', auto: false },
  { type: 'tulip:output', stream: 'stdout', text: 'x' },
  { type: 'tulip:exit', status: 'exited', code: 0 },
];
/** The events that web/README.md promises, and nothing that a page may have listeners for already. */
const PROMISED = ['ready', 'run', 'output', 'exit'];
/** No embed is higher, CSS pixels. */
const HIGHEST = 2_000;

interface Box {
  className: string;
  readonly style: { height?: string };
  readonly contentWindow: unknown;
  append(): void;
}

/** The element and what it makes of the document, in Node: only as much of it as the element asks for. */
class Page {
  /** What the element's frame shows, which is not the one of another element. */
  readonly window = {};
  readonly made: Box[] = [];
  readonly events: string[] = [];
  hear: (event: unknown) => void = () => undefined;

  /** Loads embed.js into it, and puts an element there. */
  async open(): Promise<void> {
    const { events } = this;
    class Element extends EventTarget {
      readonly clientWidth = 700;
      readonly firstElementChild = null;
      readonly textContent = '';
      getAttribute(name: string): string | null {
        return name === 'demo' ? 'spinner' : null;
      }
      getAttributeNames(): string[] {
        return [];
      }
      hasAttribute(): boolean {
        return false;
      }
      attachShadow(): object {
        return { append: () => undefined };
      }
      override dispatchEvent(event: Event): boolean {
        events.push(event.type);
        return true;
      }
    }
    const nothing = class {
      readonly observe = () => undefined;
      readonly replaceSync = () => undefined;
    };
    const defined: (new () => Element & { connectedCallback(): void })[] = [];
    const root = new EventTarget();
    const globals = {
      SHORT_PROGRAMS: {},
      HTMLElement: Element,
      CSSStyleSheet: nothing,
      IntersectionObserver: nothing,
      MutationObserver: nothing,
      location: { href: 'https://blog.example/' },
      matchMedia: () => root,
      customElements: {
        get: () => undefined,
        define: (_: string, ...made: typeof defined) => defined.push(...made),
      },
      document: {
        readyState: 'complete',
        querySelector: () => null,
        querySelectorAll: () => [],
        createElement: () => {
          const box = { className: '', style: {}, contentWindow: this.window, append: () => undefined };
          this.made.push(box);
          return box;
        },
      },
      addEventListener: (type: string, listener: typeof this.hear) => {
        if (type === 'message') this.hear = listener;
      },
    };
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    await import('../../../web/embed/element.ts');
    for (const Made of defined) new Made().connectedCallback();
  }

  /** The height that the element has asked for, CSS pixels. */
  get height(): string {
    return this.made.map(({ style }) => style.height).find((height) => height !== undefined) ?? '';
  }

  /** The events that a message of the frame, or of another window, caused. */
  caused(data: unknown, source: unknown = this.window): string[] {
    this.events.length = 0;
    this.hear({ source, data });
    return [...this.events];
  }
}

describe('the page that an embed is in', { timeout: TIMEOUT }, () => {
  const page = new Page();
  beforeAll(() => page.open());
  afterAll(() => {
    vi.unstubAllGlobals();
  });

  it('hears the promised events of the frame, a height within bounds, and nothing else', async () => {
    expect(RIGHT.flatMap((data) => page.caused(data))).toEqual(PROMISED);
    expect(page.height).toBe('300px');
    const named = fc
      .oneof(fc.constantFrom('click', 'submit', 'height', 'stop', '', 'run:', 'toString', '__proto__'), fc.string())
      .map((name) => ({ type: `tulip:${name}`, height: 10, auto: true }));
    const sized = fc.oneof(fc.double(), fc.bigInt(), fc.anything()).map((height) => ({ type: 'tulip:height', height }));
    await fuzz(
      fc.oneof(named, sized, changedValue(RIGHT), fc.anything()),
      (data) => {
        const caused = page.caused(data);
        expect(caused.filter((type) => !PROMISED.includes(type))).toEqual([]);
        expect(page.height).toMatch(/^[\d.]+(?:e-\d+)?px$/);
        expect(parseFloat(page.height)).toBeGreaterThan(0);
        expect(parseFloat(page.height)).toBeLessThanOrEqual(HIGHEST);
        for (const other of [null, {}]) expect(page.caused(data, other)).toEqual([]);
      },
      1_000,
    );
  });
});
