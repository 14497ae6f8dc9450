/** Shared links as the contract describes them, made here by other means than the page's own. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** The fragment, with `#`, that carries any value. */
export function linkOf(value: unknown): string {
  return linkOfBytes(new TextEncoder().encode(JSON.stringify(value)));
}

/** The fragment, with `#`, that carries any bytes in the place of JSON. */
export function linkOfBytes(bytes: Uint8Array): string {
  return `#v1=${deflateRawSync(bytes).toString('base64url')}`;
}

/** The fragment, with `#`, of a program. */
export function linkTo(code: string): string {
  return linkOf({ code });
}

/** What a link, whole or only its fragment, carries. */
export function readLink(link: string): { code: string; [option: string]: unknown } {
  const data = /#v1=([\w-]+)$/.exec(link)?.[1];
  if (data === undefined) throw new Error(`not a link: ${link.slice(0, 100)}`);
  const value: unknown = JSON.parse(inflateRawSync(Buffer.from(data, 'base64url')).toString('utf8'));
  if (typeof value !== 'object' || value === null || !('code' in value) || typeof value.code !== 'string') {
    throw new Error('a link without code');
  }
  return { ...value, code: value.code };
}
