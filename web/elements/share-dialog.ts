/**
 * Shows a program's link, how long it is, and whether it is on the clipboard; and the program in the other forms that it is copied in, of which **Embed** is
 * a way to the one for blogs.
 */
import type { Messages } from '../session/messages/page.ts';
import type { ShareWords } from '../session/messages/share.ts';
import { FORMS, preparationOf, writeForm, type Copied, type FormName } from '../session/share/forms.ts';
import { copyText as copy } from '../shared/clipboard.ts';
import { CompiledChoice, type CompiledChoiceParts } from './compiled-choice.ts';
import { button, find, h, icon } from './dom.ts';
import { ICONS } from './icons.ts';

/** Characters above which some chat programs cut a link. */
const LONG = 1_900;

/** What **Embed** copies: the form that most blogs take, in which the text stands in the post. */
const EMBED: FormName = 'script';

/** What is shown. */
export interface ShareContent {
  readonly messages: Messages;
  readonly words: ShareWords;
  readonly copied: Copied;
  /** Shares the program without the recorded run that is in the link; null where there is none. */
  readonly leaveOutRun: (() => void) | null;
  readonly download: () => Promise<void>;
  /** Compiles the program for embeds; null where they need no compiler, or it cannot be made. */
  readonly compile: CompiledChoiceParts['compile'];
}

export class ShareDialog extends HTMLElement {
  readonly #dialog = h('dialog', { class: 'share', 'aria-labelledby': 'share-title', closedby: 'any' });
  readonly #result = h('p', { class: 'result', role: 'status' });

  connectedCallback(): void {
    if (!this.#dialog.isConnected) this.append(this.#dialog);
  }

  /** Copies the link and shows it. */
  async share(content: ShareContent): Promise<void> {
    const { copied, messages, words } = content;
    const link = writeForm('link', copied);
    const done = await copy(link);
    const { row, field } = this.#makeForms(content);
    this.#open(messages, words, this.#result, ...row, lengthOf(link, content), this.#makeDownload(content));
    this.#tell(done, messages.linkCopied, messages);
    if (!done) field.focus();
  }

  /** Says that the program does not fit into a link. */
  refuse(messages: Messages, words: ShareWords): void {
    this.#tell(false, '', { copyFailed: messages.tooLargeForLink });
    this.#open(messages, words, this.#result);
  }

  #tell(done: boolean, success: string, { copyFailed }: Pick<Messages, 'copyFailed'>): void {
    this.#result.textContent = done ? success : copyFailed;
    this.#result.classList.toggle('failed', !done);
  }

  /** The choice of the form, the text in it, and what a site needs before the form works there. */
  #makeForms({ copied, messages, words, compile }: ShareContent) {
    const choice = h(
      'select',
      { id: 'copy-as' },
      ...FORMS.map((name) => h('option', { value: name }, words.forms[name])),
    );
    const field = h('textarea', { readonly: '', class: 'link', spellcheck: 'false' });
    const once = h('div', { class: 'once' });
    const again = button(messages.copy, { class: 'copy' });
    const show = () => {
      const name = choice.value as FormName;
      field.value = writeForm(name, { ...copied, compiled: carried.compiled });
      carried.offerFor(name);
      field.rows = Math.min(8, field.value.split('\n').length + 1);
      field.setAttribute('aria-label', name === 'link' ? messages.link : words.forms[name]);
      this.#showPreparation(once, name, { copied, messages, words });
    };
    const carried = new CompiledChoice({
      words,
      compile,
      changed: (told, failed) => {
        show();
        this.#tell(!failed, told, { copyFailed: told });
      },
    });
    field.addEventListener('focus', () => {
      field.select();
      // For a text field that is marked whole browsers do not see to it.
      field.scrollIntoView({ block: 'nearest' });
    });
    choice.addEventListener('change', () => {
      show();
      this.#result.textContent = '';
    });
    again.addEventListener('click', () => {
      const success = choice.value === 'link' ? messages.linkCopied : words.copied;
      void copy(field.value).then((done) => {
        this.#tell(done, success, messages);
      });
    });
    show();
    const embed = button(words.embed, { class: 'embed' });
    embed.addEventListener('click', () => {
      choice.value = EMBED;
      choice.dispatchEvent(new Event('change'));
      again.click();
    });
    const chosen = h('div', { class: 'row' }, h('label', { for: 'copy-as' }, words.copyAs), choice, again, embed);
    const recipes = `${copied.site}embed/recipes/${copied.language === 'ko' ? 'ko/' : ''}`;
    const which = h('p', { class: 'hint' }, h('a', { href: recipes, target: '_blank' }, words.recipes));
    return { row: [chosen, carried.element, field, once, which], field };
  }

  #makeDownload({ messages, words, download }: ShareContent): HTMLElement {
    const save = button(words.download);
    save.addEventListener('click', () => {
      download().catch(() => {
        this.#tell(false, '', { copyFailed: messages.panelUnavailable });
      });
    });
    return h('div', { class: 'download' }, save, h('p', { class: 'hint' }, words.downloadIs));
  }

  #showPreparation(
    place: HTMLElement,
    name: FormName,
    { copied, messages, words }: Pick<ShareContent, 'copied' | 'messages' | 'words'>,
  ): void {
    const needed = preparationOf(name, copied);
    place.hidden = needed === null;
    if (needed === null) return;
    const again = button(messages.copy);
    again.addEventListener('click', () => {
      void copy(needed.text).then((done) => {
        this.#tell(done, words.copied, messages);
      });
    });
    const text = h('pre', { tabindex: '0' }, needed.text);
    place.replaceChildren(h('p', {}, words.needsOnce(needed.file)), text, again);
  }

  #open({ close: name }: Messages, { title }: ShareWords, ...content: readonly HTMLElement[]): void {
    const close = button('', { class: 'close', 'aria-label': name });
    close.append(icon(ICONS.close));
    close.addEventListener('click', () => {
      this.#dialog.close();
    });
    this.#dialog.replaceChildren(h('h2', { id: 'share-title' }, title), close, ...content);
    if (!this.#dialog.open) this.#dialog.showModal();
    find(this.#dialog, '.close', HTMLButtonElement).focus();
  }
}

function lengthOf(link: string, { words, leaveOutRun }: ShareContent): HTMLElement {
  const length = h('div', { class: 'length' }, h('p', {}, words.length(link.length)));
  if (link.length > LONG) length.append(h('p', { class: 'hint' }, words.long));
  if (leaveOutRun !== null) {
    const without = button(words.leaveOutRun);
    without.addEventListener('click', leaveOutRun);
    length.append(without);
  }
  return length;
}

customElements.define('share-dialog', ShareDialog);
