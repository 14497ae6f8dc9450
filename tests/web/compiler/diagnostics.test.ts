import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../wasm/sdk/project.ts';
import { diagnosticsOf } from '../../../web/compiler/diagnostics.ts';
import { readSarif, type SarifLocation, type SarifRegion, type SarifResult } from '../../../web/compiler/sarif.ts';
import type { Diagnostic } from '../../../web/session/run/compiler.ts';

function at(region: SarifRegion, uri = 'file:///main.cpp'): SarifLocation {
  return { physicalLocation: { artifactLocation: { uri }, region } };
}

function result(level: SarifResult['level'], text: string, ...locations: SarifLocation[]): SarifResult {
  return { level, message: { text }, locations };
}

/** What is said of a program of one file. */
const diagnose = (results: readonly SarifResult[], source: string): Diagnostic[] =>
  diagnosticsOf(results, projectOf(source));

const point = (startLine: number, startColumn: number): SarifRegion => ({ startLine, startColumn });
const range = (startLine: number, startColumn: number, endColumn: number): SarifRegion => ({
  startLine,
  startColumn,
  endLine: startLine,
  endColumn,
});
const vector = 'file:///sdk/include/c++/v1/vector';

describe('the place of a message', () => {
  it('counts columns in UTF-16 units behind Korean text and emoji', () => {
    const source = 'int a;\n/* 한글 😀 */ x = 1;';
    const [message] = diagnose([result('error', 'unknown x', at(range(2, 12, 13)), at(point(2, 12)))], source);
    expect(message).toMatchObject({ line: 2, column: 13, endLine: 2, endColumn: 14 });
    expect(source.split('\n')[1]?.slice(12, 13)).toBe('x');
  });

  it('ends behind the word where clang gives a point only', () => {
    const [message] = diagnose([result('error', 'unknown', at(point(1, 5)))], 'a = 변수2 + 1;');
    expect(message).toMatchObject({ column: 5, endColumn: 8 });
  });

  it.each([
    ['a string', 'print("a \\" b", 1);', 7, 15],
    ['a string that does not end', 'print("a b', 7, 11],
    ['an operator', 'std::cout << x;', 11, 13],
    ['a single character', 'f(;)', 3, 4],
  ])('ends behind %s', (_, source, column, endColumn) => {
    const [message] = diagnose([result('error', 'wrong', at(point(1, column)))], source);
    expect(message).toMatchObject({ column, endColumn });
  });

  it('takes the range that the point lies in and no other', () => {
    const ranges = [at(range(1, 1, 4)), at(range(1, 7, 9)), at(point(1, 7))];
    const [message] = diagnose([result('error', 'bad operands', ...ranges)], 'abc + de;');
    expect(message).toMatchObject({ column: 7, endColumn: 9 });
  });

  it('stays within the line when the source is shorter than clang says', () => {
    const [message] = diagnose([result('error', 'expected }', at(point(9, 40)))], 'int main() {');
    expect(message).toMatchObject({ line: 9, column: 1, endColumn: 1 });
  });
});

describe('notes', () => {
  it('belong to the message before them', () => {
    const results = [
      result('warning', 'unused', at(point(1, 1))),
      result('note', 'declared here', at(point(2, 1))),
      result('error', 'wrong', at(point(3, 1))),
    ];
    const [warning, error] = diagnose(results, 'a\nb\nc');
    expect(warning?.notes.map(({ message }) => message)).toEqual(['declared here']);
    expect(error?.notes).toEqual([]);
  });

  it('say what can be included where a header is not found', () => {
    const [message] = diagnose([result('error', "'boost/asio.hpp' file not found", at(point(1, 10)))], '#include');
    expect(message?.notes[0]?.message).toContain('<asyncio.hpp>');
  });
});

describe('an error inside a library template', () => {
  const results = [
    result('error', 'invalid operands', at(point(41, 5), vector)),
    result('note', "in instantiation of 'inner' requested here"),
    result('note', "in instantiation of 'sort' requested here", at(point(2, 3))),
    result('error', 'no matching function', at(point(50, 5), vector)),
  ];

  it('stands at the line of the reader that asked for the template', () => {
    expect(diagnose(results, 'int x;\n  sort(v);')[0]).toMatchObject({ line: 2, column: 3, header: 'vector' });
  });

  it('does not list the steps inside the library', () => {
    const [message] = diagnose(results, 'int x;\n  sort(v);');
    expect(message?.notes.map((note) => note.message)).toEqual(["in instantiation of 'sort' requested here"]);
  });

  it('is told once', () => {
    expect(diagnose(results, 'int x;\n  sort(v);')).toHaveLength(1);
  });
});

describe('SARIF', () => {
  it('may name files that are no text, as a program may', () => {
    for (const uri of ['file:///%FF.hpp', 'file:///sdk/engine/%', '%E0%A4%A']) {
      const location = { physicalLocation: { artifactLocation: { uri }, region: { startLine: 1, startColumn: 1 } } };
      expect(diagnose([result('error', 'x', location)], 'int x;')[0]?.message).toBe('x');
    }
  });

  it('is believed only where it has the form that clang writes', () => {
    const strange = [
      null,
      1,
      {},
      { level: 'error' },
      { level: 'fatal', message: { text: 'a' } },
      { level: 'note', message: [] },
    ];
    const document = { $schema: 'x', runs: [null, { results: 5 }, { results: strange }] };
    expect(readSarif(JSON.stringify(document))).toEqual([]);
  });

  it('is found among the other lines that clang writes', () => {
    const document = '{"$schema":"x","runs":[{"results":[{"level":"error","message":{"text":"a"}}]}]}';
    expect(readSarif(`\n${document}\n\n1 error generated.\n`)).toHaveLength(1);
  });

  it('is null where the compiler broke before it could write it', () => {
    expect(readSarif('LLVM ERROR: out of memory')).toBeNull();
    expect(readSarif('{"$schema":"x","runs":[{')).toBeNull();
  });
});

describe('a warning', () => {
  it('is left out where an error is in the same line, of which it mostly comes', () => {
    const results = [
      result('error', 'unknown type name await', at(point(2, 1))),
      result('warning', 'expression result unused', at(point(2, 7))),
      result('warning', 'unused variable', at(point(3, 1))),
    ];
    const said = diagnose(results, 'int a;\nawait task;\nint b;');
    expect(said.map(({ message }) => message)).toEqual(['unknown type name await', 'unused variable']);
  });
});
