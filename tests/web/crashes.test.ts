/** Pages that end at any moment, also in the midst of writing to the store: what the reader wrote is there when the next page opens. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAIN, projectOf, type Project } from '../../wasm/sdk/project.ts';
import { freeName, isSame, withFile, withName, withoutFile } from '../../web/session/workbench/project.ts';
import { Saving } from '../../web/session/workbench/saving.ts';
import type { TextStore } from '../../web/session/workbench/text-store.ts';
import { Workbench } from '../../web/session/workbench/workbench.ts';

class Crash extends Error {}

/** What the browser keeps. A page dies by its `dieAt`th write, of which a part is kept. */
class CrashingStore implements TextStore {
  readonly #kept: Map<string, string>;
  readonly #random: () => number;
  #writesLeft: number;
  #isDead = false;
  full = false;

  constructor(kept: Map<string, string>, random: () => number, dieAt = Infinity) {
    this.#kept = kept;
    this.#random = random;
    this.#writesLeft = dieAt;
  }

  get(key: string): string | null {
    return this.#kept.get(key) ?? null;
  }

  set(key: string, value: string): boolean {
    if (this.#isDead) throw new Crash();
    if (this.full) return false;
    if (!this.#isLast()) {
      this.#kept.set(key, value);
      return true;
    }
    // As often as not it does not even begin.
    if (this.#random() < 0.5) this.#kept.set(key, value.slice(0, Math.floor(this.#random() * (value.length + 1))));
    throw new Crash();
  }

  remove(key: string): void {
    if (this.#isDead || this.#isLast()) throw new Crash();
    this.#kept.delete(key);
  }

  keys(prefix: string): readonly string[] {
    return [...this.#kept.keys()].filter((key) => key.startsWith(prefix));
  }

  watch(): void {
    // There is one page at a time.
  }

  #isLast(): boolean {
    this.#isDead = --this.#writesLeft <= 0;
    return this.#isDead;
  }
}

/** Mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PROGRAMS = ['+1', '+2', '+3'];
const TEMPLATE = projectOf('int main() {}\n');

/** What a program was from a moment on. */
interface Version {
  readonly from: number;
  readonly project: Project;
}

/** A reader at work, until the page ends. */
class Reader {
  readonly store: CrashingStore;
  readonly bench: Workbench;
  readonly versions = new Map(PROGRAMS.map((key): [string, Version[]] => [key, []]));
  readonly #saving: Saving;
  readonly #random: () => number;

  constructor(store: CrashingStore, random: () => number) {
    this.store = store;
    this.#random = random;
    this.bench = new Workbench(store, () => false);
    this.#saving = new Saving(this.bench);
    for (const key of PROGRAMS) this.versions.get(key)?.push({ from: 0, project: open(this.bench, key) });
  }

  /** Goes on for at most `actions`, or until a write ends the page. */
  work(actions: number): void {
    try {
      for (let action = 0; action < actions; action++) {
        if (this.#random() < 0.1) this.#open(PROGRAMS[Math.floor(this.#random() * PROGRAMS.length)] ?? '+1');
        else this.#edit();
        vi.advanceTimersByTime(Math.floor(this.#random() * 400));
      }
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  }

  #open(key: string): void {
    this.#saving.now();
    open(this.bench, key);
  }

  #edit(): void {
    const { key, project } = this.bench.program;
    const changed = this.#changed(project);
    // It is the reader's as soon as it can be seen.
    this.versions.get(key)?.push({ from: Date.now(), project: changed });
    this.bench.edit(changed);
    this.#saving.soon();
  }

  #changed(project: Project): Project {
    const names = Object.keys(project.files);
    const name = names[Math.floor(this.#random() * names.length)] ?? MAIN;
    const choice = this.#random();
    if (choice < 0.1) return withFile(project, freeName(project), '#pragma once\n');
    if (choice < 0.15 && name !== MAIN) return withoutFile(project, name);
    if (choice < 0.2 && name !== MAIN) return withName(project, name, `r${freeName(project)}`);
    return withFile(project, name, `${project.files[name] ?? ''}// 줄 ${this.#random()}\n`);
  }
}

function open(bench: Workbench, key: string): Project {
  if (!bench.openDraft(key)) bench.openNew(key.slice(1), TEMPLATE.files[MAIN] ?? '');
  return bench.program.project;
}

/** Those that a program was within the last second. */
function ofLastSecond(versions: readonly Version[]): readonly Project[] {
  const since = Date.now() - 1_000;
  const first = versions.findLastIndex(({ from }) => from <= since);
  return versions.slice(Math.max(first, 0)).map(({ project }) => project);
}

/** The page is gone, and the time goes on. */
function forgetTimers(): void {
  const now = Date.now();
  vi.clearAllTimers();
  vi.setSystemTime(now);
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a page that ends without a word', () => {
  it('loses at most the last second: 100 pages, most of them while they write', () => {
    for (let seed = 0; seed < 100; seed++) {
      const random = randomOf(seed);
      const kept = new Map<string, string>();
      // Each finds what the one before has left.
      for (let page = 0; page < 3; page++) {
        const reader = new Reader(new CrashingStore(kept, random, 1 + Math.floor(random() * 60)), random);
        reader.work(40);
        forgetTimers();
        const next = new Workbench(new CrashingStore(kept, random), () => false);
        for (const key of PROGRAMS) {
          const found = open(next, key);
          const might = ofLastSecond(reader.versions.get(key) ?? []);
          expect(
            might.some((project) => isSame(project, found)),
            `seed ${seed}, page ${page}, ${key}`,
          ).toBe(true);
        }
      }
    }
  });

  it('has said so where the store was full, and keeps what was kept before', () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = randomOf(seed);
      const kept = new Map<string, string>();
      const reader = new Reader(new CrashingStore(kept, random), random);
      reader.work(10);
      vi.advanceTimersByTime(1_000);
      const before = new Map(kept);
      const told: string[] = [];
      reader.bench.news.subscribe(({ type }) => told.push(type));
      reader.store.full = true;
      reader.bench.edit(withFile(reader.bench.program.project, MAIN, 'more'));
      reader.bench.save();
      expect(told).toEqual(['refused']);
      expect(reader.bench.unsaved).toBe(true);
      expect(kept).toEqual(before);
      reader.store.full = false;
      reader.bench.save();
      expect(told).toEqual(['refused', 'kept']);
      forgetTimers();
      expect(open(new Workbench(reader.store, () => false), reader.bench.program.key)).toEqual(
        reader.bench.program.project,
      );
    }
  });
});
