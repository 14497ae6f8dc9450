/**
 * The tabs over the source: the program's files, and the Python program that it translates, if there is one.
 *
 * Events: `choose` (detail: a file's name, null for the Python program), `add` (detail: a name), `rename` (detail: a `Renaming`) and
 * `remove` (detail: a name). On a tab F2 renames its file and Delete removes it.
 */
import type { Project } from '../../wasm/sdk/project.ts';
import type { Messages } from '../session/messages/page.ts';
import { freeName, problemOfName } from '../session/workbench/project.ts';
import { button, h, icon } from './dom.ts';
import { ICONS } from './icons.ts';

export interface Renaming {
  readonly before: string;
  readonly name: string;
}

/** The ids of what the tabs show. */
const SOURCE = 'panel-cpp';
const ORIGINAL = 'panel-python';

export class FileTabs extends HTMLElement {
  readonly #list = h('div', { role: 'tablist', class: 'tabs' });
  readonly #tools = h('div', { class: 'file-tools' });
  #messages: Messages | null = null;
  #project: Project | null = null;
  /** The file that is shown, null for the Python program. */
  #shown: string | null = null;
  #hasOriginal = false;

  connectedCallback(): void {
    if (this.#list.isConnected) return;
    this.append(this.#list, this.#tools);
    this.#list.addEventListener('keydown', (event) => {
      this.#key(event);
    });
  }

  set messages(messages: Messages) {
    this.#messages = messages;
    this.#draw();
  }

  /** `shown`: the name of a file, null for the Python program. */
  show(project: Project, shown: string | null, hasOriginal: boolean): void {
    this.#project = project;
    this.#shown = shown;
    this.#hasOriginal = hasOriginal;
    this.#draw();
  }

  #draw(): void {
    const [messages, project] = [this.#messages, this.#project];
    if (messages === null || project === null) return;
    const hadFocus = this.#list.contains(document.activeElement);
    this.#list.setAttribute('aria-label', messages.sourceTabs);
    const names = Object.keys(project.files);
    const tabs = names.map((name) => this.#tab(name, names.length === 1 ? messages.cppTab : name));
    if (this.#hasOriginal) tabs.push(this.#tab(null, messages.pythonTab));
    this.#list.replaceChildren(...tabs);
    const selected = this.#list.querySelector<HTMLElement>('[aria-selected=true]');
    if (hadFocus) selected?.focus();
    // With the next frame, so that the browser need not lay out a page that is still being made.
    if (selected !== null)
      requestAnimationFrame(() => {
        this.#bringIntoRow(selected);
      });
    this.#drawTools(messages);
  }

  /** Scrolls the row of tabs alone: the page may be read elsewhere, as a lesson's text is on a phone. */
  #bringIntoRow(tab: HTMLElement): void {
    const row = this.#list.getBoundingClientRect();
    const { left, right } = tab.getBoundingClientRect();
    this.#list.scrollLeft += Math.min(0, left - row.left) + Math.max(0, right - row.right);
  }

  #tab(name: string | null, label: string): HTMLButtonElement {
    const isShown = name === this.#shown;
    const panel = name === null ? ORIGINAL : SOURCE;
    const tab = button(label, { role: 'tab', 'aria-selected': String(isShown), 'aria-controls': panel });
    tab.tabIndex = isShown ? 0 : -1;
    tab.dataset.file = name ?? '';
    if (isShown) {
      tab.id = 'tab-shown';
      document.getElementById(panel)?.setAttribute('aria-labelledby', tab.id);
    }
    if (this.#mayChange(name)) tab.setAttribute('aria-keyshortcuts', 'F2 Delete');
    tab.addEventListener('click', () => {
      this.#tell('choose', name);
    });
    return tab;
  }

  /** The main file stays, and what it is called. */
  #mayChange(name: string | null): name is string {
    return name !== null && name !== this.#project?.main;
  }

  #drawTools(messages: Messages): void {
    const tools: HTMLElement[] = [];
    const shown = this.#shown;
    if (this.#mayChange(shown)) {
      const rename = tool(messages.renameFile(shown), ICONS.pen);
      rename.addEventListener('click', () => {
        this.#ask(shown);
      });
      const remove = tool(messages.removeFile(shown), ICONS.bin);
      remove.addEventListener('click', () => {
        this.#tell('remove', shown);
      });
      tools.push(rename, remove);
    }
    const add = tool(messages.addFile, ICONS.plus);
    add.addEventListener('click', () => {
      this.#ask(null);
    });
    this.#tools.replaceChildren(...tools, add);
  }

  #key(event: KeyboardEvent): void {
    const tabs = [...this.#list.children].filter((tab) => tab instanceof HTMLButtonElement);
    const at = tabs.findIndex((tab) => tab === event.target);
    const name = tabs[at]?.dataset.file ?? '';
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1 + tabs.length,
      ArrowRight: at + 1,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = steps[event.key];
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (next !== undefined) tabs[next % tabs.length]?.click();
    else if (event.key === 'F2' && name !== '' && this.#mayChange(name)) this.#ask(name);
    else if (event.key === 'Delete' && name !== '' && this.#mayChange(name)) this.#tell('remove', name);
    else return;
    event.preventDefault();
  }

  /** Asks for a file's name in the place of the tools: of a new one, or of one that is called `before`. */
  #ask(before: string | null): void {
    const [messages, project] = [this.#messages, this.#project];
    if (messages === null || project === null) return;
    const field = h('input', {
      'aria-label': messages.fileName,
      spellcheck: 'false',
      autocapitalize: 'off',
      size: '12',
    });
    const wrong = h('p', { role: 'alert', id: 'file-name-problem' });
    const end = () => {
      this.#draw();
      this.#list.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
    };
    const check = (): boolean => {
      const problem = problemOfName(project, field.value, before ?? undefined);
      wrong.textContent = problem === null ? '' : messages.nameProblem[problem];
      field.setAttribute('aria-invalid', String(problem !== null));
      return problem === null;
    };
    const form = h('form', { class: 'file-name' }, field, wrong);
    field.value = before ?? freeName(project);
    field.setAttribute('aria-describedby', wrong.id);
    field.addEventListener('input', check);
    field.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') end();
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const name = field.value;
      if (!check()) return;
      end();
      if (before === null) this.#tell('add', name);
      else if (before !== name) this.#tell('rename', { before, name });
    });
    this.#tools.replaceChildren(form);
    field.focus();
    field.setSelectionRange(0, field.value.lastIndexOf('.'));
  }

  #tell(type: string, detail: string | Renaming | null): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function tool(name: string, path: string): HTMLButtonElement {
  const made = button('', { 'aria-label': name, title: name });
  made.append(icon(path));
  return made;
}

customElements.define('file-tabs', FileTabs);
