/**
 * Reads the syntax tree that `clang -cc1 -ast-dump=json` prints of a program: what the program itself declares, and nothing of the
 * precompiled header that it does not name.
 */
import { fieldOf, listOf, positionOf, textOf } from '../fields.ts';

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
  readonly id: string | undefined;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly mangledName: string | undefined;
  readonly isImplicit: boolean;
  readonly completeDefinition: boolean;
  /** As it is in the end, and not by which name it was found. */
  readonly type: string | undefined;
  /** What an expression names. */
  readonly referredId: string | undefined;
  readonly referredName: string | undefined;
  /** Whether that is a member. */
  readonly isMember: boolean;
}

/** A node with its places; null for what has none. */
interface Placed {
  readonly node: Node;
  readonly at: At | null;
  readonly begin: At | null;
  readonly end: At | null;
  readonly inner: readonly Placed[];
}

const KINDS: ReadonlyMap<string, DeclaredKind> = new Map(
  Object.entries<DeclaredKind>({
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
  }),
);

/** Around what they declare, which has the same name. */
const TEMPLATES: readonly string[] = ['FunctionTemplateDecl', 'ClassTemplateDecl', 'TypeAliasTemplateDecl'];

export class SyntaxTree {
  readonly #root: Placed | null;
  /** In the order of the text. */
  readonly #nodes: readonly Placed[];

  /** `output`: what clang printed; what it has to say of the program stands around the tree, whose braces alone stand at the beginning of a line. */
  constructor(output: string) {
    const text = /^\{$[^]*?^\}$/m.exec(output)?.[0];
    const tree = text === undefined ? null : parsed(text);
    this.#root = tree === null ? null : new Placing().place(tree);
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
    return found?.node.type;
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
  #referredTo({ referredId }: Node): Placed | undefined {
    return this.#nodes.find(({ node, at }) => node.id === referredId && at !== null);
  }

  /** Types and namespaces, of whose use nothing is printed, and what only the instances of a template refer to. */
  #named(name: string, place: At): Placed | undefined {
    const all = this.#nodes.filter(
      ({ node, at }) => node.name === name && at !== null && !node.isImplicit && KINDS.has(node.kind ?? ''),
    );
    return (
      all.find(({ node }) => node.completeDefinition) ??
      all.findLast(({ at }) => at !== null && isBefore(at, place, true)) ??
      all[0]
    );
  }
}

/** Null for what is no JSON, as where clang broke on its way. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Levels that are read. A sum of thousands of terms has as many, and a name deep in it is not worth the stack of the reader. */
const MOST_LEVELS = 1_000;

/** Works out the places: each location says only what differs from the one printed before. */
class Placing {
  #file = '';
  #line = 0;

  place(value: unknown, level = 0): Placed {
    const range = fieldOf(value, 'range');
    const at = this.#at(fieldOf(value, 'loc'));
    const begin = this.#at(fieldOf(range, 'begin'));
    const end = this.#at(fieldOf(range, 'end'));
    const inner = level < MOST_LEVELS ? listOf(value, 'inner') : [];
    return { node: nodeOf(value), at, begin, end, inner: inner.map((child) => this.place(child, level + 1)) };
  }

  /** File and line are there where they are not those of the location printed before. */
  #at(location: unknown): At | null {
    // Of what a macro made.
    const spelling = fieldOf(location, 'spellingLoc');
    if (spelling !== undefined) {
      this.#place(spelling);
      return this.#place(fieldOf(location, 'expansionLoc'));
    }
    return this.#place(location);
  }

  #place(location: unknown): At | null {
    const column = positionOf(location, 'col');
    if (column === undefined) return null;
    this.#file = textOf(location, 'file') ?? this.#file;
    this.#line = positionOf(location, 'line') ?? this.#line;
    return { file: this.#file, line: this.#line, column };
  }
}

function nodeOf(value: unknown): Node {
  const type = fieldOf(value, 'type');
  const referred = fieldOf(value, 'referencedDecl');
  return {
    id: textOf(value, 'id'),
    kind: textOf(value, 'kind'),
    name: textOf(value, 'name'),
    mangledName: textOf(value, 'mangledName'),
    isImplicit: fieldOf(value, 'isImplicit') === true,
    completeDefinition: fieldOf(value, 'completeDefinition') === true,
    type: textOf(type, 'desugaredQualType') ?? textOf(type, 'qualType'),
    referredId: textOf(referred, 'id') ?? textOf(value, 'referencedMemberDecl'),
    referredName: textOf(referred, 'name'),
    isMember: textOf(value, 'referencedMemberDecl') !== undefined,
  };
}

function flat(placed: Placed): Placed[] {
  return [placed, ...placed.inner.flatMap(flat)];
}

function membersOf({ inner }: Placed): DeclaredName[] {
  return inner.flatMap((placed): DeclaredName[] => {
    const { node, at, begin, end } = placed;
    if (TEMPLATES.includes(node.kind ?? '')) {
      const first = placed.inner.find((child) => KINDS.has(child.node.kind ?? ''));
      return first === undefined ? [] : membersOf({ ...placed, inner: [first] });
    }
    const kind = KINDS.get(node.kind ?? '');
    if (kind === undefined || node.name === undefined || node.isImplicit) return [];
    if (at === null || begin === null || end === null) return [];
    const members = kind === 'type' || kind === 'namespace' ? membersOf(placed) : [];
    return [{ name: node.name, kind, at, begin, end, members }];
  });
}

function namedBy({ name, referredName, isMember }: Node): string | undefined {
  // A member of a pointer has its arrow before it.
  return isMember ? name?.replace(/^->/, '') : referredName;
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
