/** What an editor writes for a completion and says of a name, before it is given the form that the editor shows. */
import type { Completion, Declaration } from '../../session/language/language.ts';
import type { ReferenceEntry } from '../../session/language/reference.ts';

/** A part of what is said of a name, one below the other. */
export interface HelpPart {
  /**
   * `cpp`, `python`: code. `reference`: the little Markdown of the engine's own comments. `comment`: the plain words of the program, which may
   * be a stranger's.
   */
  readonly kind: 'cpp' | 'python' | 'reference' | 'comment';
  readonly text: string;
}

/** What accepting a completion writes. */
export interface Insertion {
  /** Between one and the next the reader fills something in; the cursor ends up behind the last. */
  readonly pieces: readonly [string, ...string[]];
  /** What is shown next without being asked for. */
  readonly then?: 'completions' | 'parameters';
}

/** Whether a character that was typed begins something, at the end of this part of a line: a colon alone does not, nor does a dot within a comment. */
export function mayFollow(trigger: string, line: string): boolean {
  if (/^\s*#\s*include\b/.test(line)) return trigger === '<' || trigger === '"';
  return /(?:(?<!\d)\.|::|->)$/.test(line) && !line.includes('//');
}

/** `opened`: a bracket stands behind the cursor already. */
export function insertionOf({ name, kind, declarations }: Completion, opened: boolean): Insertion {
  if (kind === 'namespace') return { pieces: [`${name}::`], then: 'completions' };
  if (kind === 'header') return { pieces: [`${name}>`] };
  const isTemplate = declarations[0]?.rest.startsWith('<') === true;
  if (opened || (kind !== 'function' && !isTemplate)) return { pieces: [name] };
  if (kind !== 'function') return { pieces: [`${name}<`, '>'] };
  if (declarations.every(({ rest }) => rest.startsWith('()'))) return { pieces: [`${name}()`] };
  return { pieces: isTemplate ? [`${name}<`, '>(', ')'] : [`${name}(`, ')'], then: 'parameters' };
}

/** All that is known of a name. */
export function helpOf({ name, declarations }: Completion, entry: ReferenceEntry | undefined): readonly HelpPart[] {
  const shown = declarations.slice(0, 4).map((declaration) => declared(name, declaration));
  const code: HelpPart[] = shown.length === 0 ? [] : [{ kind: 'cpp', text: shown.join('\n') }];
  if (entry !== undefined) return [...code, ...referenceHelp(entry)];
  const comment = declarations.find((declaration) => declaration.comment !== undefined)?.comment;
  return comment === undefined ? code : [...code, { kind: 'comment', text: comment }];
}

/** What the engine says of its own name, after its Python twin. */
export function referenceHelp({ text, python, cpp }: ReferenceEntry): readonly HelpPart[] {
  const said: HelpPart = { kind: 'reference', text };
  if (python === undefined || cpp === undefined) return [said];
  return [{ kind: 'python', text: python }, { kind: 'cpp', text: cpp }, said];
}

/** A declaration as C++ writes it. */
export function declared(name: string, { type, rest, from }: Declaration): string {
  return `${type === '' ? '' : `${type} `}${from === undefined ? '' : `${from}::`}${name}${rest}`;
}
