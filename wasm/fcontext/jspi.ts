/**
 * JavaScript Promise Integration, which TypeScript's library does not know yet. The host uses it through this file alone.
 *
 * Source: the WebAssembly JavaScript Promise Integration proposal.
 */

/** A program's numbers in, a promise out; nobody looks at its value. */
export type SuspendingImport = (...args: never[]) => Promise<unknown>;

interface JavaScriptPromiseIntegration {
  /** An import that returns a promise suspends the program's stack until the promise is settled. */
  readonly Suspending: new (callback: SuspendingImport) => WebAssembly.ImportValue;
  /** An export as a function that starts a stack of its own and returns a promise of its end. */
  readonly promising: (entry: WebAssembly.ExportValue) => (...args: unknown[]) => Promise<unknown>;
}

const api: Partial<JavaScriptPromiseIntegration> = WebAssembly as unknown as Partial<JavaScriptPromiseIntegration>;

/** Whether this browser can suspend a WebAssembly stack: Chrome and Edge 137, Firefox 153, Safari 27 and later. */
export function canSuspend(): boolean {
  return api.Suspending !== undefined && api.promising !== undefined;
}

/** Makes an import on whose promise the program waits. */
export function suspending(callback: SuspendingImport): WebAssembly.ImportValue {
  if (api.Suspending === undefined) throw new Error('this browser has no JavaScript Promise Integration');
  return new api.Suspending(callback);
}

/** Makes an export callable in such a way that imports below it may suspend. */
export function promising(entry: WebAssembly.ExportValue | undefined): (...args: unknown[]) => Promise<unknown> {
  if (api.promising === undefined) throw new Error('this browser has no JavaScript Promise Integration');
  if (typeof entry !== 'function') throw new TypeError('the program lacks an entry');
  return api.promising(entry);
}
