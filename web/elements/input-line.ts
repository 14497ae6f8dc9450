/** A line for the program's standard input, below its output: there from the moment when the program asks for one until it ends. */
import type { Panel } from '../page/panel.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { RunSession, SessionEvent } from '../session/run/run-session.ts';
import { button, h } from './dom.ts';

export class InputLine extends HTMLElement implements Panel {
  readonly #session: RunSession;
  readonly #field = h('input', {
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'send',
  });
  readonly #send = button('');
  readonly #end = button('');
  // Empty at first: only what is put into it is spoken.
  readonly #status = h('p', { role: 'status' });
  // Not a form, which a sandboxed frame may not submit, as an embed's can be.
  readonly #entry = h('div', { class: 'entry', hidden: '' }, this.#field, this.#send, this.#end);
  #messages: CommonMessages | null = null;
  /** Whether the reader has done nothing since the run began, so that the focus may go to the field. */
  #idle = false;

  constructor(session: RunSession) {
    super();
    this.#session = session;
    const touched = (): void => {
      this.#idle = false;
    };
    document.addEventListener('keydown', touched, { capture: true });
    document.addEventListener('pointerdown', touched, { capture: true });
    this.#listen();
  }

  connectedCallback(): void {
    if (!this.#entry.isConnected) this.append(this.#status, this.#entry);
  }

  speak(messages: CommonMessages): void {
    this.#messages = messages;
    this.#field.setAttribute('aria-label', messages.input.line);
    this.#send.textContent = messages.send;
    this.#end.textContent = messages.endInput;
  }

  begin(): void {
    this.#idle = true;
    this.#close();
  }

  hear(said: SessionEvent): void {
    if (said.type !== 'program') return;
    const { type } = said.event;
    if (type === 'reading') this.#ask();
    else if (type === 'typed') this.#status.textContent = '';
    else if (type === 'restarted' || type === 'input-end') this.#close();
  }

  end(): void {
    this.#close();
  }

  #listen(): void {
    this.#send.addEventListener('click', () => {
      this.#sendLine();
      this.#field.focus();
    });
    this.#end.addEventListener('click', () => {
      this.#endInput();
    });
    this.#field.addEventListener('keydown', (event) => {
      // While a syllable is put together, Enter ends that.
      if (event.isComposing || event.metaKey || event.altKey) return;
      if (event.key === 'Enter' && !event.ctrlKey) this.#sendLine();
      else if (event.key === 'd' && event.ctrlKey) this.#endInput();
      else return;
      event.preventDefault();
    });
    this.#field.addEventListener('paste', (event) => {
      this.#paste(event);
    });
  }

  #ask(): void {
    if (this.#messages !== null) this.#status.textContent = this.#messages.input.waits;
    if (!this.#entry.hidden) return;
    this.#entry.hidden = false;
    this.#entry.scrollIntoView({ block: 'nearest' });
    if (this.#idle) this.#field.focus({ preventScroll: true });
  }

  #close(): void {
    this.#status.textContent = '';
    this.#field.value = '';
    this.#entry.hidden = true;
  }

  #sendLine(): void {
    this.#tell(`${this.#field.value}\n`, false);
    this.#field.value = '';
  }

  /** What stands in the field is the last line, which nothing ends. */
  #endInput(): void {
    this.#tell(this.#field.value, true);
    this.#close();
  }

  /** A field for one line would join those that are pasted. */
  #paste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\r\n]/.test(pasted)) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = this.#field;
    const at = [selectionStart ?? value.length, selectionEnd ?? value.length] as const;
    const lines = (value.slice(0, at[0]) + pasted + value.slice(at[1])).split(/\r\n?|\n/);
    this.#field.value = lines.pop() ?? '';
    if (lines.length > 0) this.#tell(lines.map((line) => `${line}\n`).join(''), false);
  }

  #tell(text: string, end: boolean): void {
    this.#session.control({ type: 'input', text, end, typed: true });
  }
}

customElements.define('input-line', InputLine);
