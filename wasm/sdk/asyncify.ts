/**
 * Rewrites a program for browsers that cannot suspend WebAssembly (wasm/fcontext/asyncify.ts), by binaryen's pass Asyncify: when the site is built for the
 * bundled programs, in the page for others.
 */
import type Binaryen from 'binaryen';
import { moveCatches } from './catches.ts';
import { IMPORTS, type ImportTable } from '../abi/imports.ts';

/** The functions in which a program may be suspended, as the pass wants them. */
const SUSPENDING = Object.entries(IMPORTS as ImportTable)
  .flatMap(([module, functions]) =>
    Object.entries(functions).flatMap(([name, { suspends }]) => (suspends === true ? `${module}.${name}` : [])),
  )
  .join();

/** They undo what was made for the pass: each variable of a function that is saved takes its time and place. */
const TIDY = ['simplify-locals', 'coalesce-locals', 'vacuum'];

/**
 * Rewrites a program. Throws where the bytes are none.
 *
 * @param binaryen the package, which is large: whoever needs it loads it.
 * @param small the result is half as large, and takes twice as long to make.
 */
export function asyncified(binaryen: typeof Binaryen, program: Uint8Array, small: boolean): Uint8Array<ArrayBuffer> {
  const module = binaryen.readBinary(program);
  try {
    module.setFeatures(featuresOf(binaryen));
    moveCatches(binaryen, module);
    // The pass's own optimizations take three times as long for a quarter less.
    binaryen.setOptimizeLevel(0);
    binaryen.setShrinkLevel(0);
    binaryen.setPassArgument('asyncify-imports', SUSPENDING);
    module.runPasses(small ? [...TIDY, 'asyncify', ...TIDY, 'reorder-locals'] : ['asyncify']);
    return new Uint8Array(module.emitBinary());
  } finally {
    module.dispose();
  }
}

/** What programs are compiled with; they do not say it. Without exceptions no call would be taken to throw one. */
function featuresOf({ Features }: typeof Binaryen): Binaryen.Features {
  const { ExceptionHandling, MutableGlobals, SignExt, NontrappingFPToInt, Multivalue, ReferenceTypes } = Features;
  const { BulkMemory, BulkMemoryOpt } = Features;
  return [ExceptionHandling, MutableGlobals, SignExt, NontrappingFPToInt, Multivalue, ReferenceTypes]
    .concat(BulkMemory, BulkMemoryOpt)
    .reduce((all, feature) => all | feature);
}
