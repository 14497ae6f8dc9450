/** The playground as a reader sees it: by the names of its contract, never by its inner workings. */
import { expect, type Frame, type Locator, type Page } from '@playwright/test';
import { linkTo } from './links.ts';

/** What a page and an embed have in common. */
export class Workbench {
  readonly run: Locator;
  readonly stop: Locator;
  readonly status: Locator;
  readonly output: Locator;
  readonly problems: Locator;

  constructor(root: Page | Frame) {
    this.run = root.getByRole('button', { name: 'Run', exact: true });
    this.stop = root.getByRole('button', { name: 'Stop', exact: true });
    this.status = root.getByRole('status', { name: 'Program status' });
    this.output = root.getByRole('log', { name: 'Output' });
    this.problems = root.getByRole('list', { name: 'Problems' });
  }

  /** Presses Run and waits for the end, whatever it is. */
  async runToEnd(): Promise<string> {
    await this.run.click();
    return this.end();
  }

  /** The status in which the run that is under way, or just over, ended. */
  async end(): Promise<string> {
    await expect(this.status).toHaveText(/^(exited|failed|stopped)/, { timeout: 150_000 });
    return (await this.status.textContent()) ?? '';
  }

  /** The output's lines, without empty ones and without the blanks that programs overwrite with. The last may not be drawn yet. */
  async lines(): Promise<string[]> {
    const lines = (await this.text()).split('\n').map((line) => line.trimEnd());
    return lines.filter((line) => line !== '');
  }

  /** Expects the output to be these lines, as soon as it is drawn. */
  async expectLines(lines: readonly string[]): Promise<void> {
    await expect.poll(() => this.lines()).toEqual(lines);
  }

  /** All that the output shows, as text. */
  async text(): Promise<string> {
    return (await this.output.textContent()) ?? '';
  }
}

export class Playground extends Workbench {
  readonly page: Page;
  readonly url: string;
  readonly share: Locator;
  readonly reset: Locator;
  /** Monaco's, CodeMirror's or the plain editor's. */
  readonly editor: Locator;
  readonly menu: Locator;
  readonly notices: Locator;
  readonly downloading: Locator;

  /** `url`: the playground's address, with a slash at its end. */
  constructor(page: Page, url: string) {
    super(page);
    this.page = page;
    this.url = url;
    this.share = page.getByRole('button', { name: 'Share', exact: true });
    this.reset = page.getByRole('button', { name: 'Reset', exact: true });
    this.editor = page.getByRole('textbox', { name: 'Editor' });
    this.menu = page.getByRole('button', { name: /^Programs: / });
    this.notices = page.locator('notice-bar');
    this.downloading = page.getByRole('progressbar', { name: /Downloading the compiler/ });
  }

  /** Waits until the browser's storage has the compiler, which it gets after the first compilation. */
  async whenCompilerIsKept(): Promise<void> {
    const missing = () =>
      this.page.evaluate(async () => {
        const store = await caches.open('tulip-sdk');
        const manifest = await store.match(new URL('sdk/manifest.json', document.baseURI));
        if (manifest === undefined) return ['manifest.json'];
        const { files } = (await manifest.json()) as { files: Record<string, { pieces: { path: string }[] }> };
        const paths = Object.values(files).flatMap(({ pieces }) => pieces.map(({ path }) => path));
        const kept = new Set((await store.keys()).map(({ url }) => url));
        return paths.filter((path) => !kept.has(new URL(`sdk/${path}`, document.baseURI).href));
      });
    await expect.poll(missing).toEqual([]);
  }

  /** Goes to the page; `rest` is a query, a fragment or both. */
  async open(rest = ''): Promise<void> {
    await this.page.goto(this.url + rest);
    await expect(this.status).not.toBeEmpty();
  }

  /** Puts a program on the table by the way of a link, which changes no character of it. The page stays as it is otherwise. */
  async openText(code: string): Promise<void> {
    await this.page.evaluate((fragment) => {
      location.hash = fragment;
    }, linkTo(code));
    // A step of the history remembers its program once that is on the table.
    await expect.poll(() => this.page.evaluate(() => history.state as unknown)).not.toBeNull();
  }

  /** Puts a program on the table and runs it to its end. */
  async runText(code: string): Promise<string> {
    await this.openText(code);
    return this.runToEnd();
  }

  /** Waits for Monaco and puts the cursor into it. */
  async focusEditor(): Promise<void> {
    await expect(this.page.locator('code-editor')).toHaveAttribute('data-ready');
    await this.page.locator('code-editor').click({ position: { x: 200, y: 40 } });
    await expect(this.editor).toBeFocused();
  }

  /** Replaces the program by pasting over it, which unlike typing adds no bracket and no indent. */
  async paste(code: string): Promise<void> {
    await this.focusEditor();
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), code);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.press('ControlOrMeta+v');
    await expect.poll(() => this.program()).toBe(code);
  }

  /** The program in the editor, whole. */
  async program(): Promise<string> {
    await this.focusEditor();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.press('ControlOrMeta+c');
    return this.page.evaluate(async () => (await navigator.clipboard.readText()).replaceAll('\r\n', '\n'));
  }

  /** Chooses a bundled program from the menu. */
  async choose(title: string): Promise<void> {
    await this.menu.click();
    await this.page.getByRole('menuitemradio', { name: title, exact: true }).click();
    await expect(this.menu).toHaveAccessibleName(`Programs: ${title}`);
  }
}
