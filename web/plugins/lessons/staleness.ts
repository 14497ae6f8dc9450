/**
 * Finds what was written in one language and not looked over in the other. `lesson.json` has, for each paragraph of the texts, the checksums of
 * both languages at the time when somebody last read them side by side; `accept.ts` writes them.
 */
import { createHash } from 'node:crypto';
import type { LessonFolder } from './folder.ts';

/** What to do about stale paragraphs. */
export const TO_ACCEPT = 'Read both, then: npx node web/plugins/lessons/accept.ts NN-ID';

/** The paragraphs of a text, whatever their lines. */
function paragraphsOf(text: string): readonly string[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim());
}

/** For each paragraph the checksums of the English and of the Korean one. */
export function checksumsOf({ en, ko }: LessonFolder['text']): readonly string[] {
  const [english, korean] = [paragraphsOf(en), paragraphsOf(ko)];
  return english.map((paragraph, i) => `${checksum(paragraph)}-${checksum(korean[i] ?? '')}`);
}

/** In sentences, what of a lesson's texts is to be looked over. */
export function staleParagraphs({ name, text, settings }: Pick<LessonFolder, 'name' | 'text' | 'settings'>): string[] {
  const [english, korean] = [paragraphsOf(text.en).length, paragraphsOf(text.ko).length];
  if (english !== korean) return [`${name} has ${english} paragraphs in English and ${korean} in Korean`];
  const seen = checksumsOf(text);
  const stale = seen.flatMap((now, i) => {
    const [en, ko] = now.split('-');
    const [knownEn, knownKo] = settings.texts[i]?.split('-') ?? [];
    if (en === knownEn && ko === knownKo) return [];
    const which = en === knownEn ? 'the Korean' : ko === knownKo ? 'the English' : 'each language';
    return [`${name}: paragraph ${i + 1} has changed in ${which}`];
  });
  if (settings.texts.length > seen.length) stale.push(`${name} has fewer paragraphs than it had`);
  return stale;
}

function checksum(paragraph: string): string {
  return createHash('sha256').update(paragraph).digest('hex').slice(0, 8);
}
