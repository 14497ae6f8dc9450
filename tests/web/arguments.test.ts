import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitArguments } from '../../web/session/run/arguments.ts';
import { joinArguments } from '../../web/session/run/join-arguments.ts';

describe('a command line', () => {
  it('is split at blanks that no quotes hold', () => {
    expect(splitArguments(`  --name 'Kim Lee'  "it's \\"3\\" \\n" a\\ b x'y z'"!" '' `)).toEqual([
      '--name',
      'Kim Lee',
      'it\'s "3" \\n',
      'a b',
      'xy z!',
      '',
    ]);
    expect(splitArguments(`"not ended`)).toEqual(['not ended']);
    expect(splitArguments('')).toEqual([]);
  });

  it('is made of any arguments, and gives them back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '가', ' ', "'", '"', '\\', '-') })), (args) => {
        expect(splitArguments(joinArguments(args))).toEqual(args);
      }),
    );
  });

  it('of a stranger is read whatever it is', () => {
    fc.assert(fc.property(fc.string(), (line) => void splitArguments(line)));
    expect(splitArguments('"\\'.repeat(50_000))).toHaveLength(1);
  });
});
