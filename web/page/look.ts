/** The page's language and theme: applied to the document, switched by the two buttons in its head. */
import { find, icon } from '../elements/dom.ts';
import { ICONS } from '../elements/icons.ts';
import type { Language } from '../session/messages/language.ts';
import { MESSAGES, type Messages } from '../session/messages/page.ts';
import { chooseLanguage, chooseTheme } from '../session/workbench/choose-preferences.ts';
import type { Preferences, Theme } from '../session/workbench/preferences.ts';
import type { TextStore } from '../session/workbench/text-store.ts';
import { Emitter } from '../shared/emitter.ts';
import { followChoice } from './address.ts';

export class Look {
  /** Said after either changed. */
  readonly changes = new Emitter<Look>();
  readonly #preferences: Preferences;
  readonly #systemDark = matchMedia('(prefers-color-scheme: dark)');
  readonly #languageButton = find(document, '#language', HTMLButtonElement);
  readonly #themeButton = find(document, '#theme', HTMLButtonElement);
  language: Language;
  theme: Theme;

  /** `store` keeps what the reader chooses. */
  constructor(preferences: Preferences, store: Pick<TextStore, 'set'>) {
    this.#preferences = preferences;
    this.language = preferences.language(navigator.languages);
    this.theme = this.#wantedTheme();
    this.#languageButton.addEventListener('click', () => {
      this.language = this.language === 'en' ? 'ko' : 'en';
      chooseLanguage(store, this.language);
      followChoice('lang', this.language);
      this.#apply();
    });
    this.#themeButton.addEventListener('click', () => {
      this.theme = this.theme === 'dark' ? 'light' : 'dark';
      chooseTheme(store, this.theme);
      followChoice('theme', this.theme);
      this.#apply();
    });
    this.#systemDark.addEventListener('change', () => {
      this.theme = this.#wantedTheme();
      this.#apply();
    });
    this.#apply();
  }

  /** What the reader chose or the address asks for; null where the system decides. */
  get chosenTheme(): Theme | null {
    return this.#preferences.theme();
  }

  get messages(): Messages {
    return MESSAGES[this.language];
  }

  #wantedTheme(): Theme {
    return this.#preferences.theme() ?? (this.#systemDark.matches ? 'dark' : 'light');
  }

  #apply(): void {
    const { messages } = this;
    document.documentElement.lang = this.language;
    document.documentElement.dataset.theme = this.theme;
    document.title = messages.title;
    for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
      element.textContent = textOf(messages, element.dataset.text);
    }
    for (const element of document.querySelectorAll<HTMLElement>('[data-label]')) {
      element.setAttribute('aria-label', textOf(messages, element.dataset.label));
    }
    for (const element of document.querySelectorAll<HTMLElement>('[data-hint]')) {
      element.title = textOf(messages, element.dataset.hint);
    }
    this.#languageButton.textContent = messages.otherLanguage;
    this.#languageButton.lang = this.language === 'en' ? 'ko' : 'en';
    const dark = this.theme === 'dark';
    const name = dark ? messages.lightTheme : messages.darkTheme;
    this.#themeButton.replaceChildren(icon(dark ? ICONS.sun : ICONS.moon));
    this.#themeButton.setAttribute('aria-label', name);
    this.#themeButton.title = name;
    this.changes.emit(this);
  }
}

/** A message that is plain text, by the name that the document gives it. */
function textOf(messages: Messages, name: string | undefined): string {
  const text: unknown = name === undefined ? undefined : Reflect.get(messages, name);
  if (typeof text !== 'string') throw new Error(`no message named ${String(name)}`);
  return text;
}
