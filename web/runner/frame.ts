/**
 * The sandboxed frame a program runs in: an opaque origin with a policy of its own.
 *
 * `sandbox="allow-scripts"` and nothing else takes away cookies, storage, the parent's document, pop-ups and top
 * navigation; the policy takes away every script but the bootstrap and the program's worker, and every address but
 * the site's own. The worker inherits that policy.
 */
import { policySource } from '../shared/connect-policy.ts';
import { setDocument } from '../shared/frame-document.ts';

/** Built with the page: see `plugins/sandbox.ts`. */
export interface SandboxScripts {
  /** The bootstrap's text, without its script tags. */
  readonly bootstrap: string;
  /** Its SHA-256 as a policy writes it: `sha256-…`. */
  readonly bootstrapHash: string;
  /** Text of the worker script that hosts the program. */
  readonly host: string;
}

/** The frame's document. `baseUrl` is the one address that a program may fetch from. */
export function frameDocument(scripts: SandboxScripts, baseUrl: string): string {
  const policy = [
    "default-src 'none'",
    `script-src '${scripts.bootstrapHash}' blob: 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "require-trusted-types-for 'script'",
    'trusted-types tulip-program',
    `connect-src ${policySource(baseUrl)}`,
  ].join('; ');
  // The policy must be the first element: it binds only what comes after it.
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${scripts.bootstrap}</script>`;
}

/** A fresh frame, not yet in the document. */
export function makeFrame(scripts: SandboxScripts, baseUrl: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  frame.title = 'program';
  frame.hidden = true;
  setDocument(frame, frameDocument(scripts, baseUrl));
  return frame;
}
