/**
 * The only script of the sandboxed frame: starts the program's worker from the text it is handed.
 *
 * It is built into one inline script whose hash the frame's Content-Security-Policy names, so that nothing else can
 * ever run in the frame. A *classic* worker from a blob: a module worker fails there in Chromium, a worker loaded by
 * address fails everywhere, because the frame's origin is opaque.
 */
import { trust } from '../shared/trusted-types.ts';
import type { FrameMessage, FrameStart } from './messages.ts';

const scripts = trust('tulip-program', { createScriptURL: (url: string) => url });

function tell(message: FrameMessage): void {
  // The page's origin may itself be opaque (an embed within a sandboxed frame), so there is no origin to name.
  parent.postMessage(message, '*');
}

function begin(event: MessageEvent<FrameStart>): void {
  const port = event.ports[0];
  if (event.source !== parent || port === undefined) return;
  removeEventListener('message', begin);
  const { host, start } = event.data;
  try {
    const address = URL.createObjectURL(new Blob([host], { type: 'text/javascript' }));
    const worker = new Worker(scripts.createScriptURL(address));
    worker.onerror = (error) => {
      tell({ type: 'broke', message: error.message });
    };
    worker.postMessage(start, [port, start.program.buffer]);
  } catch (error) {
    tell({ type: 'broke', message: String(error) });
  }
}

addEventListener('message', begin);
tell({ type: 'ready' });
