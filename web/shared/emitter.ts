/** Tells its subscribers of one kind of event; the function that `subscribe` returns ends the subscription. */
export class Emitter<T> {
  readonly #listeners = new Set<(event: T) => void>();

  subscribe(listener: (event: T) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  emit(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
