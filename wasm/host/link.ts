/** From a program's bytes and the host's functions to an instance that can run. */
import { IMPORTS, type ImportTable } from '../abi/imports.ts';
import { ABI, abiOf, WrongAbi } from '../abi/version.ts';
import type { Suspender } from '../fcontext/fcontext.ts';
import type { Imports } from './doors.ts';

export interface LinkedProgram {
  readonly exports: WebAssembly.Exports;
  readonly memory: WebAssembly.Memory;
}

/** Throws, beside what WebAssembly throws for bytes that are no program, WrongAbi and TypeError. */
export async function link(
  program: BufferSource | Promise<WebAssembly.Module>,
  imports: Imports,
  suspender: Suspender,
): Promise<LinkedProgram> {
  const module = await (program instanceof Promise ? program : WebAssembly.compile(program));
  const abi = abiOf(module);
  if (abi !== ABI) throw new WrongAbi(abi);
  const all = { ...suspendingImports(imports, suspender), fctx: { switch: suspender.switch } };
  const { exports } = await WebAssembly.instantiate(module, all);
  const { memory } = exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new TypeError('the program exports no memory');
  return { exports, memory };
}

/** The same with those functions wrapped in which the program waits. */
function suspendingImports(imports: Imports, suspender: Suspender): WebAssembly.Imports {
  const table: ImportTable = IMPORTS;
  const all: WebAssembly.Imports = {};
  for (const [module, functions] of Object.entries(imports)) {
    const own: WebAssembly.ModuleImports = { ...functions };
    for (const [name, call] of Object.entries(functions)) {
      if (table[module]?.[name]?.suspends === true) {
        own[name] = suspender.suspending(call as (...args: never[]) => Promise<unknown>);
      }
    }
    all[module] = own;
  }
  return all;
}
