/** Language and theme: what the address asks for wins over what was chosen before, which wins over the browser's. */
import type { Language } from '../messages/language.ts';
import type { TextStore } from './text-store.ts';

export type Theme = 'light' | 'dark';

export const LANGUAGE_KEY = 'tulip.language';
export const THEME_KEY = 'tulip.theme';

function asLanguage(value: string | null | undefined): Language | null {
  return value === 'en' || value === 'ko' ? value : null;
}

function asTheme(value: string | null): Theme | null {
  return value === 'light' || value === 'dark' ? value : null;
}

/** What the page's address asks for, such as a `URLSearchParams`. */
export interface AskedFor {
  get(name: string): string | null;
}

export class Preferences {
  readonly #store: Pick<TextStore, 'get'>;
  readonly #asked: AskedFor;

  constructor(store: Pick<TextStore, 'get'>, asked: AskedFor) {
    this.#store = store;
    this.#asked = asked;
  }

  /** `browser`: the reader's languages in order of preference, as browsers write them (`ko-KR`). */
  language(browser: readonly string[]): Language {
    const chosen = asLanguage(this.#asked.get('lang')) ?? asLanguage(this.#store.get(LANGUAGE_KEY));
    if (chosen !== null) return chosen;
    for (const tag of browser) {
      const language = asLanguage(tag.toLowerCase().split('-', 1)[0]);
      if (language !== null) return language;
    }
    return 'en';
  }

  /** Null: as the system has it. */
  theme(): Theme | null {
    return asTheme(this.#asked.get('theme')) ?? asTheme(this.#store.get(THEME_KEY));
  }
}
