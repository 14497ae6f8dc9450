/** What the page finds in the browser's storage, which every page of its origin can write to, and older and newer Tulips. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../wasm/sdk/project.ts';
import { Progress } from '../../../web/session/lesson/progress.ts';
import { Drafts, type Draft } from '../../../web/session/workbench/drafts.ts';
import { CODE_SCALES, EditorPreferences } from '../../../web/session/workbench/editor-preferences.ts';
import { KnownLinks } from '../../../web/session/workbench/known-links.ts';
import { Preferences } from '../../../web/session/workbench/preferences.ts';
import type { TextStore } from '../../../web/session/workbench/text-store.ts';
import { anyText, changedJson, fuzz, TIMEOUT } from './support.ts';

/** A store of these entries; everything else is as `rest` has it. */
function storeOf(entries: Readonly<Record<string, string>>, rest: string | null = null): TextStore {
  const map = new Map(Object.entries(entries));
  return {
    get: (key) => map.get(key) ?? rest,
    set: (key, value) => map.set(key, value).size > 0,
    remove: (key) => void map.delete(key),
    keys: (prefix) => [...map.keys()].filter((key) => key.startsWith(prefix)),
    watch: () => undefined,
  };
}

const project = { files: { 'main.cpp': 'int main() {}\n', 'a.hpp': 'int a;\n' }, main: 'main.cpp' };
const draft: Omit<Draft, 'changed'> = {
  origin: { kind: 'shared', link: 'abc' },
  name: 'mine',
  original: projectOf('int main() {}\n'),
  project,
  options: { clock: 'fast', args: ['a'], net: { latency: 5 } },
};

/** What a draft is written as. */
function written(): unknown {
  const store = storeOf({});
  new Drafts(store, () => 5).write('#abc', draft, null);
  return JSON.parse(store.get('tulip.draft.#abc') ?? '');
}

describe('what is kept', { timeout: TIMEOUT }, () => {
  it('as a draft is read as one that can be written again, or is none', async () => {
    const values = fc.oneof(
      changedJson([written()]).map((json) => json.replace(/^\{/, '{"version":"1",')),
      changedJson([written()]),
      anyText,
    );
    const old = changedJson([[{ link: 'x', original: 'a', text: 'b' }]]);
    await fuzz(fc.record({ kept: values, writing: values, old }), ({ kept, writing, old: list }) => {
      const keys = { 'tulip.draft.#abc': kept, 'tulip.draft.gather~2': kept, 'tulip.writing.+own': writing };
      const drafts = new Drafts(storeOf({ ...keys, 'tulip.shared': list }), () => 5);
      for (const { key, version, ...found } of drafts.list()) {
        expect(Object.hasOwn(found.project.files, found.project.main)).toBe(true);
        expect(Number.isFinite(found.changed)).toBe(true);
        const result = drafts.write(key, found, version);
        if (!result.ok) throw new Error(result.error);
        // A name is cut to what there is room for.
        const name = found.name.trim().slice(0, 80);
        expect(drafts.read(key)).toEqual({ ...found, name, changed: 5, key, version: result.value });
      }
    });
  });

  it('of a lesson is what was done, or nothing', async () => {
    const right = { visited: true, answered: true, tries: ['01-x'], done: true, text: false };
    await fuzz(fc.oneof(changedJson([right]), anyText), (text) => {
      const {
        visited,
        answered,
        tries,
        done,
        text: wanted,
      } = new Progress(storeOf({ 'tulip.lesson.a': text })).of('a');
      for (const flag of [visited, answered, done, wanted ?? true]) expect(flag).toBeTypeOf('boolean');
      expect(tries.every((name) => typeof name === 'string')).toBe(true);
    });
  });

  it('as choices is one of the choices, or none', async () => {
    await fuzz(anyText, (text) => {
      const store = storeOf({}, text);
      const editor = new EditorPreferences(store);
      expect(CODE_SCALES).toContain(editor.codeScale);
      expect([true, false, null]).toContain(editor.wordWrap);
      const preferences = new Preferences(store, { get: () => text });
      expect(['en', 'ko']).toContain(preferences.language([text]));
      expect(['light', 'dark', null]).toContain(preferences.theme());
      const links = new KnownLinks(store);
      links.add('abc');
      expect(links.has('abc')).toBe(true);
    });
  });
});
