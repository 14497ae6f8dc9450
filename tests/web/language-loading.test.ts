import { expect, it, vi } from 'vitest';
import { LanguageLoader } from '../../web/page/language-loading.ts';

/** A compiler of which nothing has been loaded, and whose download ends as `download` says. */
function setUp(download: () => Promise<void>) {
  const failed = vi.fn();
  const load = vi.fn(download);
  const maker = () => Promise.reject(new Error('there is nothing to make it of'));
  const loader = new LanguageLoader({ compiler: () => Promise.resolve({ assets: null, load }), maker, failed });
  return { failed, load, loader };
}

it('a download for the editor that fails is told once, and not tried again without a run', async () => {
  const { failed, load, loader } = setUp(() =>
    Promise.reject(Object.assign(new Error('gone'), { problem: { type: 'network' } })),
  );
  expect(await loader.start(true)).toBeNull();
  expect(await loader.start(true)).toBeNull();
  expect(failed).toHaveBeenCalledOnce();
  expect(load).toHaveBeenCalledOnce();
});

it('looking at a program downloads nothing', async () => {
  const { failed, load, loader } = setUp(() => Promise.resolve());
  expect(await loader.start(false)).toBeNull();
  expect(load).not.toHaveBeenCalled();
  expect(failed).not.toHaveBeenCalled();
});

it('a download that the reader stops is no failure', async () => {
  const { failed, loader } = setUp(() => Promise.reject(new Error('stopped')));
  expect(await loader.start(true)).toBeNull();
  expect(failed).not.toHaveBeenCalled();
});
