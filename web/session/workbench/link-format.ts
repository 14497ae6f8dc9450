/** What a link is made of, for those who write one and those who read one: see `share-link.ts`. Small, as `embed.js` needs it. */
import type { Project } from '../../../wasm/sdk/project.ts';
import type { LinkOptions } from './link-options.ts';
import type { WrittenProject } from './written-project.ts';

/** What a link carries. */
export interface SharedProgram {
  readonly project: Project;
  readonly options: LinkOptions;
}

/** Raw deflate there and back. Null where the result has more than `limit` bytes; `inflate` rejects what is no compressed data. */
export interface Deflate {
  deflate(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Uint8Array<ArrayBuffer> | null>;
  inflate(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** Bytes of compressed data that a link may hold. 100 KB of incompressible Korean fit; addresses end at 1-2 MB. */
export const MAX_COMPRESSED_BYTES = 256 * 1024;
/** Bytes of JSON that a link may inflate to, so that a small link cannot fill the memory. */
export const MAX_JSON_BYTES = 1024 * 1024;

/** What every link begins with. */
export const PREFIX = 'v1=';

/** Of a program of one file it is its text's, as it always was. */
export function sumOf({ code, files, main }: WrittenProject): string {
  return checksum(files === undefined && main === undefined ? code : JSON.stringify([code, files, main]));
}

/** FNV-1a over UTF-16 code units: against accidents, not against anybody's intent. */
export function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
