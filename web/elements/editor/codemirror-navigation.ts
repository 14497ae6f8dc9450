/** Ways to what a program declares, in CodeMirror: to the definition of a name, and to what is chosen from a list of the file's declarations. */
import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { showPanel, type Command, type EditorView, type Panel, type PanelConstructor } from '@codemirror/view';
import type { LanguageService, OutlineEntry } from '../../session/language/language.ts';
import type { Place } from '../../session/run/compiler.ts';
import { h } from '../dom.ts';
import { isProse } from './codemirror-language.ts';
import { say } from './codemirror-said.ts';
import type { LanguageSupport } from './language-help.ts';

type GoTo = (place: Place) => void;

/** Goes to where what the cursor stands on is defined, and says so where it is not in the program. */
export function goToDefinition({ source, spot }: LanguageSupport, goTo: GoTo): Command {
  return asking(source, async (service, { state }) => {
    const word = state.wordAt(state.selection.main.head);
    if (word === null || isProse(state, word.to)) return state.phrase('There is no name at the cursor.');
    const found = await service.define(spot(state.doc.toString(), word.to));
    if (found === null) return state.phrase('No definition of $ in this program.', state.sliceDoc(word.from, word.to));
    return () => {
      goTo(found);
    };
  });
}

/** Lists what the file declares, above the text, and goes to what is chosen. */
export function goToDeclared({ source, spot }: LanguageSupport, goTo: GoTo): Command {
  return asking(source, async (service, { state }) => {
    const { project, file } = spot(state.doc.toString(), 0);
    const found = await service.outline(project, file);
    if (found === null || found.length === 0) return state.phrase('This file declares nothing.');
    return (view) => {
      view.dispatch({ effects: list.of((shownIn) => outlinePanel(shownIn, found, goTo)) });
    };
  });
}

/** A command that asks the compiler: `answer` gives what to do then, or what to say. Said and done is only the last that was asked. */
function asking(
  source: LanguageSupport['source'],
  answer: (
    service: LanguageService,
    asked: { readonly state: EditorState },
  ) => Promise<((view: EditorView) => void) | string>,
): Command {
  let last = 0;
  const ask = async (view: EditorView, number: number): Promise<void> => {
    const { state } = view;
    const service = await source.start(true);
    const answered =
      service === null
        ? state.phrase('The compiler is not there yet. Run downloads it.')
        : await answer(service, { state });
    // Messages that have come meanwhile make another state, of the same text.
    const stayed = view.state.doc === state.doc && view.state.selection.eq(state.selection);
    if (number !== last || !stayed) return;
    if (typeof answered === 'string') say(view, answered);
    else answered(view);
  };
  return (view) => {
    void ask(view, ++last);
    return true;
  };
}

const list = StateEffect.define<PanelConstructor | null>();

const listed = StateField.define<PanelConstructor | null>({
  create: () => null,
  update(panel, { effects, docChanged }) {
    for (const { value } of effects.filter((effect) => effect.is(list))) return value;
    return docChanged ? null : panel;
  },
  provide: (field) => showPanel.from(field),
});

/** Shows the list that `goToDeclared` asks for. */
export const NAVIGATION: Extension = listed;

/** The most lines of it that are seen at once. */
const LINES = 8;

/** The browser's own list: its arrows, and its search for what is typed. */
function outlinePanel(view: EditorView, entries: readonly OutlineEntry[], goTo: GoTo): Panel {
  const declared = entries.flatMap((entry) => named(entry));
  const names = declared.map(([name]) => h('option', {}, name));
  const size = String(Math.max(2, Math.min(names.length, LINES)));
  const select = h('select', { class: 'outline', size, 'aria-label': view.state.phrase('Outline') }, ...names);
  select.selectedIndex = 0;
  const close = (): void => {
    view.dispatch({ effects: list.of(null) });
    view.focus();
  };
  const go = (): void => {
    const [, place] = declared[select.selectedIndex] ?? [];
    close();
    if (place !== undefined) goTo(place);
  };
  select.addEventListener('click', ({ target }) => {
    // Not of its scroll bar.
    if (target instanceof HTMLOptionElement) go();
  });
  select.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') go();
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    dom: h('div', {}, select),
    top: true,
    mount: () => {
      select.focus();
    },
  };
}

/** A declaration and those within it, each with all of its name. */
function named({ name, at, members }: OutlineEntry, within = ''): readonly (readonly [string, Place])[] {
  return [[within + name, at], ...members.flatMap((member) => named(member, `${within}${name}::`))];
}
