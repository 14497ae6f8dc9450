/** Answers that are here, and that the program is to have when their time has come on its clock. */
interface Held<Answer> {
  readonly id: number;
  /** On the program's clock, ms. */
  readonly due: number;
  readonly answer: Answer;
}

export class HeldAnswers<Answer> {
  /** The one that is due last comes first. Where two are due at one moment, the earlier request is the first: not the faster server. */
  readonly #held: Held<Answer>[] = [];

  /** When the next is due; Infinity where there is none. */
  get nextDue(): number {
    return this.#held.at(-1)?.due ?? Infinity;
  }

  /** @param due of whole microseconds, as the clock has them. */
  hold(id: number, due: number, answer: Answer): void {
    let at = this.#held.length;
    for (; at > 0; at--) {
      const before = this.#held[at - 1];
      if (before !== undefined && (before.due > due || (before.due === due && before.id > id))) break;
    }
    this.#held.splice(at, 0, { id, due, answer });
  }

  /** The next one, whose time has come. */
  take(): readonly [id: number, answer: Answer] | null {
    const next = this.#held.pop();
    return next === undefined ? null : [next.id, next.answer];
  }

  forget(id: number): void {
    const at = this.#held.findIndex((held) => held.id === id);
    if (at >= 0) this.#held.splice(at, 1);
  }
}
