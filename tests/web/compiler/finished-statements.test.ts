/** What clang is given to complete: it must not need what was taken out. What it then offers is tested by `language.test.ts`. */
import { expect, test } from 'vitest';
import { withoutFinished, type AskedFor } from '../../../web/compiler/language/finished-statements.ts';

/** What becomes of a text with its cursor at `@`, without the blanks that keep places where they are. */
function left(marked: string, asked: AskedFor = 'names'): string {
  const offset = marked.indexOf('@');
  return withoutFinished(marked.replace('@', ''), offset, asked).replace(/ +/g, ' ');
}

/** In a function. */
function inMain(marked: string, asked: AskedFor = 'names'): string {
  return left(`int main() { ${marked} }`, asked).replace('int main() { ', '');
}

test('statements that have ended are left out, those around the cursor are not', () => {
  expect(inMain('f(1); for (int a : b) { g(a); } if (x) { h(); c.@ }')).toBe('; ; if (1) { ; c.');
  expect(inMain('try { f(); } catch (const E& e) { g(); e.@ }')).toBe('try { ; } catch (const E& e) { ; e.');
  expect(inMain('if (a) b(); else c(); d.@')).toBe('; d.');
  expect(inMain('if (a) b(); else c.@')).toBe('if (1) ; else c.');
  expect(inMain('run([&] { f(); a = 3; ++a; g(b, c.@); });')).toBe('([&] { ; ; ; (b, c.');
});

test('of what goes on, what no name at the cursor depends on is left out', () => {
  expect(inMain('if (f(a) && b) c.@')).toBe('if (1) c.');
  for (const declaring of ['auto a = f()', 'int a = f(); a == 3', 'A* a = f(1)', 'A a{f(1)}; a != b'])
    expect(inMain(`if (${declaring}) a.@`)).toBe(`if (${declaring}) a.`);
  expect(inMain('while (f(a) <= b && b != c) c.@')).toBe('while (1) c.');
  expect(inMain('for (long n : f() | drop(5)) n@')).toBe('for (long n = {};; ) n');
  expect(inMain('for (const S& s : all(things)) s.@')).toBe('for (const S& s = {};; ) s.');
  expect(inMain('for (S& s : all(things)) s.@')).toBe('for (S& s : all(things)) s.');
  expect(inMain('for (const auto& s : all(things)) s.@')).toBe('for (const auto& s : all(things)) s.');
  expect(inMain('for (long n : all(b.@')).toBe('for (long n : (b.');
  expect(inMain('for (int n : f(a) | g(b) | h(c@')).toBe('for (int n : 0 | (c');
  expect(inMain('f(1) * c@')).toBe('f(1) * c');
  expect(inMain('g(a[f(1)] = b + c@')).toBe('(0 = b + c');
  expect(inMain('std::map<int, std::vector<st@')).toBe('std::map<int, std::vector<st');
});

test('the function that is called is, too, but where the call is asked about', () => {
  expect(inMain('a.b(c[1], d, [] { e.@ });')).toBe('(0 , d, [] { e.');
  expect(inMain('a.b(c[1], d, @);', 'calls')).toBe('a.b(c[1], d, ');
  expect(inMain('a.b(1).c@')).toBe('a.b(1).c');
});

test('what declares something stays', () => {
  expect(inMain('auto a = f(1); using B = C; int n = 3; b.@')).toBe('auto a = f(1); using B = C; int n = 3; b.');
  expect(inMain('a * b; C(d); auto [x, y] = z; b.@')).toBe('a * b; ; auto [x, y] = z; b.');
  expect(left('struct S { int a = 3; void f() { a = 4; } int b = g(); void h() { this->@ } };')).toBe(
    'struct S { int a = 3; void f() { a = 4; } int b = g(); void h() { this->',
  );
});

test('of a lambda that has ended stays what it returns', () => {
  expect(inMain('auto f = [](int a) { g(a); if (a) { h(); } if (!a) return 1; return a; }; f@')).toBe(
    'auto f = [](int a) { ; ; if (!a) return 1; return a; }; f',
  );
});

test('variables of a type that is written out are only declared', () => {
  expect(inMain('std::vector<int> a(10), b{1,\n2};\nconst S<T>& c = a;\nc.@')).toBe(
    'extern std::vector<int> a, b\n;\nextern const S<T>& c;\nc.',
  );
  expect(inMain('std::vector a{1};\nauto b = std::vector<int>(3);\nstatic S<T> c(1);\nB d(1);\na.@')).toBe(
    'std::vector a{1};\nauto b = std::vector<int>(3);\nstatic S<T> c(1);\nB d(1);\na.',
  );
  expect(inMain('for (S<T> a(1);\na.b;) { c.@ }')).toBe('for (S<T> a(1);\na.b;) { c.');
});

test('lines, and bytes in the line of the cursor, stay as many', () => {
  const text = 'int main() {\n  print("가",\n    "é"); S<T> b(1); c.d';
  const shorter = withoutFinished(text, text.length, 'names');
  expect(shorter.split('\n')).toHaveLength(3);
  const [last = '', whole = ''] = [shorter, text].map((all) => all.split('\n').at(-1));
  expect(last.endsWith('S<T> b(1); c.d')).toBe(true);
  expect(Buffer.byteLength(last)).toBe(Buffer.byteLength(whole));
});

test('what stands for something takes no line and no byte from it', () => {
  const text = 'int main() {\n  if (\n f(1)) for (const S& s :\n 모두(1)) g(\n네(1) + h(2), 가[1] | s.d';
  for (const asked of ['names', 'calls'] as const) {
    const shorter = withoutFinished(text, text.length, asked);
    expect(
      shorter
        .split('\n')
        .map((line) => Buffer.byteLength(line))
        .slice(-1),
    ).toEqual(
      text
        .split('\n')
        .map((line) => Buffer.byteLength(line))
        .slice(-1),
    );
    expect(shorter.split('\n')).toHaveLength(text.split('\n').length);
    expect(shorter).toContain('s.d');
  }
});

test('a text that is no program stays what it is', () => {
  expect(left('} ) foo; "a@')).toBe('} ) foo; "a');
  expect(left('@')).toBe('');
});
