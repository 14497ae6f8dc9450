/** The formatter's worker: clang-format, away from the thread of the page. */
import { formatted } from './clang-format.ts';
import type { FormatRequest } from './format-client.ts';

onmessage = ({ data: { module, text } }: MessageEvent<FormatRequest>) => {
  postMessage(formatted(module, text));
};
