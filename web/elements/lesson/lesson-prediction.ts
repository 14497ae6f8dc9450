/**
 * What a lesson asks before Run: the group **Predict**, a button and a status **Answer**, and afterwards the answer beside what happened.
 *
 * Events: `answer`, and `moment` (detail: a `Contradiction`) for the moment at which the answer proves wrong, or `line` (detail: an `OutputLine`)
 * for the line of the output that says so.
 */
import { compare, contradiction, isRight, type Answer, type Contradiction } from '../../session/lesson/answer.ts';
import type { FinishedRun } from '../../session/lesson/check.ts';
import { linesOf, type OutputLine } from '../../session/lesson/output-lines.ts';
import type { Prediction } from '../../session/lesson/prediction.ts';
import type { Language } from '../../session/messages/language.ts';
import type { LessonMessages } from '../../session/messages/lesson.ts';
import { button, h } from '../dom.ts';
import { sentenceNodes } from '../prose.ts';
import { OrderList } from './order-list.ts';

export class LessonPrediction extends HTMLElement {
  readonly #title = h('h3');
  readonly #question = h('p', { class: 'question', id: 'question' });
  /** Stays in sight while the text above is read. */
  readonly #asked = h('div', { class: 'asked' }, this.#title, this.#question);
  readonly #group = h('div', { role: 'group', 'aria-describedby': this.#question.id });
  readonly #choices = h('div', { class: 'choices' });
  readonly #button = button('', { class: 'strong' });
  readonly #status = h('p', { role: 'status', class: 'verdict' });
  readonly #outcome = h('div', { class: 'outcome' });
  #prediction: Prediction | null = null;
  #words: LessonMessages | null = null;
  #language: Language = 'en';
  /** What the reader has chosen so far. */
  #chosen: () => Answer = () => [];
  #answer: Answer | null = null;
  /** The last run of the program as it is in the lesson. */
  #run: FinishedRun | null = null;

  connectedCallback(): void {
    if (this.#group.isConnected) return;
    this.#group.append(this.#choices, this.#button);
    this.append(this.#asked, h('div', { class: 'answering' }, this.#group, this.#status, this.#outcome));
    this.#button.addEventListener('click', () => {
      this.#take();
    });
    this.#asked.addEventListener('click', () => {
      this.#group.scrollIntoView({ block: 'nearest' });
    });
  }

  /** Another lesson; null where it asks nothing. */
  ask(prediction: Prediction | null): void {
    this.#prediction = prediction;
    this.#answer = null;
    this.#run = null;
    this.hidden = prediction === null;
    this.#chosen = () => (prediction?.kind === 'order' ? [...prediction.lines.keys()] : []);
    this.#draw();
  }

  speak(words: LessonMessages, language: Language): void {
    this.#words = words;
    this.#language = language;
    this.#draw();
  }

  /** The program was run as it is in the lesson; null: such a run has begun. */
  set run(run: FinishedRun | null) {
    this.#run = run;
    this.#judge();
  }

  /** Where the answer stands beside what happened; null while it does not. */
  get verdict(): HTMLElement | null {
    return this.#answer === null || this.#run === null ? null : this.#asked;
  }

  #take(): void {
    const chosen = this.#chosen();
    // That none of the lines is printed is no answer that any lesson waits for.
    if (chosen.length === 0) {
      this.#status.textContent = this.#words?.chooseFirst ?? '';
      return;
    }
    this.#answer = chosen;
    this.dispatchEvent(new Event('answer'));
    this.#judge();
  }

  #draw(): void {
    const [prediction, words] = [this.#prediction, this.#words];
    if (prediction === null || words === null) return;
    this.#group.setAttribute('aria-label', words.predict);
    this.#status.setAttribute('aria-label', words.answer);
    this.#title.textContent = words.predict;
    this.#button.textContent = words.answer;
    this.#question.replaceChildren(...sentenceNodes(prediction.question[this.#language]));
    this.#drawChoices(prediction, words);
    this.#status.textContent = '';
    this.#judge();
  }

  #drawChoices(prediction: Prediction, words: LessonMessages): void {
    const before = this.#chosen();
    if (prediction.kind === 'order') {
      const list = new OrderList(prediction.lines, before, words);
      this.#choices.replaceChildren(list.element, list.live);
      this.#chosen = () => list.order;
      return;
    }
    const type = prediction.kind === 'duration' ? 'radio' : 'checkbox';
    const names = this.#names(prediction, words);
    const boxes = names.map((_, i) => {
      const box = h('input', { type, name: 'predicted' });
      box.checked = before.includes(i);
      return box;
    });
    const labels = boxes.map((box, i) => h('label', {}, box, h('span', {}, ...(names[i] ?? []))));
    this.#choices.replaceChildren(...labels);
    this.#chosen = () => [...boxes.keys()].filter((i) => boxes[i]?.checked === true);
  }

  /** What stands for each line or choice. */
  #names(prediction: Prediction, words: LessonMessages): readonly (readonly (Node | string)[])[] {
    switch (prediction.kind) {
      case 'order':
        return prediction.lines.map((line) => [h('code', {}, line)]);
      case 'duration':
        return prediction.choices.map((seconds) => [words.seconds(seconds)]);
      case 'possible':
        return prediction.choices.map(({ text }) => sentenceNodes(text[this.#language]));
      case 'prints':
        return prediction.choices.map(({ text, line }) => {
          const said = text[this.#language];
          return said === line ? [h('code', {}, line)] : sentenceNodes(said);
        });
    }
  }

  /** Says how the answer was, as far as that is known. */
  #judge(): void {
    const [prediction, words, answer, run] = [this.#prediction, this.#words, this.#answer, this.#run];
    if (prediction === null || words === null) return;
    const over = answer !== null && run !== null;
    this.#choices.hidden = this.#button.hidden = over;
    this.#outcome.hidden = !over;
    if (answer === null) return;
    const right = isRight(prediction, answer, run);
    this.#status.textContent = over ? (right ? words.right : words.wrong) : words.runToSee;
    this.#status.dataset.right = over ? String(right) : '';
    if (!over) return;
    const { why } = prediction;
    this.#outcome.replaceChildren(
      this.#table(prediction, answer, run, words),
      ...(prediction.kind === 'duration' ? [h('p', { class: 'soft' }, words.took(run.seconds))] : []),
      ...(why === null ? [] : [h('p', { class: 'why' }, ...sentenceNodes(why[this.#language]))]),
      ...(right ? [] : this.#proof(run, contradiction(prediction, answer, run), words)),
    );
  }

  #table(prediction: Prediction, answer: Answer, run: FinishedRun, words: LessonMessages): HTMLElement {
    const names = this.#names(prediction, words);
    const say = (value: number | boolean): readonly (Node | string)[] => {
      if (typeof value === 'number') return (names[value] ?? []).map((part) => copy(part));
      if (prediction.kind === 'possible') return [value ? words.possible : words.impossible];
      return [value ? words.printed : words.notPrinted];
    };
    const rows = compare(prediction, answer, run).map(({ about, answered, happened, same }) => {
      const line = about === null ? [] : [h('th', { scope: 'row' }, ...(names[about] ?? []).map((part) => copy(part)))];
      const mark = h('span', { 'aria-hidden': 'true', class: 'mark' }, same ? '=' : '≠');
      return h(
        'tr',
        { class: same ? 'same' : 'other' },
        ...line,
        h('td', {}, ...say(answered)),
        h('td', {}, mark, ...say(happened)),
      );
    });
    const named = { prints: words.line, possible: words.outcome, order: null, duration: null }[prediction.kind];
    const line = named === null ? [] : [h('th', { scope: 'col' }, named)];
    const found = prediction.kind === 'possible' ? words.inOrders(prediction.orders) : words.happened;
    const head = [words.yourAnswer, found].map((name) => h('th', { scope: 'col' }, name));
    return h('table', {}, h('thead', {}, h('tr', {}, ...line, ...head)), h('tbody', {}, ...rows));
  }

  /** The way to what the answer got wrong: to the moment, or, as a program that runs no loop has none, to the line of the output. */
  #proof({ log, output }: FinishedRun, at: Contradiction | null, words: LessonMessages): readonly HTMLElement[] {
    if (at === null) return [];
    if (log.length > 0)
      return [this.#showButton(words.showMoment, new CustomEvent<Contradiction>('moment', asked(at)))];
    const line = at !== 'end' && 'byte' in at ? linesOf(output).find(({ byte }) => byte === at.byte) : undefined;
    if (line === undefined) return [];
    const said = h('p', {}, words.lineContradicts, ' ', h('code', {}, line.text));
    return [said, this.#showButton(words.showLine, new CustomEvent<OutputLine>('line', asked(line)))];
  }

  #showButton(name: string, event: Event): HTMLElement {
    const show = button(name, { class: 'edged' });
    show.addEventListener('click', () => {
      this.dispatchEvent(event);
    });
    return show;
  }
}

function asked<T>(detail: T): CustomEventInit<T> {
  return { detail, bubbles: true };
}

function copy(part: Node | string): Node | string {
  return typeof part === 'string' ? part : part.cloneNode(true);
}

customElements.define('lesson-prediction', LessonPrediction);
