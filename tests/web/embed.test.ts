import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { askedFields } from '../../web/embed/asked-fields.ts';
import type { EmbedMessage } from '../../web/embed/host-page.ts';
import { lightnessOf } from '../../web/embed/page-theme.ts';
import { linesSeen, regionsOf } from '../../web/embed/regions.ts';
import { reservedHeight } from '../../web/embed/reserved.ts';
import { MOST_OUTPUT, RunEvents } from '../../web/embed/run-events.ts';
import { readOptions } from '../../web/session/workbench/link-options.ts';
import type { SessionEvent } from '../../web/session/run/run-session.ts';
import { Emitter } from '../../web/shared/emitter.ts';

describe('the regions of a program', () => {
  it('are what their comments say', () => {
    const program = 'a\n  // tulip: hide\nb\nc\n// tulip: show\n// tulip: fold the loop\nd\n// tulip: show\ne\n';
    expect(regionsOf(program)).toEqual([
      { kind: 'show', name: '', from: 0, lines: ['a'] },
      { kind: 'hide', name: '', from: 2, lines: ['b', 'c'] },
      { kind: 'fold', name: 'the loop', from: 6, lines: ['d'] },
      { kind: 'show', name: '', from: 8, lines: ['e'] },
    ]);
    expect(regionsOf('// tulip: shown\n// tulip: hidden')).toHaveLength(1);
  });

  it('lose no line, and room is left for what is seen of them', () => {
    const line = fc.constantFrom('x', '', '// tulip: hide', '// tulip: show', '// tulip: fold f', '// other');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const program = `${lines.join('\n')}\nend\n`;
        const regions = regionsOf(program);
        const all = program.trimEnd().split('\n');
        for (const { from, lines: own } of regions) expect(own).toEqual(all.slice(from, from + own.length));
        expect(regions.flatMap((region) => region.lines)).toEqual(all.filter((text) => !text.includes('tulip:')));
        // A fold of nothing is shown by none.
        const folds = program.match(/fold f\n(?!\/\/ tulip)/g)?.length ?? 0;
        const plain = regions.filter(({ kind }) => kind === 'show').flatMap((region) => region.lines);
        expect(linesSeen(program)).toBeGreaterThanOrEqual(plain.length + folds);
      }),
    );
  });
});

describe('the room for a program', () => {
  it('ends below a whole line where the program is longer, in the embed and in what is reserved for it', () => {
    const style = (name: string) => readFileSync(join(import.meta.dirname, `../../web/styles/${name}.css`), 'utf8');
    const [, most = '', above = ''] =
      /#code > pre \{[^}]*max-height: (\d+)px;\s*padding: (\d+)px/.exec(style('embed')) ?? [];
    const [, line = ''] = /--code-line: (\d+)px/.exec(style('tokens')) ?? [];
    // Of the next line no more is seen than what is free above its letters.
    expect((Number(most) - Number(above)) % Number(line)).toBeLessThan(4);
    expect(reservedHeight(1000, 700) - reservedHeight(1, 700)).toBe(Number(most) - Number(line) - 2 * Number(above));
    expect(style('embed-run')).toContain(`max-height: ${most}px`);
  });
});

describe('the lightness of a computed colour', () => {
  it.each([
    ['rgb(255, 255, 255)', 1],
    ['rgb(0, 0, 0)', 0],
    ['rgba(0, 0, 0, 0)', null],
    ['rgba(20, 20, 30, 0.9)', 0.08],
    ['oklch(0.98 0.01 250)', 0.98],
    ['oklab(0.2 -0.01 0.02)', 0.2],
    ['oklch(0.2 0.01 250 / 0)', null],
    ['lab(96 -1.2 3)', 0.96],
    ['color(srgb 1 1 1)', 1],
    ['color(display-p3 0.1 0.1 0.1)', 0.1],
  ])('%s', (colour, lightness) => {
    const found = lightnessOf(colour);
    if (lightness === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(lightness, 1);
  });
});

describe('what an embed’s address asks for', () => {
  it.each([
    ['clock=fast&net=slow&panes=timeline,network', { clock: 'fast', net: 'slow', panes: ['timeline', 'network'] }],
    ['clock=4', { clock: 4 }],
    ['clock=sideways&net=nowhere&demo=spinner', {}],
    ['', {}],
  ])('%s', (query, options) => {
    expect(readOptions(askedFields(new URLSearchParams(query)))).toEqual(options);
  });
});

describe('what the page around is told of a run', () => {
  const told = (events: readonly SessionEvent[]) => {
    const heard: EmbedMessage[] = [];
    const session = { events: new Emitter<SessionEvent>() };
    new RunEvents(session, (message) => heard.push(message));
    for (const event of events) session.events.emit(event);
    return heard;
  };
  const output = (stream: 'stdout' | 'stderr', text: string): SessionEvent => ({
    type: 'program',
    event: { type: 'output', stream, text },
  });
  const end: SessionEvent = { type: 'state', state: { kind: 'exited', code: 3 } };

  it('is its beginning, its output in order, gathered, and its end', () => {
    vi.useFakeTimers();
    const messages = told([
      { type: 'begin' },
      output('stdout', 'a'),
      output('stdout', 'b'),
      output('stderr', 'c'),
      { type: 'state', state: { kind: 'running' } },
      end,
    ]);
    vi.useRealTimers();
    expect(messages).toEqual([
      { type: 'tulip:run', auto: false },
      { type: 'tulip:output', stream: 'stdout', text: 'ab' },
      { type: 'tulip:output', stream: 'stderr', text: 'c' },
      { type: 'tulip:exit', status: 'exited', code: 3 },
    ]);
  });

  it('is not more than a page around can bear', () => {
    const much = output('stdout', 'x'.repeat(400_000));
    const messages = told([{ type: 'begin' }, much, much, much, much, end]);
    const text = messages.map((message) => (message.type === 'tulip:output' ? message.text : '')).join('');
    expect(text).toHaveLength(MOST_OUTPUT);
    expect(messages.at(-1)?.type).toBe('tulip:exit');
  });
});
