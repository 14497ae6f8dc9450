/** When the editor's help may download the compiler: not where each megabyte may cost the reader something. */
import { afterEach, expect, it, vi } from 'vitest';
import { LanguageLoader } from '../../web/page/language-loading.ts';

type MakeCompiler = ConstructorParameters<typeof LanguageLoader>[0];

const load = vi.fn(() => Promise.resolve());
const spared = vi.fn();
const loader = () => {
  const compiler = { assets: null, load } as unknown as Awaited<ReturnType<MakeCompiler>>;
  return new LanguageLoader(() => Promise.resolve(compiler), vi.fn(), spared);
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

it.each([{ saveData: true }, { type: 'cellular' }])('says what a run will download on %o, once', async (connection) => {
  vi.stubGlobal('navigator', { connection });
  const language = loader();
  await language.start(false);
  expect(spared).not.toHaveBeenCalled();
  await language.start(true);
  await language.start(true);
  expect(spared).toHaveBeenCalledOnce();
  expect(load).not.toHaveBeenCalled();
});

it.each([undefined, { saveData: false, type: 'wifi' }])('downloads on %o', async (connection) => {
  vi.stubGlobal('navigator', { connection });
  await loader().start(true);
  expect(load).toHaveBeenCalledOnce();
  expect(spared).not.toHaveBeenCalled();
});
