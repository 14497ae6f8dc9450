/**
 * Completion, signature help and hover for whichever editor shows them: what the language service says of the program, and what the
 * reference adds to it.
 */
import type { Completion, LanguageSource, Signature, Spot } from '../../session/language/language.ts';
import { lookUp, type Reference, type ReferenceEntry } from '../../session/language/reference.ts';
import {
  declared,
  helpOf,
  insertionOf,
  mayFollow,
  referenceHelp,
  type HelpPart,
  type Insertion,
} from './help-texts.ts';

/** What the help works with. */
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

/** A place in a text that is asked about. */
export interface Question {
  readonly text: string;
  /** In UTF-16 code units. */
  readonly offset: number;
  /** Whether the answer is not wanted any more. */
  readonly isCancelled: () => boolean;
}

export interface CompletionQuestion extends Question {
  /** The character that led to it, where that is none of a word and the reader did not ask outright. */
  readonly trigger?: string | undefined;
  /** Whether the compiler may be downloaded for it. */
  readonly download: boolean;
}

/** A completion with all that is shown of it. */
export interface Suggestion {
  readonly completion: Completion;
  /** Parameters, of the first function of the name. */
  readonly rest: string;
  /** Its Python twin; of what has none the type. */
  readonly twin: string;
  /** The first declaration, and how many more there are; empty where there is none. */
  readonly declaration: string;
  readonly insertion: Insertion;
  /** The program has used it already. */
  readonly isUsed: boolean;
  readonly help: readonly HelpPart[];
}

export interface ShownSignature extends Signature {
  readonly help: readonly HelpPart[];
}

export class LanguageHelp {
  readonly #support: LanguageSupport;

  constructor(support: LanguageSupport) {
    this.#support = support;
  }

  /** What may be written at the place; null where that is nothing or cannot be told. */
  async complete(question: CompletionQuestion): Promise<readonly Suggestion[] | null> {
    const { text, offset, trigger, download } = question;
    const before = text.slice(0, offset);
    if (trigger !== undefined && !mayFollow(trigger, before.slice(before.lastIndexOf('\n') + 1))) return null;
    const service = await this.#support.source.start(download);
    // Asked now, it would overtake what was typed since.
    if (service === null || question.isCancelled()) return null;
    const [found, reference] = await this.#asked(question, (spot) => service.complete(spot));
    if (found === null) return null;
    const opened = text[offset] === '(';
    const used = new Set(before.replace(/\w+$/, '').match(/\w+/g));
    return found.items.map((completion): Suggestion => {
      const { name, declarations } = completion;
      const [first] = declarations;
      const entry = lookUp(reference, name, { before, owner: found.owner, from: first?.from });
      return {
        completion,
        rest: first?.rest ?? '',
        twin: entry?.python ?? first?.type ?? '',
        declaration: first === undefined ? '' : declared(name, first) + this.#others(completion),
        insertion: insertionOf(completion, opened),
        isUsed: used.has(name),
        help: helpOf(completion, entry),
      };
    });
  }

  /** The functions that the call around the place may mean, those first that take a parameter there; null where there is none. */
  async signatures(question: Question): Promise<readonly ShownSignature[] | null> {
    const { service } = this.#support.source;
    if (service === null) return null;
    const [found, reference] = await this.#asked(question, (spot) => service.signatures(spot));
    if (found === null || found.length === 0) return null;
    const before = question.text.slice(0, question.offset);
    return found
      .map((signature) => ({ ...signature, help: signatureHelp(signature, reference, before) }))
      .toSorted((a, b) => Number(a.active === undefined) - Number(b.active === undefined));
  }

  /** What is known of the word that ends at the place. */
  async describe(question: Question): Promise<readonly HelpPart[] | null> {
    const { service } = this.#support.source;
    if (service === null) return null;
    const [found, reference] = await this.#asked(question, (spot) => service.describe(spot));
    if (found === null) return null;
    const { item, owner } = found;
    const before = question.text.slice(0, question.offset);
    return helpOf(item, lookUp(reference, item.name, { before, owner, from: item.declarations[0]?.from }));
  }

  /** An answer that is still wanted, and the reference, without which everything works with less to say. */
  async #asked<Answer>(
    { text, offset, isCancelled }: Question,
    ask: (spot: Spot) => Promise<Answer | null>,
  ): Promise<[Answer | null, Reference]> {
    const [found, reference] = await Promise.all([
      ask(this.#support.spot(text, offset)),
      this.#support.reference().catch(() => ({})),
    ]);
    return [isCancelled() ? null : found, reference];
  }

  #others({ declarations: { length } }: Completion): string {
    return length > 1 ? ` ${this.#support.others(length - 1)}` : '';
  }
}

function signatureHelp({ label }: Signature, reference: Reference, before: string): readonly HelpPart[] {
  const name = /([\w~]+)(?:<[^(]*>)?\(/.exec(label)?.[1] ?? '';
  const call = new RegExp(`^[^]*\\b${name}(?=\\s*[<({])`).exec(before)?.[0] ?? before;
  const entry: ReferenceEntry | undefined = lookUp(reference, name, { before: call });
  return entry === undefined ? [] : referenceHelp(entry);
}
