/** Asks clang about a program that is being written: what the language worker does, without the worker. */
import type { Llvm } from '../../../wasm/sdk/llvm.ts';
import type { Manifest } from '../../../wasm/sdk/manifest.ts';
import { isUnit, MAIN, projectOf, type Project } from '../../../wasm/sdk/project.ts';
import { unitOf } from '../../../wasm/sdk/units.ts';
import { emptyHeaders } from '../../../wasm/sdk/toolchain.ts';
import type {
  Completion,
  CompletionKind,
  Completions,
  Described,
  OutlineEntry,
  Signature,
  Spot,
} from '../../session/language/language.ts';
import type { Diagnostic, Place } from '../../session/run/compiler.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { readSarif } from '../sarif.ts';
import { SourceText } from '../source-text.ts';
import { checkArguments, completeArguments, treeArguments } from './arguments.ts';
import { readCompletions, readSignatures } from './completion-lines.ts';
import { withoutFinished, type AskedFor } from './finished-statements.ts';
import { SyntaxTree, type At, type DeclaredName } from './syntax-tree.ts';
import { ReadyClang } from '../../../wasm/sdk/ready-clang.ts';

/** What stands before a word that is looked up in a namespace of the standard library. */
const IN_STD = /(?<![\w:.>]|::\s*)((?:std::)(?:\w+::)*)\w*$/;

/** What stands before the name of a header, and of a file of the project. */
const INCLUDE = /(?:^|\n)[ \t]*#[ \t]*include[ \t]*<(\w*)$/;
const INCLUDE_OWN = /(?:^|\n)[ \t]*#[ \t]*include[ \t]*"([^"\n]*)$/;

/** A name at the end of a text. */
const WORD = /[\p{L}\p{N}_]+$/u;

/** What a reader would not write in a type. */
const OWN_NAME = /\bdetail::|\(lambda at /;

/** Each question is one run of clang, or two. They reject where it breaks. */
export class Clang {
  readonly #completer: ReadyClang;
  readonly #signer: ReadyClang;
  readonly #checker: ReadyClang;
  readonly #parser: ReadyClang;
  readonly #headers: readonly Completion[];
  /**
   * What is in the standard library's namespaces, which no program changes: reading the thousands of names in `std` out of the
   * precompiled header takes clang half a second each time.
   */
  readonly #namespaces = new Map<string, Completions>();

  /** `files` need hold the precompiled header only: nothing is linked. */
  constructor(llvm: Llvm, { compile, headers }: Manifest, files: ReadonlyMap<string, Uint8Array>) {
    const sdk = { ...Object.fromEntries(files), headers: emptyHeaders(headers) };
    this.#completer = new ReadyClang(llvm, sdk, completeArguments(compile, { locals: false }));
    this.#signer = new ReadyClang(llvm, sdk, completeArguments(compile, { locals: true }));
    this.#headers = headers.filter((name) => !name.includes('/')).map((name) => named(name, 'header'));
    this.#checker = new ReadyClang(llvm, sdk, checkArguments(compile));
    this.#parser = new ReadyClang(llvm, sdk, treeArguments(compile));
  }

  /** Reads, once, what takes long to read and is always the same, so that no completion waits for it. */
  async warmUp(): Promise<void> {
    if (this.#namespaces.size === 0) await this.complete(atEnd('int main() { std::'));
  }

  /** Starts clang for the next question, which will likely be of this kind. */
  prepare(kind: 'complete' | 'check'): void {
    (kind === 'check' ? this.#checker : this.#completer).prepare();
  }

  async complete(cursor: Spot): Promise<Completions> {
    const before = textBefore(cursor);
    const header = INCLUDE.exec(before)?.[1];
    if (header !== undefined) return { items: this.#headers.filter(({ name }) => name.startsWith(header)) };
    const own = INCLUDE_OWN.exec(before)?.[1];
    if (own !== undefined) return { items: includable(cursor).filter(({ name }) => name.startsWith(own)) };
    const namespace = IN_STD.exec(before)?.[1];
    if (namespace === undefined) return this.#complete(cursor);
    const prefix = /\w*$/.exec(before)?.[0] ?? '';
    const whole =
      this.#namespaces.get(namespace) ?? (await this.#complete({ ...cursor, offset: cursor.offset - prefix.length }));
    // Nothing is offered in a namespace that is not there yet: the half of a name is none.
    if (whole.items.length > 0) this.#namespaces.set(namespace, whole);
    return { items: whole.items.filter(({ name }) => name.toLowerCase().startsWith(prefix.toLowerCase())) };
  }

  async signatures(cursor: Spot): Promise<readonly Signature[]> {
    return readSignatures(await this.#signer.run(textForClang(cursor, 'calls'), others(cursor.project, cursor.file)));
  }

  async describe(end: Spot): Promise<Described | null> {
    const word = WORD.exec(textBefore(end))?.[0];
    if (word === undefined) return null;
    const found = (await this.#named(end, word)) ?? (await this.#named(whereDeclared(end, word), word));
    return found === null ? null : { ...found, item: await this.#plainly(found.item, end) };
  }

  /** With the type that a variable has, in place of the library's own name for it: `Task<int>`, not `Task<detail::ResultOf<…>>`. */
  async #plainly(item: Completion, end: Spot): Promise<Completion> {
    const [declaration] = item.declarations;
    if (item.kind !== 'variable' || declaration === undefined || !OWN_NAME.test(declaration.type)) return item;
    const tree = await this.#parse(end.project, end.file);
    const type = tree.typeOfVariable(item.name, placeOf(end));
    return type === undefined ? item : { ...item, declarations: [{ ...declaration, type }] };
  }

  /** Where the name that ends at `end` is defined in the project, or else declared; null where it is not of the project. */
  async define(end: Spot): Promise<Place | null> {
    const { project, file, offset } = end;
    const word = WORD.exec(textBefore(end))?.[0];
    if (word === undefined) return null;
    const tree = await this.#parse(project, file);
    const at = tree.definitionOf(word, placeOf({ ...end, offset: offset - word.length }));
    return at === null ? null : shownPlace(at, project, unitOf(project, file));
  }

  /** What a file declares, for who looks for a place in it. */
  async outline(project: Project, file: string): Promise<readonly OutlineEntry[]> {
    const unit = unitOf(project, file);
    const tree = await this.#parse(project, file);
    return tree.outlineOf(pathOf(file, unit)).map((declared) => outlineEntry(declared, project, unit));
  }

  async check(project: Project, file: string): Promise<readonly Diagnostic[]> {
    const unit = unitOf(project, file);
    const text = project.files[unit] ?? '';
    const rest = others(project, unit);
    const output = await this.#checker.run(text, rest);
    const read = diagnosticsOf(readSarif(output) ?? [], { files: { ...rest, [MAIN]: text }, main: MAIN });
    return unit === MAIN ? read : read.map((diagnostic) => renamed(diagnostic, unit));
  }

  /** A file is looked at with the unit that it is of. */
  async #parse(project: Project, file: string): Promise<SyntaxTree> {
    const unit = unitOf(project, file);
    return new SyntaxTree(await this.#parser.run(project.files[unit] ?? '', others(project, unit)));
  }

  async #named(end: Spot, word: string): Promise<Described | null> {
    const { owner, items } = await this.complete(end);
    const item = items.find(({ name }) => name === word);
    return item === undefined ? null : { item, ...(owner === undefined ? {} : { owner }) };
  }

  async #complete(cursor: Spot): Promise<Completions> {
    const output = await this.#completer.run(textForClang(cursor, 'names'), others(cursor.project, cursor.file));
    return readCompletions(output, textBefore(cursor));
  }
}

/** The unit under examination is called so, whatever the project calls it. */
function pathOf(file: string, unit: string): string {
  return `/${file === unit ? MAIN : file}`;
}

function placeOf(spot: Spot): At {
  const lines = textBefore(spot).split('\n');
  const { project, file } = spot;
  const column = new TextEncoder().encode(lines.at(-1)).length + 1;
  return { file: pathOf(file, unitOf(project, file)), line: lines.length, column };
}

function shownPlace(at: At, { files }: Project, unit: string): Place {
  const file = at.file === `/${MAIN}` ? unit : at.file.slice(1);
  return { file, line: at.line, column: new SourceText(files[file] ?? '').columnOfByte(at.line, at.column) };
}

function outlineEntry(
  { name, kind, at, begin, end, members }: DeclaredName,
  project: Project,
  unit: string,
): OutlineEntry {
  const shown = members.map((member) => outlineEntry(member, project, unit));
  return { name, kind, at: shownPlace(at, project, unit), firstLine: begin.line, lastLine: end.line, members: shown };
}

function named(name: string, kind: CompletionKind): Completion {
  return { name, kind, declarations: [] };
}

function includable({ project, file }: Spot): Completion[] {
  return Object.keys(project.files)
    .filter((name) => name !== file && !isUnit(name))
    .map((name) => named(name, 'file'));
}

/** The end of a program of one file. */
function atEnd(text: string): Spot {
  return { project: projectOf(text), file: MAIN, offset: text.length };
}

function textBefore({ project, file, offset }: Spot): string {
  return (project.files[file] ?? '').slice(0, offset);
}

/** As much of it as matters at the cursor. */
function textForClang({ project, file, offset }: Spot, asked: AskedFor): string {
  return withoutFinished(project.files[file] ?? '', offset, asked);
}

/** What `file`, which clang reads as `MAIN`, may include. */
function others({ files }: Project, file: string): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== file && name !== MAIN));
}

/** What is said of `MAIN`, of the file that stood for it. */
function renamed(diagnostic: Diagnostic, unit: string): Diagnostic {
  const { notes, explanation } = diagnostic;
  return {
    ...inUnit(diagnostic, unit),
    notes: notes.map((note) => renamed(note, unit)),
    ...(explanation === undefined
      ? {}
      : { explanation: { ...explanation, edits: explanation.edits.map((edit) => inUnit(edit, unit)) } }),
  };
}

function inUnit<T extends { readonly file?: string }>(place: T, unit: string): T {
  return place.file === MAIN ? { ...place, file: unit } : place;
}

/** Whether clang reads this file of the SDK; the linker reads the others. */
export function isHeader(name: string): boolean {
  return name.endsWith('.pch');
}

/** Where `word`, which is declared at `end`, may be used: where a name is declared, nothing is completed. */
function whereDeclared({ project, file, offset }: Spot, word: string): Spot {
  const source = project.files[file] ?? '';
  const rest = /[;{)][^;{]*[;{]|[;{]/.exec(source.slice(offset));
  const declared = source.slice(0, offset + (rest === null ? 0 : rest.index + rest[0].length));
  const text = `${declared}\nauto described = ${word}`;
  return { project: { ...project, files: { ...project.files, [file]: text } }, file, offset: text.length };
}
