import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CHARS, MAX_ITEMS } from '../../web/session/transcript/kept-items.ts';
import { Transcript } from '../../web/session/transcript/transcript.ts';
import { PLAIN_STYLE } from '../../web/session/transcript/text-style.ts';

function written(...texts: readonly string[]): Transcript {
  const transcript = new Transcript();
  for (const text of texts) transcript.write(text, 'stdout');
  return transcript;
}

const ESC = '\u001b';

describe('text', () => {
  it.each([
    ['lines', 'a\nb\n', 'a\nb\n'],
    ['carriage return writes over the line', 'abc\rX', 'Xbc'],
    ['carriage return and line feed end a line', 'abc\r\nd', 'abc\nd'],
    ['backspace goes back', 'abc\b\bX', 'aXc'],
    ['backspace stops at the edge', '\b\b\bx', 'x'],
    ['tab goes to the next multiple of eight', 'a\tb', 'a       b'],
    ['form feed clears', 'abc\nd\fe', 'e'],
    ['ESC[2J clears', `abc\nd${ESC}[2Je`, 'e'],
    ['ESC[K erases to the end', `abcdef\rab${ESC}[K`, 'ab'],
    ['ESC[2K erases the line', `abc${ESC}[2K\rx`, 'x'],
    ['ESC[1K blanks up to the cursor', `abcd\b\b${ESC}[1K`, '  cd'],
    ['cursor moves right and left', `ab${ESC}[2Cc${ESC}[4D_`, 'a_  c'],
    ['unknown sequences vanish', `a${ESC}[5;7Hb${ESC}]0;title\u0007c${ESC}7d`, 'abcd'],
    ['other control characters vanish', 'a\u0007b\u0000c', 'abc'],
    ['Hangul takes two cells', '가나다\rab', 'ab나다'],
    ['half a Hangul syllable written over leaves a blank', '가나\rx', 'x 나'],
    ['combining marks stay with their letter', 'e\u0301x\rE', 'Ex'],
  ])('%s', (_, input, output) => {
    expect(written(input).text).toBe(output);
  });

  it('reads escape sequences that were split between writes', () => {
    const whole = `a${ESC}[31mred${ESC}[0m b${ESC}[Kc\n`;
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length)), (cuts) => {
        const points = [0, ...cuts.sort((a, b) => a - b), whole.length];
        const parts = points.slice(1).map((to, i) => whole.slice(points[i], to));
        expect(written(...parts).entries).toEqual(written(whole).entries);
      }),
    );
  });

  it('never throws and stays within its bounds, whatever is written', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(ESC, `${ESC}[`, `${ESC}[999999999C`, `${ESC}[2J`, '\r', '\b', '\t', '\n', 'm', '한'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
        expect(written(...pieces).text.length).toBeLessThan(MAX_CHARS);
      }),
    );
  });

  it('has looks', () => {
    const [entry] = written(`${ESC}[1;31mred${ESC}[39m bold${ESC}[0m plain`).entries;
    const spans = entry?.item.kind === 'line' ? entry.item.spans : [];
    expect(spans.map((span) => span.text)).toEqual(['red', ' bold', ' plain']);
    expect(spans[0]?.style).toMatchObject({ colour: 1, bold: true });
    expect(spans[1]?.style).toMatchObject({ colour: null, bold: true });
    expect(spans[2]?.style).toBe(PLAIN_STYLE);
  });

  it('skips colours beyond the sixteen with their arguments', () => {
    const [entry] = written(`${ESC}[38;2;1;31;4mx`).entries;
    expect(entry?.item.kind === 'line' ? entry.item.spans[0]?.style : null).toBe(PLAIN_STYLE);
  });

  it('of stderr is marked', () => {
    const transcript = new Transcript();
    transcript.write('oops', 'stderr');
    expect(transcript.entries[0]?.item).toMatchObject({ spans: [{ text: 'oops', style: { error: true } }] });
  });
});

describe('the bounds', () => {
  it('drop the oldest lines', () => {
    const transcript = written(Array.from({ length: MAX_ITEMS + 500 }, (_, i) => `${i}\n`).join(''));
    expect(transcript.truncated).toBe(true);
    expect(transcript.entries.length).toBe(MAX_ITEMS);
    expect(transcript.text.startsWith('500\n')).toBe(true);
  });

  it('cut a line that never ends, and still hold on to its end', () => {
    const transcript = written('x'.repeat(3 * MAX_CHARS), 'end');
    expect(transcript.text.length).toBeLessThanOrEqual(MAX_CHARS);
    expect(transcript.text.endsWith('end')).toBe(true);
  });
});

describe('changes', () => {
  it('name only what is new', () => {
    const transcript = written('a\nb');
    transcript.takeChanges();
    transcript.write('c\nd', 'stdout');
    const { entries, finished, open } = transcript.takeChanges();
    expect(entries.map((entry) => entry.id)).toEqual([2, 3]);
    expect(finished).toEqual(['bc']);
    expect(open).toBe('d');
    expect(transcript.takeChanges().entries).toEqual([]);
  });

  it('say what is gone after a clear', () => {
    const transcript = written('a\nb\n');
    transcript.takeChanges();
    transcript.write('\fc', 'stdout');
    const { goneUpTo, entries } = transcript.takeChanges();
    expect(goneUpTo).toBe(2);
    expect(entries.map((entry) => entry.id)).toEqual([3]);
  });
});

describe('bars and pictures', () => {
  const bar = { type: 'progress', id: 1, label: 'flags', total: 20, closed: false } as const;

  it('keep their place while they change', () => {
    const transcript = written('before\n');
    transcript.progress({ ...bar, value: 0 });
    transcript.write('after\n', 'stdout');
    transcript.progress({ ...bar, value: 7 });
    expect(transcript.entries.map((entry) => entry.item.kind)).toEqual(['line', 'bar', 'line']);
    expect(transcript.entries[1]?.item).toMatchObject({ bar: { value: 7 } });
  });

  it('that are closed are forgotten', () => {
    const transcript = written('');
    transcript.progress({ ...bar, value: 0 });
    transcript.progress({ ...bar, value: 20, closed: true });
    // A number may come again.
    transcript.progress({ ...bar, value: 1 });
    const values = transcript.entries.map(({ item }) => (item.kind === 'bar' ? item.bar.value : null));
    expect(values).toEqual([20, 1]);
  });

  it('stand below the line that was being written', () => {
    const transcript = written('half');
    transcript.picture({ type: 'display', mime: 'image/png', data: new Uint8Array(4), alt: 'a flag' });
    transcript.write('next', 'stdout');
    expect(transcript.entries.map((entry) => entry.item.kind)).toEqual(['line', 'picture', 'line']);
    expect(transcript.takeChanges().finished).toEqual(['half', 'a flag']);
  });
});
