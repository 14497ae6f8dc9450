/**
 * Which program is on the table, what the reader made of it, and what of that survives a reload.
 *
 * Every bundled program has a draft of its own, and so has each of the last few shared links that the reader edited: a
 * stranger's link can therefore never overwrite anything, and opening something else loses nothing. A draft is kept
 * only where it differs from what it started as.
 */
import { Emitter } from '../../shared/emitter.ts';
import { readOptions, type LinkOptions } from './link-options.ts';
import type { TextStore } from './text-store.ts';
import type { Source } from '../run/run-session.ts';

/** Where a program came from. */
export type Origin =
  { readonly kind: 'bundled'; readonly id: string } | { readonly kind: 'shared'; readonly link: string };

/** The program on the table. */
export interface OpenProgram {
  readonly origin: Origin;
  /** What Reset goes back to. */
  readonly original: string;
  readonly text: string;
  /** What its link asked for. */
  readonly options: LinkOptions;
}

const LAST_KEY = 'tulip.last';
const DRAFT_KEY = 'tulip.draft.';
const SHARED_KEY = 'tulip.shared';
/** Edited shared links that are remembered. */
const MAX_SHARED = 8;

interface SharedDraft {
  readonly link: string;
  readonly original: string;
  readonly text: string;
  /** Absent in drafts of before there were options. */
  readonly options?: LinkOptions;
}

export class Workbench {
  readonly changes = new Emitter<OpenProgram>();
  readonly #store: TextStore;
  readonly #isCompiled: (id: string) => boolean;
  #program: OpenProgram = { origin: { kind: 'bundled', id: '' }, original: '', text: '', options: {} };

  /** `isCompiled`: whether a bundled program was compiled when the site was built. */
  constructor(store: TextStore, isCompiled: (id: string) => boolean) {
    this.#store = store;
    this.#isCompiled = isCompiled;
  }

  get program(): OpenProgram {
    return this.#program;
  }

  /** Whether the reader changed anything. */
  get edited(): boolean {
    return this.#program.text !== this.#program.original;
  }

  /** What Run runs: a bundled program as shipped needs no compiler. */
  get source(): Source {
    const { origin, text } = this.#program;
    const asShipped = origin.kind === 'bundled' && !this.edited && this.#isCompiled(origin.id);
    return asShipped ? { kind: 'bundled', id: origin.id } : { kind: 'text', text };
  }

  /** The program that was last worked on, or null where nothing is remembered. */
  get last(): Origin | null {
    const last = this.#store.get(LAST_KEY);
    if (last === null) return null;
    return last.startsWith('#') ? { kind: 'shared', link: last.slice(1) } : { kind: 'bundled', id: last };
  }

  /** Puts a bundled program on the table, with the reader's edits if there are any. */
  openBundled(id: string, original: string): void {
    this.#open({ kind: 'bundled', id }, original, this.#store.get(DRAFT_KEY + id), {});
  }

  /** Puts a shared program on the table, with the reader's edits of that very link if there are any. */
  openShared(link: string, original: string, options: LinkOptions): void {
    const draft = this.#sharedDrafts().find((known) => known.link === link);
    this.#open({ kind: 'shared', link }, original, draft?.text ?? null, options);
  }

  /** Puts an edited shared program back on the table without its link at hand. Says whether it was remembered. */
  reopenShared(link: string): boolean {
    const draft = this.#sharedDrafts().find((known) => known.link === link);
    if (draft !== undefined)
      this.#open({ kind: 'shared', link }, draft.original, draft.text, readOptions(draft.options ?? {}));
    return draft !== undefined;
  }

  /** The reader chose this program: it is the one to come back to. */
  remember(): void {
    const { origin } = this.#program;
    if (origin.kind === 'bundled') this.#store.set(LAST_KEY, origin.id);
  }

  /** The reader's text is now `text`. Announces nothing: whoever edits knows. */
  edit(text: string): void {
    this.#program = { ...this.#program, text };
  }

  /** Writes the reader's text to the store. */
  save(): void {
    const { origin, original, text, options } = this.#program;
    if (origin.kind === 'bundled') {
      if (text === original) this.#store.remove(DRAFT_KEY + origin.id);
      else this.#keep(origin.id, DRAFT_KEY + origin.id, text);
      return;
    }
    const others = this.#sharedDrafts().filter((draft) => draft.link !== origin.link);
    if (text === original) {
      if (others.length < this.#sharedDrafts().length) this.#store.set(SHARED_KEY, JSON.stringify(others));
      return;
    }
    const drafts = [{ link: origin.link, original, text, options }, ...others].slice(0, MAX_SHARED);
    this.#keep(`#${origin.link}`, SHARED_KEY, JSON.stringify(drafts));
  }

  #keep(last: string, key: string, value: string): void {
    this.#store.set(key, value);
    this.#store.set(LAST_KEY, last);
  }

  #open(origin: Origin, original: string, draft: string | null, options: LinkOptions): void {
    this.#program = { origin, original, text: draft ?? original, options };
    this.changes.emit(this.#program);
  }

  #sharedDrafts(): readonly SharedDraft[] {
    try {
      const value: unknown = JSON.parse(this.#store.get(SHARED_KEY) ?? '[]');
      return Array.isArray(value) ? value.filter(isSharedDraft) : [];
    } catch {
      return [];
    }
  }
}

function isSharedDraft(value: unknown): value is SharedDraft {
  if (typeof value !== 'object' || value === null) return false;
  const draft = value as Partial<Record<keyof SharedDraft, unknown>>;
  const { link, original, text, options = {} } = draft;
  return (
    [link, original, text].every((part) => typeof part === 'string') && typeof options === 'object' && options !== null
  );
}

/** A short name for a link, so that a long one need not be stored to be known again. */
export function linkName(fragment: string): string {
  let hash = 5381n;
  for (const char of fragment) hash = (hash * 33n + BigInt(char.charCodeAt(0))) & 0xffff_ffff_ffff_ffffn;
  return hash.toString(36);
}
