/** The real compiler with the real SDK, in Node: what the page's worker does, without the worker. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compileWith, locateWith } from '../../../web/compiler/compile.ts';
import type { CompileResult } from '../../../web/session/run/compiler.ts';
import { withoutFile } from '../../../web/session/workbench/project.ts';
import { runProgram } from '../../../wasm/host/host.ts';
import type { ProgramEvent } from '../../../wasm/abi/protocol.ts';
import { loadToolchain } from '../../../wasm/sdk/node.ts';
import { projectOf, type Project } from '../../../wasm/sdk/project.ts';
import type { Toolchain } from '../../../wasm/sdk/toolchain.ts';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
}, 60_000);

const compile = (source: string): Promise<CompileResult> => compileWith(toolchain, projectOf(source));

async function run(source: string | Project): Promise<{ output: string; last: ProgramEvent | undefined }> {
  const result = await compileWith(toolchain, typeof source === 'string' ? projectOf(source) : source);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  const events: ProgramEvent[] = [];
  await runProgram(result.program, { baseUrl: 'https://site.test/' }, (event) => events.push(event));
  const output = events.map((event) => (event.type === 'output' ? event.text : '')).join('');
  return { output, last: events.at(-1) };
}

describe('a correct program', { timeout: 60_000 }, () => {
  it('is compiled, linked and runs on fibers', async () => {
    const { output, last } = await run(`
      #include <asyncio.hpp>
      using namespace std::chrono_literals;
      int main() {
        asyncio::run([] {
          auto task = asyncio::create_task([] { asyncio::sleep(1ms); return 42; });
          asyncio::print("Answer: {}\\n", asyncio::await(task));
        });
      }`);
    expect(output).toBe('Answer: 42\n');
    expect(last).toEqual({ type: 'exit', code: 0 });
  });

  it('throws and catches exceptions, with destructors in between', async () => {
    const { output, last } = await run(`
      #include <iostream>
      #include <stdexcept>
      struct Guard { ~Guard() { std::cout << "unwound, "; } };
      void fail() { Guard guard; throw std::runtime_error("과일 🍓"); }
      int main() {
        try { fail(); } catch (const std::exception& error) { std::cout << error.what() << std::endl; return 3; }
      }`);
    expect(output).toBe('unwound, 과일 🍓\n');
    expect(last).toEqual({ type: 'exit', code: 3 });
  });

  it('formats and searches with what the SDK has compiled of the standard library', async () => {
    const { output } = await run(`
      #include <format>
      #include <iostream>
      #include <print>
      #include <regex>
      int main() {
        const std::string text = "tulip 12, rose 7";
        const std::regex flower(R"((\\w+) (\\d+))"), same(flower);
        for (std::sregex_iterator it(text.begin(), text.end(), flower), end; it != end; ++it)
          std::cout << std::format("{:>6}|{:#x}|{:.1f}\\n", (*it)[1].str(), std::stoi((*it)[2].str()), 0.25);
        std::smatch found;
        std::println("{} {} {}", std::regex_search(text, found, std::regex(std::string("r?se"))),
                     std::regex_match("aaa", std::regex("a+", std::regex::extended)), std::regex_replace(text, same, "$2"));
      }`);
    expect(output).toBe(' tulip|0xc|0.2\n  rose|0x7|0.2\ntrue true 12, 7\n');
  });

  it('may include every header of the standard library', async () => {
    const headers = toolchain.manifest.headers.map((name) => `#include <${name}>\n`).join('');
    expect(await compile(`${headers}int main() {}`)).toMatchObject({ ok: true, diagnostics: [] });
  });

  it('is compiled to the same bytes each time', async () => {
    const source = '#include <string>\nint main(int argc, char** argv) { return std::string(argv[argc - 1]).size(); }';
    expect(await compile(source)).toEqual(await compile(source));
  });

  it('is compiled to the same bytes by tools that were started ahead of it', async () => {
    const source = '#include <asyncio.hpp>\nint main() { asyncio::print("{}\\n", 42); }';
    const plain = await compile(source);
    await toolchain.prepare();
    expect(await compile(source)).toEqual(plain);
  });

  it('is compiled quickly to other code that does the same, by the same tools', async () => {
    const source = '#include <string>\nint main() { int unused; return std::string("42").size(); }';
    const quick = { ...projectOf(source), quick: true };
    const plain = await compile(source);
    const quickly = await compileWith(toolchain, quick);
    if (!plain.ok || !quickly.ok) throw new Error('it does not compile');
    expect(quickly).toEqual({ ...plain, quick: true, program: quickly.program });
    expect(quickly.program).not.toEqual(plain.program);
    expect((await run(quick)).last).toEqual({ type: 'exit', code: 2 });
    await toolchain.prepare(true);
    expect(await compile(source)).toEqual(plain);
    expect(await compileWith(toolchain, quick)).toEqual(quickly);
  });

  it('comes with its warnings', async () => {
    const result = await compile('int main() {\n  int 변수 = 1;\n}');
    expect(result).toMatchObject({
      ok: true,
      diagnostics: [{ severity: 'warning', line: 2, column: 7, endColumn: 9 }],
    });
  });
});

describe('a program that fails', { timeout: 60_000 }, () => {
  it('is told the lines that led there, without those of libraries, in columns as the editor counts them', async () => {
    const source = `#include <asyncio.hpp>
int 나누기(int a, int b) {
  /* 🍰 */ return a / b;
}
int main(int argc, char**) {
  asyncio::run([&] {
    auto task = asyncio::create_task([=] { asyncio::print("{}\\n", 나누기(4, argc - 1)); });
    asyncio::await(task);
  });
}
`;
    const columnIn = (line: number, text: string) => (source.split('\n')[line - 1] ?? '').indexOf(text) + 1;
    for (const project of [projectOf(source), { ...projectOf(source), quick: true }]) {
      const { last } = await run(project);
      if (last?.type !== 'failure' || last.frames === undefined) throw new Error('it names no frames');
      const { places, check } = await locateWith(toolchain, project, last.frames);
      expect(check).toBeUndefined();
      expect(places).toEqual([
        { file: 'main.cpp', line: 3, column: columnIn(3, '/ b') },
        { file: 'main.cpp', line: 7, column: columnIn(7, '나누기') },
      ]);
    }
  });

  it('is told where it threw what nobody caught, also where others caught it first, and where a noexcept function let it out', async () => {
    const linesOf = async (source: string): Promise<number[]> => {
      const { last } = await run(source);
      if (last?.type !== 'failure' || last.frames === undefined) throw new Error('it names no frames');
      return (await locateWith(toolchain, projectOf(source), last.frames)).places.map(({ line }) => line);
    };
    const awaited = `#include <asyncio.hpp>
int parse(const std::string& text) {
  return std::stoi(text);
}
int main() {
  asyncio::run([] {
    auto parser = asyncio::create_task([] { return parse("seven"); });
    try {
      throw std::runtime_error("another");
    } catch (const std::exception&) {
    }
    try {
      asyncio::await(parser);
    } catch (const std::exception&) {
      throw;
    }
  });
}
`;
    expect((await linesOf(awaited))[0]).toBe(3);
    const noexcept = `#include <stdexcept>
struct Guard {
  ~Guard() {
    throw std::runtime_error("too late");
  }
};
int main() { Guard guard; }
`;
    expect((await linesOf(noexcept))[0]).toBeGreaterThan(2);
  });

  it('is told what is wrong where a check of the standard library fails, also where another of the same kind is near', async () => {
    const source = `#include <vector>
int sum(const std::vector<int>& values, int at) {
  int sum = values[at];
  sum += values[at + 1];
  return sum;
}
int main(int argc, char**) { return sum({1, 2, 3}, argc + 1); }
`;
    const { last } = await run(source);
    if (last?.type !== 'failure' || last.frames === undefined) throw new Error('it names no frames');
    const { places, check } = await locateWith(toolchain, projectOf(source), last.frames);
    expect(places.map(({ line }) => line)).toEqual([4, 7]);
    expect(check).toMatchObject({
      words: 'vector[] index out of bounds',
      explanation: { id: 'index-out-of-range' },
    });
  });

  it('is told no line where its frames are none of it', async () => {
    expect(await locateWith(toolchain, projectOf('int main() {}'), [0, 5, 0x7fffffff])).toEqual({ places: [] });
  });
});

describe('a faulty program', { timeout: 60_000 }, () => {
  const problems = async (source: string) => {
    await toolchain.prepare();
    const result = await compile(source);
    expect(result).toMatchObject({ ok: false, reason: 'source' });
    return result.diagnostics;
  };

  it('with a syntax error is told the place', async () => {
    const [problem] = await problems('int main() {\n  return 1\n}');
    expect(problem).toMatchObject({ line: 2, message: "expected ';' after return statement" });
  });

  it('without main is told so', async () => {
    expect(await problems('int f() { return 1; }')).toMatchObject([{ message: 'the program has no main() function' }]);
  });

  it('that calls an undefined function is told which', async () => {
    const [problem] = await problems('#include <string>\nint 함수(std::string);\nint main() { return 함수("a"); }');
    expect(problem).toMatchObject({ line: 2, column: 5 });
  });

  it('that misuses a template is told its own line', async () => {
    const source =
      '#include <algorithm>\n#include <vector>\nstruct S {};\nvoid f(std::vector<S> v) {\n  std::sort(v.begin(), v.end());\n}\nint main() {}';
    expect(await problems(source)).toMatchObject([
      { line: 5, message: "invalid operands to binary expression ('const S' and 'const S')" },
    ]);
  });

  it('with #error is told the words', async () => {
    expect(await problems('#error 안녕 "quoted"\nint main() {}')).toMatchObject([
      { line: 1, message: '안녕 "quoted"' },
    ]);
  });

  it('that includes an unknown library is told what there is', async () => {
    expect((await problems('#include <boost/asio.hpp>\nint main() {}'))[0]?.notes[0]?.message).toContain(
      'standard library',
    );
  });

  it.each([
    ['templates', 'template<int N> struct A { static const int v = A<N + 1>::v; };\nint main() { return A<0>::v; }'],
    ['constant evaluation', 'constexpr int f() { for (;;) {} }\nconstexpr int x = f();\nint main() {}'],
    ['brackets', `int main() { return ${'('.repeat(20_000)}1${')'.repeat(20_000)}; }`],
    ['operators', `int main() { return 1${'+1'.repeat(20_000)}; }`],
  ])('that is a bomb of %s ends in a message', async (_, source) => {
    expect(await problems(source)).not.toEqual([]);
  });
});

describe('a project of several files', { timeout: 60_000 }, () => {
  const project: Project = {
    main: 'main.cpp',
    files: {
      'main.cpp':
        '#include "half.hpp"\nint main(int argc, char**) { return half(84 / argc) - divide(argc, argc - 1); }',
      'half.hpp': '#pragma once\nint divide(int a, int b);\n\ninline int half(int a) { return a / 2; }\n',
      'divide.cpp': '#include "half.hpp"\n\nint divide(int a, int b) {\n  return a / b;\n}\n',
    },
  };
  const withFile = (name: string, text: string): Project => ({ ...project, files: { ...project.files, [name]: text } });

  it('is compiled file by file and linked, by tools that were started ahead as by others', async () => {
    const safe = withFile(
      'divide.cpp',
      '#include "half.hpp"\nint divide(int a, int b) { return b == 0 ? a : a / b; }\n',
    );
    expect((await run(safe)).last).toEqual({ type: 'exit', code: 41 });
    const plain = await compileWith(toolchain, safe);
    await toolchain.prepare();
    expect(await compileWith(toolchain, safe)).toEqual(plain);
  });

  it('is compiled anew where one of its files has changed', async () => {
    const third = 'int divide(int, int) { return 2; }\n';
    expect((await run(withFile('divide.cpp', third))).last).toEqual({ type: 'exit', code: 40 });
    const inHeader = withFile('half.hpp', `${project.files['half.hpp'] ?? ''}inline ${third}`);
    expect((await run(withoutFile(inHeader, 'divide.cpp'))).last).toEqual({ type: 'exit', code: 40 });
  });

  it('names the file of a message, of a header once for all that include it', async () => {
    const header = withFile('half.hpp', 'int divide(int, int);\ninline int half(int) { return b / 2; }\n');
    expect(await compileWith(toolchain, header)).toMatchObject({
      reason: 'source',
      diagnostics: [{ file: 'half.hpp', line: 2, column: 31, severity: 'error' }],
    });
    const other = withFile('divide.cpp', 'int divide(int a, int b) {\n  return a / b + c;\n}\n');
    expect(await compileWith(toolchain, other)).toMatchObject({ diagnostics: [{ file: 'divide.cpp', line: 2 }] });
  });

  it('says what is defined twice, and where', async () => {
    const twice = withFile('half.hpp', '#pragma once\nint divide(int, int);\nint half(int a) { return a / 2; }\n');
    const result = await compileWith(toolchain, twice);
    expect(result.diagnostics).toMatchObject([{ file: 'half.hpp', line: 3 }]);
    expect(result.diagnostics[0]?.message).toMatch(/^half\(int\) is defined in main.cpp and in divide.cpp/);
  });

  it('is told the lines that led to its failure in all files', async () => {
    const { last } = await run(project);
    if (last?.type !== 'failure' || last.frames === undefined) throw new Error('it names no frames');
    const { places } = await locateWith(toolchain, project, last.frames);
    expect(places).toMatchObject([
      { file: 'divide.cpp', line: 4 },
      { file: 'main.cpp', line: 2 },
    ]);
  });
});
