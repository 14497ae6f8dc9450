/**
 * Moves what is in `catch` behind its `try`, for Asyncify, which cannot suspend a function inside a `catch`. clang puts there not only the handler of a
 * C++ program but also the destructors that an exception runs, and all that only a handler leads to: what follows a loop that tries again, for one.
 *
 *     (try (do A) (catch $cpp B))   becomes   (block $behind
 *                                               (local.set $caught (try (do A (br $behind)) (catch $cpp)))
 *                                               B)
 *
 * with `(throw $cpp (local.get $caught))` for `rethrow`. All exceptions have the one tag of C++ and carry the address of the C++ object, so that to throw
 * again is to throw the same.
 */
import type Binaryen from 'binaryen';

type Package = typeof Binaryen;
type Module = ReturnType<Package['readBinary']>;
type Expression = ReturnType<Module['nop']>;

/** What lies around a statement. */
interface Scope {
  /** The local in which the exception is that a `try` has caught, by the name of the `try`. */
  readonly caught: ReadonlyMap<string, number>;
  /** The `try` that catches an exception here. */
  readonly handler: string;
  /** In what was moved out of a `try`: which one catches in its place. */
  readonly instead: ReadonlyMap<string, string>;
}

/** As binaryen names the caller as a target of `delegate`. */
const CALLER = '__binaryen_delegate_caller_target';

/** As binaryen names the first tag of a program that has lost its names. */
const TAG = 'tag$0';

/** Changes `module`. */
export function moveCatches(binaryen: Package, module: Module): void {
  const functions = Array.from({ length: module.getNumFunctions() }, (_, index) => module.getFunctionByIndex(index));
  for (const one of functions) {
    const { name, body } = binaryen.getFunctionInfo(one);
    if (!hasTry(binaryen, body)) continue;
    // Then a `try` is a statement, and an exception goes to a local first of all.
    module.runPassesOnFunction(one, ['flatten']);
    const { params, results, vars, body: flat } = binaryen.getFunctionInfo(one);
    const mover = new Mover(binaryen, module, binaryen.expandType(params).length + vars.length);
    const moved = mover.move(flat, { caught: new Map(), handler: CALLER, instead: new Map() });
    // There is no other way to add locals.
    module.removeFunction(name);
    module.addFunction(name, params, results, [...vars, ...mover.added], moved);
  }
}

function kindOf(binaryen: Package, expression: Expression): Binaryen.ExpressionIds {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the package's types call it a number
  return binaryen.getExpressionId(expression);
}

/** Whether there is one, but for places where clang puts none. */
function hasTry(binaryen: Package, expression: Expression): boolean {
  if (expression === 0) return false;
  // Not of all kinds there is more to be had.
  const info = () => binaryen.getExpressionInfo(expression);
  switch (kindOf(binaryen, expression)) {
    case binaryen.TryId:
      return true;
    case binaryen.BlockId:
      return (info() as Binaryen.BlockInfo).children.some((child) => hasTry(binaryen, child));
    case binaryen.LoopId:
      return hasTry(binaryen, (info() as Binaryen.LoopInfo).body);
    case binaryen.IfId: {
      const { ifTrue, ifFalse } = info() as Binaryen.IfInfo;
      return hasTry(binaryen, ifTrue) || hasTry(binaryen, ifFalse);
    }
    case binaryen.LocalSetId:
    case binaryen.DropId:
    case binaryen.ReturnId:
      return hasTry(binaryen, (info() as Binaryen.DropInfo).value);
    default:
      return false;
  }
}

/** Moves the catches of one flat function. */
class Mover {
  /** Types of the locals that are to be added. */
  readonly added: Binaryen.Type[] = [];
  readonly #binaryen: Package;
  readonly #module: Module;
  readonly #locals: number;

  constructor(binaryen: Package, module: Module, locals: number) {
    this.#binaryen = binaryen;
    this.#module = module;
    this.#locals = locals;
  }

  /** What stands in the place of a statement. */
  move(statement: Expression, scope: Scope): Expression {
    if (statement === 0) return 0;
    const { BlockId, LoopId, IfId, TryId, RethrowId } = this.#binaryen;
    const info = () => this.#binaryen.getExpressionInfo(statement);
    switch (kindOf(this.#binaryen, statement)) {
      case BlockId: {
        const { name, children } = info() as Binaryen.BlockInfo;
        return this.#module.block(name, children.map((child) => this.move(child, scope))); // prettier-ignore
      }
      case LoopId: {
        const { name, body } = info() as Binaryen.LoopInfo;
        return this.#module.loop(name, this.move(body, scope));
      }
      case IfId: {
        const { condition, ifTrue, ifFalse } = info() as Binaryen.IfInfo;
        return this.#module.if(condition, this.move(ifTrue, scope), this.move(ifFalse, scope));
      }
      case TryId:
        return this.#moveTry(info() as Binaryen.TryInfo, scope);
      case RethrowId: {
        const local = scope.caught.get((info() as Binaryen.RethrowInfo).target);
        return local === undefined ? statement : this.#throw(local);
      }
      default:
        return statement;
    }
  }

  #moveTry(
    { name, body, catchTags, catchBodies, isDelegate, delegateTarget }: Binaryen.TryInfo,
    scope: Scope,
  ): Expression {
    const { local, i32 } = this.#module;
    if (isDelegate) {
      const target = scope.instead.get(delegateTarget) ?? delegateTarget;
      return this.#module.try(name, this.move(body, { ...scope, handler: target }), [], [], target);
    }
    const [handler, other] = catchBodies;
    if (handler === undefined || other !== undefined) throw new Error('a try has more than one catch');
    const caught = this.#locals + this.added.length;
    this.added.push(this.#binaryen.i32);
    // One to which nothing refers has no name.
    const own = name || `try ${String(caught)}`;
    const behind = `behind ${own}`;
    const inside = this.move(body, { ...scope, handler: own });
    const through = this.#module.block(null, [inside, this.#module.br(behind)]);
    const moved = this.move(catchTags.length === 0 ? handler : this.#takeFrom(caught, handler), {
      caught: new Map(scope.caught).set(own, caught),
      handler: scope.handler,
      instead: new Map(scope.instead).set(own, scope.handler),
    });
    return this.#module.block(behind, [this.#module.try(own, through, [TAG], [local.set(caught, i32.pop())]), moved]);
  }

  /** The handler with the exception taken from the local, and not from where `catch` leaves it. */
  #takeFrom(caught: number, handler: Expression): Expression {
    const { BlockId, LocalSetId, PopId } = this.#binaryen;
    const info = this.#binaryen.getExpressionInfo(handler);
    if (info.id === BlockId) {
      const { name, children } = info as Binaryen.BlockInfo;
      const [first = 0, ...others] = children;
      return this.#module.block(name, [this.#takeFrom(caught, first), ...others]);
    }
    const { index, value } = info as Binaryen.LocalSetInfo;
    if (info.id !== LocalSetId || kindOf(this.#binaryen, value) !== PopId)
      throw new Error('a catch does not begin with its exception');
    return this.#module.local.set(index, this.#module.local.get(caught, this.#binaryen.i32));
  }

  #throw(caught: number): Expression {
    return this.#module.throw(TAG, [this.#module.local.get(caught, this.#binaryen.i32)]);
  }
}
