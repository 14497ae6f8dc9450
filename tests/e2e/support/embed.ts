/** An embed as a reader sees it, and pages of other sites that hold one. */
import { expect, type Frame, type Page } from '@playwright/test';
import { Workbench } from './playground.ts';
import { servePage } from './site.ts';

/** What is loaded only where somebody edits a whole page, or compiles. */
export const heavy = (requests: readonly string[]) =>
  requests.filter((path) => /^sdk\/|monaco|editor\.worker/.test(path));

/** A page of another site with this in its body, opened; closed with the test's browser. */
export async function openForeign(page: Page, body: string): Promise<void> {
  const foreign = await servePage(`<!doctype html><title>A blog</title><body>${body}`);
  page.on('close', () => {
    foreign.close();
  });
  await page.goto(foreign.url);
}

/** The frame of that address, wherever it is nested. */
export async function frameOf(page: Page, part: string): Promise<Frame> {
  await expect.poll(() => page.frames().some((frame) => frame.url().includes(part))).toBe(true);
  const frame = page.frames().find((candidate) => candidate.url().includes(part));
  if (frame === undefined) throw new Error(`no frame of ${part}`);
  return frame;
}

export class Embed extends Workbench {
  readonly frame: Frame;

  constructor(frame: Frame) {
    super(frame);
    this.frame = frame;
  }

  get edit() {
    return this.frame.getByRole('button', { name: 'Edit', exact: true });
  }

  get editor() {
    return this.frame.getByRole('textbox', { name: 'Editor' });
  }

  /** The text in the editor, of which no more than a few dozen lines are there to be read. */
  async written(): Promise<string> {
    return (await this.frame.locator('.cm-line').allTextContents()).join('\n');
  }

  get playground() {
    return this.frame.getByRole('link', { name: 'Open in playground' });
  }
}
