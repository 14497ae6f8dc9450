/** How one project becomes another. */
import { describe, expect, it } from 'vitest';
import { edited } from '../../web/session/run/explanation.ts';
import { includesRenamed } from '../../web/session/workbench/project.ts';

describe('renaming a file', () => {
  const TEXT = `#include <asyncio.hpp>
#include "half.hpp"
  #  include "half.hpp" // twice
#include "other-half.hpp"
#include <half.hpp>
// #include "half.hpp"
const char* name = "half.hpp";
`;
  const rename = (text: string) =>
    includesRenamed(
      { files: { 'main.cpp': text, 'twice.hpp': '#pragma once\n' }, main: 'main.cpp' },
      'half.hpp',
      'twice.hpp',
    );

  it('changes where it is included, and nothing else', () => {
    const edits = rename(TEXT);
    expect(edits.map(({ file, line }) => [file, line])).toEqual([
      ['main.cpp', 2],
      ['main.cpp', 3],
    ]);
    const lines = TEXT.split('\n');
    lines[1] = '#include "twice.hpp"';
    lines[2] = '  #  include "twice.hpp" // twice';
    expect(edited(TEXT, edits)).toBe(lines.join('\n'));
  });

  it('changes each file that includes it', () => {
    const files = { 'main.cpp': '#include "a.hpp"\n', 'b.hpp': '#include "b.hpp"\n\n#include "a.hpp"', 'c.cpp': '' };
    const edits = includesRenamed({ files, main: 'main.cpp' }, 'a.hpp', 'd.hpp');
    expect(edits.map(({ file, line }) => [file, line])).toEqual([
      ['main.cpp', 1],
      ['b.hpp', 3],
    ]);
  });
});
