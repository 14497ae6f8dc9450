/** The command lines that the SDK is made with and that it is used with, each argument that surprises with its reason. */

/** What the precompiled header and the programs must agree on, or clang rejects the header. */
const LANGUAGE = [
  // `-cc1` is clang without its driver: the driver would spend a second run on working these arguments out.
  ...['clang++', '-cc1'],
  ...['-triple', 'wasm32-unknown-emscripten'],
  ...['-target-cpu', 'generic'],
  ...['-target-feature', '+exception-handling'],
  ...['-target-feature', '+multivalue', '-target-feature', '+reference-types'],
  ...['-mrelocation-model', 'static'],
  '-mframe-pointer=none',
  '-mconstructor-aliases',
  // Exceptions in the encoding that Emscripten's libraries are built with and that every browser has.
  ...['-fcxx-exceptions', '-fexceptions', '-exception-model=wasm'],
  ...['-mllvm', '-wasm-enable-eh'],
  '-std=c++23',
  '-fdeprecated-macro',
  '-fgnuc-version=4.2.1',
  '-fno-implicit-modules',
  '-fskip-odr-check-in-gmf',
  '-ffp-contract=on',
  '-fno-rounding-math',
  '-fvisibility=hidden',
  // Anything above is slower to compile for nothing.
  '-O1',
  // A source that is a bomb, by recursion in templates or at compile time, is told so before the time limit. clang's own limit
  // for templates is 1024, for which a browser's stack is too small.
  '-ftemplate-depth=128',
  '-fconstexpr-depth=256',
  '-fconstexpr-steps=1000000',
  ...['-fbracket-depth', '128'],
];

/** Where the full header tree lies when the precompiled header is made. The order is Emscripten's own. */
const HEADER_TREE = [
  ...['-resource-dir', '/sdk/clang'],
  ...['-internal-isystem', '/sdk/engine'],
  ...['-internal-isystem', '/sdk/include/c++/v1'],
  ...['-internal-isystem', '/sdk/include/compat'],
  ...['-internal-isystem', '/sdk/clang/include'],
  ...['-internal-isystem', '/sdk/include'],
];

/** Turns `/sdk/prelude.hpp` into `/sdk.pch`. */
export const PRECOMPILE: readonly string[] = [
  ...LANGUAGE,
  ...HEADER_TREE,
  '-emit-pch',
  // Messages quote lines of headers: the text of the headers travels inside, and the page needs no header tree.
  '-fmodules-embed-all-files',
  // What the headers instantiate is instantiated once, here: a fifth of a second less for each program.
  '-fpch-instantiate-templates',
  '-fno-pch-timestamp',
  ...['-x', 'c++-header', '/sdk/prelude.hpp'],
  ...['-o', '/sdk.pch'],
];

export const COMPILE: readonly string[] = [
  ...LANGUAGE,
  ...['-resource-dir', '/sdk/clang'],
  // Empty files with the names of the headers: their contents are in the precompiled header.
  ...['-internal-isystem', '/sdk/headers'],
  ...['-include-pch', '/sdk/sdk.pch'],
  // The header tree that the precompiled header remembers is not there to be compared with it.
  '-fno-validate-pch',
  // Each function begins with a look at the stack's limit, for which WebAssembly has no hardware (wasm/fcontext/stack.cpp).
  '-finstrument-function-entry-bare',
  ...['-Wall', '-Wextra'],
  ...['-ferror-limit', '19'],
  // One JSON document, see web/compiler/sarif.ts; clang warns that its form may change, and the version is pinned.
  ...['-fdiagnostics-format', 'sarif', '-Wno-sarif-format-unstable'],
  // A process that ends anyway need not tidy up.
  ...['-disable-free', '-clear-ast-before-backend'],
  ...['-main-file-name', 'main.cpp'],
  '-emit-obj',
  ...['-x', 'c++', '/main.cpp'],
  ...['-o', '/main.o'],
];

/**
 * `COMPILE` without the optimizer, for a program that is to run as soon as possible: 0 to 45 % less time, 28 % in all (README.md), for code that computes 2.5 to 12 times as long.
 * The precompiled header is the same one. Frames are never smaller: a program that has enough of a stack with this has so with `COMPILE`.
 */
export const COMPILE_QUICKLY: readonly string[] = COMPILE.map((arg) => (arg === '-O1' ? '-O0' : arg));

/** Added to `COMPILE`: says for each instruction which line it is of. The code itself stays the same, to the byte. */
export const WITH_LINES: readonly string[] = ['-debug-info-kind=line-tables-only', '-dwarf-version=4'];

/**
 * Added to `COMPILE` by the page's Check: the program looks before it uses memory or computes (wasm/check). The precompiled header is the same one, and the
 * libraries are linked as they are: what they do is looked at where it is a template or inline.
 */
export const CHECKED: readonly string[] = [
  '-fsanitize=address',
  // What cannot be said for certain is passed over.
  '-fsanitize-recover=address',
  '-fsanitize-address-use-after-scope',
  '-fsanitize-address-use-after-return=always',
  // By calls, so that the runtime can tell a return from the clean-up after an exception (wasm/check/fake_stack.cpp).
  ...['-mllvm', '-asan-max-inline-poisoning-size=0'],
  '-fsanitize=signed-integer-overflow,integer-divide-by-zero,shift-exponent,array-bounds,float-cast-overflow,vla-bound,bool,enum,return,unreachable',
];

/** In the arguments of the linker: leaves out all that names functions and lines. */
export const WITHOUT_NAMES = '--strip-all';

const STACK_SIZE = 1 << 20;
/** That a program may have; the message of a failed allocation speaks of it (wasm/program/start.cpp). */
const MEMORY_SIZE = 1 << 30;
/** What is known of each 8 bytes of a checked program's memory lies at its bottom (wasm/check/shadow.hpp). */
const SHADOW_SIZE = MEMORY_SIZE / 8;

/** Functions of Emscripten's libraries in whose place are ours, of the same names with `__wrap_` before them. */
const WRAPPED = [
  // Theirs mixes up the handlers of tasks (wasm/program/rethrow.cpp).
  '__cxa_rethrow_primary_exception',
  // The host notes where (wasm/program/throw.cpp).
  '__cxa_throw',
  // Theirs says nothing of why (wasm/program/files.cpp).
  '__syscall_openat',
  // Theirs pretend that all went well (wasm/program/one_thread.cpp).
  ...['lock', 'trylock', 'timedlock', 'unlock', 'init'].map((name) => `pthread_mutex_${name}`),
  ...['pthread_mutexattr_settype', 'pthread_cond_wait', 'pthread_cond_timedwait', 'pthread_create'],
];

/** And of a checked program: so that the libraries are looked at where they copy (wasm/check/accesses.cpp). */
const WRAPPED_CHECKED = ['memcpy', 'memmove'];

/** `libraries` are names of SDK files, the earlier ones before the later that they use. */
export function linkArguments(libraries: readonly string[], { checked = false } = {}): readonly string[] {
  return [
    'wasm-ld',
    // The program exports `start` and `fctx_entry`; nothing refers to the former, so it must be asked for.
    '--no-entry',
    '--undefined=tulip_start',
    // A stack overflow runs into address 0 and traps instead of overwriting data.
    '--stack-first',
    // The linker has no place of its own for the shadow: it is kept free by a stack that does not go down so far.
    ...['-z', `stack-size=${STACK_SIZE + (checked ? SHADOW_SIZE : 0)}`],
    `--max-memory=${MEMORY_SIZE}`,
    ...[...WRAPPED, ...(checked ? WRAPPED_CHECKED : [])].map((name) => `--wrap=${name}`),
    '--gc-sections',
    WITHOUT_NAMES,
    ...['-o', '/program.wasm'],
    // Objects among them are taken like the members of an archive: only where they are needed.
    '--start-lib',
    ...libraries.map((name) => `/sdk/${name}`),
    '--end-lib',
    // Last, so that the libraries are read before it is asked for (toolchain.ts): the linker remembers what they have.
    '/main.o',
  ];
}
