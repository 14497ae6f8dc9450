/** A project as it is written down in links and drafts, and read from there. Apart from the rest, as an embed reads one before anything else. */
import { isUnit, MAIN, type Project } from '../../../wasm/sdk/project.ts';

/** Files that a project may have. */
export const MAX_FILES = 32;

/** A plain name with an ending that C++ knows: no folder, and none of the tools' own files. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,60}\.(?:cpp|cc|cxx|hpp|hh|hxx|h|ipp|inl|inc)$/u;

export function isFileName(name: string): boolean {
  return NAME.test(name) && !name.includes('..');
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
export function readProject(value: unknown): Project | null {
  if (typeof value !== 'object' || value === null) return null;
  const { code, files = {}, main = MAIN } = value as Partial<Record<keyof WrittenProject, unknown>>;
  if (typeof code !== 'string' || typeof main !== 'string' || !isFileName(main) || !isUnit(main)) return null;
  if (typeof files !== 'object' || files === null || Array.isArray(files)) return null;
  const others = Object.entries(files as Record<string, unknown>);
  const fit = others.every(([name, text]) => isFileName(name) && name !== main && typeof text === 'string');
  if (!fit || others.length >= MAX_FILES) return null;
  return { files: { [main]: code, ...(files as Record<string, string>) }, main };
}
