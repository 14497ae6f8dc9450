/**
 * The only script of the frame that shows a program's page: it tells the panel which links are followed and which forms are sent, since
 * the frame itself may do neither. Its hash is in the frame's policy, so that no script of the page can run.
 *
 * Elements of the page may have any name, and so hide properties of documents and forms: none is looked up through those.
 */
import type { FrameContent, FrameMessage } from '../../session/servers/frame-message.ts';
import { trust } from '../../shared/trusted-types.ts';

const { body, documentElement } = document;
/** The panel sends what it has sanitized. */
const pages = trust('tulip-page', { createHTML: (html: string) => html });

/** In these Enter sends the form. */
const NO_TEXT = /^(?:button|checkbox|color|file|hidden|image|radio|range|reset|submit)$/;

function tell(message: FrameMessage): void {
  // The panel's page may itself be of an opaque origin (an embed within a sandboxed frame), so there is none to name.
  parent.postMessage(message, '*');
}

function show(event: MessageEvent<FrameContent>): void {
  if (event.source === parent) body.innerHTML = pages.createHTML(event.data.html);
}

function follow(link: Element): void {
  const reference = link.getAttribute('href') ?? '';
  if (reference.startsWith('#')) body.querySelector(`#${CSS.escape(reference.slice(1))}`)?.scrollIntoView();
  else tell({ type: 'follow', reference });
}

function submit(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const skipsChecks = form.hasAttribute('novalidate') || submitter?.hasAttribute('formnovalidate') === true;
  if (!skipsChecks && !HTMLFormElement.prototype.reportValidity.call(form)) return;
  const fields = [...new FormData(form, submitter)].map(
    ([name, value]) => [name, typeof value === 'string' ? value : value.name] as const,
  );
  const method = form.getAttribute('method')?.toLowerCase() === 'post' ? 'post' : 'get';
  tell({ type: 'submit', method, action: form.getAttribute('action') ?? '', fields });
}

function isSubmitter(element: Element): element is HTMLButtonElement | HTMLInputElement {
  if (element instanceof HTMLButtonElement) return element.type === 'submit';
  return element instanceof HTMLInputElement && /^(?:submit|image)$/.test(element.type);
}

function click(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const link = target?.closest('a[href]');
  const control = target?.closest('button, input');
  const form = control && isSubmitter(control) ? control.form : null;
  if (link) follow(link);
  else if (form) submit(form, control as HTMLElement);
  else return;
  event.preventDefault();
}

function key(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key !== 'Enter' || event.isComposing || !(target instanceof HTMLInputElement)) return;
  if (target.form === null || NO_TEXT.test(target.type)) return;
  event.preventDefault();
  submit(target.form, [...target.form.querySelectorAll('button, input')].find(isSubmitter) ?? null);
}

addEventListener('message', show);
addEventListener('click', click);
addEventListener('auxclick', click);
addEventListener('keydown', key);
new ResizeObserver(() => {
  tell({ type: 'height', height: documentElement.getBoundingClientRect().height });
}).observe(documentElement);
tell({ type: 'ready' });
