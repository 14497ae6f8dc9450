/** Lines that are brought into an order: dragged by their handles, or moved by the buttons beside them. */
import type { LessonMessages } from '../../session/messages/lesson.ts';
import { button, h, icon } from '../dom.ts';
import { ICONS } from '../icons.ts';

export class OrderList {
  readonly element = h('ol', { class: 'order' });
  readonly live = h('p', { class: 'visually-hidden', 'aria-live': 'polite' });
  readonly #words: LessonMessages;

  /** Begins with the lines as they stand. */
  constructor(lines: readonly string[], order: readonly number[], words: LessonMessages) {
    this.#words = words;
    this.element.append(...order.map((index) => this.#item(index, lines[index] ?? '')));
    this.#limit();
  }

  /** Indices of the lines, in the order of the list. */
  get order(): readonly number[] {
    return this.#items.map((item) => Number(item.dataset.index));
  }

  get #items(): HTMLElement[] {
    return [...this.element.querySelectorAll('li')];
  }

  #item(index: number, line: string): HTMLElement {
    const up = button('', { class: 'move', 'aria-label': this.#words.moveUp(line) });
    const down = button('', { class: 'move', 'aria-label': this.#words.moveDown(line) });
    up.append(icon(ICONS.up));
    down.append(icon(ICONS.down));
    const item = h('li', { 'data-index': String(index) }, h('code', {}, line), up, down);
    up.addEventListener('click', () => {
      this.#move(item, -1, up);
    });
    down.addEventListener('click', () => {
      this.#move(item, 1, down);
    });
    this.#drag(item);
    return item;
  }

  #move(item: HTMLElement, by: 1 | -1, pressed: HTMLButtonElement): void {
    if (by < 0) item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    this.#limit();
    // At the end its own button can do no more; and whoever moves a line loses the focus by it.
    (pressed.disabled ? item.querySelector<HTMLElement>('.move:enabled') : pressed)?.focus();
    const items = this.#items;
    const line = item.textContent;
    this.live.textContent = this.#words.movedTo(line, items.indexOf(item) + 1, items.length);
  }

  /** A line follows the pointer: it goes to where the middle of another is passed. */
  #drag(item: HTMLElement): void {
    item.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button') !== null)) return;
      event.preventDefault();
      item.setPointerCapture(event.pointerId);
      item.classList.add('dragged');
    });
    item.addEventListener('pointermove', ({ clientY, pointerId }) => {
      if (!item.hasPointerCapture(pointerId)) return;
      const [before, after] = [item.previousElementSibling, item.nextElementSibling];
      if (before !== null && clientY < middle(before)) before.before(item);
      else if (after !== null && clientY > middle(after)) after.after(item);
      else return;
      // A node that is moved loses the pointer.
      item.setPointerCapture(pointerId);
    });
    item.addEventListener('lostpointercapture', () => {
      item.classList.remove('dragged');
      this.#limit();
    });
  }

  /** The first cannot go up, the last not down. */
  #limit(): void {
    const items = this.#items;
    for (const [at, item] of items.entries()) {
      const [up, down] = item.querySelectorAll('button');
      if (up !== undefined) up.disabled = at === 0;
      if (down !== undefined) down.disabled = at === items.length - 1;
    }
  }
}

function middle(element: Element): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}
