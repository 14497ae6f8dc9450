/** Asks clang about a program that is being written: what the language worker does, without the worker. */
import type { Llvm } from '../../../wasm/sdk/llvm.ts';
import type { Manifest } from '../../../wasm/sdk/manifest.ts';
import { emptyHeaders } from '../../../wasm/sdk/toolchain.ts';
import type { Completion, Completions, Described, Signature } from '../../session/language/language.ts';
import type { Diagnostic } from '../../session/run/compiler.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { readSarif } from '../sarif.ts';
import { checkArguments, completeArguments } from './arguments.ts';
import { readCompletions, readSignatures } from './completion-lines.ts';
import { ReadyClang } from '../../../wasm/sdk/ready-clang.ts';

/** What stands before a word that is looked up in a namespace of the standard library. */
const IN_STD = /(?<![\w:.>]|::\s*)((?:std::)(?:\w+::)*)\w*$/;

/** What stands before the name of a header. */
const INCLUDE = /(?:^|\n)[ \t]*#[ \t]*include[ \t]*<(\w*)$/;

/** Each question is one run of clang, or two. They reject where it breaks. */
export class Clang {
  readonly #completer: ReadyClang;
  readonly #signer: ReadyClang;
  readonly #checker: ReadyClang;
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
    this.#headers = headers
      .filter((name) => !name.includes('/'))
      .map((name) => ({ name, kind: 'header', declarations: [] }));
    this.#checker = new ReadyClang(llvm, sdk, checkArguments(compile));
  }

  /** Reads, once, what takes long to read and is always the same, so that no completion waits for it. */
  async warmUp(): Promise<void> {
    if (this.#namespaces.size === 0) await this.complete('int main() { std::');
  }

  /** Starts clang for the next question, which will likely be of the same kind. */
  prepare(kind: 'complete' | 'check'): void {
    (kind === 'check' ? this.#checker : this.#completer).prepare();
  }

  async complete(before: string): Promise<Completions> {
    const header = INCLUDE.exec(before)?.[1];
    if (header !== undefined) return { items: this.#headers.filter(({ name }) => name.startsWith(header)) };
    const namespace = IN_STD.exec(before)?.[1];
    if (namespace === undefined) return this.#complete(before);
    const prefix = /\w*$/.exec(before)?.[0] ?? '';
    const whole =
      this.#namespaces.get(namespace) ?? (await this.#complete(before.slice(0, before.length - prefix.length)));
    // Nothing is offered in a namespace that is not there yet: the half of a name is none.
    if (whole.items.length > 0) this.#namespaces.set(namespace, whole);
    return { items: whole.items.filter(({ name }) => name.toLowerCase().startsWith(prefix.toLowerCase())) };
  }

  async signatures(before: string): Promise<readonly Signature[]> {
    return readSignatures(await this.#signer.run(before));
  }

  async describe(source: string, end: number): Promise<Described | null> {
    const before = source.slice(0, end);
    const word = /\w+$/.exec(before)?.[0];
    if (word === undefined) return null;
    return (
      (await this.#named(before, word)) ??
      (await this.#named(`${declared(source, end)}\nauto described = ${word}`, word))
    );
  }

  async check(source: string): Promise<readonly Diagnostic[]> {
    return diagnosticsOf(readSarif(await this.#checker.run(source)) ?? [], source);
  }

  async #named(before: string, word: string): Promise<Described | null> {
    const { owner, items } = await this.complete(before);
    const item = items.find(({ name }) => name === word);
    return item === undefined ? null : { item, ...(owner === undefined ? {} : { owner }) };
  }

  async #complete(before: string): Promise<Completions> {
    return readCompletions(await this.#completer.run(before), before);
  }
}

/** Whether clang reads this file of the SDK; the linker reads the others. */
export function isHeader(name: string): boolean {
  return name.endsWith('.pch');
}

/** The program up to where what is declared at `end` may be used: where a name is declared, nothing is completed. */
function declared(source: string, end: number): string {
  const rest = /[;{)][^;{]*[;{]|[;{]/.exec(source.slice(end));
  return source.slice(0, end + (rest === null ? 0 : rest.index + rest[0].length));
}
