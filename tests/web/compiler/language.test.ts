/** What the language worker does, without the worker: the real clang with the real SDK, in Node. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Clang } from '../../../web/compiler/language/clang.ts';
import type { OutlineEntry, Spot } from '../../../web/session/language/language.ts';
import { MAIN, projectOf, type Project } from '../../../wasm/sdk/project.ts';
import { loadLlvm, readManifest, readSdkFile, SDK_FOLDER } from '../../../wasm/sdk/node.ts';

let clang: Clang;

beforeAll(async () => {
  const manifest = readManifest(SDK_FOLDER);
  const header = readSdkFile(SDK_FOLDER, manifest, 'sdk.pch');
  clang = new Clang(await loadLlvm(SDK_FOLDER, manifest), manifest, new Map([['sdk.pch', header]]));
}, 60_000);

const HEAD = `#include <asyncio.hpp>
// Adds two numbers.
int add(int a, int b);
int main() {
  std::vector<std::string> names;
  auto task = asyncio::create_task([] { return 1; });
  `;

const atEnd = (text: string): Spot => ({ project: projectOf(text), file: MAIN, offset: text.length });

const names = async (text: string) => (await clang.complete(atEnd(HEAD + text))).items.map(({ name }) => name);

beforeEach(() => {
  clang.prepare('complete');
});

describe('completion', { timeout: 60_000 }, () => {
  it('offers the names of a namespace that begin as the word does, functions of one name once', async () => {
    const { items } = await clang.complete(atEnd(`${HEAD}asyncio::ga`));
    expect(items.map(({ name }) => name)).toEqual(['gaierror', 'gather']);
    expect(items[1]?.kind).toBe('function');
    expect(items[1]?.declarations[0]).toEqual({
      type: 'auto',
      rest: expect.stringMatching(/^\(A &&first, B &&second/) as string,
    });
    // What refuses a wrong call is no way to call it.
    expect(items[1]?.declarations.filter(({ type }) => type.includes('Refused'))).toEqual([]);
    expect(items[1]?.declarations.length).toBeGreaterThan(1);
  });

  it('offers members that can be used, and says whose they are', async () => {
    const { owner, items } = await clang.complete(atEnd(`${HEAD}task.`));
    expect(owner).toBe('Task');
    const all = items.map(({ name }) => name);
    expect(all).toContain('cancel');
    expect(all).not.toContain('state_');
    expect(items.find(({ name }) => name === 'result')?.declarations[0]?.from).toBe('Future');
  });

  it('offers the members of what a loop goes over, of whatever type, though what it goes over is left out', async () => {
    const types = `struct Shape { Shape(int); virtual double area() const = 0; };
const std::vector<Shape*>& all(int);
const std::vector<std::string>& names(int);
int main() {
  `;
    const offered = async (text: string) => (await clang.complete(atEnd(types + text))).items.map(({ name }) => name);
    expect(await offered('for (const Shape& shape : all(1) | std::views::transform(deref)) shape.')).toContain('area');
    expect(await offered('for (Shape* shape : all(1)) shape->')).toContain('area');
    expect(await offered('for (const std::string& name : names(1)) name.')).toContain('starts_with');
  });

  it("offers the reader's own names with the comments above them", async () => {
    const { items } = await clang.complete(atEnd(`${HEAD}ad`));
    expect(items.find(({ name }) => name === 'add')?.declarations).toEqual([
      { type: 'int', rest: '(int a, int b)', comment: 'Adds two numbers.' },
    ]);
    expect(await names('na')).toContain('names');
  });

  it('offers headers, and the standard library also within a type', async () => {
    expect(await clang.complete(atEnd('#include <vec'))).toEqual({
      items: [{ name: 'vector', kind: 'header', declarations: [] }],
    });
    expect(await names('std::unordered_m')).toEqual(['unordered_map', 'unordered_multimap', 'unordered_multiset']);
    expect(await names('std::ranges::so')).toContain('sort');
    expect(await names('std::chrono::mil')).toContain('milliseconds');
  });

  it('mends an arrow that should be a dot', async () => {
    const item = (await clang.complete(atEnd(`${HEAD}/* 한 */ task->can`))).items.find(({ name }) => name === 'cancel');
    expect(item?.fix).toEqual({ line: 7, column: 15, endLine: 7, endColumn: 17, text: '.' });
    const after = (await clang.complete(atEnd(`${HEAD}add(1,\n"한"); task->can`))).items.find(
      ({ name }) => name === 'cancel',
    );
    expect(after?.fix).toEqual({ line: 8, column: 11, endLine: 8, endColumn: 13, text: '.' });
  });
});

describe('signature help', { timeout: 60_000 }, () => {
  it('shows each function that a call may mean, with the parameter at the cursor', async () => {
    expect(await clang.signatures(atEnd(`${HEAD}add(1, `))).toEqual([
      { label: 'int add(int a, int b)', active: [15, 20] },
    ]);
    const labels = (await clang.signatures(atEnd(`${HEAD}asyncio::create_task([] { return 1; }, `))).map(
      ({ label }) => label,
    );
    expect(labels.some((label) => label.includes('std::string_view name'))).toBe(true);
  });
});

describe('hover', { timeout: 60_000 }, () => {
  const describeAt = async (word: string, text: string) => {
    const source = `${HEAD}${text}\n}\n`;
    const found = await clang.describe({ ...atEnd(source), offset: source.lastIndexOf(word) + word.length });
    return found?.item.declarations[0];
  };

  it('knows names where they are used and where they are declared', async () => {
    expect(await describeAt('names', 'names.size();')).toEqual({ type: 'std::vector<std::string>', rest: '' });
    expect(await describeAt('number', 'double number = 1;')).toEqual({ type: 'double', rest: '' });
    expect(await describeAt('name', 'for (auto& name : names) {}')).toMatchObject({ type: 'std::string &' });
    expect(await describeAt('size', 'names.size();')).toMatchObject({ type: 'size_type', rest: '() const' });
    expect(await describeAt('nothing', 'nothing();')).toBeUndefined();
  });

  it('shows the type that a reader would write', async () => {
    const source = `${HEAD}auto all = asyncio::gather(task, [] { return 2.5; });\n  task.done();\n  all.done();\n}\n`;
    const typeOf = async (use: string) => {
      const found = await clang.describe({ ...atEnd(source), offset: source.lastIndexOf(use) + use.length });
      return found?.item.declarations[0]?.type;
    };
    expect(await typeOf('  task')).toBe('asyncio::Task<int>');
    expect(await typeOf('  all')).toBe('asyncio::Future<std::tuple<int, double>>');
  });
});

describe('checking', { timeout: 60_000 }, () => {
  it('gives the messages that compiling would', async () => {
    expect(await clang.check(projectOf('int main() { return x; }\n'), 'main.cpp')).toMatchObject([
      { severity: 'error', message: "use of undeclared identifier 'x'", line: 1, column: 21 },
    ]);
    clang.prepare('check');
    expect(await clang.check(projectOf('int one() { return 1; }\nint main() { one; }\n'), 'main.cpp')).toMatchObject([
      { severity: 'warning', line: 2, column: 14 },
    ]);
  });
});

describe('a project of several files', { timeout: 60_000 }, () => {
  const project: Project = {
    main: 'main.cpp',
    files: {
      'main.cpp': '#include "shape.hpp"\nint main() { Shape shape; return shape.sid; }\n',
      'shape.hpp': '#pragma once\n#include <string>\nstruct Shape { int sides = wrong; std::string name; };\n',
      'other.cpp': '#include "shape.hpp"\nint other() { return Shape().nam; }\n',
    },
  };
  const namesAt = async (file: string, after: string) => {
    const offset = (project.files[file] ?? '').indexOf(after) + after.length;
    return (await clang.complete({ project, file, offset })).items.map(({ name }) => name);
  };

  it('is completed in each file, with what that includes', async () => {
    expect(await namesAt('main.cpp', 'return shape.')).toContain('sides');
    clang.prepare('complete');
    expect(await namesAt('other.cpp', 'Shape().')).toContain('name');
    expect(await namesAt('shape.hpp', 'std::str')).toContain('string');
    expect(await namesAt('main.cpp', '#include "')).toEqual(['shape.hpp']);
  });

  it('is checked from each file, and what is wrong in a header is said of the header', async () => {
    const inHeader = { file: 'shape.hpp', line: 3, column: 28 };
    expect(await clang.check(project, 'main.cpp')).toMatchObject([inHeader, { file: 'main.cpp', line: 2, column: 40 }]);
    clang.prepare('check');
    expect(await clang.check(project, 'shape.hpp')).toMatchObject([inHeader, { file: 'main.cpp' }]);
    expect(await clang.check(project, 'other.cpp')).toMatchObject([
      inHeader,
      { file: 'other.cpp', line: 2, column: 30 },
    ]);
  });
});

describe('the places of names', { timeout: 60_000 }, () => {
  const HEADER =
    '#pragma once\nstruct Shape {\n  int sides = 3;\n  int area() const;\n};\nint count(const Shape& shape);\n';
  const MAIN_TEXT = `#include <asyncio.hpp>
#include "shape.hpp"
namespace 수 { int 하나 = 1; }
template <class T> T twice(T value) { return value + value; }
int count(const Shape& shape) { return shape.sides; }
int main() {
  Shape shape;
  const int sum = /* 셋 */ count(shape) + twice(수::하나);
  asyncio::run([&] { return sum + shape.sides + shape.area(); });
}
`;
  const project: Project = { files: { [MAIN]: MAIN_TEXT, 'shape.hpp': HEADER }, main: MAIN };

  /** Where the word is defined that ends where `mark` does. */
  async function definitionAt(mark: string, file = MAIN): Promise<string | null> {
    const text = project.files[file] ?? '';
    const place = await clang.define({ project, file, offset: text.indexOf(mark) + mark.length });
    return place === null ? null : `${place.file}:${place.line}:${place.column}`;
  }

  it('are those of the definition, in whichever file, and of nothing else than the program', async () => {
    expect(await definitionAt('셋 */ count')).toBe('main.cpp:5:5');
    expect(await definitionAt('count(shape')).toBe('main.cpp:7:9');
    expect(await definitionAt('twice(수::하나')).toBe('main.cpp:3:19');
    expect(await definitionAt('+ twice')).toBe('main.cpp:4:22');
    expect(await definitionAt('shape.sides')).toBe('shape.hpp:3:7');
    expect(await definitionAt('shape.area')).toBe('shape.hpp:4:7');
    expect(await definitionAt('  Shape')).toBe('shape.hpp:2:8');
    expect(await definitionAt('return sum')).toBe('main.cpp:8:13');
    expect(await definitionAt('int count', 'shape.hpp')).toBe('main.cpp:5:5');
    expect(await definitionAt('asyncio::run')).toBeNull();
  });

  it('are listed by file, members with their types', async () => {
    const shown = (entries: readonly OutlineEntry[]): unknown[] =>
      entries.map(({ name, kind, firstLine, lastLine, members }) => [
        name,
        kind,
        firstLine,
        lastLine,
        ...shown(members),
      ]);
    expect(shown(await clang.outline(project, MAIN))).toEqual([
      ['수', 'namespace', 3, 3, ['하나', 'variable', 3, 3]],
      ['twice', 'function', 4, 4],
      ['count', 'function', 5, 5],
      ['main', 'function', 6, 10],
    ]);
    expect(shown(await clang.outline(project, 'shape.hpp'))).toEqual([
      ['Shape', 'type', 2, 5, ['sides', 'variable', 3, 3], ['area', 'function', 4, 4]],
      ['count', 'function', 6, 6],
    ]);
  });
});
