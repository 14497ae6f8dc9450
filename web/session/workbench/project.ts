/** What may be a project, and how one becomes another: a project itself never changes. */
import { isUnit, MAIN, type Project } from '../../../wasm/sdk/project.ts';

/** Files that a project may have. */
export const MAX_FILES = 32;

/** A plain name with an ending that C++ knows: no folder, and none of the tools' own files. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,60}\.(?:cpp|cc|cxx|hpp|hh|hxx|h|ipp|inl|inc)$/u;

/** Why a file cannot have a name. */
export type NameProblem = 'form' | 'taken' | 'many';

export function isFileName(name: string): boolean {
  return NAME.test(name) && !name.includes('..');
}

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

/** A project as it is written down in links and drafts: its main file's text, and what a program of one file need not say. */
export interface WrittenProject {
  readonly code: string;
  /** All other files. */
  readonly files?: Readonly<Record<string, string>>;
  /** The main file's name, where it is not `main.cpp`. */
  readonly main?: string;
}

export function written({ files, main }: Project): WrittenProject {
  const { [main]: code = '', ...others } = files;
  return {
    code,
    ...(Object.keys(others).length === 0 ? {} : { files: others }),
    ...(main === MAIN ? {} : { main }),
  };
}

/** The project that was written down; null where what may come from a stranger is none. */
export function readProject(fields: object): Project | null {
  const { code, files = {}, main = MAIN } = fields as Partial<Record<keyof WrittenProject, unknown>>;
  if (typeof code !== 'string' || typeof main !== 'string' || !isFileName(main) || !isUnit(main)) return null;
  if (typeof files !== 'object' || files === null || Array.isArray(files)) return null;
  const others = Object.entries(files as Record<string, unknown>);
  const fit = others.every(([name, text]) => isFileName(name) && name !== main && typeof text === 'string');
  if (!fit || others.length >= MAX_FILES) return null;
  return { files: { [main]: code, ...(files as Record<string, string>) }, main };
}
