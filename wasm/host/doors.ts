/**
 * The doors by which the outside comes into a program: the imports whose answers are not the program's own doing. A recorder stands at each and
 * notes what comes through; a replayer gives it back, and lets nothing out. All other imports are the same in every run.
 *
 * When a replay has come to the end of its decisions and the program goes on, the doors open: operations that were under way are begun anew, and
 * time goes on from where it was.
 */
import { DamagedDecisions, DecisionReader, DecisionWriter } from './decisions.ts';
import type { ProgramMemory } from '../abi/memory.ts';

type Import = (...args: never[]) => unknown;
export type Imports = Record<string, Record<string, Import>>;

/** What comes in by a door. */
interface Door {
  readonly module: string;
  readonly name: string;
  /** `time`: the program's clock in ms. `count`: a whole number. `nothing`: it only takes time, or begins something outside. */
  readonly answer: 'time' | 'count' | 'nothing';
  /** Where the call writes to the program's memory: address and size in bytes. */
  readonly writes?: (args: readonly number[], sizes: ReadonlyMap<number, number>) => readonly [number, number];
  /** The program waits there until something happens. */
  readonly waits?: true;
  /** Begins an operation, whose number this finds. */
  readonly begins?: (args: readonly number[], memory: ProgramMemory) => number;
  /** The operation with this number is over, or given up. */
  readonly ends?: (args: readonly number[]) => number;
  /** The call tells how many bytes a later `writes` for the same operation has. */
  readonly tellsSize?: (args: readonly number[], answer: number, memory: ProgramMemory) => readonly [number, number];
}

const first = (args: readonly number[]): number => args[0] ?? 0;
const second = (args: readonly number[]): number => args[1] ?? 0;
const HTTP_SIZES = 6;

/** Their places are their numbers in recorded runs: new ones come at the end. Number 0 stands for `COMMAND`, 1 for `EVENT`. */
const DOORS: readonly Door[] = [
  { module: 'reactor', name: 'now', answer: 'time' },
  { module: 'reactor', name: 'wait', answer: 'nothing', waits: true },
  { module: 'reactor', name: 'block', answer: 'nothing', waits: true },
  { module: 'reactor', name: 'take', answer: 'count' },
  {
    module: 'reactor',
    name: 'http_start',
    answer: 'nothing',
    begins: (args, memory) => memory.view.getUint32(first(args) >>> 0, true),
  },
  { module: 'reactor', name: 'http_cancel', answer: 'nothing', ends: first },
  {
    module: 'reactor',
    name: 'http_sizes',
    answer: 'nothing',
    writes: (args) => [second(args), 4 * HTTP_SIZES],
    tellsSize: (args, _answer, memory) => {
      let size = 0;
      for (let i = 1; i < HTTP_SIZES; i++) size += memory.view.getUint32((second(args) >>> 0) + 4 * i, true);
      return [first(args), size];
    },
  },
  {
    module: 'reactor',
    name: 'http_read',
    answer: 'nothing',
    writes: (args, sizes) => [second(args), sizes.get(first(args)) ?? 0],
  },
  { module: 'workers', name: 'processors', answer: 'count' },
  { module: 'workers', name: 'start', answer: 'nothing', begins: second },
  { module: 'workers', name: 'withdraw', answer: 'count', ends: second },
  { module: 'workers', name: 'abandon', answer: 'nothing', ends: second },
  {
    module: 'workers',
    name: 'size',
    answer: 'count',
    tellsSize: (args, answer) => [first(args), answer],
  },
  {
    module: 'workers',
    name: 'read',
    answer: 'nothing',
    writes: (args, sizes) => [second(args), sizes.get(first(args)) ?? 0],
  },
  { module: 'workers', name: 'watch', answer: 'nothing', begins: second },
  { module: 'workers', name: 'join', answer: 'nothing', waits: true },
  { module: 'threads', name: 'start', answer: 'count' },
  { module: 'threads', name: 'stop', answer: 'nothing' },
  { module: 'threads', name: 'alive', answer: 'count', waits: true },
  { module: 'threads', name: 'join', answer: 'nothing', waits: true },
  {
    module: 'wasi_snapshot_preview1',
    name: 'clock_time_get',
    answer: 'count',
    writes: (args) => [args[2] ?? 0, 8],
  },
  {
    module: 'wasi_snapshot_preview1',
    name: 'random_get',
    answer: 'count',
    writes: (args) => [first(args), second(args)],
  },
];
const FIRST_DOOR = 2;
/** What the page did with the program's ports: see SocketCommand. */
export const COMMAND = 0;
/** What other instances of the program said. */
export const EVENT = 1;

function nameOf(number: number): string {
  const door = DOORS[number - FIRST_DOOR];
  if (door !== undefined) return `${door.module}.${door.name}`;
  return number === COMMAND ? 'a command from outside' : number === EVENT ? 'an event of a worker' : 'nothing known';
}

/** The program asked for something else than was recorded: it is another program, or it depends on what was not recorded. */
export class Diverged extends Error {
  readonly decision: number;
  readonly expected: string;
  readonly got: string;

  constructor(decision: number, expected: string, got: string) {
    super(
      `the run goes another way at decision ${String(decision)}: it asked for ${got}, where ${expected} was recorded`,
    );
    this.decision = decision;
    this.expected = expected;
    this.got = got;
  }
}

type Call = (...args: number[]) => unknown;

function at(imports: Imports, { module, name }: Door): Call {
  const found = imports[module]?.[name];
  if (found === undefined) throw new Error(`there is no import ${module}.${name}`);
  return found as unknown as Call;
}

/** `imports` with another function at each door. */
function withDoors(imports: Imports, make: (door: Door, number: number, original: Call) => Call): Imports {
  const all = Object.fromEntries(Object.entries(imports).map(([module, functions]) => [module, { ...functions }]));
  DOORS.forEach((door, i) => {
    const module = all[door.module];
    if (module !== undefined) module[door.name] = make(door, i + FIRST_DOOR, at(imports, door));
  });
  return all;
}

/** Notes what comes in. */
export class Recorder {
  readonly #memory: ProgramMemory;
  readonly #sizes = new Map<number, number>();
  readonly writer: DecisionWriter;

  constructor(memory: ProgramMemory, writer = new DecisionWriter()) {
    this.#memory = memory;
    this.writer = writer;
  }

  /** Bytes from outside that are no answer: `COMMAND` or `EVENT`. */
  note(kind: typeof COMMAND | typeof EVENT, bytes: Uint8Array): void {
    this.writer.door(kind);
    this.writer.bytes(bytes);
  }

  wrap(imports: Imports): Imports {
    return withDoors(imports, (door, number, original) => this.stand(door, number, original));
  }

  stand(door: Door, number: number, original: Call): Call {
    const { writer } = this;
    if (door.answer === 'time') {
      return () => {
        const time = original() as number;
        writer.door(number);
        writer.time(time);
        return time;
      };
    }
    if (door.answer === 'nothing' && door.writes === undefined) return original;
    return (...args) => {
      const answer = original(...args);
      if (answer instanceof Promise) return answer.then((value: unknown) => this.#note(door, number, args, value));
      return this.#note(door, number, args, answer);
    };
  }

  #note(door: Door, number: number, args: readonly number[], answer: unknown): unknown {
    const { writer } = this;
    writer.door(number);
    if (door.answer === 'count') writer.count(Number(answer) >>> 0);
    if (door.writes !== undefined) {
      const [address, size] = door.writes(args, this.#sizes);
      writer.bytes(this.#memory.bytes.subarray(address >>> 0, (address >>> 0) + size));
    }
    if (door.tellsSize !== undefined) this.#sizes.set(...door.tellsSize(args, Number(answer), this.#memory));
    return answer;
  }
}

/** What a replayer tells. */
export interface ReplayListener {
  /** A recorded `COMMAND` or `EVENT`, at the place where it came. */
  came(kind: typeof COMMAND | typeof EVENT, bytes: Uint8Array): void;
  /** The program was told of the end of an operation. */
  taken(operation: number): void;
  /** The replay cannot go on: Diverged, DamagedDecisions. */
  failed(error: unknown): void;
  /** The decisions are at their end; the program goes on from `time` with the real world. */
  opened(time: number): void;
}

/** Gives back what was recorded, and records it again, so that a run that goes on has decisions from its beginning. */
export class Replayer {
  readonly #memory: ProgramMemory;
  readonly #reader: DecisionReader;
  readonly #recorder: Recorder;
  readonly #listener: ReplayListener;
  /** How to begin what the program has begun and what has not ended. */
  readonly #underWay = new Map<number, () => void>();
  readonly #sizes = new Map<number, number>();
  #open = false;

  /** Throws DamagedDecisions. */
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
    return withDoors(imports, (door, number, original) => {
      const live = this.#recorder.stand(door, number, original);
      const replay = this.#stand(door, number, original);
      return (...args) => {
        if (this.#open) return live(...args);
        try {
          return replay(...args, live as never);
        } catch (error) {
          // A program that catches everything would catch this, too.
          this.#listener.failed(error);
          throw error;
        }
      };
    });
  }

  #stand(door: Door, number: number, original: Call): Call {
    const answers = door.answer !== 'nothing' || door.writes !== undefined;
    return (...argsAndLive) => {
      const live = argsAndLive.pop() as unknown as Call;
      const args = argsAndLive;
      // Commands come while a program waits, and so before the next answer.
      if (answers || door.waits === true) this.#deliver();
      if ((answers || door.waits === true) && this.#reader.atEnd) {
        this.#openDoors();
        return live(...args);
      }
      if (door.begins !== undefined)
        this.#underWay.set(door.begins(args, this.#memory), this.#later(door, original, args));
      const answer = answers ? this.#answer(door, number, args) : undefined;
      // A call that could not be withdrawn goes on.
      if (door.ends !== undefined && answer !== 0) this.#underWay.delete(door.ends(args));
      return answer;
    };
  }

  /** To begin an operation when the doors open: what it needs of the program's memory is kept until then. */
  #later(door: Door, original: Call, args: number[]): () => void {
    const restore = door.name === 'watch' ? null : snapshotOf(door, args, this.#memory);
    return () => {
      if (restore === null) original(...args);
      else restore((...again) => original(...again));
    };
  }

  #answer(door: Door, number: number, args: readonly number[]): unknown {
    const reader = this.#reader;
    const expected = reader.door();
    if (expected !== number) throw new Diverged(reader.entries, nameOf(expected), nameOf(number));
    const { writer } = this.#recorder;
    writer.door(number);
    let answer = 0;
    if (door.answer === 'time') {
      answer = reader.time();
      writer.time(answer);
      return answer;
    }
    if (door.answer === 'count') {
      answer = reader.count();
      writer.count(answer);
      if (door.name === 'take') this.#taken(answer);
    }
    if (door.writes !== undefined) this.#write(door, args);
    if (door.tellsSize !== undefined) this.#sizes.set(...door.tellsSize(args, answer, this.#memory));
    return answer;
  }

  #taken(operation: number): void {
    this.#underWay.delete(operation);
    this.#listener.taken(operation);
  }

  #write(door: Door, args: readonly number[]): void {
    const [address, size] = door.writes?.(args, this.#sizes) ?? [0, 0];
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

  #openDoors(): void {
    this.#open = true;
    this.#listener.opened(this.#reader.lastTime);
    for (const begin of this.#underWay.values()) begin();
    this.#underWay.clear();
  }
}

/** The program's memory that a call refers to, kept so that the call can be made later. */
function snapshotOf(door: Door, args: readonly number[], memory: ProgramMemory): (call: Call) => void {
  const kept: [number, Uint8Array][] = [];
  const keep = (address: number, size: number): void => {
    kept.push([address >>> 0, memory.slice(address, size)]);
  };
  if (door.name === 'http_start') {
    const request = first(args) >>> 0;
    const size = 4 * 9;
    keep(request, size);
    for (let i = 1; i < 9; i += 2) {
      keep(memory.view.getUint32(request + 4 * i, true), memory.view.getUint32(request + 4 * i + 4, true));
    }
  } else {
    keep(args[3] ?? 0, args[4] ?? 0);
  }
  return (call) => {
    const before = kept.map(([address, bytes]) => memory.slice(address, bytes.length));
    for (const [address, bytes] of kept) memory.bytes.set(bytes, address);
    call(...args);
    kept.forEach(([address], i) => {
      memory.bytes.set(before[i] ?? [], address);
    });
  };
}

export { DamagedDecisions };
