/** Completion, signature help and hover in Monaco, from what the language service says and what the reference adds to it. */
import {
  editor,
  languages,
  Range,
  type CancellationToken,
  type Position,
  type Uri,
} from 'monaco-editor/editor/editor.api';
import type {
  Completion,
  CompletionKind,
  Declaration,
  LanguageSource,
  OutlineEntry,
  Signature,
  Spot,
} from '../../session/language/language.ts';
import { lookUp, type Reference, type ReferenceEntry } from '../../session/language/reference.ts';

/** What the features work with. */
export interface LanguageSupport {
  readonly source: LanguageSource;
  /** Loads what the engine says of its names. */
  readonly reference: () => Promise<Reference>;
  /** A place in the file that is edited, of which `text` is all. */
  readonly spot: (text: string, offset: number) => Spot;
  /** How many more functions there are of a name. */
  readonly others: (count: number) => string;
  /** Lays a program out; null where that cannot be had, which the reader has been told. */
  readonly format: (text: string) => Promise<string | null>;
}

const KINDS: Readonly<Record<CompletionKind, languages.CompletionItemKind>> = {
  function: languages.CompletionItemKind.Function,
  variable: languages.CompletionItemKind.Variable,
  type: languages.CompletionItemKind.Class,
  namespace: languages.CompletionItemKind.Module,
  keyword: languages.CompletionItemKind.Keyword,
  header: languages.CompletionItemKind.File,
  file: languages.CompletionItemKind.File,
};

const SYMBOLS: Readonly<Record<OutlineEntry['kind'], languages.SymbolKind>> = {
  function: languages.SymbolKind.Function,
  variable: languages.SymbolKind.Variable,
  type: languages.SymbolKind.Struct,
  namespace: languages.SymbolKind.Namespace,
};

/** The files of the program in Monaco. */
export interface EditorFiles {
  /** The address of a file's model, which is made of `text` where there is none yet. */
  addressOf(file: string, text: string): Uri;
}

/** A completion as Monaco has it, with what its details are made of. */
interface Item extends languages.CompletionItem {
  readonly completion: Completion;
  readonly entry: ReferenceEntry | undefined;
}

/** Registers them for all C++ that Monaco edits. */
export function addLanguageFeatures(support: LanguageSupport, files: EditorFiles): void {
  const features = new LanguageFeatures(support, files);
  languages.registerCompletionItemProvider('cpp', {
    triggerCharacters: ['.', ':', '>', '<', '"'],
    provideCompletionItems: (model, position, context, token) =>
      features.complete(model, position, context.triggerCharacter, token),
    resolveCompletionItem: (item) => features.detailed(item as Item),
  });
  languages.registerSignatureHelpProvider('cpp', {
    signatureHelpTriggerCharacters: ['(', ','],
    signatureHelpRetriggerCharacters: [')'],
    provideSignatureHelp: (model, position, token) => features.signatures(model, position, token),
  });
  languages.registerHoverProvider('cpp', {
    provideHover: (model, position, token) => features.hover(model, position, token),
  });
  languages.registerDefinitionProvider('cpp', {
    provideDefinition: (model, position, token) => features.definition(model, position, token),
  });
  languages.registerDocumentSymbolProvider('cpp', {
    provideDocumentSymbols: (model, token) => features.outline(model, token),
  });
  languages.registerDocumentFormattingEditProvider('cpp', {
    provideDocumentFormattingEdits: async (model) => {
      const text = await support.format(model.getValue());
      return text === null ? [] : [{ range: model.getFullModelRange(), text }];
    },
  });
}

class LanguageFeatures {
  readonly #support: LanguageSupport;
  readonly #files: EditorFiles;

  constructor(support: LanguageSupport, files: EditorFiles) {
    this.#support = support;
    this.#files = files;
  }

  async complete(
    model: editor.ITextModel,
    position: Position,
    trigger: string | undefined,
    token: CancellationToken,
  ): Promise<languages.CompletionList | null> {
    if (!mayFollow(trigger, lineTo(model, position))) return null;
    const before = textTo(model, position);
    const opened = lineFrom(model, position).startsWith('(');
    const { word, startColumn, endColumn } = model.getWordUntilPosition(position);
    const service = await this.#support.source.start(true);
    // Asked now, it would overtake what was typed since.
    if (service === null || isCancelled(token)) return null;
    const [found, reference] = await Promise.all([
      service.complete(this.#support.spot(model.getValue(), before.length)),
      this.#reference(),
    ]);
    if (found === null || isCancelled(token)) return null;
    const range = new Range(position.lineNumber, startColumn, position.lineNumber, endColumn);
    const own = new Set(before.slice(0, before.length - word.length).match(/\w+/g));
    const suggestions = found.items.map((completion): Item => {
      const from = completion.declarations[0]?.from;
      const entry = lookUp(reference, completion.name, { before, owner: found.owner, from });
      return {
        ...this.#shown(completion, entry),
        ...inserted(completion, opened),
        range,
        // What the program has used already comes first.
        sortText: `${own.has(completion.name) ? '0' : '1'}${completion.name}`,
        completion,
        entry,
      };
    });
    return { suggestions };
  }

  detailed(item: Item): languages.CompletionItem {
    const { completion, entry } = item;
    return { ...item, documentation: { value: documentation(completion, entry) } };
  }

  async signatures(
    model: editor.ITextModel,
    position: Position,
    token: CancellationToken,
  ): Promise<languages.SignatureHelpResult | null> {
    const before = textTo(model, position);
    const { service } = this.#support.source;
    if (service === null) return null;
    const [found, reference] = await Promise.all([
      service.signatures(this.#support.spot(model.getValue(), before.length)),
      this.#reference(),
    ]);
    if (found === null || found.length === 0 || isCancelled(token)) return null;
    const signatures = found.map((signature) => shownSignature(signature, reference, before));
    // Those that take a parameter at the cursor come before those that are complete already.
    const activeSignature = Math.max(
      0,
      found.findIndex(({ active }) => active !== undefined),
    );
    return { value: { signatures, activeSignature, activeParameter: 0 }, dispose: () => undefined };
  }

  async hover(model: editor.ITextModel, position: Position, token: CancellationToken): Promise<languages.Hover | null> {
    const word = model.getWordAtPosition(position);
    const { service } = this.#support.source;
    if (service === null || word === null || isProse(model, position)) return null;
    const range = new Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
    const end = model.getOffsetAt(range.getEndPosition());
    const [found, reference] = await Promise.all([
      service.describe(this.#support.spot(model.getValue(), end)),
      this.#reference(),
    ]);
    if (found === null || isCancelled(token)) return null;
    const { item, owner } = found;
    const before = model.getValue().slice(0, end);
    const entry = lookUp(reference, item.name, { before, owner, from: item.declarations[0]?.from });
    return { range, contents: [{ value: documentation(item, entry) }] };
  }

  async definition(
    model: editor.ITextModel,
    position: Position,
    token: CancellationToken,
  ): Promise<languages.Definition | null> {
    const word = model.getWordAtPosition(position);
    const service = await this.#support.source.start(false);
    if (service === null || word === null || isProse(model, position)) return null;
    const end = model.getOffsetAt({ lineNumber: position.lineNumber, column: word.endColumn });
    const spot = this.#support.spot(model.getValue(), end);
    const found = await service.define(spot);
    if (found === null || isCancelled(token)) return null;
    const { file, line, column } = found;
    const uri = file === spot.file ? model.uri : this.#files.addressOf(file, spot.project.files[file] ?? '');
    return { uri, range: new Range(line, column, line, column + word.word.length) };
  }

  async outline(model: editor.ITextModel, token: CancellationToken): Promise<languages.DocumentSymbol[]> {
    const service = await this.#support.source.start(false);
    if (service === null) return [];
    const { project, file } = this.#support.spot(model.getValue(), 0);
    const found = await service.outline(project, file);
    return found === null || isCancelled(token) ? [] : found.map((entry) => symbol(model, entry));
  }

  /** Without the reference everything works, with less to say. */
  async #reference(): Promise<Reference> {
    return this.#support.reference().catch(() => ({}));
  }

  #shown(
    completion: Completion,
    entry: ReferenceEntry | undefined,
  ): Pick<languages.CompletionItem, 'label' | 'kind' | 'detail'> {
    const { name, kind, declarations } = completion;
    const [first] = declarations;
    const others = declarations.length > 1 ? ` ${this.#support.others(declarations.length - 1)}` : '';
    return {
      label: {
        label: name,
        ...(first === undefined ? {} : { detail: first.rest }),
        // Its Python twin; of what has none the type.
        description: entry?.python ?? first?.type ?? '',
      },
      kind: KINDS[kind],
      ...(first === undefined ? {} : { detail: declared(name, first) + others }),
    };
  }
}

function symbol(model: editor.ITextModel, entry: OutlineEntry): languages.DocumentSymbol {
  const { name, kind, at, firstLine, lastLine, members } = entry;
  return {
    name,
    kind: SYMBOLS[kind],
    detail: '',
    tags: [],
    range: new Range(firstLine, 1, lastLine, model.getLineMaxColumn(Math.min(lastLine, model.getLineCount()))),
    selectionRange: new Range(at.line, at.column, at.line, at.column + name.length),
    children: members.map((member) => symbol(model, member)),
  };
}

/** A function, as the answer differs from one time to the next. */
function isCancelled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

/** Whether a character that was typed begins something: a colon alone does not, nor does a dot within a comment. */
function mayFollow(trigger: string | undefined, line: string): boolean {
  if (trigger === undefined) return true;
  if (/^\s*#\s*include\b/.test(line)) return trigger === '<' || trigger === '"';
  return /(?:(?<!\d)\.|::|->)$/.test(line) && !line.includes('//');
}

function inserted(
  { name, kind, declarations, fix }: Completion,
  opened: boolean,
): Pick<languages.CompletionItem, 'insertText' | 'insertTextRules' | 'command' | 'additionalTextEdits'> {
  const rest = declarations[0]?.rest ?? '';
  const edits =
    fix === undefined
      ? {}
      : {
          additionalTextEdits: [{ range: new Range(fix.line, fix.column, fix.endLine, fix.endColumn), text: fix.text }],
        };
  const isTemplate = rest.startsWith('<');
  if (kind === 'namespace')
    return { insertText: `${name}::`, command: { id: 'editor.action.triggerSuggest', title: '' }, ...edits };
  if (kind === 'header') return { insertText: `${name}>`, ...edits };
  if (opened || (kind !== 'function' && !isTemplate)) return { insertText: name, ...edits };
  const given = isTemplate ? '<$1>' : '';
  const isEmpty = kind === 'function' && declarations.every((declaration) => declaration.rest.startsWith('()'));
  const parameters = kind !== 'function' ? '' : isEmpty ? '()' : isTemplate ? '($2)' : '($1)';
  return {
    insertText: `${name}${given}${parameters}$0`,
    insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
    ...(kind === 'function' && !isEmpty ? { command: { id: 'editor.action.triggerParameterHints', title: '' } } : {}),
    ...edits,
  };
}

function shownSignature(
  { label, active }: Signature,
  reference: Reference,
  before: string,
): languages.SignatureInformation {
  const name = /([\w~]+)(?:<[^(]*>)?\(/.exec(label)?.[1] ?? '';
  const call = new RegExp(`^[^]*\\b${name}(?=\\s*[<({])`).exec(before)?.[0] ?? before;
  const entry = lookUp(reference, name, { before: call });
  return {
    label,
    parameters: active === undefined ? [] : [{ label: [...active] }],
    ...(entry === undefined ? {} : { documentation: { value: described(entry) } }),
  };
}

/** All that is known of a name, as Markdown. */
function documentation({ name, declarations }: Completion, entry: ReferenceEntry | undefined): string {
  const declarationsText = declarations.slice(0, 4).map((declaration) => declared(name, declaration));
  const comment = declarations.find((declaration) => declaration.comment !== undefined)?.comment;
  const parts = declarationsText.length === 0 ? [] : [code('cpp', declarationsText.join('\n'))];
  if (entry !== undefined) parts.push(described(entry));
  // As plain text: it is the program's, which may be a stranger's.
  else if (comment !== undefined) parts.push(comment.replaceAll(/[\\`*_{}[\]()#+\-.!<>|~]/g, '\\$&'));
  return parts.join('\n\n');
}

function described({ text, python, cpp }: ReferenceEntry): string {
  const twins = python === undefined || cpp === undefined ? [] : [code('python', python), code('cpp', cpp)];
  return [...twins, text].join('\n\n');
}

function declared(name: string, { type, rest, from }: Declaration): string {
  return `${type === '' ? '' : `${type} `}${from === undefined ? '' : `${from}::`}${name}${rest}`;
}

function code(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function textTo(model: editor.ITextModel, position: Position): string {
  return model.getValueInRange(new Range(1, 1, position.lineNumber, position.column));
}

function lineTo(model: editor.ITextModel, position: Position): string {
  return model.getLineContent(position.lineNumber).slice(0, position.column - 1);
}

function lineFrom(model: editor.ITextModel, position: Position): string {
  return model.getLineContent(position.lineNumber).slice(position.column - 1);
}

/** Whether a comment or a text stands there. */
function isProse(model: editor.ITextModel, { lineNumber, column }: Position): boolean {
  const tokens = editor.tokenize(model.getValue(), 'cpp')[lineNumber - 1] ?? [];
  const token = tokens.findLast(({ offset }) => offset < column);
  return token !== undefined && /^(?:comment|string)/.test(token.type);
}
