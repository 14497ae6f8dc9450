/** Strings and sites of a log, by their numbers. */
import type { Site } from '../log/reader.ts';

/** Characters that are kept. The text of a program that makes a name a task goes on without names rather than without memory. */
const MAX_CHARS = 16_000_000;
/** What is longer is shown cut. */
const MAX_LENGTH = 1000;

interface RawSite {
  readonly file: number;
  readonly function: number;
  readonly line: number;
  readonly column: number;
}

export class Names {
  readonly #strings = new Map<number, string>();
  readonly #sites = new Map<number, RawSite>();
  #chars = 0;

  addString(id: number, text: string): void {
    const kept = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
    this.#chars += kept.length + 16;
    if (this.#chars <= MAX_CHARS) this.#strings.set(id, kept);
  }

  addSite(id: number, site: RawSite): void {
    this.#chars += 32;
    if (this.#chars <= MAX_CHARS) this.#sites.set(id, site);
  }

  /** The text of a string; empty where it is not known. */
  text(id: number): string {
    return this.#strings.get(id) ?? '';
  }

  /** A site; null where it is not known. */
  site(id: number): Site | null {
    const site = this.#sites.get(id);
    if (site === undefined) return null;
    return { file: this.text(site.file), function: this.text(site.function), line: site.line, column: site.column };
  }

  /** Takes over what goes on to be used when a log's beginning is dropped: all sites, and the strings that `used` names. */
  adopt(other: Names, used: Iterable<number>): void {
    const strings = new Set(used);
    for (const [id, site] of other.#sites) {
      this.addSite(id, site);
      strings.add(site.file).add(site.function);
    }
    for (const id of strings) {
      const text = other.#strings.get(id);
      if (text !== undefined) this.addString(id, text);
    }
  }
}
