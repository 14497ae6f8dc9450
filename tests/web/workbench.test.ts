import { beforeEach, describe, expect, it } from 'vitest';
import type { TextStore } from '../../web/session/workbench/text-store.ts';
import { Preferences } from '../../web/session/workbench/preferences.ts';
import { Workbench } from '../../web/session/workbench/workbench.ts';

class FakeStore implements TextStore {
  readonly kept = new Map<string, string>();
  get(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  set(key: string, value: string): void {
    this.kept.set(key, value);
  }
  remove(key: string): void {
    this.kept.delete(key);
  }
}

let store = new FakeStore();
/** A workbench as the page makes it anew at every load. */
const open = () => new Workbench(store, (id) => id !== 'uncompiled');

beforeEach(() => {
  store = new FakeStore();
});

describe('the workbench', () => {
  it('runs a bundled program as shipped, and compiles it once it is edited', () => {
    const bench = open();
    bench.openBundled('spinner', 'original');
    expect(bench.source).toEqual({ kind: 'bundled', id: 'spinner' });
    bench.edit('changed');
    expect(bench.source).toEqual({ kind: 'text', text: 'changed' });
    bench.edit('original');
    expect(bench.source).toEqual({ kind: 'bundled', id: 'spinner' });
  });

  it('compiles a bundled program that the site was built without', () => {
    const bench = open();
    bench.openBundled('uncompiled', 'text');
    expect(bench.source).toEqual({ kind: 'text', text: 'text' });
  });

  it('keeps edits over a reload, each program its own', () => {
    const bench = open();
    bench.openBundled('spinner', 'original');
    bench.edit('mine');
    bench.save();
    const later = open();
    expect(later.last).toEqual({ kind: 'bundled', id: 'spinner' });
    later.openBundled('gather', 'other');
    expect(later.program.text).toBe('other');
    later.openBundled('spinner', 'original');
    expect(later.program).toMatchObject({ text: 'mine', original: 'original' });
    expect(later.edited).toBe(true);
  });

  it('forgets a draft that is the original again', () => {
    const bench = open();
    bench.openBundled('spinner', 'original');
    bench.edit('mine');
    bench.save();
    bench.edit('original');
    bench.save();
    expect(open().last).toEqual({ kind: 'bundled', id: 'spinner' });
    expect([...store.kept.keys()]).toEqual(['tulip.last']);
  });

  it('leaves everything alone when a shared link is merely opened', () => {
    const bench = open();
    bench.openBundled('spinner', 'original');
    bench.edit('mine');
    bench.save();
    const before = new Map(store.kept);
    bench.openShared('link', 'theirs', {});
    bench.save();
    expect(store.kept).toEqual(before);
    expect(bench.source).toEqual({ kind: 'text', text: 'theirs' });
  });

  it('keeps edits of a shared program for that link alone', () => {
    const bench = open();
    bench.openShared('one', 'theirs', {});
    bench.edit('theirs and mine');
    bench.save();
    const later = open();
    expect(later.last).toEqual({ kind: 'shared', link: 'one' });
    expect(later.reopenShared('one')).toBe(true);
    expect(later.program).toMatchObject({ original: 'theirs', text: 'theirs and mine' });
    later.openShared('two', 'others', {});
    expect(later.program.text).toBe('others');
  });

  it('shrugs at a store that holds nonsense', () => {
    store.set('tulip.shared', '{"not": "a list"}');
    expect(open().reopenShared('x')).toBe(false);
    store.set('tulip.shared', 'not even JSON');
    expect(open().reopenShared('x')).toBe(false);
  });
});

describe('preferences', () => {
  it('follow the address first, then the choice made before, then the browser', () => {
    expect(new Preferences(store, new URLSearchParams()).language(['fr-FR', 'ko-KR', 'en'])).toBe('ko');
    expect(new Preferences(store, new URLSearchParams()).language(['fr'])).toBe('en');
    new Preferences(store, new URLSearchParams()).chooseLanguage('en');
    expect(new Preferences(store, new URLSearchParams()).language(['ko'])).toBe('en');
    expect(new Preferences(store, new URLSearchParams('lang=ko')).language(['en'])).toBe('ko');
    expect(new Preferences(store, new URLSearchParams('lang=tlh&theme=pink')).theme()).toBeNull();
  });
});
