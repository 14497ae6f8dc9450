import { beforeEach, describe, expect, it } from 'vitest';
import { projectOf } from '../../wasm/sdk/project.ts';
import { excerptOf } from '../../web/session/workbench/drafts.ts';
import { KnownLinks } from '../../web/session/workbench/known-links.ts';
import { EditorPreferences } from '../../web/session/workbench/editor-preferences.ts';
import { textOf } from '../../web/session/workbench/project.ts';
import { chooseLanguage } from '../../web/session/workbench/choose-preferences.ts';
import { Preferences } from '../../web/session/workbench/preferences.ts';
import type { TextStore } from '../../web/session/workbench/text-store.ts';
import { Workbench, type WorkbenchNews } from '../../web/session/workbench/workbench.ts';

/** What all tabs share: each has its own view of it, and hears of what the others write. */
class FakeStorage {
  readonly kept = new Map<string, string>();
  readonly #tabs: { tell?: (key: string) => void }[] = [];
  full = false;

  tab(): TextStore {
    const own: { tell?: (key: string) => void } = {};
    this.#tabs.push(own);
    const tellOthers = (key: string) => {
      for (const tab of this.#tabs) if (tab !== own) tab.tell?.(key);
    };
    return {
      get: (key) => this.kept.get(key) ?? null,
      set: (key, value) => {
        if (this.full) return false;
        this.kept.set(key, value);
        tellOthers(key);
        return true;
      },
      remove: (key) => {
        this.kept.delete(key);
        tellOthers(key);
      },
      keys: (prefix) => [...this.kept.keys()].filter((key) => key.startsWith(prefix)),
      watch: (listener) => {
        own.tell = listener;
      },
    };
  }
}

let storage = new FakeStorage();
let now = 0;

/** A workbench as a page makes it anew at every load, with a store of its own. */
function open(): Workbench {
  return new Workbench(
    storage.tab(),
    (id) => id !== 'uncompiled',
    () => ++now,
  );
}

/** A workbench whose program is bundled, and edited where a text is given; saved. */
function openSpinner(text?: string): Workbench {
  const bench = open();
  bench.openBundled('spinner', 'original');
  if (text !== undefined) edit(bench, text);
  return bench;
}

function edit(bench: Workbench, text: string): void {
  bench.edit(projectOf(text));
  bench.save();
}

function newsOf(bench: Workbench): WorkbenchNews[] {
  const heard: WorkbenchNews[] = [];
  bench.news.subscribe((news) => heard.push(news));
  return heard;
}

beforeEach(() => {
  storage = new FakeStorage();
  now = 0;
});

describe('the workbench', () => {
  it('runs a bundled program as shipped, and compiles it once it is edited', () => {
    const bench = openSpinner();
    expect(bench.source).toEqual({ kind: 'bundled', id: 'spinner' });
    bench.edit(projectOf('changed'));
    expect(bench.source).toEqual({ kind: 'project', project: projectOf('changed') });
    bench.edit(projectOf('original'));
    expect(bench.source).toEqual({ kind: 'bundled', id: 'spinner' });
  });

  it('compiles a bundled program that the site was built without', () => {
    const bench = open();
    bench.openBundled('uncompiled', 'text');
    expect(bench.source).toEqual({ kind: 'project', project: projectOf('text') });
  });

  it('keeps edits over a reload, each program its own', () => {
    openSpinner('mine');
    const later = open();
    expect(later.last).toBe('spinner');
    later.openBundled('gather', 'other');
    expect(later.program.project).toEqual(projectOf('other'));
    later.openBundled('spinner', 'original');
    expect(later.program).toMatchObject({ project: projectOf('mine'), original: projectOf('original') });
    expect(later.edited).toBe(true);
  });

  it('forgets a draft that is the original again', () => {
    edit(openSpinner('mine'), 'original');
    expect(open().last).toBe('spinner');
    expect([...storage.kept.keys()]).toEqual(['tulip.last']);
  });

  it('leaves everything alone when a shared link is merely opened', () => {
    openSpinner('mine');
    const before = new Map(storage.kept);
    const bench = open();
    bench.openShared('link', projectOf('theirs'), {});
    bench.save();
    expect(storage.kept).toEqual(before);
    expect(bench.source).toEqual({ kind: 'project', project: projectOf('theirs') });
  });

  it('keeps edits of a shared program for that link alone, with its options but for those of the text as it was', () => {
    const bench = open();
    bench.openShared('one', projectOf('theirs'), { clock: 'fast', decisions: 'abc' });
    edit(bench, 'theirs and mine');
    const later = open();
    expect(later.last).toBe('#one');
    expect(later.openDraft('#one')).toBe(true);
    expect(later.program).toMatchObject({
      original: projectOf('theirs'),
      project: projectOf('theirs and mine'),
      options: { clock: 'fast' },
    });
    expect(later.program.options).not.toHaveProperty('decisions');
    later.openShared('two', projectOf('others'), {});
    expect(later.program.project).toEqual(projectOf('others'));
  });

  it('keeps what a program is given to read, also where its text is as it was', () => {
    const bench = openSpinner();
    bench.give({ input: '1 2', args: ['a'] });
    bench.save();
    expect(bench.source).toEqual({ kind: 'bundled', id: 'spinner' });
    const later = openSpinner();
    expect(later.program.options).toEqual({ input: '1 2', args: ['a'] });
    later.give({ input: undefined, args: undefined });
    later.save();
    expect(later.drafts.read('spinner')).toBeNull();
  });

  it('keeps what a reader gives in place of what a link gives', () => {
    const bench = open();
    bench.openShared('one', projectOf('theirs'), { input: 'theirs', args: ['a'], decisions: 'abc' });
    bench.give({ input: undefined, args: ['b'] });
    bench.save();
    const later = open();
    later.openShared('one', projectOf('theirs'), { input: 'theirs', args: ['a'] });
    expect(later.program.options).toEqual({ args: ['b'] });
    expect(later.openDraft('#one')).toBe(true);
    later.save();
    expect(later.program.options).toEqual({ args: ['b'] });
    expect(later.drafts.list()).toHaveLength(1);
  });

  it('keeps the network that a reader chose, beside what the program is given', () => {
    const bench = openSpinner();
    bench.give({ input: '1 2' });
    bench.give({ net: 'flaky', seed: 7 });
    bench.save();
    const later = openSpinner();
    expect(later.program.options).toEqual({ input: '1 2', net: 'flaky', seed: 7 });
    later.give({ net: undefined, seed: undefined });
    expect(later.program.options).toEqual({ input: '1 2' });
  });

  it('keeps every draft, and lists them all, the latest first', () => {
    const bench = open();
    for (let link = 0; link < 20; link++) {
      bench.openShared(`${link}`, projectOf('theirs'), {});
      edit(bench, `mine ${link}`);
    }
    bench.openNew('1', 'template');
    edit(bench, 'my own');
    expect(bench.drafts.list().map(({ project }) => textOf(project))).toEqual([
      'my own',
      ...Array.from({ length: 20 }, (_, at) => `mine ${19 - at}`),
    ]);
    expect(open().openDraft('+1')).toBe(true);
  });

  it('brings a deleted draft back', () => {
    const bench = openSpinner('mine');
    bench.openNew('1', 'template');
    const restore = bench.delete('spinner');
    expect(bench.drafts.list()).toEqual([]);
    restore();
    expect(openSpinner().program.project).toEqual(projectOf('mine'));
  });

  it('deletes the draft on the table, which becomes what it began as until it is brought back', () => {
    const bench = openSpinner('mine');
    const { original } = bench.program;
    const restore = bench.delete('spinner');
    expect(bench.program.project).toEqual(original);
    bench.save();
    expect(bench.drafts.list()).toEqual([]);
    restore();
    expect(bench.program.project).toEqual(projectOf('mine'));
    bench.save();
    expect(bench.drafts.list()).toMatchObject([{ key: 'spinner', project: projectOf('mine') }]);
  });

  it('takes over what older pages kept, and shrugs at nonsense', () => {
    storage.kept.set('tulip.draft.spinner', 'mine, from before');
    storage.kept.set('tulip.shared', JSON.stringify([{ link: 'x', original: 'a', text: 'b' }, { link: 7 }]));
    const bench = openSpinner();
    expect(bench.program.project).toEqual(projectOf('mine, from before'));
    expect(bench.openDraft('#x')).toBe(true);
    expect(bench.program).toMatchObject({ original: projectOf('a'), project: projectOf('b') });
    expect(storage.kept.has('tulip.shared')).toBe(false);
    storage.kept.set('tulip.shared', 'not even JSON');
    storage.kept.set('tulip.draft.#y', '{"version": 7');
    expect(open().openDraft('#z')).toBe(false);
  });

  it('knows a text by the first line that tells something', () => {
    expect(excerptOf('#include <asyncio.hpp>\n\n// Two tasks race\nint main() {}')).toBe('Two tasks race');
    expect(excerptOf('#include <x>\nusing namespace std;\nint main() {}\n')).toBe('int main() {}');
    expect(excerptOf('')).toBe('');
  });
});

describe('a name', () => {
  it('is kept with its draft, over edits and a reload, and can be taken away', () => {
    const bench = open();
    bench.openNew('1', 'template');
    edit(bench, 'mine');
    bench.rename('+1', '  대기열 ');
    edit(bench, 'mine, more');
    const later = open();
    later.openDraft('+1');
    expect(later.program).toMatchObject({ name: '대기열', project: projectOf('mine, more') });
    expect(later.drafts.list()).toMatchObject([{ key: '+1', name: '대기열' }]);
    later.rename('+1', '');
    expect(later.program.name).toBe('');
    expect(open().drafts.list()).toMatchObject([{ name: '' }]);
  });

  it('of a program of several files comes back with them after its draft was deleted', () => {
    const bench = open();
    bench.openNew('1', 'template');
    bench.edit({ files: { 'main.cpp': 'a', 'b.hpp': 'b' }, main: 'main.cpp' });
    bench.save();
    bench.rename('+1', 'two');
    const kept = bench.drafts.list();
    const restore = bench.delete('+1');
    expect(bench.drafts.list()).toEqual([]);
    restore();
    expect(bench.drafts.list()).toMatchObject(kept.map(({ name, project }) => ({ name, project })));
  });
});

describe('two tabs on one program', () => {
  it('each keep their own text, and are told', () => {
    const [one, two] = [openSpinner(), openSpinner()];
    const heard = newsOf(two);
    two.edit(projectOf('of two'));
    edit(one, 'of one');
    expect(two.program).toMatchObject({ project: projectOf('of two'), key: 'spinner~2' });
    expect(heard).toEqual([{ type: 'moved' }, { type: 'elsewhere', theirs: 'spinner' }]);
    edit(two, 'of two, more');
    edit(one, 'of one, more');
    expect(one.drafts.list().map(({ key, project }) => [key, textOf(project)])).toEqual([
      ['spinner', 'of one, more'],
      ['spinner~2', 'of two, more'],
    ]);
    const reloaded = open();
    reloaded.openBundled('spinner', 'original', 'spinner~2');
    expect(reloaded.program.project).toEqual(projectOf('of two, more'));
  });

  it('do not lose the name that the one gives by what is written in the other', () => {
    const one = openSpinner('mine');
    const two = openSpinner();
    one.rename('spinner', 'kept');
    edit(two, 'mine, more');
    expect(two.drafts.read('spinner')).toMatchObject({ name: 'kept', project: projectOf('mine, more') });
  });

  it('do not lose the one’s draft by the other’s Reset', () => {
    const one = openSpinner('mine');
    const two = openSpinner();
    expect(two.program.project).toEqual(projectOf('mine'));
    edit(one, 'original');
    expect(two.program).toMatchObject({ project: projectOf('mine'), key: 'spinner~2' });
    expect(two.drafts.list().map(({ project }) => textOf(project))).toEqual(['mine']);
    edit(two, 'original');
    expect(two.drafts.list()).toEqual([]);
  });

  it('of which one only reads: it is told, and an edit there overwrites nothing', () => {
    const [writer, reader] = [openSpinner(), openSpinner()];
    const heard = newsOf(reader);
    edit(writer, 'mine');
    expect(heard).toEqual([{ type: 'elsewhere', theirs: 'spinner' }]);
    expect(reader.program).toMatchObject({ project: projectOf('original'), key: 'spinner' });
    edit(reader, 'the reader’s');
    expect(reader.drafts.list().map(({ project }) => textOf(project))).toEqual(['the reader’s', 'mine']);
  });
});

describe('a store that is full or refuses', () => {
  it('is told of once, until it takes the text after all', () => {
    const bench = openSpinner();
    const heard = newsOf(bench);
    storage.full = true;
    edit(bench, 'mine');
    edit(bench, 'mine, more');
    expect(bench.unsaved).toBe(true);
    expect(heard).toEqual([{ type: 'refused' }]);
    storage.full = false;
    edit(bench, 'mine, and more');
    expect(bench.unsaved).toBe(false);
    expect(heard).toEqual([{ type: 'refused' }, { type: 'kept' }]);
  });
});

describe('known links', () => {
  it('are remembered, the latest of very many', () => {
    const links = new KnownLinks(storage.tab());
    expect(links.has('a')).toBe(false);
    links.add('a');
    for (let link = 0; link < 199; link++) links.add(`${link}`);
    expect(links.has('a')).toBe(true);
    links.add('b');
    expect([links.has('a'), links.has('b')]).toEqual([false, true]);
  });
});

describe('preferences', () => {
  it('follow the address first, then the choice made before, then the browser', () => {
    const store = storage.tab();
    expect(new Preferences(store, new URLSearchParams()).language(['fr-FR', 'ko-KR', 'en'])).toBe('ko');
    expect(new Preferences(store, new URLSearchParams()).language(['fr'])).toBe('en');
    chooseLanguage(store, 'en');
    expect(new Preferences(store, new URLSearchParams()).language(['ko'])).toBe('en');
    expect(new Preferences(store, new URLSearchParams('lang=ko')).language(['en'])).toBe('ko');
    expect(new Preferences(store, new URLSearchParams('lang=tlh&theme=pink')).theme()).toBeNull();
  });

  it('keeps how code is shown', () => {
    const store = new FakeStorage().tab();
    const open = () => new EditorPreferences(store);
    expect(open()).toMatchObject({ codeScale: 1, wordWrap: null, compact: false });
    open().codeScale = 1.3;
    open().chooseWordWrap(false);
    open().compact = true;
    expect(open()).toMatchObject({ codeScale: 1.3, wordWrap: false, compact: true });
    store.set('tulip.code-scale', '70');
    expect(open().codeScale).toBe(1);
  });
});
