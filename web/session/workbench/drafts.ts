/**
 * The reader's texts, as they lie in the store: one entry each, so that two pages that keep different drafts never touch each other's.
 *
 * A draft carries a version, new at each writing. To write or remove one a page says which version it knows; where another page has
 * written meanwhile the store is left as it is. Nothing is ever given up to make room.
 *
 * A page may end while it writes. So each draft is written beside the one before and only then in its place: one of the two is whole.
 */
import { projectOf, type Project } from '../../../wasm/sdk/project.ts';
import { ok, refused, type Result } from '../../shared/result.ts';
import { readOptions, type LinkOptions } from './link-options.ts';
import { readProject, written } from './written-project.ts';
import type { TextStore } from './text-store.ts';

/** Where a program came from: bundled with the site, somebody's link, or begun by the reader. */
export type Origin =
  | { readonly kind: 'bundled'; readonly id: string }
  | { readonly kind: 'shared'; readonly link: string }
  | { readonly kind: 'own'; readonly id: string };

export interface Draft {
  readonly origin: Origin;
  /** What the reader calls it; empty where they have not said. */
  readonly name: string;
  /** What Reset goes back to. */
  readonly original: Project;
  readonly project: Project;
  readonly options: LinkOptions;
  /** When it was last written, ms since 1970; 0 where an older Tulip wrote it. */
  readonly changed: number;
}

export interface KeptDraft extends Draft {
  readonly key: string;
  readonly version: string;
}

const PREFIX = 'tulip.draft.';
/** Before the key of a draft that is being written. */
const WRITING = 'tulip.writing.';
/** Characters of a name that are kept. */
const MAX_NAME = 80;
/** Where older pages kept the drafts of shared programs, all in one list. */
const OLD_SHARED = 'tulip.shared';
/** The version of what an older Tulip wrote. */
const OLD = '0';

/** The key of the first draft of a program; further ones have `~` and a number behind it. */
export function keyOf(origin: Origin): string {
  if (origin.kind === 'bundled') return origin.id;
  return origin.kind === 'shared' ? `#${origin.link}` : `+${origin.id}`;
}

/** The line by which a reader knows a text again: the first that says more than what it includes. */
export function excerptOf(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const telling = lines.find((line) => !/^(?:$|#|using |\/\/\s*$|\/\*\s*$)/.test(line)) ?? '';
  return telling.replace(/^(?:\/\/|\/\*+)\s*/, '').slice(0, 80);
}

export class Drafts {
  readonly #store: TextStore;
  readonly #now: () => number;

  /** `now`: the time of day, ms since 1970. */
  constructor(store: TextStore, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#finishWriting();
    this.#adoptOldList();
  }

  /** All drafts, the latest first. */
  list(): readonly KeptDraft[] {
    const drafts = this.#store.keys(PREFIX).map((key) => this.read(key.slice(PREFIX.length)));
    return drafts.filter((draft) => draft !== null).sort((a, b) => b.changed - a.changed);
  }

  read(key: string): KeptDraft | null {
    const value = this.#store.get(PREFIX + key);
    return value === null ? null : (fromJson(key, value) ?? oldDraft(key, value));
  }

  /**
   * Writes a draft and gives its new version. Refused as a conflict where not the version `known` (null: none) is there but another, and as
   * not kept where the store takes nothing.
   */
  write(key: string, draft: Omit<Draft, 'changed'>, known: string | null): Result<string, 'conflict' | 'not kept'> {
    if ((this.read(key)?.version ?? null) !== known) return refused('conflict');
    const changed = this.#now();
    const version = `${changed.toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
    const kept = this.#replace(key, toJson(version, changed, draft));
    return kept ? ok(version) : refused('not kept');
  }

  /** Gives a draft another name, an empty one to take its name away. Says whether that was kept. */
  rename(key: string, name: string): boolean {
    const draft = this.read(key);
    if (draft === null) return false;
    return this.#replace(key, toJson(draft.version, draft.changed, { ...draft, name }));
  }

  /** Removes a draft, unless another page has changed it since. */
  remove(key: string, known: string): void {
    if (this.read(key)?.version === known) this.#store.remove(PREFIX + key);
  }

  /** Removes a draft in whatever version; what is returned writes it again. */
  delete({ key, ...draft }: KeptDraft): () => void {
    this.#store.remove(PREFIX + key);
    return () => void this.write(key, draft, null);
  }

  /** A key beside `key` that no draft has. */
  freeKey(key: string): string {
    const base = key.replace(/~\d+$/, '');
    for (let number = 2; ; number++) if (this.read(`${base}~${number}`) === null) return `${base}~${number}`;
  }

  /** Hears of drafts that other pages wrote or removed. */
  watch(listener: (key: string) => void): void {
    this.#store.watch((key) => {
      if (key?.startsWith(PREFIX) === true) listener(key.slice(PREFIX.length));
    });
  }

  #replace(key: string, value: string): boolean {
    // Where there is no room for both, the browser's own care must do.
    const isBeside = this.#store.set(WRITING + key, value);
    const kept = this.#store.set(PREFIX + key, value);
    if (isBeside) this.#store.remove(WRITING + key);
    return kept;
  }

  /** What an earlier page had not come to the end of. */
  #finishWriting(): void {
    for (const at of this.#store.keys(WRITING)) {
      const key = at.slice(WRITING.length);
      const value = this.#store.get(at) ?? '';
      const beside = fromJson(key, value);
      const kept = fromJson(key, this.#store.get(PREFIX + key) ?? '');
      const isNewer = beside !== null && (kept === null || kept.changed < beside.changed);
      if (!isNewer || this.#store.set(PREFIX + key, value)) this.#store.remove(at);
    }
  }

  #adoptOldList(): void {
    const value = this.#store.get(OLD_SHARED);
    if (value === null) return;
    const list = parse(value);
    for (const fields of Array.isArray(list) ? (list as unknown[]) : []) {
      const draft = oldSharedDraft(fields);
      if (draft === null || this.read(keyOf(draft.origin)) !== null) continue;
      if (!this.write(keyOf(draft.origin), draft, null).ok) return;
    }
    this.#store.remove(OLD_SHARED);
  }
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

function fromJson(key: string, value: string): KeptDraft | null {
  if (!value.startsWith('{"version":')) return null;
  const fields = parse(value) as Partial<Record<keyof KeptDraft | 'text', unknown>> | null;
  if (fields === null) return null;
  const { version, name, options, changed } = fields;
  const original = fromValue(fields.original);
  const project = fromValue(fields.text);
  if (typeof version !== 'string' || original === null || project === null) return null;
  return {
    key,
    version,
    origin: originOf(key),
    name: typeof name === 'string' ? name : '',
    original,
    project,
    options: typeof options === 'object' && options !== null ? readOptions(options) : {},
    changed: typeof changed === 'number' && Number.isFinite(changed) ? changed : 0,
  };
}

function toJson(version: string, changed: number, draft: Omit<Draft, 'changed'>): string {
  const { origin, name, original, project, options } = draft;
  const named = name.trim() === '' ? {} : { name: name.trim().slice(0, MAX_NAME) };
  const texts = { original: toValue(original), text: toValue(project) };
  return JSON.stringify({ version, changed, origin, ...named, ...texts, options });
}

/** A project of one file is its text, as all were once. */
function toValue(project: Project): unknown {
  const { code, ...more } = written(project);
  return Object.keys(more).length === 0 ? code : { code, ...more };
}

function fromValue(value: unknown): Project | null {
  if (typeof value === 'string') return projectOf(value);
  return readProject(value);
}

/** An older Tulip kept a bundled program's draft as its bare text. */
function oldDraft(key: string, text: string): KeptDraft {
  const [original, project] = [projectOf(''), projectOf(text)];
  return { key, version: OLD, origin: originOf(key), name: '', original, project, options: {}, changed: 0 };
}

function oldSharedDraft(fields: unknown): Omit<Draft, 'changed'> | null {
  if (typeof fields !== 'object' || fields === null) return null;
  const { link, original, text } = fields as Partial<Record<string, unknown>>;
  if (typeof link !== 'string' || typeof original !== 'string' || typeof text !== 'string') return null;
  const projects = { original: projectOf(original), project: projectOf(text) };
  return { origin: { kind: 'shared', link }, name: '', ...projects, options: {} };
}

function originOf(key: string): Origin {
  const base = key.replace(/~\d+$/, '');
  if (base.startsWith('#')) return { kind: 'shared', link: base.slice(1) };
  if (base.startsWith('+')) return { kind: 'own', id: base.slice(1) };
  return { kind: 'bundled', id: base };
}
