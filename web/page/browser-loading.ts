/** Loads the browser of a program's pages, with the reader's first look at it: its elements, what sanitizes pages, and the parser of HTTP. */
import type { LoadBrowser } from '../elements/servers/server-tabs.ts';

export const loadBrowser: LoadBrowser = async () => {
  const [{ BrowserTab }, { Browsing }, { responseParsers }, { default: script }, { default: llhttp }] =
    await Promise.all([
      import('../elements/servers/browser-tab.ts'),
      import('../session/servers/browsing.ts'),
      import('../runner/response-parser.ts'),
      import('virtual:page-frame'),
      import('virtual:llhttp'),
      import('../styles/browser.css'),
    ]);
  const newParser = await responseParsers(Uint8Array.from(atob(llhttp), (char) => char.charCodeAt(0)));
  const now = (): number => performance.now();
  return (port, connect, messages) =>
    new BrowserTab(new Browsing(port, { connect, newParser, now, host: `127.0.0.1:${port}` }), script, messages);
};
