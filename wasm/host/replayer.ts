/**
 * Gives back what was recorded, and lets nothing out.
 *
 * When it has come to the end of the decisions and the program goes on, the doors open: operations that were under way are begun anew, and time
 * goes on from where it was.
 */
import type { Span } from '../abi/door.ts';
import type { ProgramMemory } from '../abi/memory.ts';
import { DecisionReader } from './decisions.ts';
import { atDoors, COMMAND, Diverged, EVENT, placeOf, type Call, type Imports, type PlacedDoor } from './doors.ts';
import { leaveProgram } from './failure.ts';
import type { Recorder } from './recorder.ts';

/** What a replayer tells. */
export interface ReplayListener {
  /** A recorded `COMMAND` or `EVENT`, at the place where it came. */
  came(kind: typeof COMMAND | typeof EVENT, bytes: Uint8Array): void;
  /** The program began an operation, which is answered from the recording. */
  began(door: PlacedDoor, args: readonly number[]): void;
  /** The program knows of the end of an operation. */
  ended(operation: number): void;
  /** The replay cannot go on: Diverged, DamagedDecisions. The program is left. */
  failed(error: unknown): void;
  /** The decisions are at their end; the program goes on from `time` with the real world. */
  opened(time: number): void;
}

export class Replayer {
  readonly #memory: ProgramMemory;
  readonly #reader: DecisionReader;
  readonly #recorder: Recorder;
  readonly #listener: ReplayListener;
  /** How to begin what the program has begun and what has not ended. */
  readonly #underWay = new Map<number, () => void>();
  readonly #sizes = new Map<number, number>();
  #open = false;

  /**
   * Throws DamagedDecisions.
   *
   * @param recorder records it all again, so that a run that goes on has decisions from its beginning.
   */
  constructor(memory: ProgramMemory, decisions: Uint8Array, recorder: Recorder, listener: ReplayListener) {
    this.#memory = memory;
    this.#reader = new DecisionReader(decisions);
    this.#recorder = recorder;
    this.#listener = listener;
  }

  /** The world is the real one again. */
  get open(): boolean {
    return this.#open;
  }

  wrap(imports: Imports): Imports {
    return atDoors(imports, (door, original) => {
      const live = this.#recorder.stand(door, original);
      return (...args) => {
        if (this.#open) return live(...args);
        try {
          return this.#pass(door, args, original, live);
        } catch (error) {
          this.#listener.failed(error);
          return leaveProgram();
        }
      };
    });
  }

  #pass(door: PlacedDoor, args: number[], original: Call, live: Call): unknown {
    if (door.brings !== undefined || door.waits) {
      // Commands come while a program waits, and so before the next answer.
      this.#deliver();
      if (this.#reader.atEnd) {
        this.#openDoors();
        return live(...args);
      }
    }
    if (door.begins !== undefined) {
      this.#listener.began(door, args);
      this.#underWay.set(door.begins(args, this.#memory), this.#later(door, args, original));
    }
    const result = door.brings === undefined ? 0 : this.#read(door, door.brings, args);
    const ended = door.ends?.(args, result) ?? 0;
    if (ended !== 0) {
      this.#underWay.delete(ended);
      this.#listener.ended(ended);
    }
    return result;
  }

  /** What was recorded at this place. */
  #read(door: PlacedDoor, brings: NonNullable<PlacedDoor['brings']>, args: readonly number[]): number {
    const reader = this.#reader;
    const { writer } = this.#recorder;
    const number = reader.door();
    if (number !== brings.number) throw new Diverged(reader.entries, placeOf(number), door.place);
    writer.door(number);
    let result = 0;
    if (brings.result === 'time') {
      result = reader.time();
      writer.time(result);
    } else if (brings.result === 'count') {
      result = reader.count();
      writer.count(result);
    }
    if (brings.writes !== undefined) this.#write(brings.writes(args, this.#sizes));
    if (door.tellsSize !== undefined) this.#sizes.set(...door.tellsSize(args, result, this.#memory));
    return result;
  }

  #write([address, size]: Span): void {
    const bytes = this.#reader.bytes();
    if (bytes.length !== size) {
      throw new Diverged(this.#reader.entries, `${String(bytes.length)} bytes`, `${String(size)} bytes`);
    }
    this.#memory.bytes.set(bytes, address >>> 0);
    this.#recorder.writer.bytes(bytes);
  }

  /** What came from outside at this place. */
  #deliver(): void {
    const reader = this.#reader;
    while (!reader.atEnd) {
      const kind = reader.peekDoor();
      if (kind !== COMMAND && kind !== EVENT) return;
      reader.door();
      const bytes = reader.bytes();
      this.#recorder.note(kind, bytes);
      this.#listener.came(kind, bytes);
    }
  }

  /** To begin an operation when the doors open: what it needs of the program's memory is kept until then. */
  #later(door: PlacedDoor, args: number[], original: Call): () => void {
    const memory = this.#memory;
    const kept = (door.reads?.(args, memory) ?? []).map(([address, size]) => ({
      address: address >>> 0,
      bytes: memory.slice(address, size),
    }));
    return () => {
      const now = kept.map(({ address, bytes }) => ({ address, bytes: memory.slice(address, bytes.length) }));
      for (const { address, bytes } of kept) memory.bytes.set(bytes, address);
      original(...args);
      for (const { address, bytes } of now) memory.bytes.set(bytes, address);
    };
  }

  #openDoors(): void {
    this.#open = true;
    this.#listener.opened(this.#reader.lastTime);
    for (const begin of this.#underWay.values()) begin();
    this.#underWay.clear();
  }
}
