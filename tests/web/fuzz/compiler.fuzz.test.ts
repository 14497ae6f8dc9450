/** What clang prints, which a program shapes: names, paths and texts in it are a stranger's. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../wasm/sdk/project.ts';
import { diagnosticsOf } from '../../../web/compiler/diagnostics.ts';
import { readCompletions, readSignatures } from '../../../web/compiler/language/completion-lines.ts';
import { SyntaxTree, type DeclaredName } from '../../../web/compiler/language/syntax-tree.ts';
import { readSarif } from '../../../web/compiler/sarif.ts';
import type { Diagnostic } from '../../../web/session/run/compiler.ts';
import { anyText, changedJson, changedText, fuzz, TIMEOUT } from './support.ts';

const project = projectOf('#include <asyncio.hpp>\nint main() {\n  return 튤립🌷;\n}\n');

describe('what clang says is wrong', { timeout: TIMEOUT }, () => {
  const place = (uri: string, more = {}) => ({
    physicalLocation: { artifactLocation: { uri }, region: { startLine: 3, startColumn: 10, ...more } },
  });
  const result = (level: string, text: string, ...locations: object[]) => ({ level, message: { text }, locations });
  const document = {
    $schema: 'https://schemastore.azurewebsites.net/schemas/json/sarif-2.1.0-rtm.4.json',
    version: '2.1.0',
    runs: [
      {
        results: [
          result('error', "use of undeclared identifier '튤립'", place('file:///main.cpp')),
          result('note', 'candidate', place('file:///sdk/engine/asyncio/task.hpp')),
          result('note', 'in instantiation of', place('file:///main.cpp', { endLine: 3, endColumn: 12 })),
          result('warning', "no member named 'x' in 'std::vector<int>'", place('file:///a%20b.cpp')),
          result('error', "'boost/asio.hpp' file not found", place('file:///%ff.hpp')),
          result('none', 'x'),
        ],
      },
    ],
  };

  function expectRight({ severity, message, line, column, endLine, endColumn, notes }: Diagnostic): void {
    expect(['error', 'warning', 'note']).toContain(severity);
    expect(message).toBeTypeOf('string');
    for (const number of [line, column, endLine ?? 1, endColumn ?? 1]) {
      expect(Number.isSafeInteger(number) && number >= 1).toBe(true);
    }
    for (const note of notes) expectRight(note);
  }

  const printed = changedJson([document]).map((json) => json.replace(/^\{.*?"\$schema"/, '{"$schema"'));

  it('is messages at places, or nothing', async () => {
    let read = 0;
    await fuzz(
      fc.oneof(
        printed.map((json) => `1 error generated.\n${json}\n`),
        anyText,
      ),
      (output) => {
        const results = readSarif(output);
        for (const diagnostic of diagnosticsOf(results ?? [], project)) {
          read++;
          expectRight(diagnostic);
        }
      },
      1_000,
    );
    expect(read).toBeGreaterThan(100);
  });
});

describe('what clang offers', { timeout: TIMEOUT }, () => {
  const right = [
    'COMPLETION: gather : [#auto#]gather(<#Ts &&awaitables...#>)',
    'COMPLETION: done (InBase) : [#bool#][#Future<int>::#]done()[# const#]',
    'COMPLETION: add : [#int#]add(<#int a#>, <#int b#>{#, <#int c#>#}) : Adds two numbers.',
    'COMPLETION: done : [#bool#]done() (requires fix-it: {7:93-7:95} to ".")\nCOMPLETION: Pattern : return <#expression#>;',
    'OVERLOAD: [#int#]add(int a, <#int b#>)\nCOMPLETION: Task : Task<<#class T#>>\nCOMPLETION: std : std::',
  ];
  const pieces = [
    'COMPLETION: ',
    'OVERLOAD: ',
    ' : ',
    '[#',
    '#]',
    '<#',
    '#>',
    '{#',
    '#}',
    '<#int a#>, ',
    '\n',
    '(',
    '{9:9-9:9}',
  ];

  it('has names and places, or is passed over', async () => {
    await fuzz(
      fc.oneof(
        changedText(right, pieces),
        fc.array(fc.constantFrom(...pieces)).map((all) => all.join('')),
        anyText,
      ),
      (output) => {
        const { items } = readCompletions(output, 'task->');
        for (const { name, declarations, fix } of items) {
          expect(name).toBeTypeOf('string');
          expect(declarations.length).toBeGreaterThan(0);
          if (fix !== undefined)
            expect([fix.line, fix.column, fix.endLine, fix.endColumn].every(Number.isSafeInteger)).toBe(true);
        }
        for (const { label, active: [from, to] = [0, 0] } of readSignatures(output)) {
          expect(from).toBeLessThanOrEqual(to);
          expect(to).toBeLessThanOrEqual(label.length);
        }
      },
      1_000,
    );
  });
});

describe('the syntax tree of a program', { timeout: TIMEOUT }, () => {
  const at = (col: number, more = {}) => ({ offset: 1, col, tokLen: 3, ...more });
  const range = { begin: at(1), end: at(9) };
  const type = { qualType: 'Task<int>', desugaredQualType: 'asyncio::Task<int>' };
  const use = { id: '0x5', kind: 'DeclRefExpr', range, referencedDecl: { id: '0x2', kind: 'VarDecl', name: 'task' } };
  const body = { id: '0x4', kind: 'CompoundStmt', range, inner: [use, {}] };
  const tree = {
    id: '0x1',
    kind: 'TranslationUnitDecl',
    loc: {},
    range: { begin: {}, end: {} },
    inner: [
      { id: '0x2', kind: 'VarDecl', loc: at(5, { file: '/main.cpp', line: 2 }), range, name: 'task', type },
      {
        id: '0x3',
        kind: 'FunctionDecl',
        loc: at(5, { line: 3 }),
        range,
        name: 'main',
        mangledName: 'main',
        inner: [body],
      },
      {
        id: '0x6',
        kind: 'ClassTemplateDecl',
        loc: { spellingLoc: at(1), expansionLoc: at(2, { line: 5 }) },
        range,
        inner: [{ id: '0x7', kind: 'CXXRecordDecl', loc: at(3), range, name: 'Box', inner: [] }],
      },
    ],
  };
  const printed = changedJson([tree]).map((json) => `warning: x\n{\n${json.slice(1, -1)}\n}\n`);

  function expectRight(names: readonly DeclaredName[]): void {
    for (const { name, kind, at: place, begin, end, members } of names) {
      expect(['function', 'variable', 'type', 'namespace']).toContain(kind);
      expect(name).toBeTypeOf('string');
      for (const { file, line, column } of [place, begin, end]) {
        expect(file).toBeTypeOf('string');
        expect(Number.isFinite(line) && Number.isFinite(column)).toBe(true);
      }
      expectRight(members);
    }
  }

  it('has places, or is empty', async () => {
    const place = { file: '/main.cpp', line: 4, column: 9 };
    await fuzz(
      fc.oneof(printed, anyText),
      (output) => {
        const read = new SyntaxTree(output);
        expectRight(read.outlineOf('/main.cpp'));
        for (const name of ['task', 'Box', '__proto__']) {
          expect(read.definitionOf(name, place)?.file).toBeOneOf([undefined, expect.any(String)]);
          expect(read.typeOfVariable(name, place)).toBeOneOf([undefined, expect.any(String)]);
        }
      },
      1_000,
    );
  });
});
