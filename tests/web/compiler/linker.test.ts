import { describe, expect, it } from 'vitest';
import { baseName, linkerDiagnostics } from '../../../web/compiler/linker.ts';

const undefinedSymbol = (name: string) => `wasm-ld: error: /main.o: undefined symbol: ${name}\n`;

describe('messages of the linker', () => {
  it('say that main is missing, in words', () => {
    const [message] = linkerDiagnostics(undefinedSymbol('main'), 'int f();');
    expect(message).toMatchObject({ message: 'the program has no main() function', wholeProgram: true });
  });

  it('place an undefined function where its name first stands', () => {
    const source = 'int refood;\nint ns::foo(int);\nint main() { return foo(1); }';
    const [message] = linkerDiagnostics(undefinedSymbol('ns::foo(int)'), source);
    expect(message).toMatchObject({ line: 2, column: 9, endColumn: 12 });
    expect(message?.message).toBe('ns::foo(int) is declared and used, but defined nowhere');
  });

  it('tell each thing once', () => {
    expect(linkerDiagnostics(undefinedSymbol('f()') + undefinedSymbol('f()'), 'void f();')).toHaveLength(1);
  });

  it('concern the whole program where the name does not stand in it', () => {
    expect(linkerDiagnostics(undefinedSymbol('hidden()'), '')[0]?.wholeProgram).toBe(true);
  });
});

describe('the name of a symbol', () => {
  it.each([
    ['foo(int)', 'foo'],
    ['ns::foo<std::vector<int>>(std::pair<int, int> const&)', 'foo'],
    ['S::method(void (*)(int)) const', 'method'],
    ['vtable for S', 'S'],
    ['plain_c', 'plain_c'],
    ['ns::함수()', '함수'],
  ])('of %s is %s', (symbol, name) => {
    expect(baseName(symbol)).toBe(name);
  });
});
