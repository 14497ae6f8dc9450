// What a JUnit report says. Four test runners write one, each in its own way, so as little as possible is relied on.

export interface Counts {
  passed: number;
  /** The names of the tests that failed. */
  failed: readonly string[];
}

/**
 * An empty report, of a runner that crashed, has no cases at all. A case that is a whole program of tests counts as what the program's own report says:
 * `reportOf` finds that by the case's name, null where there is none.
 */
export function readJUnit(
  xml: string,
  reportOf: (name: string) => string | null = () => null,
): Counts & { skipped: number } {
  const cases = xml
    .replaceAll(/<!\[CDATA\[.*?\]\]>/gs, '')
    .split('<testcase')
    .slice(1);
  const counts = { passed: 0, failed: [] as string[], skipped: 0 };
  for (const each of cases) {
    const name = nameOf(each);
    const hasFailed = /<(failure|error)[\s>/]/.test(each);
    const own = reportOf(name);
    if (own !== null) {
      const { passed, failed, skipped } = readJUnit(own);
      counts.passed += passed;
      counts.skipped += skipped;
      // It may have failed after its last test.
      counts.failed.push(...(hasFailed && failed.length === 0 ? [name] : failed));
    } else if (hasFailed) counts.failed.push(name);
    else if (/<skipped[\s>/]/.test(each)) counts.skipped++;
    else counts.passed++;
  }
  return counts;
}

function nameOf(testcase: string): string {
  const [, name = 'a test without a name'] = /^[^>]*\sname="([^"]*)"/.exec(testcase) ?? [];
  const [, group] = /^[^>]*\sclassname="([^"]*)"/.exec(testcase) ?? [];
  return group === undefined || name.startsWith(group) ? name : `${group}: ${name}`;
}
