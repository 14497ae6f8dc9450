/**
 * The only script of the sandboxed frame: starts the program's worker from the text it is handed, and passes the program on.
 *
 * It is built into one inline script whose hash the frame's Content-Security-Policy names, so that nothing else can
 * ever run in the frame. A *classic* worker from a blob: a module worker fails there in Chromium, a worker loaded by
 * address fails everywhere, because the frame's origin is opaque.
 */
import { trust } from '../shared/trusted-types.ts';
import type { FrameCommand, FrameMessage } from './messages.ts';

const scripts = trust('tulip-program', { createScriptURL: (url: string) => url });
let worker: Worker | null = null;

function tell(message: FrameMessage): void {
  // The page's origin may itself be opaque (an embed within a sandboxed frame), so there is no origin to name.
  parent.postMessage(message, '*');
}

function startWorker(host: string): Worker {
  const address = URL.createObjectURL(new Blob([host], { type: 'text/javascript' }));
  const started = new Worker(scripts.createScriptURL(address));
  started.onerror = (error) => {
    tell({ type: 'broke', message: error.message });
  };
  return started;
}

function hear({ source, data, ports: [port] }: MessageEvent<FrameCommand>): void {
  if (source !== parent) return;
  try {
    if (data.type === 'host') worker ??= startWorker(data.host);
    else if (worker !== null && port !== undefined) {
      removeEventListener('message', hear);
      worker.postMessage(data.start, [port, data.start.program.buffer]);
      tell({ type: 'passed' });
    }
  } catch (error) {
    tell({ type: 'broke', message: String(error) });
  }
}

addEventListener('message', hear);
tell({ type: 'ready' });
