// What a JUnit report says. Four test runners write one, each in its own way, so as little as possible is relied on.

export interface Counts {
  passed: number;
  /** The names of the tests that failed. */
  failed: readonly string[];
}

/** An empty report, of a runner that crashed, has no cases at all. */
export function readJUnit(xml: string): Counts & { skipped: number } {
  const cases = xml
    .replaceAll(/<!\[CDATA\[.*?\]\]>/gs, '')
    .split('<testcase')
    .slice(1);
  const failed = cases.filter((each) => /<(failure|error)[\s>/]/.test(each)).map(nameOf);
  const skipped = cases.filter((each) => /<skipped[\s>/]/.test(each)).length;
  return { passed: cases.length - failed.length - skipped, failed, skipped };
}

function nameOf(testcase: string): string {
  const [, name = 'a test without a name'] = /^[^>]*\sname="([^"]*)"/.exec(testcase) ?? [];
  const [, group] = /^[^>]*\sclassname="([^"]*)"/.exec(testcase) ?? [];
  return group === undefined || name.startsWith(group) ? name : `${group}: ${name}`;
}
