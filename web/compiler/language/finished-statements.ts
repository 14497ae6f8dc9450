/**
 * Takes out of a text what clang need not read to complete at its end. clang itself skips the functions before the cursor, but not what is
 * before it in the same function, of which a chain of views, a format string or a container's contents take it longer than all else.
 */
import { parser } from '@lezer/cpp';
import type { SyntaxNode } from '@lezer/common';

/** Statements after which no name is known that was not known before. */
const CLOSED: readonly string[] = [
  'DoStatement',
  'ForRangeLoop',
  'ForStatement',
  'IfStatement',
  'ReturnStatement',
  'SwitchStatement',
  'TryStatement',
  'WhileStatement',
];
/** A statement of these is no declaration that the grammar, which knows no types, takes for something else. */
const CALLS: readonly string[] = ['AssignmentExpression', 'CallExpression', 'UpdateExpression'];
/** What a name to the right of it does not depend on. Not `<`, `*` and `&`, which are in types, too. */
const OPERATORS: readonly string[] = ['|', '||', '<<', '+', '-', '/', '%', '==', '!='];
/** Of expressions these take long. */
const SLOW: readonly string[] = ['CallExpression', 'SubscriptExpression'];
/** In place of what a loop goes over. Where a variable cannot begin so, clang knows it all the same. */
const BEGINNING = ' = {};;';
/** A condition with this may declare something; the grammar, which knows no types, may take that for something else. */
const DECLARES = /[;{]|(?<![=!<>])=(?!=)/;

/** Behind a statement that is not whole, by how the grammar reads a text that is being written. */
const GOES_ON = /^\s*(?:else|catch)\b/;

/** Where nothing stands behind on the same line, places there may move. */
const LAST_IN_LINE = /^[^\S\n]*\n/;

/** What is asked at the cursor: which names there are, or what the calls are around it. */
export type AskedFor = 'names' | 'calls';

/**
 * The text before `offset`, with an empty statement in place of those that end before there and declare nothing, and with variables that are only
 * declared, to be defined elsewhere, where their type does not depend on their value: then clang looks into the type when they are used. Of the
 * statement at the cursor conditions, the left sides of operators and, for names, called functions are left out.
 * Lines, and bytes in the line of the cursor, stay as many, so that clang's places are those of the whole text.
 */
export function withoutFinished(text: string, offset: number, asked: AskedFor): string {
  let before = '';
  let kept = 0;
  const replace = (from: number, to: number, by: string): void => {
    before += text.slice(kept, from) + by;
    kept = to;
  };
  const drop = ({ name, from, to }: SyntaxNode): void => {
    if (name === 'ExpressionStatement' || !GOES_ON.test(text.slice(to)))
      replace(from, to, `;${blank(text.slice(from + 1, to))}`);
  };
  /** `typed`: within a lambda that has ended, whose type may be that of something, by what it returns. */
  const visit = (node: SyntaxNode, typed: boolean): void => {
    for (let child = node.firstChild; child !== null && child.from < offset; child = child.nextSibling) {
      const part = child.to < offset && node.to >= offset ? standIn(child, text, asked) : null;
      // The cursor may be in the word that it ends with.
      if (child.to >= offset) visit(child, false);
      else if (part !== null) replace(part.from, child.to, part.by);
      else if (isStatement(child) && !(typed && returns(child))) drop(child);
      else if (isDefinition(child) && LAST_IN_LINE.test(text.slice(child.to))) {
        replace(child.from, child.from, 'extern ');
        for (const { firstChild: name, to } of child.getChildren('InitDeclarator')) {
          if (name !== null) replace(name.to, to, linesOf(text.slice(name.to, to)));
        }
      } else if (child.name === 'LambdaExpression') {
        const body = child.getChild('CompoundStatement');
        if (body !== null) visit(body, true);
      } else if (child.name !== 'FunctionDefinition') visit(child, typed);
    }
  };
  visit(parser.parse(text).topNode, false);
  return before + text.slice(kept, offset);
}

interface StandIn {
  readonly from: number;
  readonly by: string;
}

/**
 * What stands for a part that has ended, of a statement or an expression that has not, up to its end. Null where a name at the cursor may
 * depend on it, or where there is no room.
 */
function standIn(part: SyntaxNode, text: string, asked: AskedFor): StandIn | null {
  const { name, from, to, parent, prevSibling, nextSibling } = part;
  const by = (code: string, begin = from): StandIn | null => {
    const room = blank(text.slice(begin, to));
    const fits = room.startsWith(' '.repeat(code.length));
    return fits ? { from: begin, by: code + room.slice(code.length) } : null;
  };
  switch (parent?.name) {
    case 'IfStatement':
    case 'WhileStatement':
      return name === 'ConditionClause' && !DECLARES.test(text.slice(from, to)) ? by('(1)') : null;
    case 'ForRangeLoop': {
      if (nextSibling?.name !== ')' || prevSibling === null) return null;
      const variable = text.slice(parent.from, prevSibling.to);
      const isFixed = prevSibling.name !== 'ReferenceDeclarator' || /\bconst\b/.test(variable);
      return !/\bauto\b/.test(variable) && isFixed ? by(BEGINNING, prevSibling.to) : null;
    }
    case 'AssignmentExpression':
      return prevSibling === null && isSlow(part) ? by('0') : null;
    case 'BinaryExpression': {
      const isLeft = nextSibling !== null && OPERATORS.includes(text.slice(nextSibling.from, nextSibling.to));
      return isLeft && isSlow(part) ? by('0') : null;
    }
    case 'CallExpression':
      return asked === 'names' ? by('') : null;
    case 'ArgumentList':
      return asked === 'names' && isSlow(part) ? by('0') : null;
    default:
      return null;
  }
}

function isSlow(expression: SyntaxNode): boolean {
  let found = false;
  expression.cursor().iterate(({ name }) => {
    found ||= SLOW.includes(name);
  });
  return found;
}

function isStatement({ name, parent, firstChild }: SyntaxNode): boolean {
  if (name === 'CompoundStatement') return parent?.name === name;
  return CLOSED.includes(name) || (name === 'ExpressionStatement' && CALLS.includes(firstChild?.name ?? ''));
}

function returns(statement: SyntaxNode): boolean {
  let found = false;
  statement.cursor().iterate(({ name }) => {
    found ||= name === 'ReturnStatement';
  });
  return found;
}

/** Of a variable with its type: `std::vector<int> a(10)` in a function, but not `auto a = …` or `std::vector a{…}`. */
function isDefinition({ name, parent, firstChild }: SyntaxNode): boolean {
  const type = firstChild?.name === 'const' ? firstChild.nextSibling : firstChild;
  return name === 'Declaration' && parent?.name === 'CompoundStatement' && type?.name === 'TemplateType';
}

/** As many bytes. */
function blank(text: string): string {
  return text.replace(/[^\n]/gu, (character) => ' '.repeat(new TextEncoder().encode(character).length));
}

function linesOf(text: string): string {
  return text.replace(/[^\n]/g, '');
}
