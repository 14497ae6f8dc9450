/** What the page says of mistakes that only a run shows, in both languages: what to do is in it. That runs tell of them: tests/browsers/endings.ts. */
import { describe, expect, it } from 'vitest';
import { commonEn } from '../../web/session/messages/common.en.ts';
import { commonKo } from '../../web/session/messages/common.ko.ts';
import type { CommonMessages } from '../../web/session/messages/common.ts';

const task = 'Task-1';
const ofProgram = (reason: 'mutex' | 'never-woken', message: string) => (words: CommonMessages) =>
  words.failure({ kind: 'failed', failure: { kind: 'program', reason, message } });

const SENTENCES: readonly (readonly [string, (words: CommonMessages) => string, RegExp])[] = [
  ['reading where there is no input', ({ input }) => input.end.none, /playground|플레이그라운드/],
  ['reading in a worker', ({ input }) => input.end.worker, /to_thread.*main/s],
  ['spinning at the end of input', ({ input }) => input.spinsAtEnd, /while \(std::cin >> x\)/],
  ['opening a file', ({ lacks }) => lacks.files('data.txt'), /data\.txt.*std::cin.*asyncio::fetch/s],
  ['starting a thread', ({ lacks }) => lacks.threads(''), /std::thread.*asyncio::create_task.*asyncio::to_thread/s],
  ['a mutex held across a wait', ofProgram('mutex', 'needs asyncio::Lock'), /asyncio::Lock/],
  ['a future that nobody sets', ofProgram('never-woken', 'use asyncio::Future'), /asyncio::Future/],
  ['a sleep that blocks', ({ blocking }) => blocking({ task, does: 'sleeps', seconds: null }), /asyncio::sleep/],
  ['such a sleep, over', ({ blocking }) => blocking({ task, does: 'sleeps', seconds: 2 }), /2\.0.*asyncio::sleep/s],
  ['a read that blocks', ({ blocking }) => blocking({ task, does: 'reads', seconds: null }), /Task-1/],
];

describe('a sentence about a run', () => {
  it.each(SENTENCES)('says what to do: %s', (_what, sentence, saying) => {
    expect(sentence(commonEn)).toMatch(saying);
    expect(sentence(commonKo)).toMatch(saying);
    expect(sentence(commonEn)).not.toMatch(/[가-힣]/);
    expect(sentence(commonKo)).toMatch(/[가-힣]/);
  });
});
