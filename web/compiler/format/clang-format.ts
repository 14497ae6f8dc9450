/** Lays a program out by clang-format, which `@wasm-fmt/clang-format` has as a WebAssembly module. */
import { format, initSync } from '@wasm-fmt/clang-format/web';

/** That of the bundled programs: `web/lessons/.clang-format`. */
export const STYLE = '{BasedOnStyle: Google, Standard: Latest, ColumnLimit: 80, DerivePointerAlignment: false}';

/** The program in the style of the bundled ones. Code with mistakes is laid out as far as clang-format makes sense of it. */
export function formatted(module: WebAssembly.Module, text: string): string {
  initSync(module);
  return format(text, 'main.cpp', STYLE);
}
