/**
 * Reads the syntax tree that `clang -cc1 -ast-dump=json` prints of a program: what the program itself declares, and nothing of the
 * precompiled header that it does not name.
 */

/** A place in a file, both numbers from 1; the column in bytes. */
export interface At {
  /** Its path, as `/main.cpp`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A name that is declared, and how far its declaration reaches. */
export interface DeclaredName {
  readonly name: string;
  readonly kind: DeclaredKind;
  readonly at: At;
  readonly begin: At;
  readonly end: At;
  readonly members: readonly DeclaredName[];
}

export type DeclaredKind = 'function' | 'variable' | 'type' | 'namespace';

/** As much of a node as is used (clang's JSONNodeDumper). */
interface Node {
  readonly id?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly mangledName?: string;
  readonly isImplicit?: boolean;
  readonly completeDefinition?: boolean;
  readonly loc?: Location;
  readonly range?: { readonly begin: Location; readonly end: Location };
  /** `desugaredQualType` is there where it is another one. */
  readonly type?: { readonly qualType: string; readonly desugaredQualType?: string };
  readonly referencedDecl?: { readonly id: string; readonly name?: string };
  readonly referencedMemberDecl?: string;
  readonly inner?: readonly Node[];
}

/** File and line are there where they are not those of the location printed before. */
interface Location {
  readonly file?: string;
  readonly line?: number;
  readonly col?: number;
  /** Of what a macro made. */
  readonly spellingLoc?: Location;
  readonly expansionLoc?: Location;
}

/** A node with its places; null for what has none. */
interface Placed {
  readonly node: Node;
  readonly at: At | null;
  readonly begin: At | null;
  readonly end: At | null;
  readonly inner: readonly Placed[];
}

const KINDS: Readonly<Record<string, DeclaredKind>> = {
  FunctionDecl: 'function',
  CXXMethodDecl: 'function',
  CXXConstructorDecl: 'function',
  CXXDestructorDecl: 'function',
  VarDecl: 'variable',
  FieldDecl: 'variable',
  ParmVarDecl: 'variable',
  BindingDecl: 'variable',
  EnumConstantDecl: 'variable',
  CXXRecordDecl: 'type',
  EnumDecl: 'type',
  TypedefDecl: 'type',
  TypeAliasDecl: 'type',
  ConceptDecl: 'type',
  NamespaceDecl: 'namespace',
};

/** Around what they declare, which has the same name. */
const TEMPLATES: readonly string[] = ['FunctionTemplateDecl', 'ClassTemplateDecl', 'TypeAliasTemplateDecl'];

export class SyntaxTree {
  readonly #root: Placed | null;
  /** In the order of the text. */
  readonly #nodes: readonly Placed[];

  /** `output`: what clang printed; what it has to say of the program stands around the tree, whose braces alone stand at the beginning of a line. */
  constructor(output: string) {
    const text = /^\{$[^]*?^\}$/m.exec(output)?.[0];
    this.#root = text === undefined ? null : new Placing().place(JSON.parse(text) as Node);
    this.#nodes = this.#root === null ? [] : flat(this.#root);
  }

  /**
   * The type of the variable `name` that is declared last at or before `place`: as it is in the end, and not by which of the library's own names
   * it was found. Undefined where there is none.
   */
  typeOfVariable(name: string, place: At): string | undefined {
    const found = this.#nodes.findLast(
      ({ node, at }) => node.kind === 'VarDecl' && node.name === name && at !== null && isBefore(at, place, true),
    );
    return found?.node.type?.desugaredQualType ?? found?.node.type?.qualType;
  }

  /** Where the name that stands at `place` is defined, or else declared, in the program; null where it is not of the program. */
  definitionOf(name: string, place: At): At | null {
    const use = this.#nodes.find(
      ({ node, begin, end }) => namedBy(node) === name && (isSame(end, place) || isSame(begin, place)),
    );
    const declared = use === undefined ? this.#named(name, place) : this.#referredTo(use.node);
    if (declared === undefined) return null;
    const definition = this.#nodes.find(
      (other) =>
        other.node.mangledName !== undefined && other.node.mangledName === declared.node.mangledName && hasBody(other),
    );
    return (definition ?? declared).at;
  }

  /** What a file declares at namespace level, and the members of that. */
  outlineOf(file: string): readonly DeclaredName[] {
    return this.#root === null ? [] : membersOf(this.#root).filter(({ at }) => at.file === file);
  }

  /** What an expression names. */
  #referredTo({ referencedDecl, referencedMemberDecl }: Node): Placed | undefined {
    const id = referencedDecl?.id ?? referencedMemberDecl;
    return this.#nodes.find(({ node, at }) => node.id === id && at !== null);
  }

  /** Types and namespaces, of whose use nothing is printed, and what only the instances of a template refer to. */
  #named(name: string, place: At): Placed | undefined {
    const all = this.#nodes.filter(
      ({ node, at }) =>
        node.name === name && at !== null && node.isImplicit !== true && Object.hasOwn(KINDS, node.kind ?? ''),
    );
    return (
      all.find(({ node }) => node.completeDefinition === true) ??
      all.findLast(({ at }) => at !== null && isBefore(at, place, true)) ??
      all[0]
    );
  }
}

/** Works out the places: each location says only what differs from the one printed before. */
class Placing {
  #file = '';
  #line = 0;

  place(node: Node): Placed {
    const at = this.#at(node.loc);
    const begin = this.#at(node.range?.begin);
    const end = this.#at(node.range?.end);
    return { node, at, begin, end, inner: (node.inner ?? []).map((child) => this.place(child)) };
  }

  #at(location: Location | undefined): At | null {
    if (location?.spellingLoc !== undefined) {
      this.#at(location.spellingLoc);
      return this.#at(location.expansionLoc);
    }
    if (location?.col === undefined) return null;
    this.#file = location.file ?? this.#file;
    this.#line = location.line ?? this.#line;
    return { file: this.#file, line: this.#line, column: location.col };
  }
}

function flat(placed: Placed): Placed[] {
  return [placed, ...placed.inner.flatMap(flat)];
}

function membersOf({ inner }: Placed): DeclaredName[] {
  return inner.flatMap((placed): DeclaredName[] => {
    const { node, at, begin, end } = placed;
    if (TEMPLATES.includes(node.kind ?? '')) {
      const first = placed.inner.find((child) => Object.hasOwn(KINDS, child.node.kind ?? ''));
      return first === undefined ? [] : membersOf({ ...placed, inner: [first] });
    }
    const kind = KINDS[node.kind ?? ''];
    if (kind === undefined || node.name === undefined || node.isImplicit === true) return [];
    if (at === null || begin === null || end === null) return [];
    const members = kind === 'type' || kind === 'namespace' ? membersOf(placed) : [];
    return [{ name: node.name, kind, at, begin, end, members }];
  });
}

function namedBy({ name, referencedDecl, referencedMemberDecl }: Node): string | undefined {
  // A member of a pointer has its arrow before it.
  return referencedMemberDecl === undefined ? referencedDecl?.name : name?.replace(/^->/, '');
}

function hasBody({ inner }: Placed): boolean {
  return inner.some(({ node }) => node.kind === 'CompoundStmt');
}

function isSame(one: At | null, other: At): boolean {
  return one !== null && one.file === other.file && one.line === other.line && one.column === other.column;
}

function isBefore(one: At, other: At, orAt: boolean): boolean {
  if (one.file !== other.file) return false;
  if (one.line !== other.line) return one.line < other.line;
  return one.column < other.column || (orAt && one.column === other.column);
}
