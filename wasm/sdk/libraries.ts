/** The system libraries that every program is linked with, by the page and by the tests alike. */

/** In `lib/wasm32-emscripten` of Emscripten's sysroot; in the order in which they use one another. */
export const SYSTEM_LIBRARIES: readonly string[] = [
  'libc++-except.a',
  'libc++abi-except.a',
  'libunwind-except.a',
  // What Emscripten's C library would ask JavaScript for, done by WASI or refused.
  'libstandalonewasm-memgrow.a',
  'libc.a',
  'libdlmalloc.a',
  'libcompiler_rt.a',
];
