/**
 * Reads what `clang -cc1 -code-completion-at` prints: a line for each thing that may stand at the cursor,
 *
 *     COMPLETION: gather : [#auto#]gather(<#Ts &&awaitables...#>)
 *     COMPLETION: done (InBase) : [#bool#][#Future<int>::#]done()[# const#]
 *     COMPLETION: add : [#int#]add(<#int a#>, <#int b#>) : Adds two numbers.
 *     COMPLETION: done : [#bool#]done() (requires fix-it: {7:93-7:95} to ".")
 *     OVERLOAD: [#int#]add(int a, <#int b#>)
 *
 * with the type in front, parameters between `<#` and `#>`, those that may be left out between `{#` and `#}`. In an OVERLOAD the
 * parameter at the cursor is the one in `<#…#>`. The form is that of clang's CodeCompletionString::getAsString and PrintingCodeCompleteConsumer.
 */
import type {
  Completion,
  CompletionKind,
  Completions,
  Declaration,
  Signature,
} from '../../session/language/language.ts';

const COMPLETION = 'COMPLETION: ';
const OVERLOAD = 'OVERLOAD: ';
const PATTERN = 'Pattern';
/** The last parameter of what waits: the line of the caller, which nobody writes. */
const WHERE = /(?:, )?std::source_location \w+ = std::source_location::current\(\)/;
/** Members that nobody means to write out, and names that are the library's own. */
const UNWANTED = /^(?:_|<|operator\b|~)/;
/** What the library declares so that a wrong call is refused in words: nobody means to call it. */
const REFUSAL = /\bdetail::Refused$/;
const FIX = / \(requires fix-it: \{(\d+):(\d+)-(\d+):(\d+)\} to "([^"]*)"\)/;

interface Line {
  readonly name: string;
  readonly flags: readonly string[];
  readonly declaration: Declaration;
  readonly kind: CompletionKind;
  readonly fix?: Completion['fix'];
}

/** What the compiler offers; `before` is the text that it was asked about. */
export function readCompletions(output: string, before: string): Completions {
  const items = new Map<string, Line[]>();
  let owner: string | undefined;
  for (const text of output.split('\n')) {
    if (!text.startsWith(COMPLETION)) continue;
    const line = readLine(text.slice(COMPLETION.length), before);
    // Among its members a class names itself.
    if (line.kind === 'namespace' && isMember(before) && line.flags.length === 0) owner = line.name;
    else if (isWanted(line)) items.set(line.name, [...(items.get(line.name) ?? []), line]);
  }
  return { ...(owner === undefined ? {} : { owner }), items: [...items.values()].map(merge) };
}

export function readSignatures(output: string): Signature[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith(OVERLOAD))
    .map((line) => readSignature(line.slice(OVERLOAD.length)));
}

function isMember(before: string): boolean {
  return /(?:\.|->)\s*\w*$/.test(before);
}

function isWanted({ name, flags, kind, declaration }: Line): boolean {
  return (
    !UNWANTED.test(name) &&
    !REFUSAL.test(declaration.type) &&
    !flags.includes('Hidden') &&
    !flags.includes('Inaccessible') &&
    !(kind === 'namespace' && flags.length > 0)
  );
}

function merge(lines: readonly Line[]): Completion {
  const [first] = lines as [Line, ...Line[]];
  const { name, kind, fix } = first;
  // A class is there once more for each of its constructors.
  const declarations = new Map(lines.map(({ declaration }) => [JSON.stringify(declaration), declaration]));
  return {
    name,
    kind,
    declarations: [...declarations.values()],
    ...(fix === undefined ? {} : { fix }),
  };
}

function readLine(text: string, before: string): Line {
  const colon = text.indexOf(' : ');
  const head = colon < 0 ? text : text.slice(0, colon);
  const [, plain = head, flags = ''] = /^(.*?)(?: \(([\w,]+)\))?$/.exec(head) ?? [];
  const fix = FIX.exec(text);
  const body = (colon < 0 ? '' : text.slice(colon + 3)).replace(FIX, '');
  const { code, comment } = splitComment(body);
  const parts = readParts(code);
  const name = plain === PATTERN ? parts.text.trim() : plain;
  const rest = parts.text.startsWith(plain) ? parts.text.slice(plain.length) : '';
  return {
    name: name.replace(/[<>"(\s].*$/, '') || name,
    flags: flags === '' ? [] : flags.split(','),
    kind: kindOf(plain, colon < 0, parts, rest),
    declaration: {
      type: parts.type,
      rest: rest.replace(WHERE, '') + parts.suffix,
      ...(parts.from === undefined ? {} : { from: parts.from }),
      ...(comment === undefined ? {} : { comment }),
    },
    ...(fix === null ? {} : { fix: changeOf(fix, before) }),
  };
}

/** The comment comes last, behind another colon; a colon of the code stands within marks. */
function splitComment(body: string): { code: string; comment?: string } {
  // One part after another: a single expression for the whole line tries every way to read its marks, which are twice as many with each.
  for (const { 0: part, index } of body.matchAll(/\[#.*?#\]|<#.*?#>| : |[^]/g)) {
    if (part === ' : ') return { code: body.slice(0, index), comment: body.slice(index + part.length) };
  }
  return { code: body };
}

interface Parts {
  /** What is in front of the name: the type. */
  readonly type: string;
  readonly from?: string;
  /** Name and parameters, without marks. */
  readonly text: string;
  readonly suffix: string;
}

function readParts(code: string): Parts {
  let type = '';
  let from: string | undefined;
  let text = '';
  let suffix = '';
  for (const [whole, information, parameter] of code.matchAll(/\[#(.*?)#\]|<#(.*?)#>|\{#|#\}|[^]/g)) {
    if (information === undefined) text += parameter ?? (whole.length === 2 ? '' : whole);
    else if (text !== '') suffix += information;
    else if (information.endsWith('::')) from = information.replace(/<.*|::$/g, '');
    else type += information;
  }
  return { type, text, suffix, ...(from === undefined ? {} : { from }) };
}

function kindOf(name: string, isKeyword: boolean, { type, text }: Parts, rest: string): CompletionKind {
  if (isKeyword || name === PATTERN) return 'keyword';
  if (text.endsWith('::')) return 'namespace';
  if (/^(?:<.*>)?\(/.test(rest)) return 'function';
  return type === '' ? 'type' : 'variable';
}

/** clang's columns count bytes. */
function changeOf(
  [, line, from, endLine, to, text = '']: readonly string[],
  before: string,
): NonNullable<Completion['fix']> {
  const lines = before.split('\n');
  const column = (row: number, byte: number) =>
    new TextDecoder().decode(new TextEncoder().encode(lines[row - 1] ?? '').subarray(0, byte - 1)).length + 1;
  return {
    line: Number(line),
    column: column(Number(line), Number(from)),
    endLine: Number(endLine),
    endColumn: column(Number(endLine), Number(to)),
    text,
  };
}

function readSignature(code: string): Signature {
  let label = '';
  let active: [number, number] | undefined;
  for (const [whole, type, parameter] of code.matchAll(/\[#(.*?)#\]|<#(.*?)#>|\{#|#\}|[^]/g)) {
    if (type !== undefined) label += label === '' && !type.endsWith('::') ? `${type} ` : label === '' ? '' : type;
    else if (parameter !== undefined) {
      active ??= [label.length, label.length + parameter.length];
      label += parameter;
    } else if (whole.length === 1) label += whole;
  }
  return { label, ...(active === undefined ? {} : { active }) };
}
