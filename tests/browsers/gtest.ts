/** GoogleTest programs: reads the records that support/main.cpp writes among the output. */
import type { TestResult } from './results.ts';
import type { Seen } from './seen.ts';

type TestRecord =
  | { readonly start: string }
  | {
      readonly end: string;
      readonly milliseconds: number;
      readonly skipped: boolean;
      readonly failures: readonly string[];
    };

/** The results of a run; one that did not come to its proper end has a failed test that says so. */
export function readGtest(group: string, seen: Seen): TestResult[] {
  const results: TestResult[] = [];
  let running: string | undefined;
  const result = (test: string, rest: Omit<TestResult, 'group' | 'name'>): TestResult => {
    const [suite = '', name = ''] = test.split(/\.(.*)/);
    return { group: `${group}.${suite}`, name, ...rest };
  };

  const stdout = textOf(seen, 'stdout');
  for (const behind of stdout.split('\x1e').slice(1)) {
    const [text = ''] = behind.split('\n', 1);
    // A program that fails may do so in the middle of a record.
    if (!behind.includes('\n')) break;
    const record = JSON.parse(text) as TestRecord;
    if ('start' in record) {
      running = record.start;
    } else {
      results.push(result(record.end, record));
      running = undefined;
    }
  }

  const end = seen.events.at(-1);
  const failed = results.some(({ failures }) => failures.length > 0);
  let problem: string | undefined;
  if (end?.type === 'failure') problem = `the program failed: ${end.message}`;
  else if (end?.type !== 'exit') problem = 'the program did not end, or a test took too long';
  else if (running !== undefined) problem = `the program left in the middle of a test with exit code ${end.code}`;
  else if (end.code !== 0 && !failed) problem = `the program ended with exit code ${end.code}`;
  else if (results.length === 0) problem = 'the program ran no tests';
  if (problem !== undefined) {
    const output = `${stdout.slice(-2000)}\n${textOf(seen, 'stderr').slice(-2000)}`;
    results.push(
      result(running ?? 'Program.EndsWell', { milliseconds: 0, skipped: false, failures: [`${problem}\n${output}`] }),
    );
  }
  return results;
}

/** All that the program wrote to one of its streams. */
export function textOf(seen: Seen, stream: 'stdout' | 'stderr'): string {
  return seen.events.map((event) => (event.type === 'output' && event.stream === stream ? event.text : '')).join('');
}
