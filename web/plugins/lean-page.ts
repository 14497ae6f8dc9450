/** Takes the indentation out of a built page, where each byte counts; it must hold no text whose spaces matter. */
import type { Plugin } from 'vite';

/** `path` is the page's, from the site's root. */
export function leanPage(path: string): Plugin {
  return {
    name: 'tulip-lean-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, page) => (page.path === path ? html.replaceAll(/\n\s*/g, '\n') : html),
    },
  };
}
