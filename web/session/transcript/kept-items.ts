/**
 * Items in their order, as far as there is room: bounded in number, in characters and in the bytes of pictures, the oldest go first. Each has a name, by
 * which a view knows what has changed since it last asked.
 */

/** One item under a name that it keeps while it changes. Names grow. */
export interface Kept<Item> {
  readonly id: number;
  readonly item: Item;
}

/** Items that are kept. */
export const MAX_ITEMS = 10_000;
/** Characters that are kept. */
export const MAX_CHARS = 1_000_000;
/** Bytes of pictures that are kept. */
const MAX_PICTURE_BYTES = 64 * 1024 * 1024;

export class KeptItems<Item> {
  #items = new Map<number, Kept<Item>>();
  #sizes = new Map<number, { chars: number; bytes: number }>();
  #chars = 0;
  #bytes = 0;
  #lastId = 0;
  #goneUpTo = 0;
  #changed = new Set<number>();
  #truncated = false;

  /** Oldest first. */
  get all(): readonly Kept<Item>[] {
    return [...this.#items.values()];
  }

  /** Whether some had to go since it was last emptied. */
  get truncated(): boolean {
    return this.#truncated;
  }

  has(id: number): boolean {
    return this.#items.has(id);
  }

  hasChanged(id: number): boolean {
    return this.#changed.has(id);
  }

  /** The name of a new item. */
  add(item: Item, chars: number, bytes: number): number {
    const id = ++this.#lastId;
    this.#items.set(id, { id, item });
    this.#sizes.set(id, { chars, bytes });
    this.#chars += chars;
    this.#bytes += bytes;
    this.#changed.add(id);
    this.#dropOldest();
    return id;
  }

  replace(id: number, item: Item): void {
    this.#items.set(id, { id, item });
    this.#changed.add(id);
  }

  /** It is about to be replaced. */
  touch(id: number): void {
    this.#changed.add(id);
  }

  resize(id: number, chars: number): void {
    const size = this.#sizes.get(id);
    if (size === undefined) return;
    this.#chars += chars - size.chars;
    size.chars = chars;
    this.#dropOldest();
  }

  clear(): void {
    this.#goneUpTo = this.#lastId;
    this.#items = new Map();
    this.#sizes = new Map();
    this.#chars = 0;
    this.#bytes = 0;
    this.#changed = new Set();
    this.#truncated = false;
  }

  /** Up to which name all are gone, and what is new or changed since the last call, oldest first. */
  takeChanges(): { readonly goneUpTo: number; readonly entries: readonly Kept<Item>[] } {
    const entries = [...this.#changed].sort((a, b) => a - b).flatMap((id) => this.#items.get(id) ?? []);
    this.#changed = new Set();
    return { goneUpTo: this.#goneUpTo, entries };
  }

  /** Names are given in order and go in order, so the oldest is the one behind those that are gone. */
  #dropOldest(): void {
    while (this.#items.size > MAX_ITEMS || this.#chars > MAX_CHARS || this.#bytes > MAX_PICTURE_BYTES) {
      const oldest = this.#goneUpTo + 1;
      if (oldest >= this.#lastId) return;
      const size = this.#sizes.get(oldest);
      this.#chars -= size?.chars ?? 0;
      this.#bytes -= size?.bytes ?? 0;
      this.#items.delete(oldest);
      this.#sizes.delete(oldest);
      this.#changed.delete(oldest);
      this.#goneUpTo = oldest;
      this.#truncated = true;
    }
  }
}
