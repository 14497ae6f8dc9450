import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonEn } from '../../web/session/messages/common.en.ts';
import { MESSAGES } from '../../web/session/messages/page.ts';
import { plainText, readProse } from '../../web/session/lesson/prose.ts';
import { fromBase64Url } from '../../web/shared/base64url.ts';
import { PYTHON } from '../../web/shared/highlight-python.ts';
import { CPP, tokenize } from '../../web/shared/highlight.ts';
import { sha256, slowSha256 } from '../../web/shared/sha256.ts';
import { toBase64Url } from '../../web/shared/to-base64url.ts';

describe('sha256', () => {
  it('agrees with the one of Node, with and without the help of the platform', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const expected = createHash('sha256').update(bytes).digest('hex');
        expect(slowSha256(bytes)).toBe(expected);
        expect(await sha256(new Uint8Array(bytes))).toBe(expected);
      }),
    );
  });
});

describe('base64url', () => {
  it('brings back any bytes and refuses anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
      }),
    );
    expect(fromBase64Url('ab+/')).toBeNull();
    expect(fromBase64Url('abcde')).toBeNull();
  });
});

describe('highlighting', () => {
  it('loses nothing of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(CPP, PYTHON), (text, language) => {
        expect(
          tokenize(text, language)
            .map((token) => token.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('tells the parts of C++ apart', () => {
    const tokens = tokenize('#include <string>\nint x = 0x1F; // note\nauto s = R"(a"b)";', CPP);
    const kinds = tokens.filter((token) => token.kind !== 'plain').map((token) => [token.kind, token.text]);
    expect(kinds).toEqual([
      ['preprocessor', '#include <string>'],
      ['keyword', 'int'],
      ['number', '0x1F'],
      ['comment', '// note'],
      ['keyword', 'auto'],
      ['string', 'R"(a"b)"'],
    ]);
  });
});

describe('prose', () => {
  it('reads the little Markdown of the lessons', () => {
    expect(readProse('# Title\n\nSome `code` and\n**more**.\n\n- one\n- *two*\n')).toEqual([
      { kind: 'title', content: [{ kind: 'text', text: 'Title' }] },
      {
        kind: 'paragraph',
        content: [
          { kind: 'text', text: 'Some ' },
          { kind: 'code', text: 'code' },
          { kind: 'text', text: ' and ' },
          { kind: 'strong', text: 'more' },
          { kind: 'text', text: '.' },
        ],
      },
      { kind: 'list', items: [[{ kind: 'text', text: 'one' }], [{ kind: 'emphasis', text: 'two' }]] },
    ]);
  });

  it('makes no link of an address that is not one of the web', () => {
    const [block] = readProse('[x](javascript:alert(1))');
    expect(block?.kind === 'paragraph' ? plainText(block.content) : '').toBe('[x](javascript:alert(1))');
  });
});

describe('the words of the page', () => {
  it('name each state of a run as the contract has it', () => {
    const failure = { kind: 'program', reason: 'deadlock', message: 'Every task waits.\nTask-1 waits.' } as const;
    expect(commonEn.status({ kind: 'ready' })).toBe('ready');
    expect(commonEn.status({ kind: 'compiling' })).toBe('compiling');
    expect(commonEn.status({ kind: 'running' })).toBe('running');
    expect(commonEn.status({ kind: 'exited', code: 7 })).toBe('exited with code 7');
    expect(commonEn.status({ kind: 'failed', failure })).toBe('failed: Every task waits.');
    expect(commonEn.status({ kind: 'stopped' })).toBe('stopped');
  });

  it('are all there in every language', () => {
    expect(Object.keys(MESSAGES.ko).sort()).toEqual(Object.keys(MESSAGES.en).sort());
    for (const [name, text] of Object.entries(MESSAGES.ko)) expect(text, name).not.toBe('');
  });
});
