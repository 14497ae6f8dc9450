/**
 * What a lesson asks to change after the run, one thing at a time; any can be gone to, nothing is locked.
 *
 * Events: `solution` (detail: the whole program), and where a run did not do what was asked for, `moment` (detail: a `Contradiction`) for the moment at
 * which it did not, or `line` (detail: an `OutputLine`) for the line of the output, as of a prediction.
 */
import type { Contradiction } from '../../session/lesson/answer.ts';
import type { CheckResult } from '../../session/lesson/check.ts';
import type { OutputLine } from '../../session/lesson/output-lines.ts';
import type { Try } from '../../session/lesson/try.ts';
import type { Language } from '../../session/messages/language.ts';
import type { LessonMessages } from '../../session/messages/lesson.ts';
import { button, h } from '../dom.ts';
import { sentenceNodes } from '../prose.ts';

export class LessonTries extends HTMLElement {
  readonly #title = h('h3');
  readonly #steps = h('div', { class: 'steps' });
  readonly #task = h('p', { class: 'question' });
  readonly #hint = button('', { class: 'edged' });
  readonly #solution = button('', { class: 'edged' });
  readonly #hintText = h('p', { class: 'why', 'aria-live': 'polite', hidden: '' });
  readonly #status = h('p', { role: 'status', class: 'verdict' });
  /** Leads to where the run did not do what was asked for. */
  readonly #place = button('', { class: 'edged place', hidden: '' });
  #tries: readonly Try[] = [];
  #done: readonly string[] = [];
  #shown = 0;
  /** How the last run that was checked did. */
  #result: CheckResult | null = null;
  /** Whether that run did not come to its end, and the line that is to blame; null where it did. */
  #broken: { readonly line: number | null } | null = null;
  #words: LessonMessages | null = null;
  #language: Language = 'en';

  connectedCallback(): void {
    if (this.#title.isConnected) return;
    const buttons = h('div', { class: 'row' }, this.#hint, this.#solution);
    this.append(
      h('div', { class: 'head' }, this.#title, this.#steps),
      this.#task,
      buttons,
      this.#hintText,
      this.#status,
      this.#place,
    );
    this.#place.addEventListener('click', () => {
      this.#showPlace();
    });
    this.#hint.addEventListener('click', () => {
      this.#hintText.hidden = !this.#hintText.hidden;
      this.#hint.setAttribute('aria-expanded', String(!this.#hintText.hidden));
    });
    this.#solution.addEventListener('click', () => {
      const detail = this.current?.solution;
      if (detail !== undefined) this.dispatchEvent(new CustomEvent<string>('solution', { detail, bubbles: true }));
    });
  }

  /** The one that is shown. */
  get current(): Try | null {
    return this.#tries[this.#shown] ?? null;
  }

  /** Another lesson; `done` names what was done before, and the first of the others is shown. */
  open(tries: readonly Try[], done: readonly string[]): void {
    this.#tries = tries;
    this.#done = done;
    const open = tries.findIndex(({ name }) => !done.includes(name));
    this.#show(Math.max(0, open));
  }

  speak(words: LessonMessages, language: Language): void {
    this.#words = words;
    this.#language = language;
    this.#draw();
  }

  /** How a run of the edited program did; null: one has begun. */
  tell(result: CheckResult | null, done: readonly string[]): void {
    this.#result = result;
    this.#broken = null;
    this.#done = done;
    this.#draw();
  }

  /** A run of the edited program did not come to its end, or did not even begin; `line` is to blame, if one is known. */
  tellBroken(line: number | null): void {
    this.#result = null;
    this.#broken = { line };
    this.#draw();
  }

  #show(index: number): void {
    this.#shown = index;
    this.#result = null;
    this.#broken = null;
    this.#hintText.hidden = true;
    this.#hint.setAttribute('aria-expanded', 'false');
    this.#draw();
  }

  #draw(): void {
    const [current, words] = [this.current, this.#words];
    if (current === null || words === null) return;
    this.#title.textContent = words.change;
    this.#task.replaceChildren(...sentenceNodes(current.task[this.#language]));
    this.#hint.textContent = words.hint;
    this.#hint.hidden = current.hint === null;
    this.#solution.textContent = words.solution;
    this.#hintText.replaceChildren(...sentenceNodes(current.hint?.[this.#language] ?? ''));
    this.#status.setAttribute('aria-label', words.result);
    const more = this.#tries.some(({ name }) => !this.#done.includes(name));
    const result = this.#result;
    const broken = this.#broken;
    const passed = broken === null && (result === null ? this.#done.includes(current.name) : result.ok);
    const failed = broken !== null ? words.broken(broken.line) : result?.ok === false ? words.failed(result) : '';
    const said = passed ? (more ? words.doneNext : words.done) : failed;
    if (this.#status.textContent !== said) this.#status.textContent = said;
    this.#status.dataset.right = passed ? 'true' : '';
    this.#place.hidden = failedAt(result) === null;
    this.#place.textContent = result?.ok === false && !result.logged ? words.showLine : words.showMoment;
    this.#drawSteps(words);
  }

  #showPlace(): void {
    const result = this.#result;
    const at = failedAt(result);
    if (result?.ok !== false || at === null) return;
    if (result.logged) this.dispatchEvent(new CustomEvent<Contradiction>('moment', { detail: at, bubbles: true }));
    else if (at !== 'end' && 'byte' in at) {
      const detail = { text: String(result.wanted), byte: at.byte };
      this.dispatchEvent(new CustomEvent<OutputLine>('line', { detail, bubbles: true }));
    }
  }

  #drawSteps(words: LessonMessages): void {
    const focused = this.#steps.contains(document.activeElement);
    this.#steps.hidden = this.#tries.length < 2;
    const steps = this.#tries.map(({ name }, i) => {
      const done = this.#done.includes(name);
      const label = words.changeOf(i + 1, this.#tries.length, done);
      const step = button(String(i + 1), { 'aria-label': label, class: done ? 'step done' : 'step' });
      if (i === this.#shown) step.setAttribute('aria-current', 'step');
      step.addEventListener('click', () => {
        this.#show(i);
      });
      return step;
    });
    this.#steps.replaceChildren(...steps);
    if (focused) steps[this.#shown]?.focus();
  }
}

/** Where a run did not do what was asked for, if it can be shown: the end of a run that has no moments cannot. */
function failedAt(result: CheckResult | null): Contradiction | null {
  if (result?.ok !== false || (result.at === 'end' && !result.logged)) return null;
  return result.at;
}

customElements.define('lesson-tries', LessonTries);
