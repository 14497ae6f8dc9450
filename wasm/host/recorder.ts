/** Notes what comes in by the doors. */
import type { ProgramMemory } from '../abi/memory.ts';
import { DecisionWriter } from './decisions.ts';
import type { COMMAND, EVENT } from './doors.ts';
import { atDoors, type Call, type Imports, type PlacedDoor } from './doors.ts';

export class Recorder {
  readonly #memory: ProgramMemory;
  /** Bytes that are to be read, by operation. */
  readonly #sizes = new Map<number, number>();
  readonly writer = new DecisionWriter();

  constructor(memory: ProgramMemory) {
    this.#memory = memory;
  }

  /** Bytes from outside that are no answer: `COMMAND` or `EVENT`. */
  note(kind: typeof COMMAND | typeof EVENT, bytes: Uint8Array): void {
    this.writer.door(kind);
    this.writer.bytes(bytes);
  }

  wrap(imports: Imports): Imports {
    return atDoors(imports, (door, original) => this.stand(door, original));
  }

  /** `original`, with what it brings noted. */
  stand(door: PlacedDoor, original: Call): Call {
    if (door.brings === undefined) return original;
    return (...args) => {
      const result = original(...args);
      if (result instanceof Promise) return result.then((value: unknown) => this.#note(door, args, value));
      return this.#note(door, args, result);
    };
  }

  #note(door: PlacedDoor, args: readonly number[], result: unknown): unknown {
    const { writer } = this;
    const { brings, tellsSize } = door;
    if (brings === undefined) return result;
    writer.door(brings.number);
    if (brings.result === 'time') writer.time(Number(result));
    else if (brings.result === 'count') writer.count(Number(result) >>> 0);
    if (brings.writes !== undefined) {
      const [address, size] = brings.writes(args, this.#sizes);
      writer.bytes(this.#memory.bytes.subarray(address >>> 0, (address >>> 0) + size));
    }
    if (tellsSize !== undefined) this.#sizes.set(...tellsSize(args, Number(result), this.#memory));
    return result;
  }
}
