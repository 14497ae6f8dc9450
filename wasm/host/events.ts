/** A run's events on their way to whoever runs the program: none after the end. */
import type { ProgramEvent } from '../abi/protocol.ts';
import { Output } from './output.ts';

export class RunEvents {
  readonly #emit: (event: ProgramEvent) => void;
  #ended = false;
  /** What the program prints, part of which may be held back for a moment. */
  readonly output = new Output((event) => {
    this.tell(event);
  });

  constructor(emit: (event: ProgramEvent) => void) {
    this.#emit = emit;
  }

  /** Whether nothing more is told. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Tells it at once. */
  tell(event: ProgramEvent): void {
    if (!this.#ended) this.#emit(event);
  }

  /** Tells it after all that was printed before. */
  tellInOrder(event: ProgramEvent): void {
    this.output.flush();
    this.tell(event);
  }

  end(): void {
    this.#ended = true;
  }
}
