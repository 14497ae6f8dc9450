/**
 * A clock that stands still while a program computes, and moves on as its timers fire; imported for its effect, before anything runs. For
 * programs whose output tells an order: on a machine that is busy with other things a timer would now and then overtake what is ready.
 */

/** So that whoever looks until a moment has passed sees it pass. */
const LOOK_MS = 0.002;

let time = 0;
const setRealTimeout = globalThis.setTimeout;

Object.assign(performance, { now: () => (time += LOOK_MS) });
Object.assign(globalThis, {
  setTimeout: (fire: () => void, delay: number) => {
    const due = time + delay;
    return setRealTimeout(() => {
      time = Math.max(time, due);
      fire();
    }, delay);
  },
});

export {};
