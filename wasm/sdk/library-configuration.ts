/** How libc++ is configured in what the page compiles: it looks for the mistakes that it can see, such as an index out of range, and its headers are lean. */
import type { Tree } from './files.ts';

/**
 * All that costs nothing to speak of. Against no checks at all the corpus of tests/bench/edits grows by 0 to 0.4 KB a program (brotli), in this mode as in
 * `FAST`, which lacks what is no danger to others but a mistake all the same: a string of a null pointer, `std::clamp` with its bounds exchanged. Times to compile
 * cannot be told apart. The engine is compiled without: a step costs what it did.
 */
const MODE = '_LIBCPP_HARDENING_MODE_EXTENSIVE';

/**
 * What libc++ does where it sees one; this header is the vendor's to write. A trap, which adds no text to a program: its words are in the line tables alone,
 * which are made when there is a failure to explain (lines.ts). `nomerge` keeps one trap for each line. Source: libc++'s "Hardening Modes", clang's
 * `__builtin_verbose_trap`.
 */
const ASSERTION_HANDLER = `
#ifndef _LIBCPP___ASSERTION_HANDLER
#define _LIBCPP___ASSERTION_HANDLER
#pragma GCC system_header
#define _LIBCPP_ASSERTION_HANDLER(message) ({ [[clang::nomerge]] __builtin_verbose_trap("libc++", message); })
#endif
`;

/**
 * Its own switches for two attributes that it puts on nearly every function: the tag that keeps apart the names of differently configured libraries, of
 * which a program has one, and the visibility, which is "hidden" by the command line anyway. A program's functions cannot be mistaken for those
 * inside the compiled libraries: those keep their tags. A precompiled header holds each use of an attribute, and each macro on the way to it: 6 of
 * 42 MB, and 4 of 16 with brotli.
 */
const LEAN = `
#define _LIBCPP_NO_ABI_TAG
#define _LIBCPP_DISABLE_VISIBILITY_ANNOTATIONS
`;

/** Configures libc++'s headers. That the checks are off is in Emscripten's configuration, whatever the command line says. */
export function configure(headers: Tree): void {
  const site = new TextDecoder().decode(headers.__config_site as Uint8Array);
  const off = '_LIBCPP_HARDENING_MODE_NONE';
  if (!site.includes(off)) throw new Error('__config_site of libc++ does not set its hardening mode');
  headers.__config_site = site.replace(off, MODE) + LEAN;
  headers.__assertion_handler = ASSERTION_HANDLER;
}
