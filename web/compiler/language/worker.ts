/** The language worker: clang for the editor's questions, on a thread of its own, so that none of them waits for a program being compiled. */
import { Llvm } from '../../../wasm/sdk/llvm.ts';
import type { CompilerAssets } from '../protocol.ts';
import { contentsOf } from '../worker/contents.ts';
import { Clang, isHeader } from './clang.ts';
import type { Answer, Question, Questions, Kind, Request } from './protocol.ts';

let clang: Promise<Clang> | null = null;

async function load(assets: CompilerAssets): Promise<Clang> {
  return new Clang(new Llvm(assets.llvm), assets.manifest, await contentsOf(assets, isHeader));
}

async function answerTo(asked: Clang, question: Question): Promise<Questions[Kind]['answer']> {
  switch (question.type) {
    case 'complete':
      return asked.complete(question.spot);
    case 'signatures':
      return asked.signatures(question.spot);
    case 'describe':
      return asked.describe(question.spot);
    case 'define':
      return asked.define(question.spot);
    case 'outline':
      return asked.outline(question.project, question.file);
    case 'check':
      return asked.check(question.project, question.file);
  }
}

async function serve(request: Request): Promise<Answer> {
  try {
    if (request.type === 'load') {
      clang = load(request.assets);
      await clang;
      return { type: 'loaded' };
    }
    if (clang === null) throw new Error('asked before the compiler was loaded');
    return { type: 'answer', answer: await answerTo(await clang, request) };
  } catch {
    return { type: 'broken' };
  }
}

/** What shortens the next answer, now that the reader has this one: it keeps the thread to itself. */
async function prepare(kind: Kind): Promise<void> {
  const asked = await clang;
  if (kind === 'complete') await asked?.warmUp();
  // One worker is asked the one, another the other (LanguageClient).
  asked?.prepare(kind === 'check' || kind === 'define' || kind === 'outline' ? 'check' : 'complete');
}

onmessage = ({ data }: MessageEvent<Request>) => {
  void serve(data).then((answer) => {
    postMessage(answer);
    // A clang that breaks here breaks over the question itself, too.
    if (data.type !== 'load') void prepare(data.type).catch(() => undefined);
  });
};
