/** Completion, signature help, hover, definition, outline and Format in Monaco. */
import {
  editor,
  languages,
  Range,
  type CancellationToken,
  type Position,
  type Uri,
} from 'monaco-editor/editor/editor.api';
import type { CompletionKind, OutlineEntry } from '../../session/language/language.ts';
import type { HelpPart, Insertion } from './help-texts.ts';
import { LanguageHelp, type LanguageSupport, type Question, type Suggestion } from './language-help.ts';

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
  readonly help: readonly HelpPart[];
}

/** Registers them for all C++ that Monaco edits. */
export function addLanguageFeatures(support: LanguageSupport, files: EditorFiles): void {
  const features = new LanguageFeatures(support, files);
  languages.registerCompletionItemProvider('cpp', {
    triggerCharacters: ['.', ':', '>', '<', '"'],
    provideCompletionItems: (model, position, context, token) =>
      features.complete(model, position, context.triggerCharacter, token),
    resolveCompletionItem: (item) => ({ ...item, documentation: markdown((item as Item).help) }),
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
  readonly #help: LanguageHelp;
  readonly #files: EditorFiles;

  constructor(support: LanguageSupport, files: EditorFiles) {
    this.#support = support;
    this.#help = new LanguageHelp(support);
    this.#files = files;
  }

  async complete(
    model: editor.ITextModel,
    position: Position,
    trigger: string | undefined,
    token: CancellationToken,
  ): Promise<languages.CompletionList | null> {
    const { startColumn, endColumn } = model.getWordUntilPosition(position);
    const range = new Range(position.lineNumber, startColumn, position.lineNumber, endColumn);
    const found = await this.#help.complete({ ...question(model, position, token), trigger, download: true });
    return found && { suggestions: found.map((suggestion): Item => item(suggestion, range)) };
  }

  async signatures(
    model: editor.ITextModel,
    position: Position,
    token: CancellationToken,
  ): Promise<languages.SignatureHelpResult | null> {
    const found = await this.#help.signatures(question(model, position, token));
    if (found === null) return null;
    const signatures = found.map(({ label, active, help }): languages.SignatureInformation => {
      const parameters = active === undefined ? [] : [{ label: [...active] as [number, number] }];
      return { label, parameters, ...(help.length === 0 ? {} : { documentation: markdown(help) }) };
    });
    return { value: { signatures, activeSignature: 0, activeParameter: 0 }, dispose: () => undefined };
  }

  async hover(model: editor.ITextModel, position: Position, token: CancellationToken): Promise<languages.Hover | null> {
    const word = model.getWordAtPosition(position);
    if (word === null || isProse(model, position)) return null;
    const range = new Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
    const help = await this.#help.describe(question(model, range.getEndPosition(), token));
    return help && { range, contents: [markdown(help)] };
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

function question(model: editor.ITextModel, position: Position, token: CancellationToken): Question {
  return { text: model.getValue(), offset: model.getOffsetAt(position), isCancelled: () => isCancelled(token) };
}

function item({ completion, rest, twin, declaration, insertion, isUsed, help }: Suggestion, range: Range): Item {
  const { name, kind, fix } = completion;
  const edits = fix && [{ range: new Range(fix.line, fix.column, fix.endLine, fix.endColumn), text: fix.text }];
  return {
    label: { label: name, description: twin, ...(rest === '' ? {} : { detail: rest }) },
    kind: KINDS[kind],
    ...(declaration === '' ? {} : { detail: declaration }),
    ...inserted(insertion),
    ...(edits === undefined ? {} : { additionalTextEdits: edits }),
    range,
    // What the program has used already comes first.
    sortText: `${isUsed ? '0' : '1'}${name}`,
    help,
  };
}

const COMMANDS = { completions: 'editor.action.triggerSuggest', parameters: 'editor.action.triggerParameterHints' };

function inserted({
  pieces: [first, ...more],
  then,
}: Insertion): Pick<languages.CompletionItem, 'insertText' | 'insertTextRules' | 'command'> {
  const command = then === undefined ? {} : { command: { id: COMMANDS[then], title: '' } };
  if (more.length === 0) return { insertText: first, ...command };
  const filled = more.map((piece, index) => `$${String(index + 1)}${piece}`);
  return {
    insertText: `${first}${filled.join('')}$0`,
    insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
    ...command,
  };
}

function markdown(parts: readonly HelpPart[]): { value: string } {
  return { value: parts.map(markdownOf).join('\n\n') };
}

function markdownOf({ kind, text }: HelpPart): string {
  if (kind === 'reference') return text;
  if (kind === 'comment') return text.replaceAll(/[\\`*_{}[\]()#+\-.!<>|~]/g, '\\$&');
  return `\`\`\`${kind}\n${text}\n\`\`\``;
}

/** Whether a comment or a text stands there. */
function isProse(model: editor.ITextModel, { lineNumber, column }: Position): boolean {
  const tokens = editor.tokenize(model.getValue(), 'cpp')[lineNumber - 1] ?? [];
  const token = tokens.findLast(({ offset }) => offset < column);
  return token !== undefined && /^(?:comment|string)/.test(token.type);
}
