;; The context switch on WebAssembly's stack-switching proposal ("WasmFX"): what wasmfx.ts does with a program's stacks.
;; wasmfx.wasm.ts holds this file as bytes; `node tools/assemble.ts` makes it anew.
;;
;; A stack that switches away suspends to `run`, the one driver, which resumes the next: two instructions a switch, no promise
;; and no JavaScript. The proposal's own `switch`, which needs no driver, is not used: V8 14 accepts it and then crashes on it.
;; The driver runs on a stack of JavaScript Promise Integration, and imports that wait suspend the two together.
(module
  (type $body (func))
  (type $stack (cont $body))
  (type $enter (func (param i32)))
  (elem declare func $start $enter)

  ;; The program's exports `start` and `fctx_entry`.
  (table $exports (export "exports") 2 funcref)

  ;; Stacks that are suspended, by number.
  (table $parked 64 (ref null $stack))
  (tag $switch)
  ;; The parameters of the switch that is under way.
  (global $self (mut i32) (i32.const 0))
  (global $to (mut i32) (i32.const 0))
  (global $fresh (mut i32) (i32.const 0))

  (func $start (call_indirect $exports (type $body) (i32.const 0)))
  (func $enter (call_indirect $exports (type $enter) (global.get $fresh) (i32.const 1)))

  ;; The import `fctx.switch`.
  (func (export "switch") (param $self i32) (param $to i32) (param $fresh i32)
    (global.set $self (local.get $self))
    (global.set $to (local.get $to))
    (global.set $fresh (local.get $fresh))
    (suspend $switch))

  ;; Runs the program to its end.
  (func (export "run")
    (local $next (ref null $stack))
    (local.set $next (cont.new $stack (ref.func $start)))
    (loop $resume
      (block $switched (result (ref null $stack))
        (resume $stack (on $switch $switched) (local.get $next))
        (return))
      (local.set $next)
      (if (i32.ge_u (global.get $self) (table.size $parked))
        (then (drop (table.grow $parked (ref.null $stack) (global.get $self)))))
      (table.set $parked (global.get $self) (local.get $next))
      (if (global.get $fresh)
        (then (local.set $next (cont.new $stack (ref.func $enter))))
        (else (local.set $next (table.get $parked (global.get $to)))))
      (br $resume))))
