/** Keeps what `preferences.ts` finds again. Apart, as an embed has no choice of language and theme. */
import type { Language } from '../messages/language.ts';
import { LANGUAGE_KEY, THEME_KEY, type Theme } from './preferences.ts';
import type { TextStore } from './text-store.ts';

export function chooseLanguage(store: Pick<TextStore, 'set'>, language: Language): void {
  store.set(LANGUAGE_KEY, language);
}

export function chooseTheme(store: Pick<TextStore, 'set'>, theme: Theme): void {
  store.set(THEME_KEY, theme);
}
