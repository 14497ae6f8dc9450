/** The bundled programs as the site was built with them. */
import type { Language } from '../messages/language.ts';

/** One bundled program. */
export interface CatalogEntry {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  /** One sentence. */
  readonly summary: Readonly<Record<Language, string>>;
  /** The compiled program's checksum; null where the site was built without compiled programs. */
  readonly sha256: string | null;
}

/** A bundled program's texts. */
export interface Lesson {
  readonly id: string;
  readonly program: string;
  /** The Python program that it translates. */
  readonly original: string;
  readonly text: Readonly<Record<Language, string>>;
}
