/** A little text that outlives the page, such as `localStorage`; may forget and never throws. */
export interface TextStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}
