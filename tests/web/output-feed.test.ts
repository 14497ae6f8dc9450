import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Announcer, MAX_LINES, PAUSE, REWRITE_PAUSE } from '../../web/session/transcript/announcer.ts';
import { MAX_WAITING, OutputFeed, PORTION, type FeedWords } from '../../web/session/transcript/output-feed.ts';
import { utf8Length } from '../../web/session/transcript/output-place.ts';
import { Transcript } from '../../web/session/transcript/transcript.ts';

const WORDS: FeedWords = {
  skipped: (bytes) => `skipped ${bytes}`,
  inputEnd: (why) => (why === 'none' ? 'no input' : ''),
  lacks: ({ name }) => `no ${name}`,
};
const CHUNK = `${'x'.repeat(79)}\n`.repeat(800);

describe('the feed', () => {
  it('lets a flood through in portions and keeps its end', () => {
    const transcript = new Transcript();
    const feed = new OutputFeed(transcript, WORDS);
    for (let i = 0; i < 1_600; i++) feed.push({ type: 'output', stream: 'stdout', text: CHUNK });
    feed.push({ type: 'output', stream: 'stdout', text: 'the end' });
    let pumps = 1;
    while (feed.pump()) pumps++;
    expect(pumps).toBeLessThanOrEqual(MAX_WAITING / PORTION + 1);
    expect(transcript.text.endsWith('the end')).toBe(true);
    expect(transcript.entries.some((entry) => entry.item.kind === 'remark')).toBe(true);
  });

  it('cuts a long write into portions, and no character in two', () => {
    const transcript = new Transcript();
    const feed = new OutputFeed(transcript, WORDS);
    const text = 'a🌷'.repeat(1_000);
    feed.push({ type: 'output', stream: 'stdout', text });
    let pumps = 1;
    while (feed.pump(100)) pumps++;
    expect(pumps).toBeGreaterThan(25);
    expect(transcript.text).toBe(text);
  });

  it('knows where in its stream each line was written', () => {
    const transcript = new Transcript();
    const feed = new OutputFeed(transcript, WORDS);
    feed.push({ type: 'output', stream: 'stdout', text: '가🌷\nspin |' });
    feed.push({ type: 'output', stream: 'stderr', text: 'é\n' });
    feed.push({ type: 'output', stream: 'stdout', text: 'last\n' });
    while (feed.pump());
    const places = () => transcript.entries.flatMap(({ item }) => (item.kind === 'line' ? [item.place] : []));
    expect(places()).toEqual([
      { stream: 'stdout', byte: 0 },
      { stream: 'stderr', byte: 0 },
      { stream: 'stdout', byte: 14 },
    ]);
    feed.push({ type: 'skipped', bytes: 7 });
    feed.push({ type: 'output', stream: 'stdout', text: 'who knows\n' });
    while (feed.pump());
    expect(places().at(-1)).toBeNull();
  });

  it('counts bytes as the program did', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });

  it('says what the host skipped', () => {
    const transcript = new Transcript();
    const feed = new OutputFeed(transcript, WORDS);
    feed.push({ type: 'skipped', bytes: 7 });
    feed.pump();
    expect(transcript.entries[0]?.item).toMatchObject({ remark: { text: 'skipped 7' } });
  });
});

describe('the announcer', () => {
  const make = () => new Announcer((lines) => `${lines} more`);

  it('gathers lines and speaks them at most once a pause', () => {
    const announcer = make();
    announcer.heard(0, ['a'], '');
    expect(announcer.due(0)).toBe('a');
    announcer.heard(10, ['b'], '');
    announcer.heard(20, ['c'], '');
    expect(announcer.due(20)).toBeNull();
    expect(announcer.due(PAUSE)).toBe('b\nc');
  });

  it('leaves out all but the last lines of many', () => {
    const announcer = make();
    announcer.heard(
      0,
      Array.from({ length: 100 }, (_, i) => `line ${i}`),
      '',
    );
    const lines = announcer.due(0)?.split('\n') ?? [];
    expect(lines[0]).toBe(`${100 - MAX_LINES} more`);
    expect(lines.at(-1)).toBe('line 99');
  });

  it('speaks a spinning line once in a while, not at every turn', () => {
    const announcer = make();
    let spoken = 0;
    for (let now = 0; now < 2 * REWRITE_PAUSE; now += 100) {
      announcer.heard(now, [], `${'|/-\\'.charAt((now / 100) % 4)} thinking!`);
      if (announcer.due(now) !== null) spoken++;
    }
    expect(spoken).toBeLessThanOrEqual(2);
  });

  it('speaks a prompt that waits for somebody', () => {
    const announcer = make();
    announcer.heard(REWRITE_PAUSE, [], 'Name? ');
    expect(announcer.due(REWRITE_PAUSE + PAUSE)).toBe('Name? ');
    expect(announcer.due(REWRITE_PAUSE + 3 * PAUSE)).toBeNull();
  });
});
