/** What the items of a transcript look like in the output. Nothing of a program is ever markup: text nodes, `<img>` and `<progress>`. */
import type { CommonMessages } from '../session/messages/common.ts';
import type { Span } from '../session/transcript/output-line.ts';
import { PLAIN_STYLE, type TextStyle } from '../session/transcript/text-style.ts';
import type { TranscriptItem } from '../session/transcript/transcript.ts';
import { h } from './dom.ts';
import { isShowable, pictureElement } from './picture.ts';

/** The element of an item. A line and a bar are empty: `updateItem` fills them. */
export function makeItem(item: TranscriptItem, messages: CommonMessages | null): HTMLElement {
  switch (item.kind) {
    case 'line':
      return h('div', { class: 'line' });
    case 'picture':
      if (isShowable(item.picture)) return pictureElement(item.picture, messages?.picture ?? '');
      return h('p', { class: 'remark' }, messages?.cannotShow(item.picture.mime) ?? '');
    case 'bar':
      return h('label', { class: 'bar' }, h('span', { class: 'bar-label' }), h('progress'), h('output'));
    case 'remark':
      return h('p', { class: `remark ${item.remark.tone}` }, item.remark.text);
  }
}

/** Lets an element show its item as it is now; pictures and remarks stay as they were made. */
export function updateItem(node: HTMLElement, item: TranscriptItem, messages: CommonMessages | null): void {
  if (item.kind === 'line') node.replaceChildren(...item.spans.map(spanNode), item.ended ? '\n' : '');
  else if (item.kind === 'bar') updateBar(node, item.bar, messages?.progressBar ?? '');
}

function updateBar(node: HTMLElement, bar: Extract<TranscriptItem, { kind: 'bar' }>['bar'], fallback: string): void {
  const [label, progress, output] = node.children;
  if (!(progress instanceof HTMLProgressElement) || label === undefined || output === undefined) return;
  label.textContent = bar.label === '' ? fallback : bar.label;
  if (bar.total > 0) {
    progress.max = bar.total;
    progress.value = Math.min(bar.value, bar.total);
    output.textContent = `${bar.value}/${bar.total}`;
  } else {
    // Without a known total the bar sways until it is closed.
    progress.removeAttribute('value');
    if (bar.closed) progress.value = progress.max;
    output.textContent = String(bar.value);
  }
  node.classList.toggle('closed', bar.closed);
}

function spanNode({ text, style }: Span): Node {
  if (style === PLAIN_STYLE) return document.createTextNode(text);
  return h('span', { class: classesOf(style) }, text);
}

function classesOf(style: TextStyle): string {
  const classes: string[] = [];
  if (style.error) classes.push('stderr');
  if (style.typed) classes.push('typed');
  if (style.bold) classes.push('bold');
  if (style.dim) classes.push('dim');
  if (style.italic) classes.push('italic');
  if (style.underline) classes.push('underline');
  if (style.inverse) classes.push('inverse');
  if (style.colour !== null) classes.push(`fg${style.colour}`);
  if (style.background !== null) classes.push(`bg${style.background}`);
  return classes.join(' ');
}
