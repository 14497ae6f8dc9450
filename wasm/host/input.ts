/**
 * A program's standard input: what was given before it ran, or what somebody types while it runs. What comes is noted where it comes, as a command from
 * outside (host.ts), so that a replay reads the same. Twin: program/input.cpp.
 */
import type { HostModule, ImportsOf } from '../abi/imports.ts';
import type { ProgramMemory } from '../abi/memory.ts';
import type { InputCommand, InputEnd, ProgramEvent } from '../abi/protocol.ts';

/** What came at once. */
interface Piece {
  readonly bytes: Uint8Array;
  /** Typed, and not told of yet; null where that is not to be told. */
  echo: string | null;
  /** Bytes that the program has taken. */
  taken: number;
}

export class StandardInput implements HostModule<'input'> {
  readonly #memory: ProgramMemory;
  readonly #emit: (event: ProgramEvent) => void;
  readonly #pieces: Piece[] = [];
  /** Why nothing more comes; null while something may. */
  #end: InputEnd | null;
  #toldOfEnd = false;
  #wake: (() => void) | undefined;

  /** @param end why nothing comes at all; null where something may. */
  constructor(memory: ProgramMemory, end: InputEnd | null, emit: (event: ProgramEvent) => void) {
    this.#memory = memory;
    this.#end = end;
    this.#emit = emit;
  }

  readonly imports: ImportsOf<'input'> = {
    take: (to, size) => this.#take(to >>> 0, size >>> 0),
    wait: () => this.#wait(),
  };

  /** Takes in more of it; nothing after its end. */
  hear({ text, end, typed }: InputCommand): void {
    if (this.#end !== null) return;
    if (text !== '') {
      this.#pieces.push({ bytes: new TextEncoder().encode(text), echo: typed ? text : null, taken: 0 });
    }
    if (end) this.#end = 'used';
    this.#wake?.();
    this.#wake = undefined;
  }

  close(): void {
    this.#wake = undefined;
  }

  /** Of one piece at most, so that a line is read when it has been typed, and shown as typed when it is read. */
  #take(to: number, size: number): number {
    const [piece] = this.#pieces;
    if (piece === undefined) return this.#end === null ? -1 : this.#tellEnd(this.#end);
    if (piece.echo !== null) this.#emit({ type: 'typed', text: piece.echo });
    piece.echo = null;
    const part = piece.bytes.subarray(piece.taken, piece.taken + size);
    this.#memory.bytes.set(part, to);
    piece.taken += part.length;
    if (piece.taken === piece.bytes.length) this.#pieces.shift();
    return part.length;
  }

  #tellEnd(why: InputEnd): number {
    if (!this.#toldOfEnd) this.#emit({ type: 'input-end', why });
    this.#toldOfEnd = true;
    return 0;
  }

  #wait(): Promise<void> {
    if (this.#pieces.length > 0 || this.#end !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#emit({ type: 'reading' });
    });
  }
}
