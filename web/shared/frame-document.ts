import { trust } from './trusted-types.ts';

const documents = trust('tulip-frames', { createHTML: (html: string) => html });

/** Makes `html` the document of a sandboxed frame, which has a policy of its own. */
export function setDocument(frame: HTMLIFrameElement, html: string): void {
  frame.srcdoc = documents.createHTML(html);
}
