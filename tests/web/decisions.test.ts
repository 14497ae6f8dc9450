import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DamagedDecisions, DecisionReader, DecisionWriter } from '../../wasm/host/decisions.ts';
import { fromBytes, toBytes } from '../../wasm/host/json-bytes.ts';
import { Clock } from '../../wasm/reactor/clock.ts';

describe('decisions', () => {
  it('are read as they were written', () => {
    const entry = fc.oneof(
      fc.record({ kind: fc.constant('count' as const), value: fc.nat() }),
      fc.record({ kind: fc.constant('bytes' as const), value: fc.uint8Array() }),
      fc.record({ kind: fc.constant('time' as const), value: fc.nat(1_000_000) }),
    );
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const writer = new DecisionWriter();
        let microseconds = 0;
        for (const { kind, value } of entries) {
          if (kind === 'count') writer.count(value);
          else if (kind === 'bytes') writer.bytes(value);
          else writer.time((microseconds += value) / 1_000);
        }
        const reader = new DecisionReader(writer.take());
        microseconds = 0;
        for (const { kind, value } of entries) {
          if (kind === 'count') expect(reader.count()).toBe(value);
          else if (kind === 'bytes') expect(reader.bytes()).toEqual(value);
          else expect(reader.time()).toBe((microseconds += value) / 1_000);
        }
        expect(reader.atEnd).toBe(true);
      }),
    );
  });

  it('that are garbage are refused, and nothing else is thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        try {
          const reader = new DecisionReader(bytes);
          while (!reader.atEnd) {
            reader.door();
            reader.bytes();
          }
        } catch (error) {
          expect(error).toBeInstanceOf(DamagedDecisions);
        }
      }),
    );
  });

  it('keep bytes of messages', () => {
    const message = { type: 'send', id: 3, data: new Uint8Array([0, 255]) };
    expect(fromBytes(toBytes(message))).toEqual(message);
  });
});

describe('the fast clock', () => {
  it('stands still, jumps, and starts at the same moment each time', () => {
    const clock = new Clock('fast');
    expect(clock.now()).toBe(0);
    clock.jump(20_000);
    expect(clock.now()).toBe(20_000);
    expect(clock.delayUntil(30_000)).toBeNull();
    expect(clock.delayUntil(10_000)).toBe(0);
  });

  it('has come to a deadline once it has jumped there, also to one between two microseconds', () => {
    const clock = new Clock('fast');
    clock.jump(1_000 / 3);
    expect(clock.now()).toBe(333.334);
    clock.jump(20_000);
    expect(clock.now()).toBe(20_000);
  });

  it('moves for a program that looks until a moment has passed', () => {
    const clock = new Clock('fast');
    let looks = 0;
    while (clock.now() < 5) looks++;
    expect(looks).toBeLessThan(10_000);
  });

  it('gives up its jump while the program is paused', () => {
    const clock = new Clock('real');
    clock.paused = true;
    const before = clock.now();
    expect(clock.delayUntil(before + 10)).toBeNull();
    expect(clock.now()).toBe(before);
  });
});
