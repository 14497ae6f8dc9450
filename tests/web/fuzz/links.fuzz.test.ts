/** Links, what they carry, and compiled programs that come with embeds: whoever wrote them. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNetworkChoice } from '../../../wasm/abi/network-conditions.ts';
import { ABI } from '../../../wasm/abi/version.ts';
import { DamagedDecisions, DecisionReader, DecisionWriter } from '../../../wasm/host/decisions.ts';
import { decodeCommand, decodeEvent } from '../../../wasm/host/recorded-messages.ts';
import { projectOf } from '../../../wasm/sdk/project.ts';
import { splitArguments } from '../../../web/session/run/arguments.ts';
import { readCompiled, sumOf, type Bases } from '../../../web/session/share/read-compiled.ts';
import { decodeLink } from '../../../web/session/workbench/decode-link.ts';
import { encodeLink } from '../../../web/session/workbench/encode-link.ts';
import { readOptions } from '../../../web/session/workbench/link-options.ts';
import { applyPatch } from '../../../web/shared/byte-patch.ts';
import { deflate } from '../../../web/shared/deflate.ts';
import { inflate } from '../../../web/shared/inflate.ts';
import { makePatch } from '../../../web/shared/make-byte-patch.ts';
import { sha256 } from '../../../web/shared/sha256.ts';
import { toBase64Url } from '../../../web/shared/to-base64url.ts';
import corpus from '../links/corpus.json' with { type: 'json' };
import { anyBytes, anyText, changedBytes, changedJson, changedText, changedValue, fuzz, TIMEOUT } from './support.ts';

const streams = { deflate, inflate };
const carried = corpus.map(({ project, options }) => {
  const { [project.main as keyof typeof project.files]: code = '', ...files } = project.files;
  return { code, files, main: project.main, ...options };
});
const linkOf = (bytes: Uint8Array | string): string => `#v1=${deflateRawSync(bytes).toString('base64url')}`;

describe('a link', { timeout: TIMEOUT }, () => {
  it('opens a program that can be linked to again, or says what is wrong', async () => {
    const links = fc.oneof(
      changedText(
        corpus.map(({ link }) => `#${link}`),
        ['v1=', '#', '%', '%2D', '%25', '=', '&utm_source=', '\n> ', '\\', '-', '_', '\u200b', 'v9='],
      ),
      changedJson(carried).map(linkOf),
      changedBytes(corpus.map(({ link }) => new Uint8Array(Buffer.from(link.slice(3), 'base64url')))).map(
        (bytes) => `v1=${toBase64Url(bytes)}`,
      ),
      anyBytes.map(linkOf),
      anyText,
    );
    let opened = 0;
    await fuzz(links, async (link) => {
      const read = await decodeLink(link, streams);
      if (!read.ok) {
        expect(['damaged', 'too-large', 'newer', 'no-link']).toContain(read.error);
        return;
      }
      opened++;
      const { project, options } = read.value;
      expect(Object.hasOwn(project.files, project.main)).toBe(true);
      expect(Object.values(project.files).every((text) => typeof text === 'string')).toBe(true);
      const again = await encodeLink({ project, options }, streams);
      if (!again.ok) throw new Error(again.error);
      expect(await decodeLink(again.value, streams)).toEqual({
        ok: true,
        value: { project, options, fragment: again.value },
      });
    });
    expect(opened).toBeGreaterThan(10);
  });

  it('has options that are right, or none', async () => {
    await fuzz(
      changedValue(corpus.map(({ options }) => options)),
      (fields) => {
        if (typeof fields !== 'object' || fields === null) return;
        const options = readOptions(fields);
        expect(readOptions(options)).toEqual(options);
        if (options.clock !== undefined && typeof options.clock === 'number') expect(options.clock).toBeGreaterThan(1);
        if (options.input !== undefined) expect(options.input.length).toBeLessThanOrEqual(100_000);
      },
      1_000,
    );
  });

  it('has a network that there can be, or the reader’s own', async () => {
    const right = ['slow', 'flaky', 'offline', { latency: 5, bytesPerSecond: 1_000, missing: 0.5, lost: 0.1 }];
    await fuzz(
      fc.oneof(changedValue(right), fc.anything()),
      (value) => {
        const choice = readNetworkChoice(value);
        expect(readNetworkChoice(choice)).toEqual(choice);
      },
      1_000,
    );
  });

  it('has a command line that is split somehow', async () => {
    const text = changedText([`a "b c" 'd' \\e`, ''], ['"', "'", '\\', ' ', '\0', '\n', '$(x)']);
    await fuzz(
      fc.oneof(text, anyText),
      (line) => {
        const args = splitArguments(line);
        expect(args.join('').length).toBeLessThanOrEqual(line.length);
      },
      1_000,
    );
  });
});

describe('the decisions of a run', { timeout: TIMEOUT }, () => {
  const writer = new DecisionWriter();
  for (const text of ['{"type":"input","text":"a","end":false,"typed":true}', '{"type":"connect","id":1,"port":80}']) {
    writer.count(300);
    writer.time(12.345);
    writer.bytes(new TextEncoder().encode(text));
  }
  const right = writer.take();

  it('are read or refused', async () => {
    await fuzz(
      fc.oneof(changedBytes([right]), anyBytes),
      (bytes) => {
        try {
          const reader = new DecisionReader(bytes);
          for (let at = 0; !reader.atEnd; at++) {
            // Each takes at least a byte.
            expect(at).toBeLessThanOrEqual(bytes.length);
            if (at % 3 === 0) expect(reader.count()).toBeGreaterThanOrEqual(0);
            else if (at % 3 === 1) expect(reader.time()).not.toBeNaN();
            else expect(reader.bytes().length).toBeLessThanOrEqual(bytes.length);
          }
        } catch (error) {
          if (!(error instanceof DamagedDecisions)) throw error;
        }
      },
      2_000,
    );
  });

  it('hold messages that can be, or are refused', async () => {
    const messages = [
      { type: 'input', text: 'a', end: false, typed: true },
      { type: 'connect', id: 1, port: 80 },
      { type: 'send', id: 1, data: { bytes: [1, 2] } },
      { type: 'progress', id: 1, label: 'a', value: 1, total: 2, closed: false },
      { type: 'display', mime: 'image/png', data: { bytes: [1] }, alt: '' },
      { type: 'exit', code: 1 },
    ];
    await fuzz(changedJson(messages), (json) => {
      for (const decode of [decodeCommand, decodeEvent]) {
        try {
          expect(decode(new TextEncoder().encode(json)).type).toBeTypeOf('string');
        } catch (error) {
          if (!(error instanceof DamagedDecisions)) throw error;
        }
      }
    });
  });
});

describe('a compiled program', { timeout: TIMEOUT }, () => {
  const LIMIT = 50_000;
  const base = Uint8Array.from({ length: 2_000 }, (_, at) => Math.imul(at, 0x9e3779b1) >>> 24);
  const similar = base.slice();
  similar.copyWithin(500, 0, 900);
  similar.fill(7, 100, 150);
  const patches = [makePatch(base, similar), makePatch(base, base), makePatch(base, similar.slice(300, 1_200))];
  const project = projectOf('int main() {}\n');

  it('is what a patch makes, within its limit, or nothing', async () => {
    await fuzz(
      fc.tuple(fc.oneof(changedBytes(patches), anyBytes), fc.nat(LIMIT)),
      ([patch, limit]) => {
        const made = applyPatch(base, patch, limit);
        if (made.ok) expect(made.value.length).toBeLessThanOrEqual(limit);
        else expect(['damaged', 'too-large']).toContain(made.error);
      },
      2_000,
    );
  });

  it('is brought back, or refused for a reason', async () => {
    const checksum = await sha256(base);
    const bases: Bases = {
      abi: ABI,
      find: (beginning) => Promise.resolve(checksum.startsWith(beginning) ? base : null),
    };
    const read = (compiled: string) => readCompiled(compiled, project, bases, { inflate, sha256 });
    const fields = ([version, abi, from, patch]: readonly string[]) => ({ version, abi, from, patch });
    const packed = fc
      .oneof(changedBytes(patches), anyBytes)
      .map((bytes) => toBase64Url(new Uint8Array(deflateRawSync(bytes))));
    const part = (right: string) =>
      fc.oneof({ weight: 8, arbitrary: fc.constant(right) }, fc.string({ maxLength: 20 }));
    const forged = fc
      .tuple(
        part('1'),
        part(String(ABI)),
        part(checksum.slice(0, 16)),
        fc.oneof({ weight: 8, arbitrary: packed }, anyText),
      )
      .map(fields);
    let made = 0;
    await fuzz(forged, async ({ version = '', abi = '', from = '', patch = '' }) => {
      const sum = await sumOf(project, patch, sha256);
      const result = await read([version, abi, from, sum, patch].join('.'));
      if (result.ok) made++;
      else expect(['damaged', 'too-large', 'newer', 'outdated']).toContain(result.error);
    });
    expect(made).toBeGreaterThan(5);
    await fuzz(
      anyText,
      async (text) => {
        expect((await read(text)).ok).toBe(false);
      },
      100,
    );
  });
});
