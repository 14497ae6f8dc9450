/** Korean particles depend on whether the word before them ends in a consonant. */

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FINALS = 28;
const RIEUL = 8;

/** How a digit or a Latin letter ends when it is read aloud: with ㄹ, with another consonant, or with a vowel. */
const SOUNDS: Readonly<Record<string, 'rieul' | 'consonant'>> = {
  ...{ 0: 'consonant', 1: 'rieul', 3: 'consonant', 6: 'consonant', 7: 'rieul', 8: 'rieul' },
  ...{
    l: 'rieul',
    r: 'rieul',
    m: 'consonant',
    n: 'consonant',
    b: 'consonant',
    p: 'consonant',
    k: 'consonant',
    t: 'consonant',
  },
  ...{ g: 'consonant', c: 'consonant', d: 'consonant' },
};

function ending(word: string): 'vowel' | 'rieul' | 'consonant' {
  const last =
    word
      .replaceAll(/[^\p{L}\p{N}]+$/gu, '')
      .at(-1)
      ?.toLowerCase() ?? '';
  const code = last.codePointAt(0) ?? 0;
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return SOUNDS[last] ?? 'vowel';
  const final = (code - FIRST_SYLLABLE) % FINALS;
  if (final === 0) return 'vowel';
  return final === RIEUL ? 'rieul' : 'consonant';
}

/** The word with the particle that fits: the first after a consonant, the second after a vowel. `으로/로` has a rule of its own. */
export function josa(word: string, pair: '은/는' | '이/가' | '을/를' | '과/와' | '으로/로'): string {
  const [closed = '', open = ''] = pair.split('/');
  const end = ending(word);
  const particle = end === 'vowel' || (end === 'rieul' && pair === '으로/로') ? open : closed;
  return word + particle;
}
