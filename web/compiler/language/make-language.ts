import type { LanguageService } from '../../session/language/language.ts';
import type { CompilerAssets } from '../protocol.ts';
import { LanguageClient } from './language-client.ts';
// Inline for the same reason as the compiler's own (`make-compiler.ts`).
import ClangWorker from './worker.ts?worker&inline';

/** A language service that works with what the page's compiler has loaded, which may become more. */
export function makeLanguage(assets: () => CompilerAssets): LanguageService {
  return new LanguageClient(() => new ClangWorker(), assets);
}
