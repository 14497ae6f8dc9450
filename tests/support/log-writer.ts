/** Writes event logs by hand, byte for byte as the engine does (engine/core/event_log.hpp): what tests of their readers start from. */
import { Kind, ObjectKind, SAID_AGAIN, YIELDED_BEFORE } from '../../web/session/log/format.ts';

const MS = 1e6;

export class LogWriter {
  #bytes = new Uint8Array(4096);
  #length = 0;
  #time = 0;
  #said = 0;
  #objects = 0;
  readonly #strings = new Map<string, number>();
  readonly #sites = new Map<string, number>();

  /** What was written since the last time. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  /** Events of the log so far: the number that the next one gets. (Names, sites, objects and edges are none.) */
  events = 0;

  /** Lets time pass, ms. */
  pass(milliseconds: number): this {
    this.#time += milliseconds * MS;
    return this;
  }

  get now(): number {
    return this.#time;
  }

  /** A number for a new object. */
  number(): number {
    return ++this.#objects;
  }

  task(
    name: string,
    { creator = 0, line = 0, of = 'main' }: { creator?: number; line?: number; of?: string } = {},
  ): number {
    const task = this.number();
    const site = line === 0 ? 0 : this.site(line, of);
    this.#event(Kind.TASK_CREATED, task, creator, site, this.#string(name));
    return task;
  }

  named(task: number, name: string): this {
    return this.#event(Kind.TASK_NAMED, task, this.#string(name));
  }

  step(task: number): this {
    return this.#event(Kind.STEP, task);
  }

  /** A step that nobody timed; where `yielded`, the task before gave way where the last `yields` said. */
  untimedStep(task: number, { yielded = false } = {}): this {
    this.events += yielded ? 2 : 1;
    this.#words((Kind.UNTIMED_STEP | (yielded ? YIELDED_BEFORE : 0) | (task << 8)) >>> 0);
    return this;
  }

  /** Steps of the tasks that are next by the order of the last iteration; with `again`, so far, as in a pause. */
  steps(count: number, { yielded = false, again = false } = {}): this {
    this.#words((Kind.STEPS | (yielded ? YIELDED_BEFORE : 0) | (again ? SAID_AGAIN : 0) | (count << 8)) >>> 0);
    return this;
  }

  yields(line = 0): this {
    return this.#event(Kind.YIELDS, line === 0 ? 0 : this.site(line));
  }

  object(kind: number, label = '', value = 0): number {
    const object = this.number();
    this.describe(object, kind, label, value);
    return object;
  }

  describe(object: number, kind: number, label = '', value = 0): this {
    return this.#event(Kind.OBJECT, object, kind, this.#string(label), value >>> 0, Math.floor(value / 2 ** 32));
  }

  waits(object: number, line = 0, of = 'main'): this {
    return this.#event(Kind.WAITS, object, line === 0 ? 0 : this.site(line, of));
  }

  /** The running task sleeps. */
  sleeps(milliseconds: number, line = 0, of = 'main'): number {
    const timer = this.object(ObjectKind.SLEEP, '', milliseconds * MS);
    this.waits(timer, line, of);
    return timer;
  }

  /** A timer is due and its callback wakes a task. */
  fires(timer: number, task: number): this {
    return this.#event(Kind.FIRED, timer).step(0).#event(Kind.RESOLVED, timer).ready(task);
  }

  ready(task: number): this {
    return this.#event(Kind.READY, task);
  }

  done(task: number, outcome = 0, description = ''): this {
    return this.#event(Kind.DONE, task, outcome, this.#string(description));
  }

  cancel(task: number, message = '', line = 0): this {
    return this.#event(Kind.CANCEL, task, this.#string(message), line === 0 ? 0 : this.site(line));
  }

  received(task: number): this {
    return this.#event(Kind.CANCEL_RECEIVED, task);
  }

  edge(from: number, to: number): this {
    return this.#event(Kind.EDGE, from, to);
  }

  fired(timer: number): this {
    return this.#event(Kind.FIRED, timer);
  }

  operation(kind: number, label: string, value = 0): number {
    const operation = this.object(kind, label, value);
    this.#event(Kind.OPERATION_STARTED, operation);
    return operation;
  }

  ended(operation: number, how = 0): this {
    return this.#event(Kind.OPERATION_ENDED, operation, how);
  }

  acquired(primitive: number, task: number, line = 0): this {
    return this.#event(Kind.ACQUIRED, primitive, task, line === 0 ? 0 : this.site(line));
  }

  released(primitive: number, task: number): this {
    return this.#event(Kind.RELEASED, primitive, task);
  }

  print(bytes: number, stream = 1): this {
    return this.#event(Kind.PRINT, stream, bytes);
  }

  /** Without a deadline the loop waits for the outside alone. */
  loopWaits(deadline?: number): this {
    if (deadline === undefined) return this.#event(Kind.LOOP_WAITS, 0xffffffff, 0xffffffff);
    return this.#event(Kind.LOOP_WAITS, (deadline * MS) >>> 0, Math.floor((deadline * MS) / 2 ** 32));
  }

  loopWoken(): this {
    return this.#event(Kind.LOOP_WOKEN);
  }

  turn(number: number): this {
    return this.#event(Kind.TURN, number);
  }

  lost(events: number): this {
    return this.#event(Kind.LOST, events);
  }

  resolved(object: number): this {
    return this.#event(Kind.RESOLVED, object);
  }

  loopClosed(): this {
    return this.#event(Kind.LOOP_CLOSED);
  }

  site(line: number, of = 'main'): number {
    const key = `${of}:${line}`;
    const known = this.#sites.get(key);
    if (known !== undefined) return known;
    const words = [this.#string('/main.cpp'), this.#string(of), line, 3];
    const site = this.#sites.size + 1;
    this.#sites.set(key, site);
    this.#record(Kind.SITE, site, ...words);
    return site;
  }

  #string(text: string): number {
    if (text === '') return 0;
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    const id = this.#strings.size + 1;
    this.#strings.set(text, id);
    const bytes = new TextEncoder().encode(text);
    this.#record(Kind.STRING, id, bytes.length);
    this.#room(bytes.length + 4);
    this.#bytes.fill(0, this.#length, this.#length + bytes.length + 4);
    this.#bytes.set(bytes, this.#length);
    this.#length += Math.ceil(bytes.length / 4) * 4;
    return id;
  }

  #event(kind: number, ...words: readonly number[]): this {
    // What describes a wait is no event that a reader stops at.
    if (kind !== Kind.OBJECT && kind !== Kind.EDGE) this.events++;
    this.#record(kind, ...words);
    return this;
  }

  #record(kind: number, ...words: readonly number[]): void {
    let since = this.#time - this.#said;
    if (since >= 2 ** 24) {
      this.#words(Kind.TIME, this.#time >>> 0, Math.floor(this.#time / 2 ** 32));
      since = 0;
    }
    this.#words((kind | (since << 8)) >>> 0, ...words);
    this.#said = this.#time;
  }

  #words(...words: readonly number[]): void {
    this.#room(4 * words.length);
    const view = new DataView(this.#bytes.buffer);
    for (const word of words) {
      view.setUint32(this.#length, word, true);
      this.#length += 4;
    }
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + bytes));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
