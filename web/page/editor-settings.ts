/** What the reader chooses for the editor, in the menu Settings: the size of code, word wrap, a compact page. Each is kept. */
import type { CodeEditor } from '../elements/code-editor.ts';
import { find } from '../elements/dom.ts';
import { CODE_SCALES, type EditorPreferences } from '../session/workbench/editor-preferences.ts';

/** Windows in which lines wrap unless the reader wants it otherwise. */
const NARROW = '(max-width: 640px)';

export class EditorSettings {
  readonly #preferences: EditorPreferences;
  readonly #editor: CodeEditor;
  readonly #narrow = matchMedia(NARROW);
  readonly #scale = find(document, '#code-scale', HTMLOutputElement);
  readonly #smaller = find(document, '#code-smaller', HTMLButtonElement);
  readonly #larger = find(document, '#code-larger', HTMLButtonElement);
  readonly #wordWrap = find(document, '#word-wrap', HTMLInputElement);
  readonly #compact = find(document, '#compact', HTMLInputElement);

  constructor(preferences: EditorPreferences, editor: CodeEditor) {
    this.#preferences = preferences;
    this.#editor = editor;
    this.#smaller.addEventListener('click', () => {
      this.#step(-1);
    });
    this.#larger.addEventListener('click', () => {
      this.#step(1);
    });
    this.#wordWrap.addEventListener('change', () => {
      preferences.chooseWordWrap(this.#wordWrap.checked);
      this.#apply();
    });
    this.#compact.addEventListener('change', () => {
      preferences.compact = this.#compact.checked;
      this.#apply();
    });
    this.#narrow.addEventListener('change', () => {
      this.#apply();
    });
    this.#apply();
  }

  toggleWordWrap(): void {
    this.#wordWrap.click();
  }

  #step(by: number): void {
    const at = CODE_SCALES.indexOf(this.#preferences.codeScale) + by;
    this.#preferences.codeScale = CODE_SCALES[at] ?? this.#preferences.codeScale;
    this.#apply();
  }

  #apply(): void {
    const { codeScale, compact } = this.#preferences;
    const wordWrap = this.#preferences.wordWrap ?? this.#narrow.matches;
    const page = document.documentElement;
    page.style.setProperty('--code-scale', String(codeScale));
    page.toggleAttribute('data-word-wrap', wordWrap);
    page.toggleAttribute('data-compact', compact);
    this.#scale.textContent = `${Math.round(codeScale * 100)}%`;
    this.#smaller.disabled = codeScale === CODE_SCALES[0];
    this.#larger.disabled = codeScale === CODE_SCALES.at(-1);
    this.#wordWrap.checked = wordWrap;
    this.#compact.checked = compact;
    this.#editor.layout = { scale: codeScale, wordWrap, compact };
  }
}
