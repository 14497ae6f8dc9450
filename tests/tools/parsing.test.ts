/** The tools that read text: what they must see in it, and what not. */
import { describe, expect, it } from 'vitest';
import { program, publicNamesIn } from '../../tools/api.ts';
import { importsOf } from '../../tools/imports.ts';
import { readJUnit } from '../../tools/junit.ts';
import { root } from '../../tools/process.ts';
import { ofCheckout } from '../../tools/reads.ts';

describe('importsOf', () => {
  it('sees imports of values and types, re-exports and dynamic ones, with their lines', () => {
    const text = [
      "import { a } from './a.ts';",
      "import type { B } from '../b.ts';",
      '',
      "export * from './worker.ts?worker&inline';",
      "const later = () => import('package');",
    ].join('\n');
    expect(importsOf('web/page/main.ts', text)).toEqual([
      { name: './a.ts', file: 'web/page/a.ts', line: 1 },
      { name: '../b.ts', file: 'web/b.ts', line: 2 },
      { name: './worker.ts', file: 'web/page/worker.ts', line: 4 },
      { name: 'package', line: 5 },
    ]);
  });

  it('sees none in comments and strings', () => {
    expect(importsOf('a.ts', "// import './b.ts'\nconst text = \"import './c.ts'\";\n")).toEqual([]);
  });
});

describe('ofCheckout', () => {
  it('keeps files of the checkout, each once, without packages', () => {
    const files = [`${root}/web/main.ts`, `${root}/web/main.ts`, `${root}/node_modules/a/b.js`, '/usr/include/stdio.h'];
    expect(ofCheckout(files)).toEqual(['web/main.ts']);
  });
});

describe('publicNamesIn', () => {
  it('finds classes, functions and constants that begin in the first column', () => {
    const header = [
      'namespace asyncio {',
      'class Lock;',
      'class Event {',
      '  void set();',
      '};',
      'template <class T>',
      'Task<T> create_task(T work);',
      '[[nodiscard]] bool is_running();',
      'inline constexpr std::size_t limit = 3;',
      '}  // namespace asyncio',
    ].join('\n');
    expect(publicNamesIn(header)).toEqual(['Event', 'create_task', 'is_running', 'limit']);
  });

  it('leaves out what is in detail', () => {
    const header = [
      'namespace detail {',
      'struct Hidden {};',
      'int hidden();',
      '}  // namespace detail',
      'int shown();',
    ];
    expect(publicNamesIn(header.join('\n'))).toEqual(['shown']);
  });
});

describe('program', () => {
  it('makes a function of each row, with what is given for all and for its section', () => {
    const document = [
      '<!-- given\nint all;\n-->',
      '## One',
      '<!-- given\nint own;\n-->',
      '| Python | `use(all, own)` |',
      '## Two',
      '<!-- needs streams.hpp -->',
      '| Python | `stream()` |',
    ].join('\n');
    const without = program(document, () => false);
    expect(without).toMatch(/void f0\(\) \{\nint all;\n\nint own;\n\nuse\(all, own\);\n\}/);
    expect(without).not.toContain('stream()');
    expect(program(document, () => true)).toContain('void f1() {');
  });
});

describe('readJUnit', () => {
  it('counts cases that passed and were skipped, and names those that failed or had an error', () => {
    const report =
      '<testsuite><testcase name="a"/><testcase name="b"><failure message="no"/></testcase>' +
      '<testcase classname="file" name="c"><error/></testcase><testcase name="d"><skipped/></testcase></testsuite>';
    expect(readJUnit(report)).toEqual({ passed: 1, failed: ['b', 'file: c'], skipped: 1 });
  });

  it('is not misled by what a test printed', () => {
    const report = '<testcase name="a"><system-out><![CDATA[<testcase><failure>]]></system-out></testcase>';
    expect(readJUnit(report)).toEqual({ passed: 1, failed: [], skipped: 0 });
    expect(readJUnit('')).toEqual({ passed: 0, failed: [], skipped: 0 });
  });

  it('counts a program of tests as what its own report says, and as failed where that does not say why', () => {
    const report =
      '<testcase name="whole.1" classname="whole.1"/><testcase name="whole.2"><failure/></testcase>' +
      '<testcase name="whole.3"><failure/></testcase><testcase name="crashed.1"><failure/></testcase>';
    const own: Record<string, string> = {
      'whole.1': '<testcase name="a"/><testcase name="b"><skipped/></testcase>',
      'whole.2': '<testcase name="c"><failure/></testcase><testcase name="d"/>',
      'whole.3': '<testcase name="e"/>',
    };
    expect(readJUnit(report, (name) => own[name] ?? null)).toEqual({
      passed: 3,
      failed: ['c', 'whole.3', 'crashed.1'],
      skipped: 1,
    });
  });
});
