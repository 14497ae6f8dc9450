/** What a wait at some moment is about. */
import { ObjectKind } from '../log/format.ts';
import type { History } from './history.ts';
import type { ObjectInfo } from './objects.ts';

/** An object that is waited for, and how far it is. */
export interface Wait {
  /** Of `ObjectKind`. */
  readonly kind: number;
  readonly label: string;
  /** ns: how long a sleep lasts, or 0. */
  readonly length: number;
  /** Of those that it waits for itself: how many are not done, and all. */
  readonly open: number;
  readonly all: number;
}

export function waitOf(history: History, object: number, moment: number): Wait {
  const info = history.objects.get(object);
  let open = 0;
  let all = 0;
  if (collects(info.kind)) {
    for (const child of history.objects.edges(object, moment)) {
      all++;
      if (!isDone(history, child, moment)) open++;
    }
  }
  const length = info.kind === ObjectKind.SLEEP ? info.value : 0;
  return { kind: info.kind, label: labelOf(history, info), length, open, all };
}

/** Whether an object waits for several others. */
export function collects(kind: number): boolean {
  // A task group's wait is of no kind of its own.
  return [ObjectKind.GATHER, ObjectKind.WAIT, ObjectKind.AS_COMPLETED, ObjectKind.OTHER].some(
    (known) => known === kind,
  );
}

/** Whether an object stands for something that the outside does. */
export function isOutside(kind: number): boolean {
  return kind >= ObjectKind.FETCH && kind <= ObjectKind.THREAD;
}

export function isDone(history: History, object: number, moment: number): boolean {
  return history.objects.get(object).resolved <= moment;
}

/** The primitive in whose queue a wait stands; null where it is no such wait. */
export function primitiveOf(history: History, { kind, number }: ObjectInfo, moment: number): ObjectInfo | null {
  if (kind < ObjectKind.LOCK || kind > ObjectKind.BARRIER) return null;
  for (const edge of history.objects.edges(number, moment)) return history.objects.get(edge);
  return null;
}

/** What there is to say beyond the kind: a task's name, an address, words of the engine's. */
function labelOf({ names }: History, { kind, label }: ObjectInfo): string {
  if (kind >= ObjectKind.SLEEP && kind <= ObjectKind.SHIELD) return '';
  const text = names.text(label);
  if (kind === ObjectKind.FETCH) return text.replace(/^fetch\("(.*)"\)$/, '$1');
  if (text.startsWith('TaskGroup with')) return 'TaskGroup';
  return text === 'a Future' || text === 'a call in an executor' ? '' : text;
}
