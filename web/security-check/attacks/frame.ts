/**
 * Stands in for the bootstrap of the sandboxed frame, and so runs in that very frame, under the same policy but for the hash of its text: what
 * somebody could try who has broken out of a program's worker, too, into the frame's document. Then it starts the worker's attacks, as the
 * bootstrap starts a program.
 */
import { trust } from '../../shared/trusted-types.ts';
import { attempt, attemptRequest, ELSEWHERE, LEFT_FOR, Refusal, type Report } from './attempt.ts';

const scripts = trust('tulip-program', { createScriptURL: (url: string) => url });

/** Page to frame, once. */
export interface Start {
  /** Text of the worker's attacks. */
  readonly host: string;
}

async function attack(): Promise<Report> {
  const attempts = await Promise.all([
    attempt('parent', () => parent.document.title),
    attempt('cookies', () => document.cookie),
    attempt('storage', () => localStorage.length),
    attempt('clipboard', () => navigator.clipboard.readText()),
    attempt('top', () => {
      if (top !== null) top.location.href = 'about:blank';
    }),
    attempt('window', () => {
      if (open('about:blank') === null) throw new Refusal('null');
    }),
    attempt('inject', () => {
      const script = document.createElement('script');
      script.append('self.injected = true');
      document.body.append(script);
      if (!('injected' in self)) throw new Refusal('script-src');
    }),
    attemptRequest('picture', `${ELSEWHERE}picture`, (url) => {
      document.body.append(Object.assign(new Image(), { src: url }));
    }),
    attemptRequest('inner', `${ELSEWHERE}frame`, (url) => {
      document.body.append(Object.assign(document.createElement('iframe'), { src: url }));
    }),
    // Here and not in the worker: a WebSocket that is refused there can bring Firefox to a standstill (153).
    attemptRequest('socket', `${ELSEWHERE.replace('https', 'wss')}socket`, (url) => new WebSocket(url)),
  ]);
  return { type: 'attempts', attempts };
}

addEventListener(
  'message',
  (event: MessageEvent<Start>) => {
    if (event.source !== parent) return;
    void attack().then((report) => {
      parent.postMessage(report, '*');
      const address = URL.createObjectURL(new Blob([event.data.host], { type: 'text/javascript' }));
      const worker = new Worker(scripts.createScriptURL(address));
      worker.onmessage = (message: MessageEvent<Report>) => {
        parent.postMessage(message.data, '*');
        // A frame may leave by itself, with what it knows in the address: the page's policy stops it, and tells the page.
        location.href = LEFT_FOR;
      };
    });
  },
  { once: true },
);
parent.postMessage({ type: 'ready' }, '*');
