/** Pages that a program serves and that want more than to be read: in the tab Browser they reach nothing but the program. */
import { expect, test } from '../e2e/support/fixtures.ts';
import { servePage } from '../e2e/support/site.ts';

/** Each script that would run asks the program for /hacked, and each address that would be loaded is another site's. */
const hostile = (other: string) => `
<html><head><title>hostile</title><base href="${other}base/"><meta http-equiv="refresh" content="0;url=${other}refresh">
<link rel="stylesheet" href="${other}style"><link rel="dns-prefetch" href="${other}"><link rel="prefetch" href="${other}prefetch">
<style>@import url(${other}import); body { background: url(${other}background) } @font-face { font-family: f; src: url(${other}font) } p { font-family: f; color: rgb(1, 2, 3) }</style></head>
<body onload="parent.postMessage({type:'follow',reference:'/hacked'},'*')"><p>shown</p>
<script>parent.postMessage({type:'follow',reference:'/hacked'},'*')</script><script src="${other}script"></script>
<img src="nowhere" onerror="parent.postMessage({type:'follow',reference:'/hacked'},'*')"><img src="${other}img" srcset="${other}srcset 2x" alt="pixel">
<svg onload="parent.postMessage({type:'follow',reference:'/hacked'},'*')"><image href="${other}image"/><script>parent.postMessage({type:'follow',reference:'/hacked'},'*')</script></svg>
<iframe src="${other}iframe" srcdoc="<script>top.postMessage(1,'*')</script>"></iframe><object data="${other}object"></object><embed src="${other}embed">
<video src="${other}video" poster="${other}poster" autoplay></video><audio src="${other}audio" autoplay></audio><input type="image" src="${other}input">
<template><script>parent.postMessage({type:'follow',reference:'/hacked'},'*')</script></template>
<a href="javascript:parent.postMessage({type:'follow',reference:'/hacked'},'*')">script</a>
<a href="${other}link" target="_top" ping="${other}ping">away</a>
<form action="${other}form" method="post"><input name="secret" value="1"><button>send</button></form>
<form><input name="action" value="1"><input name="submit" value="2"><input name="body"><button formaction="${other}formaction">own</button></form>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=parent.postMessage({type:'follow',reference:'/hacked'},'*')&gt;">
</body></html>`;

const serving = (html: string) => `
#include <asyncio.hpp>

const std::string page = R"~~~(${html})~~~";

int main() {
  asyncio::run([] {
    auto server = asyncio::start_server([](asyncio::StreamReader reader, asyncio::StreamWriter writer) {
      const auto request = reader.readuntil("\\r\\n\\r\\n");
      asyncio::println("{}", request.substr(0, request.find(" HTTP")));
      writer.write("HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\nConnection: close\\r\\n\\r\\n" + page);
      writer.drain();
    }, "127.0.0.1", 8080);
    server.serve_forever();
  });
}
`;

test('A page that a program serves runs no script, loads nothing, and leads nowhere but to the program', async ({
  warm,
  site,
}) => {
  const { page } = warm;
  const other = await servePage('secret');
  try {
    await warm.openText(serving(hostile(other.url)));
    await warm.run.click();
    await page.getByRole('tab', { name: 'Browser' }).click();
    const shown = page.frameLocator('browser-tab iframe');
    const status = page.locator('browser-tab').getByRole('status');
    // Its own styles are the page's own affair.
    await expect(shown.getByText('shown')).toHaveCSS('color', 'rgb(1, 2, 3)');
    await expect(shown.locator('script')).toHaveCount(0);
    await expect(
      shown.locator('body').locator('iframe, object, embed, meta, link, base, svg, video, audio'),
    ).toHaveCount(0);

    await expect(shown.getByText('script')).not.toHaveAttribute('href', /.*/);
    await shown.getByRole('link', { name: 'away' }).click();
    await expect(status).toHaveText(
      `${other.url}link is not an address of this server, so it was not opened: this browser speaks with the program alone.`,
    );
    await shown.getByRole('link', { name: 'away' }).click({ button: 'middle' });
    await shown.getByRole('button', { name: 'send' }).click();
    await expect(status).toContainText(`${other.url}form is not an address`);
    await shown.getByRole('button', { name: 'own' }).click();
    await warm.expectLines(['GET /', 'GET /?action=1&submit=2&body=']);

    // Even what no sanitizer has seen can do nothing in that frame. (A refresh would leave it for an empty one.)
    await page.locator('browser-tab iframe').evaluate(
      (frame: HTMLIFrameElement, html) => {
        frame.contentWindow?.postMessage({ html }, '*');
      },
      hostile(other.url).replace(/<meta[^>]*>/, ''),
    );
    await expect(shown.locator('object')).toHaveCount(1);
    // Whatever it sets off would have been asked for before this is answered.
    await page.locator('browser-tab').getByRole('button', { name: 'Reload' }).click();
    await warm.expectLines(['GET /', 'GET /?action=1&submit=2&body=', 'GET /?action=1&submit=2&body=']);
    expect(other.requests).toEqual([]);
    expect(site.requests.filter((path) => /nowhere|hacked|action=/.test(path))).toEqual([]);
    expect(page.context().pages()).toHaveLength(1);
  } finally {
    await warm.stop.click();
    other.close();
  }
});
