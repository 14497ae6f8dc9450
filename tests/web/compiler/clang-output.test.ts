/** What clang prints for an editor, in forms that no program of the other tests has. */
import { expect, it } from 'vitest';
import { readCompletions } from '../../../web/compiler/language/completion-lines.ts';
import { SyntaxTree } from '../../../web/compiler/language/syntax-tree.ts';

it('A function of a hundred parameters is read at once, with its comment', () => {
  const parameters = Array.from({ length: 100 }, (_, at) => `<#int a${String(at)}#>`).join(', ');
  const { items } = readCompletions(
    `COMPLETION: f : [#void#]f(${parameters})\nCOMPLETION: g : [#void#]g(${parameters}) : Does it.`,
    '',
  );
  expect(items.map(({ name, declarations }) => [name, declarations[0]?.comment])).toEqual([
    ['f', undefined],
    ['g', 'Does it.'],
  ]);
});

it('A tree of any depth, one that was cut off and nodes of no kind are read as far as they go', () => {
  const deep = `${'{"inner":['.repeat(50_000)}${']}'.repeat(50_000)}`;
  expect(new SyntaxTree(`{\n${deep.slice(1, -1)}\n}`).outlineOf('/main.cpp')).toEqual([]);
  expect(new SyntaxTree('{\n"inner": [\n}').outlineOf('/main.cpp')).toEqual([]);
  const at = { file: '/main.cpp', line: 1, col: 1 };
  const node = { kind: '__proto__', name: 'x', loc: at, range: { begin: at, end: at } };
  expect(new SyntaxTree(`{\n"inner": [null, 5, ${JSON.stringify(node)}]\n}`).outlineOf('/main.cpp')).toEqual([]);
});
