/**
 * `virtual:reference`: what the engine says of its public names, for the editor: the documentation comments of its headers, and for each name
 * the first row of `engine/API.md` that uses it, a line of Python beside a line of C++.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { Reference, ReferenceEntry } from '../session/language/reference.ts';

const ID = 'virtual:reference';
const RESOLVED = `\0${ID}`;

export interface ReferenceSources {
  /** The folder of the public headers. */
  readonly headers: string;
  /** `engine/API.md`. */
  readonly api: string;
}

/** See the file's head. */
export function reference({ headers, api }: ReferenceSources): Plugin {
  return {
    name: 'tulip-reference',
    resolveId: (id) => (id === ID ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null;
      const files = globSync('*.hpp', { cwd: headers }).map((name) => join(headers, name));
      for (const file of [...files, api]) this.addWatchFile(file);
      const comments = files.map((file) => commentsOf(readFileSync(file, 'utf8')));
      return `export default ${JSON.stringify(referenceOf(comments, readFileSync(api, 'utf8')))};`;
    },
  };
}

/** Comments by name of all headers, and the text of `engine/API.md`, put together. */
export function referenceOf(comments: readonly ReadonlyMap<string, string>[], api: string): Reference {
  const rows = rowsOf(api);
  const classes = variablesOf(api);
  const all = new Map<string, ReferenceEntry>();
  for (const [name, text] of comments.flatMap((map) => [...map])) {
    if (!all.has(name)) all.set(name, { text, ...rowFor(name, rows, classes) });
  }
  return Object.fromEntries(all);
}

/** What stands above a declaration and is none: a template's head, its requirements. */
const HEAD = /^\s*(?:template\b|requires\b|\[\[nodiscard\]\]$|\/\/ NOLINT)/;
const TYPE = /^\s*(?:class|struct|enum class|concept|using) (\w+)/;
const CONSTANT = /^\s*(?:static |inline )*constexpr [\w:<>]+ (\w+)/;
const FUNCTION = /(?<![\w:~])(\w+)\(/;
const NO_NAME = new Set(['operator', 'requires', 'noexcept', 'decltype', 'explicit', 'return']);

/** The comments of a header in the project's own layout, by name; members as `Class::name`. */
export function commentsOf(header: string): Map<string, string> {
  const found = new Map<string, string>();
  let owner = '';
  let comment: string[] = [];
  for (const line of publicPart(header).split('\n')) {
    const text = /^\s*\/\/\/ ?(.*)$/.exec(line)?.[1];
    if (text !== undefined) comment.push(text);
    // Such a line stands between a declaration and its comment.
    if (text !== undefined || HEAD.test(line)) continue;
    const name = nameIn(line);
    const key = line.startsWith(' ') && owner !== '' ? `${owner}::${name ?? ''}` : name;
    if (comment.length > 0 && name !== undefined && key !== undefined && name !== owner && !found.has(key))
      found.set(key, paragraphs(comment));
    comment = [];
    if (line === '};') owner = '';
    else owner = /^(?:class|struct) (\w+)(?!.*[;}]$)/.exec(line)?.[1] ?? owner;
  }
  return found;
}

/** Without what programs do not name: inner namespaces and the private parts of classes. */
function publicPart(header: string): string {
  return header
    .replaceAll(/^namespace (detail|core) \{$(?:\n[^\n}]+;|\ntemplate.*)*\n\}$/gm, '')
    .replaceAll(/^namespace (detail|core) \{$[^]*?^\} {2}\/\/ namespace (detail|core)$/gm, '')
    .replaceAll(/^ (?:private|protected):$[^]*?(?=^ public:$|^\};)/gm, '');
}

function nameIn(line: string): string | undefined {
  const name = (TYPE.exec(line) ?? CONSTANT.exec(line) ?? FUNCTION.exec(line))?.[1];
  return name === undefined || NO_NAME.has(name) ? undefined : name;
}

function paragraphs(comment: readonly string[]): string {
  return comment
    .join('\n')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll('\n', ' '))
    .join('\n\n');
}

interface Row {
  readonly python: string;
  readonly cpp: string;
}

function rowsOf(api: string): Row[] {
  return [...api.matchAll(/^\| `([^`]*)`[^|]*\| `([^`]*)` \|$/gm)].map(([, python = '', cpp = '']) => ({
    python,
    cpp,
  }));
}

/** The classes of the variables that the document declares for its rows: `task` → `Task`. */
function variablesOf(api: string): Map<string, string> {
  const given = [...api.matchAll(/<!-- given\n([^]*?)-->/g)].map(([, code = '']) => code).join('\n');
  const declarations = given.matchAll(/asyncio::(\w+)(?:<[^;\n]*?>)? (\w+)(?=[ ;({=])/g);
  return new Map([...declarations].map(([, type = '', name = '']) => [name, type]));
}

/** The row that shows a name best: one that begins with it, in both languages. */
function rowFor(name: string, rows: readonly Row[], classes: ReadonlyMap<string, string>): Partial<Row> {
  const [owner, member] = name.includes('::') ? (name.split('::') as [string, string]) : [null, name];
  const uses = rows.filter(({ cpp }) =>
    owner === null
      ? new RegExp(`\\basyncio::${member}\\b`).test(cpp)
      : [...cpp.matchAll(new RegExp(`\\b(\\w+)\\.${member}\\b`, 'g'))].some(
          ([, object = '']) => classes.get(object) === owner,
        ),
  );
  const twins = uses.filter(({ python }) => new RegExp(`\\b${member}\\b`).test(python));
  return (
    twins.find(({ cpp }) => new RegExp(`^(?:asyncio::|\\w+\\.)${member}\\b`).test(cpp)) ?? twins[0] ?? uses[0] ?? {}
  );
}
