import { expect, it } from 'vitest';
import type { ProgramEvent } from '../../wasm/abi/protocol.ts';
import { Kind, SAID_AGAIN } from '../../web/session/log/format.ts';
import { LogOnce } from '../../web/session/log/log-of.ts';

it('a run that begins anew says what is known already, in other pieces, until it goes further', () => {
  const once = new LogOnce();
  const take = (event: ProgramEvent) => once.take({ type: 'program', event });
  const log = (...bytes: number[]) => take({ type: 'log', bytes: Uint8Array.from(bytes) });
  expect(log(1, 2, 3)).toEqual(Uint8Array.of(1, 2, 3));
  expect(log(4, 5)).toEqual(Uint8Array.of(4, 5));
  expect(take({ type: 'restarted' })).toBeNull();
  expect(log(1)).toBeNull();
  // Back again before it has come so far.
  take({ type: 'restarted' });
  expect(log(1, 2)).toBeNull();
  expect(take({ type: 'paused', step: 1 })).toBeNull();
  expect(log(3, 4, 5, 6)).toEqual(Uint8Array.of(6));
  expect(log(7)).toEqual(Uint8Array.of(7));
});

it('what is said again after a pause counts once, and not at all while all of it is known', () => {
  const once = new LogOnce();
  const take = (event: ProgramEvent) => once.take({ type: 'program', event });
  const [all, soFar] = [Uint8Array.of(Kind.STEPS, 9, 0, 0), Uint8Array.of(Kind.STEPS | SAID_AGAIN, 4, 0, 0)];
  expect(take({ type: 'log', bytes: soFar })).toEqual(soFar);
  expect(take({ type: 'log', bytes: all })).toEqual(all);
  take({ type: 'restarted' });
  expect(take({ type: 'log', bytes: soFar })).toBeNull();
  expect(take({ type: 'log', bytes: all })).toBeNull();
  expect(take({ type: 'log', bytes: soFar })).toEqual(soFar);
});
