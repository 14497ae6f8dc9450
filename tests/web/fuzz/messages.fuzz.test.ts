/** What comes out of frames and from the page around an embed: whatever anybody who got into one would say. */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hearHost } from '../../../web/embed/host-page.ts';
import { readFrameMessage as readProgramFrame } from '../../../web/runner/messages.ts';
import { readEvent } from '../../../web/runner/read-event.ts';
import { readSocketEvent } from '../../../web/runner/read-socket-event.ts';
import { readFrameMessage as readPageFrame } from '../../../web/session/servers/frame-message.ts';
import { changedValue, fuzz, TIMEOUT } from './support.ts';

const bytes = new Uint8Array([1, 2, 3]);
const EVENTS = [
  { type: 'output', stream: 'stdout', text: 'x' },
  { type: 'skipped', bytes: 3 },
  { type: 'display', mime: 'image/png', alt: '', data: bytes },
  { type: 'progress', id: 1, label: '', value: 0, total: 0, closed: false },
  { type: 'listening', port: 80, open: true },
  { type: 'typed', text: 'a' },
  { type: 'input-end', why: 'used' },
  { type: 'lacks', what: 'files', name: 'x' },
  { type: 'log', bytes },
  { type: 'paused', step: 4 },
  { type: 'decisions', bytes, cut: false, steps: 3 },
  { type: 'diverged', decision: 1, expected: 'a', got: 'b' },
  { type: 'clock-note', note: 'real-fetch' },
  { type: 'running', task: 'main()' },
  { type: 'exit', code: 255 },
  { type: 'failure', reason: 'trap', message: 'm', frames: [2201, 0] },
];
const SOCKETS = [
  { type: 'socket-open', id: 1 },
  { type: 'socket-data', id: 2, data: bytes },
  { type: 'socket-room', id: 3, bytes: 10 },
  { type: 'socket-end', id: 4 },
  { type: 'socket-closed', id: 5, reason: 'reset' },
];
const PROGRAM_FRAME = [{ type: 'ready' }, { type: 'passed' }, { type: 'broke', message: 'm' }];
const PAGE_FRAME = [
  { type: 'ready' },
  { type: 'height', height: 300 },
  { type: 'follow', reference: '/a' },
  { type: 'submit', method: 'post', action: '/x', fields: [['a', 'b']] },
];

/** Texts that are shown whole are no longer than this, but for what the program prints and types, which its host cuts into pieces. */
const LONGEST = 20_000;

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.values(value).flatMap(textsIn);
}

describe('a message', { timeout: TIMEOUT }, () => {
  it.each([
    ['an event', EVENTS, readEvent],
    ['a connection’s event', SOCKETS, readSocketEvent],
    ['the program’s frame', PROGRAM_FRAME, readProgramFrame],
    ['the frame of a served page', PAGE_FRAME, readPageFrame],
  ] as const)('of %s is taken as it was read, or not at all', async (_, right, read) => {
    for (const message of right) expect(read(message)).toEqual(message);
    await fuzz(
      fc.oneof(changedValue(right), fc.anything()),
      (message) => {
        const known = read(message);
        if (known === null) return;
        expect(Object.getPrototypeOf(known)).toBe(Object.prototype);
        expect(read(known)).toEqual(known);
        const isPiece =
          known.type === 'output' || known.type === 'typed' || known.type === 'follow' || known.type === 'submit';
        if (!isPiece) for (const text of textsIn(known)) expect(text.length).toBeLessThanOrEqual(LONGEST);
      },
      1_000,
    );
  });
});

describe('the page around an embed', { timeout: TIMEOUT }, () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('can stop a program and choose the colours, and nothing else', async () => {
    const around = {};
    let listen: (event: unknown) => void = () => undefined;
    vi.stubGlobal('window', {});
    vi.stubGlobal('parent', around);
    vi.stubGlobal('addEventListener', (_: string, listener: typeof listen) => {
      listen = listener;
    });
    const heard: unknown[] = [];
    hearHost(
      () => heard.push('stop'),
      (theme) => heard.push(theme),
    );
    const right = [{ type: 'tulip:stop' }, { type: 'tulip:theme', theme: 'dark' }];
    for (const data of right) listen({ source: around, data });
    expect(heard).toEqual(['stop', 'dark']);
    await fuzz(
      fc.oneof(changedValue(right), fc.anything()),
      (data) => {
        heard.length = 0;
        listen({ source: around, data });
        expect(heard.filter((what) => what !== 'stop' && what !== 'dark' && what !== 'light')).toEqual([]);
        heard.length = 0;
        listen({ source: {}, data });
        expect(heard).toEqual([]);
      },
      1_000,
    );
  });
});
