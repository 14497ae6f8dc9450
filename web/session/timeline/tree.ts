/**
 * Who waits for whom at a moment, as text: a line for each task, and one for each further wait for a task that has its line already. So the
 * text grows with tasks and waits, however much they share; CPython's `print_call_graph` repeats what is shared, and a diamond of 36 tasks
 * takes half a million lines there.
 */
import type { History } from './history.ts';
import { holdersOf } from './locks.ts';
import { State, type Task } from './task.ts';
import type { Teller } from './tell.ts';
import { isDone, primitiveOf } from './waits.ts';
import type { TimelineWords } from './words.ts';

/** Levels that are drawn; deeper ones would make a chain of tasks grow with its square. */
const MAX_LEVELS = 40;

interface Branch {
  readonly task: Task;
  /** The branches that lead to it: whether each has more to come. */
  readonly level: number;
  readonly holds: boolean;
}

/** The lines of the tree. */
export function treeOfWaits(history: History, teller: Teller, words: TimelineWords, moment: number): string[] {
  const alive = history.tasks.filter((task) => isAlive(history, task, moment));
  const waitedFor = new Set<Task>();
  const branches = new Map<Task, Branch[]>();
  for (const task of alive) {
    const children = behind(history, task, moment);
    branches.set(task, children);
    for (const child of children) waitedFor.add(child.task);
  }
  const lines: string[] = [];
  const told = new Set<Task>();
  const tell = (root: Task): void => {
    const open: Branch[] = [{ task: root, level: 0, holds: false }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { task, level } = next;
      const { name, state, waitingFor, place } = teller.row(task, moment);
      const indent = level > MAX_LEVELS ? `${'  '.repeat(MAX_LEVELS)}(${level}) ` : '  '.repeat(level);
      const subject = next.holds ? words.holds(name) : name;
      if (told.has(task)) {
        lines.push(`${indent}${words.seeAbove(subject)}`);
        continue;
      }
      told.add(task);
      const what = waitingFor === '' ? words.states[state] : `${words.states[state]}: ${waitingFor}`;
      lines.push(`${indent}${subject}  ${what}${place === null ? '' : `, ${words.atLine(place)}`}`.replaceAll('`', ''));
      for (const child of (branches.get(task) ?? []).toReversed()) open.push({ ...child, level: level + 1 });
    }
  };
  for (const task of alive) if (!waitedFor.has(task)) tell(task);
  // What is left goes round in circles, and has no beginning.
  for (const task of alive) if (!told.has(task)) tell(task);
  return lines;
}

function isAlive(history: History, task: Task, moment: number): boolean {
  const { state } = history.at(task, moment);
  return state !== State.NONE && state !== State.DONE;
}

/** The tasks that a task waits for, each once. */
function behind(history: History, task: Task, moment: number): Branch[] {
  const { object } = history.at(task, moment);
  const found = new Map<Task, Branch>();
  const seen = new Set<number>([0]);
  const open = [object];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next) || isDone(history, next, moment)) continue;
    seen.add(next);
    const other = history.task(next);
    if (other !== undefined) {
      found.set(other, { task: other, level: 0, holds: false });
      continue;
    }
    const primitive = primitiveOf(history, history.objects.get(next), moment);
    if (primitive === null) {
      const children = [...history.objects.edges(next, moment)];
      for (const child of children.reverse()) open.push(child);
    } else {
      for (const holder of holdersOf(history, primitive.number, moment)) {
        const by = history.task(holder.task);
        if (by !== undefined) found.set(by, { task: by, level: 0, holds: true });
      }
    }
  }
  return [...found.values()];
}
