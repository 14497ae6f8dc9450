/** Compiled programs that come with an embed's text: they may be anything, and can do no more than other programs. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ABI } from '../../wasm/abi/version.ts';
import { projectOf } from '../../wasm/sdk/project.ts';
import { writeCompiled } from '../../web/session/share/write-compiled.ts';
import { deflate } from '../../web/shared/deflate.ts';
import { sha256 } from '../../web/shared/sha256.ts';
import { Embed, frameOf, heavy, openForeign } from '../e2e/support/embed.ts';
import { expect, test } from '../e2e/support/fixtures.ts';
import { linkOf, readLink } from '../e2e/support/links.ts';
import { BUILT } from '../e2e/support/site.ts';

const SHOWN = `#include <asyncio.hpp>
int main() { asyncio::print("as shown\\n"); }
`;

const bundled = (id: string) => new Uint8Array(readFileSync(join(BUILT, 'programs', `${id}.wasm`)));

async function compiledTo(program: Uint8Array<ArrayBuffer>): Promise<string> {
  const written = await writeCompiled({ project: projectOf(SHOWN), program, abi: ABI }, bundled('iterator'), {
    deflate,
    sha256,
  });
  if (written === null) throw new Error('too large');
  return written;
}

/** A program whose `start` loops for ever. */
const ENDLESS = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[0, 14, 9, ...Buffer.from('tulip_abi'), ABI, 0, 0, 0],
  // A function of no parameters, a memory of one page, and the two by name.
  ...[1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1],
  ...[7, 18, 2, 5, ...Buffer.from('start'), 0, 0, 6, ...Buffer.from('memory'), 2, 0],
  ...[10, 9, 1, 7, 0, 0x03, 0x40, 0x0c, 0, 0x0b, 0x0b],
]);

test('A compiled program runs without the compiler, says that it is one, and gives way to the text', async ({
  page,
  site,
}) => {
  const compiled = await compiledTo(bundled('yield-from'));
  const text = SHOWN.replaceAll('<', '&lt;');
  await openForeign(
    page,
    `<script src="${site.url}embed.js" async></script>
     <tulip-playground lang="en" compiled="${compiled}"><pre><code>${text}</code></pre></tulip-playground>`,
  );
  const embed = new Embed(await frameOf(page, '/embed/'));
  await expect(embed.run).toBeEnabled();
  expect(site.requests.filter((path) => /\.wasm\b/.test(path))).toEqual([]);
  expect(await embed.runToEnd()).toBe('exited with code 0');
  // It is not what the text says: nobody can tell before it has run.
  await expect(embed.output).toContainText('main: reads Tasks, page 3');
  const note = embed.frame.locator('#precompiled');
  await expect(note).toContainText('Precompiled by the author. ');
  expect(heavy(site.requests)).toEqual([]);
  expect(readLink((await embed.playground.getAttribute('href')) ?? '')).not.toHaveProperty('compiled');

  await embed.edit.click();
  await expect(embed.editor).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type(' ');
  await expect(note).toBeHidden();
  await page.keyboard.press('Backspace');
  await expect(note).toBeVisible();
  await note.getByRole('button', { name: 'Compile what is shown' }).press('Enter');
  await expect(note).toBeHidden();
  await expect(embed.stop).toBeFocused();
  await expect.poll(() => heavy(site.requests)).not.toEqual([]);
  await embed.stop.click();
});

test('A compiled program that never ends has the sandbox of all; one that was damaged does not run', async ({
  page,
  site,
}) => {
  const compiled = await compiledTo(ENDLESS);
  const endless = linkOf({ code: SHOWN, compiled });
  const damaged = linkOf({ code: SHOWN.replace('shown', 'changed'), compiled });
  const frames = [endless, damaged].map((link) => `<iframe src="${site.url}embed/?lang=en${link}"></iframe>`);
  await openForeign(page, frames.join(''));
  const embed = new Embed(await frameOf(page, endless));
  await embed.run.click();
  await expect(embed.status).toHaveText('running');
  const sandbox = embed.frame.locator('iframe');
  expect(await sandbox.getAttribute('sandbox')).toBe('allow-scripts');
  const inside = await (await sandbox.elementHandle()).contentFrame();
  expect(await inside?.evaluate(() => self.origin)).toBe('null');
  await embed.stop.click();
  await expect(embed.status).toHaveText('stopped');
  await expect(sandbox).toHaveCount(0);

  const other = new Embed(await frameOf(page, damaged));
  expect(await other.runToEnd()).toMatch(/^failed/);
  await expect(other.output).toContainText('was damaged, or the text was changed since it was compiled. Choose');
  await expect(other.frame.getByRole('button', { name: 'Compile what is shown' })).toBeVisible();
  expect(heavy(site.requests)).toEqual([]);
});

test('A compiled program of an earlier site of this interface runs by the bundled program that is kept; of none it says so', async ({
  page,
  site,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'tulip-kept-'));
  for (const name of readdirSync(BUILT)) symlinkSync(join(BUILT, name), join(folder, name));
  rmSync(join(folder, 'programs'));
  cpSync(join(BUILT, 'programs'), join(folder, 'programs'), { recursive: true });
  site.deploy(folder);
  // What the earlier site had bundled: another program than any of this one.
  const base = Uint8Array.from([...bundled('iterator'), ...[0, 5, 4, ...Buffer.from('then')]]);
  const compiled = await writeCompiled({ project: projectOf(SHOWN), program: bundled('yield-from'), abi: ABI }, base, {
    deflate,
    sha256,
  });
  const run = async () => {
    await openForeign(page, `<iframe src="${site.url}embed/?lang=en${linkOf({ code: SHOWN, compiled })}"></iframe>`);
    const embed = new Embed(await frameOf(page, '/embed/'));
    return { embed, end: await embed.runToEnd() };
  };
  const without = await run();
  expect(without.end).toMatch(/^failed/);
  await expect(without.embed.output).toContainText('Choose');
  mkdirSync(join(folder, 'programs/kept'));
  const kept = join(folder, 'programs/kept', `${compiled?.split('.')[2] ?? ''}.wasm`);
  writeFileSync(kept, base);
  expect((await run()).end).toBe('exited with code 0');
  // Nobody believes the name.
  writeFileSync(kept, bundled('iterator'));
  expect((await run()).end).toMatch(/^failed/);
  expect(heavy(site.requests)).toEqual([]);
  rmSync(folder, { recursive: true });
});
