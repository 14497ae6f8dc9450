/** A stranger's program does what it can: it reaches nothing but its site's own files, and its output is never more than output. */
import { expect, test } from '../e2e/support/fixtures.ts';
import { servePage } from '../e2e/support/site.ts';

const fetching = (url: string, options = '') => `
#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    try {
      auto response = asyncio::fetch("${url}"${options});
      asyncio::print("answered {}\\n", response.status);
    } catch (const asyncio::ClientError& error) {
      asyncio::print("refused: {}\\n", error.what());
    }
  });
}
`;

test.describe('A program cannot fetch', () => {
  test('from another site, and is told why', async ({ warm }) => {
    const other = await servePage('secret');
    try {
      expect(await warm.runText(fetching(`${other.url}secret`))).toBe('exited with code 0');
      await expect(warm.output).toContainText(`refused: could not fetch ${other.url}secret`);
      await expect(warm.output).toContainText(`may fetch only from ${warm.url}`);
      expect(other.requests).toEqual([]);
    } finally {
      other.close();
    }
  });

  test('by a request that changes something, from another site', async ({ warm }) => {
    const other = await servePage('secret');
    try {
      await warm.runText(fetching(other.url, ', {.method = "POST", .body = "x"}'));
      await expect(warm.output).toContainText('refused: ');
      expect(other.requests).toEqual([]);
    } finally {
      other.close();
    }
  });

  test('from the same host beside the site', async ({ warm, site }) => {
    for (const path of ['/', '/other/', '/some/', '/some/wherever/', '../', '%2e%2e/']) {
      const url = path.startsWith('/') ? new URL(path, site.url).href : path;
      await warm.runText(`// ${path}\n${fetching(url)}`);
      await expect(warm.output).toContainText('refused: ');
    }
  });

  test('by addresses that are no web addresses', async ({ warm }) => {
    for (const url of ['file:///etc/passwd', 'data:text/plain,hello', 'javascript:1', 'about:blank', 'http://', '//']) {
      await warm.runText(`// ${url}\n${fetching(url)}`);
      await expect(warm.output).toContainText('refused: ');
    }
  });
});

test('A program hears of a file that its site lacks by the status', async ({ warm }) => {
  expect(await warm.runText(fetching('flags/nowhere.svg'))).toBe('exited with code 0');
  await warm.expectLines(['answered 404']);
});

test('Programs run in a frame of opaque origin with scripts and nothing else, one for each run', async ({ warm }) => {
  await warm.openText(
    '#include <asyncio.hpp>\nusing namespace std::chrono_literals;\nint main() { asyncio::run([] { asyncio::sleep(1h); }); }\n',
  );
  await warm.run.click();
  await expect(warm.status).toHaveText('running');
  const frames = warm.page.locator('iframe');
  await expect(frames).toHaveCount(1);
  expect(await frames.getAttribute('sandbox')).toBe('allow-scripts');
  const frame = warm.page.frames().find((candidate) => candidate !== warm.page.mainFrame());
  if (frame === undefined) throw new Error('there is no frame');
  // What a program that broke out of its host could try.
  const tries = await frame.evaluate(async () => {
    const attempt = async (what: () => unknown): Promise<string> => {
      try {
        await what();
        return 'possible';
      } catch (error) {
        return error instanceof Error ? error.name : String(error);
      }
    };
    return {
      origin: self.origin,
      parent: await attempt(() => parent.document.title),
      storage: await attempt(() => localStorage.length),
      cookies: await attempt(() => document.cookie),
      databases: await attempt(() => indexedDB.open('x')),
      navigate: await attempt(() => {
        if (top !== null) top.location.href = 'about:blank';
      }),
      window: open('about:blank') === null ? 'refused' : 'opened',
      // Later, since a test's own code is free of the policy while it is called.
      evaluate: await attempt(
        () =>
          new Promise((resolve, reject) => {
            setTimeout(() => {
              try {
                resolve(eval('1'));
              } catch (error) {
                reject(error instanceof Error ? error : new Error(String(error)));
              }
            });
          }),
      ),
      inject: await attempt(() => {
        const script = document.createElement('script');
        script.append('self.injected = true');
        document.body.append(script);
        if (!('injected' in self)) throw new Error('refused');
      }),
    };
  });
  expect(tries.origin).toBe('null');
  expect(tries.window).toBe('refused');
  expect({ ...tries, origin: '', window: '' }).toEqual({
    origin: '',
    window: '',
    parent: 'SecurityError',
    storage: 'SecurityError',
    cookies: 'SecurityError',
    databases: 'SecurityError',
    navigate: 'SecurityError',
    evaluate: 'EvalError',
    inject: 'Error',
  });
  await warm.stop.click();
  // There may be another by now, made ahead for the next run.
  await expect.poll(() => frame.isDetached()).toBe(true);
});

test.describe('Output', () => {
  test('that looks like markup is text', async ({ warm }) => {
    const markup = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script><a href="javascript:1">x</a>`;
    expect(
      await warm.runText(
        `#include <cstdio>\nint main() { std::puts(R"(${markup})"); std::fputs(R"(${markup})", stderr); }\n`,
      ),
    ).toBe('exited with code 0');
    await expect(warm.output).toContainText(markup);
    await expect(warm.output.locator('img, script, a')).toHaveCount(0);
    expect(await warm.page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  test('in names of tasks, labels and exceptions is text too', async ({ warm }) => {
    const markup = `<img src=x onerror='window.hacked=1'>`;
    await warm.runText(`
#include <asyncio.hpp>
#include <stdexcept>
int main() {
  auto bar = asyncio::progress(3, "${markup}");
  asyncio::display("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>", "${markup}");
  asyncio::run([] {
    auto task = asyncio::create_task([] { throw std::runtime_error("${markup}"); }, "${markup}");
    asyncio::await(task);
  });
}`);
    await expect(warm.status).toContainText(markup);
    await expect(warm.output).toContainText(markup);
    expect(await warm.page.evaluate(() => 'hacked' in window)).toBe(false);
    await expect(warm.page.locator('img[src=x]')).toHaveCount(0);
  });

  test('shows no HTML', async ({ warm }) => {
    await warm.runText(`
#include <asyncio.hpp>
int main() {
  asyncio::display("text/html", "<b id=bold>bold</b><script>window.hacked=1</script>");
  asyncio::display("image/svg+xml", "<html xmlns='http://www.w3.org/1999/xhtml'><body><b id=bold>x</b></body></html>");
  asyncio::display("image/png", "<svg xmlns='http://www.w3.org/2000/svg'/>");
}`);
    await expect(warm.output).toContainText('cannot be shown here (text/html)');
    await expect(warm.output).toContainText('cannot be shown here (image/svg+xml)');
    await expect(warm.output).toContainText('cannot be shown here (image/png)');
    await expect(warm.page.locator('#bold')).toHaveCount(0);
    expect(await warm.page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  test('shows a picture with scripts and references in it as a picture', async ({ warm, site }) => {
    const other = await servePage('x');
    try {
      await warm.openText(`
#include <asyncio.hpp>
int main() {
  asyncio::display("image/svg+xml", R"(<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
    width="40" height="20" onload="top.hacked=1"><script>top.hacked=1;fetch("${other.url}")</script>
    <image href="${other.url}a.png" width="9" height="9"/><image href="${site.url}tracked.png" width="9" height="9"/>
    <foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${other.url}"/></foreignObject>
    <rect width="40" height="20"/></svg>)", "a picture");
}`);
      expect(await warm.runToEnd()).toBe('exited with code 0');
      const picture = warm.output.getByRole('img', { name: 'a picture' });
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(40);
      expect(await warm.page.evaluate(() => 'hacked' in window)).toBe(false);
      expect(other.requests).toEqual([]);
      expect(site.requests).not.toContain('tracked.png');
    } finally {
      other.close();
    }
  });

  test('makes no links of escape sequences and clears no more than itself', async ({ warm }) => {
    const link = String.raw`\033]8;;http://127.0.0.1/\033\\click\033]8;;\033\\ me\033c\n`;
    expect(await warm.runText(`#include <cstdio>\nint main() { std::printf("${link}"); }\n`)).toBe(
      'exited with code 0',
    );
    await expect(warm.output).toContainText('click me');
    await expect(warm.output.locator('a')).toHaveCount(0);
  });

  test('too long for any name is cut, and no status breaks the page', async ({ warm }) => {
    await warm.runText(`
#include <stdexcept>
#include <string>
int main() { throw std::runtime_error(std::string(5'000'000, 'x')); }`);
    await expect(warm.status).toHaveText(/^failed: /);
    const { width, window } = await warm.page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      window: innerWidth,
    }));
    expect(width).toBeLessThanOrEqual(window);
    expect((await warm.text()).length).toBeLessThan(50_000);
  });
});
