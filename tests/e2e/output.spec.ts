/** The output shows what a small terminal would, however much of it there is. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';

const printing = (body: string) => `
#include <cstdio>
int main() {
  ${body}
}`;

const terminal: Readonly<Record<string, { body: string; lines: string[] }>> = {
  'a carriage return writes over the line': { body: `std::printf("12345\\rab\\n");`, lines: ['ab345'] },
  'a backspace steps back': { body: `std::printf("cat\\b\\bu\\n");`, lines: ['cut'] },
  'ESC[2J clears everything above': { body: `std::printf("gone\\ngone too\\n\\x1b[2Jhere\\n");`, lines: ['here'] },
  'ESC[K erases the rest of the line': { body: `std::printf("abcdef\\rab\\x1b[K\\n");`, lines: ['ab'] },
  'a form feed clears': { body: `std::printf("gone\\n\\fhere\\n");`, lines: ['here'] },
  'a tab goes to the next stop': { body: `std::printf("a\\tb\\n");`, lines: ['a       b'] },
  'Korean text arrives whole': { body: `std::printf("안녕하세요, 튤립!\\n");`, lines: ['안녕하세요, 튤립!'] },
  'unknown escape sequences are not shown': {
    body: `std::printf("\\x1b]0;title\\x07x\\x1b[?25ly\\n");`,
    lines: ['xy'],
  },
};

for (const [name, { body, lines }] of Object.entries(terminal)) {
  test(`In the output ${name}`, async ({ warm }) => {
    expect(await warm.runText(printing(body))).toBe('exited with code 0');
    await warm.expectLines(lines);
  });
}

test('Colours are shown, and can be read', async ({ warm }) => {
  await warm.runText(printing(`std::printf("plain \\x1b[31mred\\x1b[1;32mgreen\\x1b[0m plain\\n");`));
  const style = async (text: string) =>
    warm.output.getByText(text, { exact: true }).evaluate((node) => {
      const { color, fontWeight } = getComputedStyle(node);
      return { color, bold: Number(fontWeight) >= 600 };
    });
  const red = await style('red');
  const green = await style('green');
  const plain = await warm.output.evaluate((log) => getComputedStyle(log).color);
  expect(new Set([red.color, green.color, plain]).size).toBe(3);
  expect([red.bold, green.bold]).toEqual([false, true]);
});

test('What goes to stderr is shown among the rest, and told from it', async ({ warm }) => {
  await warm.runText(
    printing(`std::puts("out"); std::fflush(stdout); std::fprintf(stderr, "err\\n"); std::puts("out again");`),
  );
  await warm.expectLines(['out', 'err', 'out again']);
  const colour = (text: string) =>
    warm.output.getByText(text, { exact: true }).evaluate((node) => getComputedStyle(node).color);
  expect(await colour('err')).not.toBe(await colour('out'));
});

test('The log has its role and name and can be scrolled by keyboard', async ({ warm }) => {
  await warm.runText(printing(`for (int i = 1; i <= 500; ++i) std::printf("line %d\\n", i);`));
  await expect(warm.output).toHaveAccessibleName('Output');
  await expect(warm.output).toContainText('line 500');
  // The end is in sight without anybody's doing.
  await expect(warm.output.getByText('line 500', { exact: true })).toBeInViewport();
  await warm.output.focus();
  await warm.page.keyboard.press('Home');
  await expect(warm.output.getByText('line 1', { exact: true })).toBeInViewport();
});

test('A screen reader is told of a bounded part of many lines', async ({ warm }) => {
  await warm.openText(printing(`for (int i = 1; i <= 500; ++i) std::printf("line %d\\n", i);`));
  // Everything that any live region ever said.
  await warm.page.evaluate(() => {
    const said = ((window as unknown as { said: string[] }).said = [] as string[]);
    const region = document.querySelector('output-console [aria-live=polite]');
    if (region === null) throw new Error('there is no live region');
    new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true, characterData: true });
  });
  await warm.runToEnd();
  const said = () => warm.page.evaluate(() => (window as unknown as { said: string[] }).said.join('\n'));
  await expect.poll(said).toContain('line 500');
  expect((await said()).length).toBeLessThan(2000);
  expect(await said()).toMatch(/\d+ more lines\./);
});

test('Pictures and progress bars stand among the text where the program made them', async ({ warm }) => {
  const picture = `<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><rect width='20' height='10'/></svg>`;
  await warm.runText(`
#include <asyncio.hpp>
int main() {
  asyncio::print("before\\n");
  asyncio::display("image/svg+xml", "${picture}", "a black box");
  auto bar = asyncio::progress(4, "halfway");
  bar.update(2);
  asyncio::print("after\\n");
}`);
  const picturePlace = await warm.output.getByRole('img', { name: 'a black box' }).boundingBox();
  const barPlace = await warm.output.getByRole('progressbar', { name: 'halfway' }).boundingBox();
  const before = await warm.output.getByText('before').boundingBox();
  const after = await warm.output.getByText('after').boundingBox();
  const tops = [before, picturePlace, barPlace, after].map((box) => box?.y ?? Number.NaN);
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
  const position = (bar: HTMLProgressElement) => bar.position;
  expect(await warm.output.getByRole('progressbar', { name: 'halfway' }).evaluate(position)).toBe(0.5);
});

interface Pulse {
  /** The longest time between two beats of a timer of 10 ms in the page, ms. */
  page: number;
  /** The same in a worker that does nothing else: what a busy machine does to everybody. */
  machine: number;
}

async function watchPulse(page: Page): Promise<void> {
  await page.evaluate(() => {
    const beats: Pulse = { page: 0, machine: 0 };
    (window as unknown as { beats: Pulse }).beats = beats;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      beats.page = Math.max(beats.page, now - last);
      last = now;
    }, 10);
    const source = `let longest = 0, last = performance.now();
      setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; }, 10);
      onmessage = () => postMessage(longest);`;
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    worker.onmessage = ({ data }: MessageEvent<number>) => {
      beats.machine = data;
    };
    (window as unknown as { control: Worker }).control = worker;
  });
}

async function pulse(page: Page): Promise<Pulse> {
  return page.evaluate(async () => {
    const { beats, control } = window as unknown as { beats: Pulse; control: Worker };
    const answered = new Promise((resolve) => {
      control.addEventListener('message', resolve, { once: true });
    });
    control.postMessage(null);
    await answered;
    return beats;
  });
}

const floods: Readonly<Record<string, string>> = {
  'many short writes': `
#include <cstdio>
int main() {
  for (long written = 0; written < 100'000'000; written += 31) std::puts("this is one of very many lines");
  std::puts("the end");
}`,
  'few large writes': `
#include <cstdio>
#include <string>
int main() {
  std::string block;
  while (block.size() < 1'000'000) block += "short\\n";
  for (int i = 0; i < 100; ++i) std::fwrite(block.data(), 1, block.size(), stdout);
  std::puts("the end");
}`,
};

for (const [name, program] of Object.entries(floods)) {
  test(`100 MB of output in ${name} do not freeze the page, and it says what it left out`, async ({ warm }) => {
    await warm.openText(program);
    await watchPulse(warm.page);
    await warm.run.click();
    expect(await warm.end()).toBe('exited with code 0');
    // To look through ten thousand lines for it, as often as an expectation does, would keep the page busier than the output does.
    await expect(warm.output.locator('> .block:last-child')).toContainText('the end');
    const { page, machine } = await pulse(warm.page);
    // A busy machine keeps a thread that works waiting longer than one that only wakes up.
    expect(page, `longest pause of the page, ms; of an idle worker: ${machine}`).toBeLessThan(1000 + 5 * machine);
    await expect(warm.output).toContainText(/[\d.]+ MB of output was skipped here\.|Earlier output was dropped\./);
    // It is still a page: small enough to be drawn, quick to answer.
    expect((await warm.text()).length).toBeLessThan(3_000_000);
    await warm.page.reload();
    await expect(warm.status).toHaveText('ready');
  });
}

test('One endless line does not freeze the page', async ({ warm }) => {
  await warm.openText(
    printing(`for (int i = 0; i < 20'000'000; ++i) std::putchar('a' + i % 26); std::puts("\\nthe end");`),
  );
  expect(await warm.runToEnd()).toBe('exited with code 0');
  await expect(warm.output).toContainText('the end');
});
