import { expect, it } from 'vitest';
import { placeAfter } from '../../web/shared/place-after.ts';

/** The cursor is the bar. */
function moved(before: string, after: string): string {
  const at = placeAfter(before.replace('|', ''), after, before.indexOf('|'));
  return `${after.slice(0, at)}|${after.slice(at)}`;
}

it('keeps the cursor where it is in the code', () => {
  const after = 'int main() {\n  return 0;\n}\n';
  expect(moved('|int  main( ){return 0;}', after)).toBe(`|${after}`);
  expect(moved('int  ma|in( ){return 0;}', after)).toBe('int ma|in() {\n  return 0;\n}\n');
  expect(moved('int  main( ){\nret|urn 0;}', after)).toBe('int main() {\n  ret|urn 0;\n}\n');
  expect(moved('int  main( ){\n|return 0;}', after)).toBe('int main() {\n  |return 0;\n}\n');
  expect(moved('int  main( ){return 0;}|', after)).toBe('int main() {\n  return 0;\n}|\n');
});
