/**
 * Shows a program's page where it can do no harm: sanitized, in a sandboxed frame of an opaque origin whose policy refuses all but styles
 * and pictures that stand in the page itself, and the one script that tells of links and forms.
 */
import { readFrameMessage, type FormSubmission, type FrameContent } from '../../session/servers/frame-message.ts';
import { setDocument } from '../../shared/frame-document.ts';
import { h } from '../dom.ts';

/** Built with the page: see `plugins/sandbox.ts`. */
export interface FrameScript {
  /** Its text, without script tags. */
  readonly text: string;
  /** Its SHA-256 as a policy writes it: `sha256-…`. */
  readonly hash: string;
}

/** What the reader does in a page. */
export interface PageListener {
  follow(reference: string): void;
  submit(form: FormSubmission): void;
}

export class PageFrame extends HTMLElement {
  readonly #frame: HTMLIFrameElement;
  readonly #listener: PageListener;
  #html: string | null = null;
  #isReady = false;

  constructor(script: FrameScript, listener: PageListener) {
    super();
    this.#listener = listener;
    this.#frame = h('iframe', { sandbox: 'allow-scripts' });
    setDocument(this.#frame, frameDocument(script));
    this.append(this.#frame);
  }

  connectedCallback(): void {
    addEventListener('message', this.#hear);
  }

  disconnectedCallback(): void {
    // It begins anew where it is shown again.
    this.#isReady = false;
    removeEventListener('message', this.#hear);
  }

  /** `html` is sanitized; `name` says whose page it is. */
  show(html: string, name: string): void {
    this.#frame.title = name;
    if (html === this.#html) return;
    this.#html = html;
    this.#post();
  }

  #post(): void {
    if (!this.#isReady || this.#html === null) return;
    const content: FrameContent = { html: this.#html };
    this.#frame.contentWindow?.postMessage(content, '*');
  }

  readonly #hear = (event: MessageEvent<unknown>): void => {
    if (event.source !== this.#frame.contentWindow) return;
    const message = readFrameMessage(event.data);
    if (message === null) return;
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#post();
        break;
      case 'height':
        // Its greatest and least are the style sheet's.
        this.#frame.style.height = `${Math.ceil(message.height)}px`;
        break;
      case 'follow':
        this.#listener.follow(message.reference);
        break;
      case 'submit':
        this.#listener.submit(message);
        break;
    }
  };
}

function frameDocument({ text, hash }: FrameScript): string {
  const policy = `default-src 'none'; script-src '${hash}'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types tulip-page`;
  // The policy must be the first element: it binds only what comes after it.
  return (
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<style>:root{color-scheme:light dark;font-family:system-ui,sans-serif}</style><body><script>${text}</script>`
  );
}

customElements.define('page-frame', PageFrame);
