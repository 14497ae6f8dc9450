/**
 * Reads the syntax tree that `clang -cc1 -ast-dump=json` prints of a program: what the program itself declares, and nothing of the
 * precompiled header that it does not name.
 */

/** As much of a node as is used (clang's JSONNodeDumper). */
interface Node {
  readonly kind?: string;
  readonly name?: string;
  /** `offset`: in bytes from the file's beginning. */
  readonly loc?: { readonly offset?: number };
  /** `desugaredQualType` is there where it is another one. */
  readonly type?: { readonly qualType: string; readonly desugaredQualType?: string };
  readonly inner?: readonly Node[];
}

/**
 * The type of the variable `name` that is declared last at or before `place`, in bytes: as it is in the end, and not by which of the library's
 * own names it was found. Undefined where there is none.
 */
export function typeOfVariable(output: string, name: string, place: number): string | undefined {
  let found: Node | undefined;
  const visit = (node: Node): void => {
    const offset = node.loc?.offset;
    const isOlder = (found?.loc?.offset ?? -1) <= (offset ?? -1);
    if (node.kind === 'VarDecl' && node.name === name && offset !== undefined && offset <= place && isOlder)
      found = node;
    node.inner?.forEach(visit);
  };
  const tree = readTree(output);
  if (tree !== null) visit(tree);
  return found?.type?.desugaredQualType ?? found?.type?.qualType;
}

/** What clang has to say of the program stands around the tree, whose braces alone stand at the beginning of a line. */
function readTree(output: string): Node | null {
  const text = /^\{$[^]*?^\}$/m.exec(output)?.[0];
  return text === undefined ? null : (JSON.parse(text) as Node);
}
