/**
 * Links that once were made: each opens the same program with the same options for ever. Nothing of `links/corpus.json` is ever changed or removed; a
 * new option adds a link.
 */
import { describe, expect, it } from 'vitest';
import { decodeLink } from '../../web/session/workbench/decode-link.ts';
import { OPTION_NAMES } from '../../web/session/workbench/link-options.ts';
import { inflate } from '../../web/shared/inflate.ts';
import corpus from './links/corpus.json' with { type: 'json' };

describe('a link that was made before', () => {
  it.each(corpus)('with $what opens the same', async ({ link, project, options }) => {
    expect(await decodeLink(`#${link}`, { inflate })).toEqual({
      ok: true,
      value: { project, options, fragment: link },
    });
  });

  it('is there for each option', () => {
    const present = new Set(corpus.flatMap(({ options }) => Object.keys(options)));
    expect(OPTION_NAMES.filter((name) => !present.has(name))).toEqual([]);
  });
});
