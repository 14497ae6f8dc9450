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

/** Labels that say no more than the kind. */
const CLASS = /^(Bounded|Priority|Lifo)?(Lock|Event|Condition|Semaphore|Queue|Barrier)$/;

export function waitOf(history: History, object: number, moment: number): Wait {
  const info = history.objects.get(object);
  const primitive = primitiveOf(history, info, moment);
  let open = 0;
  let all = 0;
  if (collects(info.kind)) {
    for (const child of history.objects.edges(object, moment)) {
      all++;
      if (!isDone(history, child, moment)) open++;
    }
  }
  const own = history.names.text(info.label);
  const label = primitive === null ? own : own || history.names.text(primitive.label);
  const said = label === '' && isOutside(info.kind) ? operationLabel(history, info) : label;
  return {
    kind: info.kind,
    label: CLASS.test(said) ? '' : said,
    length: info.kind === ObjectKind.SLEEP ? info.value : 0,
    open,
    all,
  };
}

/** Whether an object waits for several others. */
export function collects(kind: number): boolean {
  return kind === ObjectKind.GATHER || kind === ObjectKind.WAIT || kind === ObjectKind.AS_COMPLETED;
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

function operationLabel(history: History, { value }: ObjectInfo): string {
  return history.names.text(history.objects.get(value).label);
}
