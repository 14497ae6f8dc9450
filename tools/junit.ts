// Counting what a JUnit report says. Four test runners write one, each in its own way, so as little as possible is relied on.

export interface Counts {
  passed: number;
  failed: number;
}

/** An empty report, of a runner that crashed, has no cases at all. */
export function countJUnit(xml: string): Counts & { skipped: number } {
  const cases = xml
    .replaceAll(/<!\[CDATA\[.*?\]\]>/gs, '')
    .split('<testcase')
    .slice(1);
  const failed = cases.filter((each) => /<(failure|error)[\s>/]/.test(each)).length;
  const skipped = cases.filter((each) => /<skipped[\s>/]/.test(each)).length;
  return { passed: cases.length - failed - skipped, failed, skipped };
}
