import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commentsOf, referenceOf } from '../../web/plugins/reference.ts';

const engine = join(import.meta.dirname, '../../engine');

const HEADER = `#pragma once
namespace asyncio {

namespace detail {
/// Nobody names it.
void hidden();
}  // namespace detail

/// Waits a while.
///
/// Throws \`CancelledError\`
/// when cancelled.
void sleep(Duration delay,
           std::source_location where = std::source_location::current());

/// A result to come.
template <class T>
class Future {
 public:
  /// Whether it is there.
  [[nodiscard]] bool done() const;
  bool unexplained() const;

 private:
  /// Of no use outside.
  void settle();
};

/// How long, in turns.
constexpr int LIMIT = 3;

}  // namespace asyncio
`;

describe('the reference', () => {
  it('has what stands above each public name, in paragraphs', () => {
    expect(Object.fromEntries(commentsOf(HEADER))).toEqual({
      sleep: 'Waits a while.\n\nThrows `CancelledError` when cancelled.',
      Future: 'A result to come.',
      'Future::done': 'Whether it is there.',
      LIMIT: 'How long, in turns.',
    });
  });

  it('has beside it the row that shows the name best', () => {
    const api = [
      '<!-- given',
      'asyncio::Future<int> future;',
      '-->',
      '| `await asyncio.sleep(1)` | `asyncio::sleep(1s)` |',
      '| `x = future.done()` | `bool x = future.done()` |',
      '| `future.done()` | `future.done()` |',
    ].join('\n');
    const found = referenceOf([commentsOf(HEADER)], api);
    expect(found.sleep).toMatchObject({ python: 'await asyncio.sleep(1)', cpp: 'asyncio::sleep(1s)' });
    expect(found['Future::done']).toMatchObject({ python: 'future.done()', cpp: 'future.done()' });
    expect(found.Future).toEqual({ text: 'A result to come.' });
  });

  it('knows the names that programs use most', () => {
    const headers = globSync('*.hpp', { cwd: join(engine, 'include/asyncio') });
    const comments = headers.map((name) => commentsOf(readFileSync(join(engine, 'include/asyncio', name), 'utf8')));
    const reference = referenceOf(comments, readFileSync(join(engine, 'API.md'), 'utf8'));
    for (const name of ['run', 'sleep', 'create_task', 'gather', 'wait_for', 'timeout', 'TaskGroup', 'Task::cancel']) {
      expect(reference[name]?.text, name).toMatch(/\w/);
      expect(reference[name]?.python, name).toMatch(/\w/);
    }
    expect(Object.keys(reference).filter((name) => name.startsWith('detail'))).toEqual([]);
  });
});
