/** Test results, and how they are written for others to read. */

export interface TestResult {
  /** `platform.program.Suite`. */
  readonly group: string;
  readonly name: string;
  readonly milliseconds: number;
  readonly skipped: boolean;
  /** Why the test failed; empty when it passed. */
  readonly failures: readonly string[];
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  // XML has no way to write most control characters.
  const printable = text.replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}');
  return printable.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? character);
}

/** A JUnit report. */
export function junit(suite: string, results: readonly TestResult[]): string {
  const cases = results.map(({ group, name, milliseconds, skipped, failures }) => {
    const open = `<testcase classname="${escape(group)}" name="${escape(name)}" time="${milliseconds / 1000}"`;
    const inside = [
      ...failures.map(
        (failure) => `<failure message="${escape(failure.split('\n')[0] ?? '')}">${escape(failure)}</failure>`,
      ),
      ...(skipped ? ['<skipped/>'] : []),
    ];
    return inside.length === 0 ? `${open}/>` : `${open}>${inside.join('')}</testcase>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites><testsuite name="${suite}">\n${cases.join('\n')}\n</testsuite></testsuites>\n`;
}
