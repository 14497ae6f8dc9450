/**
 * Turns what the linker writes into messages for the reader. It knows no lines, so an undefined function is looked for
 * in the source by its name.
 */
import { programMessage } from './diagnostics.ts';
import { explainAll } from './mistakes/explain.ts';
import type { Diagnostic } from '../session/run/compiler.ts';
import { SourceText } from './source-text.ts';

/** What calls `main` asks for it by these names. */
const MAIN = new Set(['main', '__main_argc_argv', '__main_void', '__original_main']);

export function linkerDiagnostics(output: string, source: string): Diagnostic[] {
  const text = new SourceText(source);
  const messages = output.split('\n').flatMap((line) => {
    const match = /^wasm-ld: (error|warning): (.*)$/.exec(line);
    const [, severity, message] = match ?? [];
    return message === undefined ? [] : [explain(severity === 'warning' ? 'warning' : 'error', message, text)];
  });
  // One undefined function is reported for each object that refers to it.
  const seen = new Set<string>();
  const once = messages.filter(({ message }) => !seen.has(message) && seen.add(message));
  return explainAll(once, source);
}

function explain(severity: 'error' | 'warning', message: string, text: SourceText): Diagnostic {
  const undefinedName = /undefined symbol: (.*)$/.exec(message)?.[1];
  if (undefinedName !== undefined) {
    if (MAIN.has(undefinedName)) return programMessage('error', 'the program has no main() function');
    return near(baseName(undefinedName), `${undefinedName} is declared and used, but defined nowhere`, text);
  }
  const duplicate = /duplicate symbol: (.*)$/.exec(message)?.[1];
  if (duplicate !== undefined) {
    return near(
      baseName(duplicate),
      `${duplicate} is already defined in the libraries that every program is linked with`,
      text,
    );
  }
  return programMessage(severity, message);
}

/** An error at the first place where the name stands in the source. */
function near(name: string, message: string, text: SourceText): Diagnostic {
  const place = name === '' ? null : text.findWord(name);
  if (place === null) return programMessage('error', message);
  return {
    severity: 'error',
    message,
    ...place,
    endLine: place.line,
    endColumn: place.column + name.length,
    notes: [],
  };
}

/** `f` of `ns::f<int>(std::vector<int>)`, `x` of `vtable for x`. */
export function baseName(symbol: string): string {
  let plain = symbol.replace(/^(vtable|typeinfo|typeinfo name|VTT|guard variable) for /, '');
  plain = plain.replace(/\b(?:const|volatile|&+)$/, '').trim();
  for (let before = ''; before !== plain;) {
    before = plain;
    plain = plain.replace(/<[^<>]*>|\([^()]*\)/g, '');
  }
  return /[\p{L}\p{N}_]+$/u.exec(plain.trim().replace(/(\[abi:\w+\])+$/, ''))?.[0] ?? '';
}
