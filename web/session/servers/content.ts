/** What kind of thing a response's body is, as far as a page can show it. */
import type { Exchange } from './exchange.ts';
import { headerOf } from './http.ts';

/** Bytes of text that are shown: a page of more takes seconds to lay out. */
export const MAX_SHOWN = 1024 * 1024;

export type Content =
  | { readonly kind: 'empty' }
  | { readonly kind: 'html' | 'text'; readonly text: string }
  | { readonly kind: 'picture'; readonly mime: string; readonly data: Uint8Array<ArrayBuffer> }
  /** Nothing that can be shown. */
  | { readonly kind: 'other'; readonly mime: string };

/** What has come so far of the answer; null before its headers. */
export function contentOf(exchange: Exchange): Content | null {
  if (exchange.head === null) return null;
  if (exchange.size === 0) return exchange.isUnderWay ? null : { kind: 'empty' };
  const type = headerOf(exchange.head.headers, 'content-type');
  const mime = type?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (mime.startsWith('image/')) return { kind: 'picture', mime, data: exchange.body() };
  if (!/^(?:$|text\/|application\/(?:[\w.-]+\+)?(?:json|xml)$|application\/(?:xhtml\+xml|javascript)$)/.test(mime)) {
    return { kind: 'other', mime };
  }
  const text = decode(exchange.body(MAX_SHOWN), type ?? '');
  // Where the server does not say what it sends, a browser looks.
  if (mime === 'text/html' || (mime === '' && /^\s*</.test(text))) return { kind: 'html', text };
  return { kind: 'text', text: mime.endsWith('json') && exchange.state === 'complete' ? indented(text) : text };
}

function decode(bytes: Uint8Array<ArrayBuffer>, type: string): string {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes, { stream: true });
  } catch {
    // There is no encoding of that name.
    return new TextDecoder().decode(bytes, { stream: true });
  }
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
