/** A little text that outlives the page, such as `localStorage`. Never throws. */
export interface TextStore {
  get(key: string): string | null;
  /** Says whether `value` is kept: a browser may have no room, or refuse. */
  set(key: string, value: string): boolean;
  remove(key: string): void;
  /** All keys that begin with `prefix`, in no order. */
  keys(prefix: string): readonly string[];
  /** Calls `listener` whenever another page has changed or removed what is under a key; null: everything. */
  watch(listener: (key: string | null) => void): void;
}
