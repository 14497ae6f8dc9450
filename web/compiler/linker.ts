/**
 * Turns what the linker writes into messages for the reader. It knows no lines, so an undefined function is looked for
 * in the source by its name.
 */
import { isUnit, type Project } from '../../wasm/sdk/project.ts';
import { programMessage } from './diagnostics.ts';
import { explainProject } from './mistakes/explain.ts';
import type { Diagnostic } from '../session/run/compiler.ts';
import { SourceText } from './source-text.ts';

/** What calls `main` asks for it by these names. */
const MAIN = new Set(['main', '__main_argc_argv', '__main_void', '__original_main']);

export function linkerDiagnostics(output: string, project: Project): Diagnostic[] {
  const all = output.matchAll(/^wasm-ld: (error|warning): (.*)$((?:\n>>> .*)*)/gm);
  const messages = [...all].map(([, severity, message = '', more = '']) =>
    explain(severity === 'warning' ? 'warning' : 'error', message, more, project),
  );
  // One undefined function is reported for each object that refers to it.
  const seen = new Set<string>();
  const once = messages.filter(({ message }) => !seen.has(message) && seen.add(message));
  return explainProject(once, project);
}

/** `more`: the lines that the linker adds. */
function explain(severity: 'error' | 'warning', message: string, more: string, project: Project): Diagnostic {
  const undefinedName = /undefined symbol: (.*)$/.exec(message)?.[1];
  if (undefinedName !== undefined) {
    if (MAIN.has(undefinedName)) return programMessage('error', 'the program has no main() function');
    return near(baseName(undefinedName), `${undefinedName} is declared and used, but defined nowhere`, project);
  }
  const duplicate = /duplicate symbol: (.*)$/.exec(message)?.[1];
  if (duplicate !== undefined) {
    return near(baseName(duplicate), alreadyDefined(duplicate, more, project), project);
  }
  return programMessage(severity, message);
}

function alreadyDefined(name: string, more: string, { main }: Project): string {
  const objects = [...more.matchAll(/^>>> defined in \/([^/\n]+)\.o$/gm)].map(([, object = '']) => object);
  if (objects.length < 2) return `${name} is already defined in the libraries that every program is linked with`;
  const [first, second] = objects.map((object) => (object === 'main' ? main : object));
  return `${name} is defined in ${first} and in ${second}: in a header it must be inline`;
}

/** An error at the first place where the name stands in the source: in a header, where what several files have in common is. */
function near(name: string, message: string, { files }: Project): Diagnostic {
  const places = Object.keys(files)
    .toSorted((a, b) => Number(isUnit(a)) - Number(isUnit(b)))
    .map((file) => {
      const found = name === '' ? null : new SourceText(files[file] ?? '').findWord(name);
      return found === null ? null : { file, ...found };
    });
  const place = places.find((found) => found !== null);
  if (place === undefined) return programMessage('error', message);
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
