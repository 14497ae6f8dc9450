/** Programs for browsers that cannot suspend WebAssembly: a small one, rewritten and run. Whole ones are run in tests/browsers. */
import binaryen from 'binaryen';
import { describe, expect, it } from 'vitest';
import { AsyncifyFibers } from '../../wasm/fcontext/asyncify.ts';
import { asyncified } from '../../wasm/sdk/asyncify.ts';

/** Waits where Asyncify alone cannot, and logs what it catches; its stack is as large as `room`. */
const program = (room: number) => `(module
  (import "reactor" "wait" (func $wait (param f64)))
  (import "test" "log" (func $log (param i32)))
  (tag $cpp (param i32))
  (memory (export "memory") 1)
  (func (export "unused_stack") (result i32)
    (i32.store (i32.const 1024) (i32.const 1032))
    (i32.store (i32.const 1028) (i32.const ${String(1032 + room)}))
    (i32.const 1024))
  (func $throws (param i32) (throw $cpp (local.get 0)))
  (func (export "start") (local $caught i32)
    ;; A handler that waits and throws again, in one that waits.
    (try
      (do
        (try $inner
          (do (call $wait (f64.const 1)) (call $throws (i32.const 1)))
          (catch $cpp
            (local.set $caught (pop i32))
            (call $wait (f64.const 2))
            (call $log (local.get $caught))
            (rethrow $inner))))
      (catch_all (call $wait (f64.const 3)) (call $log (i32.const 2))))
    ;; An exception that is handed to a handler further out.
    (try $outer
      (do
        (try
          (do (try (do (call $wait (f64.const 4)) (call $throws (i32.const 3))) (delegate $outer)))
          (catch_all (unreachable))))
      (catch $cpp (call $log (pop i32))))
    ;; The same from within a handler, which is not its own.
    (try
      (do
        (try $handled
          (do (call $throws (i32.const 0)))
          (catch_all (try (do (call $throws (i32.const 4))) (delegate $handled)))))
      (catch $cpp (call $log (pop i32))))
    (call $log (i32.const 5))))`;

async function run(room: number, small: boolean): Promise<number[]> {
  const module = binaryen.parseText(program(room));
  module.setFeatures(binaryen.Features.All);
  const bytes = asyncified(binaryen, module.emitBinary(), small);
  module.dispose();
  const fibers = new AsyncifyFibers();
  const logged: number[] = [];
  const imports = {
    reactor: { wait: fibers.suspending(() => Promise.resolve()) },
    test: { log: (number: number) => logged.push(number) },
  };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  await fibers.run(instance.exports);
  return logged;
}

describe('a program that was rewritten', () => {
  it.each([true, false])('waits in handlers, and throws where it did (small: %s)', async (small) => {
    expect(await run(1024, small)).toEqual([1, 2, 3, 4, 5]);
  });

  it('has a stack overflow where there is no room for what has to be saved', async () => {
    await expect(run(0, false)).rejects.toThrow('stack overflow');
  });

  it('is told from one that was not', async () => {
    await expect(new AsyncifyFibers().run({ start: () => undefined })).rejects.toThrow('not rewritten');
  });
});
