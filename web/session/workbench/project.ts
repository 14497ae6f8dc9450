/** How one project becomes another: a project itself never changes. */
import type { Project } from '../../../wasm/sdk/project.ts';
import type { TextEdit } from '../run/compiler.ts';
import { isFileName, MAX_FILES } from './written-project.ts';

/** Why a file cannot have a name. */
export type NameProblem = 'form' | 'taken' | 'many';

/** What stands in the way of a file named `name`, which is called `before` so far if it is there already; null where nothing does. */
export function problemOfName({ files }: Project, name: string, before?: string): NameProblem | null {
  if (!isFileName(name)) return 'form';
  if (name !== before && Object.hasOwn(files, name)) return 'taken';
  return before === undefined && Object.keys(files).length >= MAX_FILES ? 'many' : null;
}

/** With a file's text, or another file at the end. */
export function withFile({ files, main }: Project, name: string, text: string): Project {
  return { files: { ...files, [name]: text }, main };
}

export function withoutFile({ files, main }: Project, name: string): Project {
  return { files: Object.fromEntries(Object.entries(files).filter(([other]) => other !== name)), main };
}

/** With a file of another name, at its place. */
export function withName({ files, main }: Project, before: string, name: string): Project {
  const entries = Object.entries(files).map(([other, text]) => [other === before ? name : other, text]);
  return { files: Object.fromEntries(entries) as Project['files'], main: main === before ? name : main };
}

/** What to change where a file that was called `before` is included, now that it is called `name`. */
export function includesRenamed({ files }: Project, before: string, name: string): readonly TextEdit[] {
  return Object.entries(files).flatMap(([file, text]) =>
    text.split('\n').flatMap((content, index) => {
      const [directive, included] = /^\s*#\s*include\s*"([^"]*)"/.exec(content) ?? [];
      if (directive === undefined || included !== before) return [];
      const [line, endColumn] = [index + 1, directive.length];
      return [{ file, line, column: endColumn - before.length, endLine: line, endColumn, text: name }];
    }),
  );
}

/** A name for another file that none has. */
export function freeName({ files }: Project): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'new.hpp' : `new${number}.hpp`;
    if (!Object.hasOwn(files, name)) return name;
  }
}

export function textOf({ files, main }: Project): string {
  return files[main] ?? '';
}

/** Whether both are the same to the reader and to the compiler. */
export function isSame(one: Project, other: Project): boolean {
  const names = Object.keys(one.files);
  if (one.main !== other.main || names.length !== Object.keys(other.files).length) return false;
  return names.every((name) => one.files[name] === other.files[name]);
}
