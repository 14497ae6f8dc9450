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
    expect(steering.stepRefusal).toBe('runs');
    expect(steering.stepOn('step')).toBeNull();
    says(steering, { type: 'paused', step: 7 });
    expect(steering.stepOn('turn')).toEqual({ type: 'command', command: { type: 'step', unit: 'turn' } });
    says(steering, { type: 'paused', step: 9 });
    expect(steering.stepBack()).toEqual({ type: 'command', command: { type: 'seek', step: 8 } });
  });

  it('does not step back before the first step', () => {
    const steering = running();
    says(steering, { type: 'paused', step: 1 });
    expect(steering.backRefusal).toBe('first');
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
    expect(steering.backRefusal).toBe('unknown');
    expect(steering.goTo(3)).toBeNull();
    expect(steering.decisions).toBeNull();
  });

  it('replays in the next run alone', () => {
    const steering = new Steering();
    steering.replayNext(new Uint8Array([1, 2]));
    expect(steering.settings().replay).toEqual(new Uint8Array([1, 2]));
    expect(steering.settings().replay).toBeUndefined();
  });

  it('does what is asked for during a step, or before the first pause, as soon as the program stands', () => {
    const steering = new Steering();
    steering.pauseNext('step');
    steering.settings();
    steering.hear({ type: 'begin' });
    steering.hear({ type: 'state', state: { kind: 'compiling' } });
    expect(steering.stepRefusal).toBeNull();
    expect(steering.stepOn('step')).toBeNull();
    expect(steering.stepOn('turn')).toBeNull();
    expect(steering.due()).toBeNull();
    says(steering, { type: 'paused', step: 1 });
    expect(steering.due()).toEqual({ type: 'command', command: { type: 'step', unit: 'step' } });
    expect(steering.due()).toBeNull();
    says(steering, { type: 'paused', step: 2 });
    expect(steering.due()).toEqual({ type: 'command', command: { type: 'step', unit: 'turn' } });
    // The way back waits for nothing: the step may never end.
    expect(steering.stepBack()).toEqual({ type: 'command', command: { type: 'seek', step: 2 } });
    says(steering, { type: 'paused', step: 3 });
    expect(steering.step).toBe(2);
    expect(steering.stepBack()).toBeNull();
    says(steering, { type: 'restarted' });
    says(steering, { type: 'paused', step: 2 });
    expect(steering.due()).toEqual({ type: 'command', command: { type: 'seek', step: 1 } });
  });

  it('follows the last of many moments, and goes to the end of the run again', () => {
    const steering = running();
    says(steering, decisions(100));
    steering.hear({ type: 'state', state: { kind: 'exited', code: 0 } });
    expect(steering.goTo(null)).toBeNull();
    expect(steering.goTo(101)).toBeNull();
    expect(steering.goTo(40)).toMatchObject({ type: 'again', settings: { pauseAt: { step: 40 } } });
    steering.hear({ type: 'program', event: { type: 'restarted' } });
    steering.hear({ type: 'state', state: { kind: 'running' } });
    expect(steering.phase).toBe('paused');
    for (const step of [41, 42, 43]) expect(steering.goTo(step)).toBeNull();
    says(steering, { type: 'paused', step: 40 });
    expect(steering.due()).toEqual({ type: 'command', command: { type: 'seek', step: 43 } });
    says(steering, { type: 'restarted' });
    says(steering, { type: 'paused', step: 43 });
    expect(steering.due()).toBeNull();
    expect(steering.goTo(43)).toBeNull();
    expect(steering.goTo(null)).toEqual({ type: 'command', command: { type: 'continue' } });
  });

  it('goes as far as a run has come that is not over, and starts nothing for one that runs', () => {
    const steering = running();
    expect(steering.goTo(3)).toBeNull();
    says(steering, { type: 'paused', step: 9 });
    steering.goTo(4);
    says(steering, { type: 'restarted' });
    says(steering, { type: 'paused', step: 4 });
    expect(steering.goTo(null)).toEqual({ type: 'command', command: { type: 'seek', step: 9 } });
  });

  it('shows the whole run again where its repetition was stopped', () => {
    const steering = running();
    says(steering, decisions(100));
    steering.hear({ type: 'state', state: { kind: 'exited', code: 0 } });
    steering.goTo(40);
    steering.hear({ type: 'state', state: { kind: 'running' } });
    steering.hear({ type: 'state', state: { kind: 'stopped' } });
    const order = steering.goTo(null);
    expect(order).toMatchObject({ type: 'again' });
    expect(order).not.toHaveProperty('settings.pauseAt');
  });
});
