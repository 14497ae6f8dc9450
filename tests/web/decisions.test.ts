import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputCommand, ProgramEvent, SocketCommand } from '../../wasm/abi/protocol.ts';
import { DamagedDecisions, DecisionReader, DecisionWriter } from '../../wasm/host/decisions.ts';
import { decodeCommand, decodeEvent, encodeMessage } from '../../wasm/host/recorded-messages.ts';
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
});

describe('messages of a recording', () => {
  const id = fc.nat();
  const data = fc.uint8Array().map((bytes) => new Uint8Array(bytes));
  const text = fc.string({ unit: 'grapheme' });
  const command: fc.Arbitrary<SocketCommand | InputCommand> = fc.oneof(
    fc.record({ type: fc.constant('input' as const), text, end: fc.boolean(), typed: fc.boolean() }),
    fc.record({ type: fc.constant('connect' as const), id, port: fc.nat(65_535) }),
    fc.record({ type: fc.constant('send' as const), id, data }),
    fc.record({ type: fc.constantFrom('end' as const, 'close' as const), id }),
    fc.record({ type: fc.constant('received' as const), id, bytes: fc.nat() }),
  );
  const number = fc.double({ noDefaultInfinity: true, noNaN: true }).filter((value) => !Object.is(value, -0));
  const event: fc.Arbitrary<ProgramEvent> = fc.oneof(
    fc.record({ type: fc.constant('output' as const), stream: fc.constantFrom('stdout', 'stderr'), text }),
    fc.record({ type: fc.constant('skipped' as const), bytes: fc.nat() }),
    fc.record({ type: fc.constant('display' as const), mime: text, data, alt: text }),
    fc.record({
      type: fc.constant('progress' as const),
      id,
      label: text,
      value: number,
      total: number,
      closed: fc.boolean(),
    }),
    fc.record({ type: fc.constant('exit' as const), code: fc.nat(255) }),
  );

  it('are read as they were written', () => {
    fc.assert(
      fc.property(command, (message) => {
        expect(decodeCommand(encodeMessage(message))).toEqual(message);
      }),
    );
    fc.assert(
      fc.property(event, (message) => {
        expect(decodeEvent(encodeMessage(message))).toEqual(message);
      }),
    );
  });

  it('that are something else are refused, and nothing else is thrown', () => {
    const json = fc.json().map((garbage) => new TextEncoder().encode(garbage));
    const changed = fc
      .tuple(fc.oneof(command, event), fc.constantFrom('type', 'id', 'data', 'port', 'text', 'code'), fc.jsonValue())
      .map(([message, field, value]) => new TextEncoder().encode(JSON.stringify({ ...message, [field]: value })));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), json, changed), (bytes) => {
        for (const decode of [decodeCommand, decodeEvent]) {
          try {
            const known = decode(bytes);
            expect(decode(encodeMessage(known))).toEqual(known);
          } catch (error) {
            expect(error).toBeInstanceOf(DamagedDecisions);
          }
        }
      }),
    );
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
