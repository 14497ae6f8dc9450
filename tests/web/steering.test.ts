import { describe, expect, it } from 'vitest';
import type { ProgramEvent } from '../../wasm/abi/protocol.ts';
import { Steering } from '../../web/session/steering/steering.ts';

function running(): Steering {
  const steering = new Steering();
  steering.hear({ type: 'begin' });
  steering.hear({ type: 'state', state: { kind: 'running' } });
  return steering;
}

function says(steering: Steering, event: ProgramEvent): void {
  steering.hear({ type: 'program', event });
}

const decisions = (steps: number): ProgramEvent => ({
  type: 'decisions',
  bytes: new Uint8Array([1]),
  cut: false,
  steps,
});

describe('steering a run', () => {
  it('asks every run for its log and its decisions, under the clock that was chosen', () => {
    const steering = new Steering();
    expect(steering.chooseClock(10)).toBeNull();
    expect(steering.settings()).toEqual({ log: true, record: true, clock: 10 });
  });

  it('sets the clock of a run that is under way', () => {
    expect(running().chooseClock('fast')).toEqual({ type: 'command', command: { type: 'clock', clock: 'fast' } });
  });

  it('pauses a running program and lets a paused one go on', () => {
    const steering = running();
    expect(steering.pauseOrContinue()).toEqual({ type: 'command', command: { type: 'pause' } });
    says(steering, { type: 'paused', step: 7 });
    expect(steering.phase).toBe('paused');
    expect(steering.pauseOrContinue()).toEqual({ type: 'command', command: { type: 'continue' } });
  });

  it('steps only where it stands', () => {
    const steering = running();
    expect(steering.stepOn('step')).toBeNull();
    says(steering, { type: 'paused', step: 7 });
    expect(steering.stepOn('turn')).toEqual({ type: 'command', command: { type: 'step', unit: 'turn' } });
    expect(steering.stepBack()).toEqual({ type: 'command', command: { type: 'seek', step: 6 } });
  });

  it('does not step back before the first step', () => {
    const steering = running();
    says(steering, { type: 'paused', step: 1 });
    expect(steering.canStepBack).toBe(false);
    expect(steering.stepBack()).toBeNull();
  });

  it('goes back into a run that is over by running it again from its decisions', () => {
    const steering = running();
    says(steering, decisions(12));
    steering.hear({ type: 'state', state: { kind: 'exited', code: 0 } });
    const order = steering.stepBack();
    expect(order).toMatchObject({ type: 'again', settings: { replay: new Uint8Array([1]), pauseAt: { step: 12 } } });
  });

  it('cannot go back into a run of which more came from outside than is kept', () => {
    const steering = running();
    says(steering, { type: 'decisions', bytes: new Uint8Array([1]), cut: true, steps: 12 });
    steering.hear({ type: 'state', state: { kind: 'exited', code: 0 } });
    expect(steering.canStepBack).toBe(false);
    expect(steering.decisions).toBeNull();
  });

  it('replays in the next run alone', () => {
    const steering = new Steering();
    steering.replayNext(new Uint8Array([1, 2]));
    expect(steering.settings().replay).toEqual(new Uint8Array([1, 2]));
    expect(steering.settings().replay).toBeUndefined();
  });
});
