/** What rows of the table of mistakes repair a source with. */
import type { TextEdit } from '../../session/run/compiler.ts';
import type { Change, Seen } from './mistake.ts';

/** A call: a name and its arguments, in which brackets may be nested twice. */
export const CALL = String.raw`[\w:.]+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)`;

/** Replaces what matches in the line: the match at the column of the message, or else the first. `by` may refer to groups as `replace` of strings does. */
export function replace(pattern: RegExp, by: string | ((match: RegExpExecArray) => string)): Change {
  return ({ lines, line, column }) => {
    const text = lines[line - 1] ?? '';
    const matches = [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))];
    const here = matches.find(({ index, 0: all }) => index < column && column <= index + all.length) ?? matches[0];
    if (here === undefined) return [];
    const [all] = here;
    const before = text.slice(0, here.index);
    const after = text.slice(here.index + all.length);
    // Applied to the whole line, so that what the pattern looks for around the match is there.
    const whole =
      typeof by === 'function' ? before + by(here) + after : text.replace(stickyAt(pattern, here.index), by);
    return [edit(line, here.index + 1, all.length, whole.slice(before.length, whole.length - after.length))];
  };
}

/** A replacer of the one match that begins at `index`. */
function stickyAt(pattern: RegExp, index: number): RegExp {
  const sticky = new RegExp(pattern.source, `${pattern.flags}y`);
  sticky.lastIndex = index;
  return sticky;
}

/** Replaces all that matches in the line. */
export function replaceAll(pattern: RegExp, by: string): Change {
  return ({ lines, line }) => {
    const text = lines[line - 1] ?? '';
    return [edit(line, 1, text.length, text.replaceAll(pattern, by))];
  };
}

/** Inserts a text at the place of the message. */
export function insert(text: string): Change {
  return ({ line, column }) => [edit(line, column, 0, text)];
}

/** Makes the change at the place of a note instead. */
export function atNote(pattern: RegExp, change: Change): Change {
  return (seen) => {
    const note = seen.diagnostic.notes.find(({ message }) => pattern.test(message));
    return note === undefined ? [] : change({ ...seen, line: note.line, column: note.column });
  };
}

/** Adds a line behind the includes, unless it is there. */
export function header(text: string): Change {
  return ({ lines }) => {
    if (lines.some((line) => line.trim() === text)) return [];
    const last = lines.findLastIndex((line) => /^\s*#\s*include\b/.test(line));
    return [edit(last + 2, 1, 0, `${text}\n`)];
  };
}

/** Replaces the head of a Python block in the line, and closes the block where its indentation ends. */
export function braces(head: RegExp, by: Parameters<typeof replace>[1]): Change {
  return (seen) => {
    const [changed] = replace(head, by)(seen);
    if (changed === undefined) return [];
    const end = endOfBlock(seen);
    const indent = /^\s*/.exec(seen.lines[seen.line - 1] ?? '')?.[0] ?? '';
    return [changed, edit(end + 1, 1, 0, `${indent}}\n`)];
  };
}

/** The last line that is indented more deeply than the line of the message. */
function endOfBlock({ lines, line }: Seen): number {
  const depth = (text: string) => text.search(/\S/);
  let end = line;
  for (let at = line; at < lines.length; at++) {
    const here = depth(lines[at] ?? '');
    if (here >= 0 && here <= depth(lines[line - 1] ?? '')) break;
    if (here >= 0) end = at + 1;
  }
  return end;
}

function edit(line: number, column: number, length: number, text: string): TextEdit {
  return { line, column, endLine: line, endColumn: column + length, text };
}

/** The text with what stands in its strings, and a comment at its end, as spaces. */
export function withoutTexts(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|\/\/.*$/g, (found) => ' '.repeat(found.length));
}

/** Parameters of a language without types, with `auto` in front of each that has none. */
export function typedParameters(parameters: string): string {
  const typed = parameters.split(',').map((one) => one.trim().replace(/^[A-Za-z_]\w*$/, 'auto $&'));
  return typed.join(', ');
}

/** Replaces the head of a block in the line, which opens a call, and closes that where the block ends. */
export function callBlock(head: RegExp, by: (match: RegExpExecArray) => string): Change {
  return (seen) => {
    const [changed] = replace(head, by)(seen);
    const { lines, line } = seen;
    const text = (lines[line - 1] ?? '').trimEnd();
    const indent = /^\s*/.exec(text)?.[0] ?? '';
    if (changed === undefined) return [];
    if (text.endsWith(':')) return [changed, edit(endOfBlock(seen) + 1, 1, 0, `${indent}});\n`)];
    const end = lines.findIndex(
      (other, index) => index >= line && /^\s*\}\s*$/.test(other) && other.startsWith(`${indent}}`),
    );
    return end === -1 ? [] : [changed, edit(end + 1, indent.length + 1, 1, '});')];
  };
}
