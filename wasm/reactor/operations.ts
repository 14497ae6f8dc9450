/**
 * The operations that have ended and of which the program has not been told: requests, sockets, calls of workers, each by the number
 * that the program gave it. Twin: operations.hpp.
 */
export class FinishedOperations {
  /** In the order of their ends. */
  readonly #ids = new Set<number>();
  #onAdd: () => void = () => undefined;

  /** Makes `listener` the one that is called after each `add`: it ends the program's wait. */
  set onAdd(listener: () => void) {
    this.#onAdd = listener;
  }

  get any(): boolean {
    return this.#ids.size > 0;
  }

  /** The operation has ended. From inside an import, too: the program is told when it next looks. */
  add(id: number): void {
    this.#ids.add(id);
    this.#onAdd();
  }

  /** The program no longer wants to be told. */
  forget(id: number): void {
    this.#ids.delete(id);
  }

  /** One that has ended, each once; 0 when there is none. */
  take(): number {
    for (const id of this.#ids) {
      this.#ids.delete(id);
      return id;
    }
    return 0;
  }
}
