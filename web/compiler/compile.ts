/** One compilation with its messages explained: what the worker does, without the worker. */
import type { Project } from '../../wasm/sdk/project.ts';
import type { Toolchain, ToolchainResult } from '../../wasm/sdk/toolchain.ts';
import { diagnosticsOf, programMessage } from './diagnostics.ts';
import { explainCheck } from './mistakes/failed-checks.ts';
import { linkerDiagnostics } from './linker.ts';
import type { CompileResult, Diagnostic, FailurePlace } from '../session/run/compiler.ts';
import { readSarif } from './sarif.ts';
import { SourceText } from './source-text.ts';

/** Never rejects. */
export async function compileWith(toolchain: Toolchain, project: Project): Promise<CompileResult> {
  try {
    return explain(await toolchain.compile(project), project);
  } catch (error) {
    if (isStackOverflow(error)) return tooDeep();
    return crash(error instanceof Error ? error.message : String(error));
  }
}

/** What `locateWith` finds. */
export interface Located extends FailurePlace {
  /** The compiler broke over it. */
  readonly broke?: true;
}

/** Never rejects: a program whose lines cannot be told has failed all the same. */
export async function locateWith(toolchain: Toolchain, project: Project, frames: readonly number[]): Promise<Located> {
  try {
    const { places, check } = await toolchain.locate(project, frames);
    const inColumns = places.map(({ file, line, column }) => {
      const text = new SourceText(project.files[file] ?? '');
      return { file, line, column: text.columnOfByte(line, column) };
    });
    if (check === null) return { places: inColumns };
    return { places: inColumns, check: { words: check, explanation: explainCheck(check) } };
  } catch {
    return { places: [], broke: true };
  }
}

function explain(result: ToolchainResult, project: Project): CompileResult {
  if (result.ok) {
    const diagnostics = diagnosticsOf(readSarif(result.output) ?? [], project);
    return { ok: true, program: result.program, quick: project.quick === true, diagnostics };
  }
  const diagnostics =
    result.by === 'linker'
      ? [...linkerDiagnostics(result.output, project), ...diagnosticsOf(readSarif(result.warnings) ?? [], project)]
      : diagnosticsOf(readSarif(result.output) ?? [], project);
  if (!diagnostics.some(isError)) return crash(result.output);
  return { ok: false, reason: 'source', diagnostics };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

/** `detail` is whatever the compiler could still say. */
function crash(detail: string): CompileResult {
  const words = detail.trim().split('\n', 1)[0] ?? '';
  const message = `the compiler broke while it compiled this program${words === '' ? '' : `: ${words}`}`;
  return { ok: false, reason: 'crash', diagnostics: [programMessage('error', message)] };
}

/** clang works recursively on the browser's stack, which is a small one. */
function tooDeep(): CompileResult {
  const message = 'the program nests more deeply than the compiler in this page can follow';
  return { ok: false, reason: 'source', diagnostics: [programMessage('error', message)] };
}

/** `RangeError` in V8 and JavaScriptCore, `InternalError: too much recursion` in SpiderMonkey. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.message === 'too much recursion');
}
