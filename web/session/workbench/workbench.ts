/**
 * Which program is on the table, what the reader made of it, and what of that survives a reload.
 *
 * Every program has a draft of its own, so that opening something else loses nothing and a stranger's link overwrites nothing. A draft
 * is kept only where it differs from what it started as. Where another tab changes the draft that is on the table here, this tab keeps
 * its own text under another key: each tab's text survives.
 */
import { projectOf, type Project } from '../../../wasm/sdk/project.ts';
import { Emitter } from '../../shared/emitter.ts';
import type { Source } from '../run/run-session.ts';
import { Drafts, keyOf, type Origin } from './drafts.ts';
import { givenOf, sameGiven, withChange, withGiven, withoutDecisions, type Given, type GivenChange } from './given.ts';
import type { LinkOptions } from './link-options.ts';
import { isSame } from './project.ts';
import type { TextStore } from './text-store.ts';

/** The program on the table. */
export interface OpenProgram {
  /** What its draft is kept under. */
  readonly key: string;
  readonly origin: Origin;
  /** What the reader calls it; empty where they have not said. */
  readonly name: string;
  /** What Reset goes back to. */
  readonly original: Project;
  readonly project: Project;
  /** What its link asked for. */
  readonly options: LinkOptions;
}

/** What a reader should know about their text. */
export type WorkbenchNews =
  /** Another tab has changed this program: its text is the draft under `theirs`, null where it went back to the original. */
  | { readonly type: 'elsewhere'; readonly theirs: string | null }
  /** The text is kept under another key from now on. */
  | { readonly type: 'moved' }
  /** The browser does not keep the text. */
  | { readonly type: 'refused' }
  /** It does, again. */
  | { readonly type: 'kept' };

const LAST_KEY = 'tulip.last';
const EMPTY = projectOf('');
const NOTHING: OpenProgram = {
  key: '',
  origin: { kind: 'bundled', id: '' },
  name: '',
  original: EMPTY,
  project: EMPTY,
  options: {},
};

export class Workbench {
  /** Another program is on the table. */
  readonly changes = new Emitter<OpenProgram>();
  readonly news = new Emitter<WorkbenchNews>();
  readonly drafts: Drafts;
  readonly #store: TextStore;
  readonly #isCompiled: (id: string) => boolean;
  #program = NOTHING;
  /** The version of the stored draft that the text on the table goes back to; null: there was none. */
  #known: string | null = null;
  #refused = false;
  /** What its link gives the program to read. */
  #asked: Given = {};

  /** `isCompiled`: whether a bundled program was compiled when the site was built. `now`: the time of day, ms since 1970. */
  constructor(store: TextStore, isCompiled: (id: string) => boolean, now: () => number = Date.now) {
    this.#store = store;
    this.#isCompiled = isCompiled;
    this.drafts = new Drafts(store, now);
    this.drafts.watch((key) => {
      if (key === this.#program.key) this.#changedElsewhere();
    });
  }

  get program(): OpenProgram {
    return this.#program;
  }

  /** Whether the reader changed anything of the text. */
  get edited(): boolean {
    return !isSame(this.#program.project, this.#program.original);
  }

  /** Whether the text on the table would be lost with the page. */
  get unsaved(): boolean {
    return this.#refused && this.#changed;
  }

  /** What Run runs: a bundled program as shipped needs no compiler. */
  get source(): Source {
    const { origin, project } = this.#program;
    const asShipped = origin.kind === 'bundled' && !this.edited && this.#isCompiled(origin.id);
    return asShipped ? { kind: 'bundled', id: origin.id } : { kind: 'project', project };
  }

  /** The key of the program that was last worked on, or null where nothing is remembered. */
  get last(): string | null {
    return this.#store.get(LAST_KEY);
  }

  /** Puts a bundled program on the table, with the reader's edits if there are any; `key` names one of several drafts, `options` are its lesson's. */
  openBundled(id: string, original: string, key = id, options: LinkOptions = {}): void {
    this.#open({ kind: 'bundled', id }, key, projectOf(original), options);
  }

  /** Puts a shared program on the table, with the reader's edits of that very link if there are any. */
  openShared(link: string, original: Project, options: LinkOptions, key = keyOf({ kind: 'shared', link })): void {
    this.#open({ kind: 'shared', link }, key, original, options);
  }

  /** Puts a program of the reader's own on the table, that begins as `original`. */
  openNew(id: string, original: string): void {
    const origin: Origin = { kind: 'own', id };
    this.#open(origin, keyOf(origin), projectOf(original), {});
  }

  /** Puts a draft on the table that is not of a bundled program. Says whether there is one. */
  openDraft(key: string): boolean {
    const draft = this.drafts.read(key);
    if (draft === null || draft.origin.kind === 'bundled') return false;
    // What its link gave is not known any more: what it is given now is kept, whatever it is.
    this.#open(draft.origin, key, draft.original, draft.options, {});
    return true;
  }

  /** The reader chose this program: it is the one to come back to. */
  remember(): void {
    if (this.#program.origin.kind === 'bundled') this.#store.set(LAST_KEY, this.#program.key);
  }

  /** What the reader has is now `project`. Announces nothing, as the editor knows already. */
  edit(project: Project): void {
    // Recorded decisions are those of a run of the text as it was.
    const options = withoutDecisions(this.#program.options);
    this.#program = { ...this.#program, project, options };
  }

  /** The reader changed what the program is given. Announces nothing, as the panel knows already. */
  give(change: GivenChange): void {
    const options = withChange(withoutDecisions(this.#program.options), change);
    this.#program = { ...this.#program, options };
  }

  /** Writes the reader's text, and what its program is given, to the store. */
  save(): void {
    const { key } = this.#program;
    if (!this.#changed) {
      if (this.#known !== null) this.drafts.remove(key, this.#known);
      this.#known = null;
      this.#tellKept(true);
      return;
    }
    const written = this.drafts.write(key, this.#program, this.#known);
    if (!written.ok && written.error === 'conflict') {
      this.#moveApart();
    } else {
      if (written.ok) this.#known = written.value;
      this.#tellKept(written.ok && this.#store.set(LAST_KEY, key));
    }
  }

  /** Gives a draft another name, also the one on the table; an empty one takes its name away. */
  rename(key: string, name: string): void {
    if (!this.drafts.rename(key, name)) this.news.emit({ type: 'refused' });
    const { name: kept = '' } = this.drafts.read(key) ?? {};
    if (key === this.#program.key) this.#program = { ...this.#program, name: kept };
  }

  /** Deletes a draft; one that is on the table becomes what it began as. What is returned brings it back. */
  delete(key: string): () => void {
    const draft = this.drafts.read(key);
    if (draft === null) return () => undefined;
    const restore = this.drafts.delete(draft);
    this.#reopen(key);
    return () => {
      restore();
      this.#reopen(key);
    };
  }

  get #changed(): boolean {
    return this.edited || this.#program.name !== '' || !sameGiven(this.#program.options, this.#asked);
  }

  /** Shows what the store has now of the draft on the table, if that is under `key`. */
  #reopen(key: string): void {
    const { origin, original, options } = this.#program;
    if (key === this.#program.key) this.#open(origin, key, original, withGiven(options, this.#asked), this.#asked);
  }

  #open(origin: Origin, key: string, original: Project, asked: LinkOptions, given: Given = givenOf(asked)): void {
    const draft = this.drafts.read(key);
    this.#known = draft?.version ?? null;
    this.#asked = given;
    const options = draft === null ? asked : withGiven(asked, givenOf(draft.options));
    const { name = '', project = original } = draft ?? {};
    this.#program = { key, origin, name, original, project, options };
    this.#tellKept(true);
    this.changes.emit(this.#program);
  }

  /** What this tab shows stays what it shows; a text of the reader's goes on under a key of its own. */
  #changedElsewhere(): void {
    const { key } = this.#program;
    const theirs = this.drafts.read(key);
    if (theirs === null && this.#known === null) return;
    if (theirs !== null && theirs.version === this.#known) {
      // It was given another name, which is no other version.
      this.#program = { ...this.#program, name: theirs.name };
      return;
    }
    if (theirs !== null && isSame(theirs.project, this.#program.project)) {
      this.#known = theirs.version;
      return;
    }
    if (this.#changed) this.#moveApart();
    this.news.emit({ type: 'elsewhere', theirs: theirs === null ? null : key });
  }

  #moveApart(): void {
    this.#program = { ...this.#program, key: this.drafts.freeKey(this.#program.key) };
    this.#known = null;
    this.save();
    this.news.emit({ type: 'moved' });
  }

  #tellKept(kept: boolean): void {
    if (kept !== this.#refused) return;
    this.#refused = !kept;
    this.news.emit({ type: kept ? 'kept' : 'refused' });
  }
}
