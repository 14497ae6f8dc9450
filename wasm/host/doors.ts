/**
 * The doors by which the outside comes into a program, as imports.ts marks them. All other imports are the same in every run.
 */
import type { Door } from '../abi/door.ts';
import { IMPORTS, type ImportTable } from '../abi/imports.ts';

/** A function of the host, which takes and gives numbers. */
export type Call = (...args: number[]) => unknown;
/** Functions of the host by module and name. */
export type Imports = Readonly<Record<string, Readonly<Record<string, Call>>>>;

/** A door with the place where it stands. */
export interface PlacedDoor extends Door {
  /** `module.name`. */
  readonly place: string;
  /** The program waits there until something happens. */
  readonly waits: boolean;
}

/** What the page did with the program's ports: see SocketCommand. */
export const COMMAND = 0;
/** What other instances of the program said. */
export const EVENT = 1;

const table: ImportTable = IMPORTS;
const DOORS = new Map<string, PlacedDoor>();
const PLACES = new Map<number, string>([
  [COMMAND, 'a command from outside'],
  [EVENT, 'an event of a worker'],
]);
for (const [module, functions] of Object.entries(table)) {
  for (const [name, { door, suspends }] of Object.entries(functions)) {
    if (door === undefined) continue;
    const place = `${module}.${name}`;
    DOORS.set(place, { ...door, place, waits: suspends === true });
    if (door.brings !== undefined) PLACES.set(door.brings.number, place);
  }
}

/** `imports` with another function at each door. */
export function atDoors(imports: Imports, make: (door: PlacedDoor, original: Call) => Call): Imports {
  const all: Record<string, Record<string, Call>> = {};
  for (const [module, functions] of Object.entries(imports)) {
    const own = (all[module] = { ...functions });
    for (const [name, original] of Object.entries(functions)) {
      const door = DOORS.get(`${module}.${name}`);
      if (door !== undefined) own[name] = make(door, original);
    }
  }
  return all;
}

/** The program asked for something else than was recorded: it is another program, or it depends on what was not recorded. */
export class Diverged extends Error {
  /** The number, from 1, of the entry that was expected. */
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

/** What is recorded under a number, in words. */
export function placeOf(number: number): string {
  return PLACES.get(number) ?? 'nothing known';
}
