/** What Download holds; tests/install builds it. */
import { describe, expect, it } from 'vitest';
import { cmakeProject, folderOf, type Downloaded } from '../../web/session/share/cmake-project.ts';

function filesOf(changes: Partial<Downloaded>) {
  const project = { files: { 'app.cpp': 'A', 'queue.hpp': 'B', '큐.cpp': 'C' }, main: 'app.cpp' };
  const usual = { title: 'T', project, options: {}, language: 'en', link: 'https://example.org/#v1=x' } as const;
  return cmakeProject({ ...usual, version: '0.1.0', abi: 3, ...changes });
}

describe('a downloaded project', () => {
  it('has the files of the program, and compiles those that are compiled by themselves', () => {
    const files = filesOf({});
    expect(files).toMatchObject({ 'app.cpp': 'A', 'queue.hpp': 'B', '큐.cpp': 'C' });
    expect(files['CMakeLists.txt']).toContain('add_executable(program app.cpp 큐.cpp)');
    expect(files['CMakeLists.txt']).toContain('find_package(asyncio 0.1 REQUIRED)');
    expect(JSON.parse(files['versions.json'] ?? '')).toMatchObject({ asyncio: '0.1.0', abi: 3, clang: '19' });
  });

  it('says how the program is run with what it is given', () => {
    const options = { args: ['-n', `it's "two" $HOME`, ''], input: 'one\n' };
    const files = filesOf({ options, title: 'A *title*\nin lines', language: 'ko' });
    expect(files['README.md']).toContain(`    build/program -n 'it'\\''s "two" $HOME' '' < input.txt\n`);
    expect(files['README.md']).toMatch(/^# A \\\*title\\\* in lines\n\n빌드:\n/);
    expect(files['input.txt']).toBe('one\n');
    expect(filesOf({})).not.toHaveProperty('input.txt');
  });

  it('lies in a folder whose name every system takes', () => {
    expect(folderOf('Spinner')).toBe('spinner');
    expect(folderOf('../내 프로그램: <a|b>?')).toBe('내-프로그램-a-b');
    expect(folderOf(' ... ')).toBe('program');
    expect(folderOf('x'.repeat(100))).toHaveLength(40);
  });
});
