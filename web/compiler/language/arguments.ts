/** clang's command lines for what an editor asks, made of the one that compiles a program. */

/** What completing does without, and how many arguments follow it: messages are not read, and nothing is made. */
const UNUSED: Readonly<Record<string, number>> = {
  '-emit-obj': 0,
  '-o': 1,
  '-clear-ast-before-backend': 0,
  '-fdiagnostics-format': 1,
  '-Wall': 0,
  '-Wextra': 0,
};

/** Reads and checks a program and makes nothing of it. Writes SARIF, as compiling does. */
export function checkArguments(compile: readonly string[]): readonly string[] {
  return compile.map((arg) => (arg === '-emit-obj' ? '-fsyntax-only' : arg));
}

/** Prints what it has understood of a program, as JSON. */
export function treeArguments(compile: readonly string[]): readonly string[] {
  return [...withoutUnused(compile), '-ast-dump=json', '-w'];
}

/**
 * Completes at the end of `/main.cpp`: a line beyond the end means that. (clang counts up to it, so it is not higher than need be.)
 *
 * `locals` leaves out what is declared in namespaces, most of the time that a call without a qualified name takes: what the function
 * around the cursor may mean does not depend on it.
 */
export function completeArguments(
  compile: readonly string[],
  { locals }: { readonly locals: boolean },
): readonly string[] {
  return [
    ...withoutUnused(compile),
    '-fsyntax-only',
    '-code-completion-at=/main.cpp:100000:1',
    '-code-completion-brief-comments',
    '-code-completion-with-fixits',
    ...(locals ? ['-no-code-completion-globals'] : []),
    // Any comment above a declaration of the reader's is its description, not only `///`.
    '-fparse-all-comments',
  ];
}

function withoutUnused(args: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (Object.hasOwn(UNUSED, arg)) at += UNUSED[arg] ?? 0;
    else kept.push(arg);
  }
  return kept;
}
