/** What a program in the page may include. All of it is in the one precompiled header. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DECLARED_INSTANCES } from './instances.ts';

/** All of libc++ but what it deprecates. A header adds to the download and costs no time in a program that does not use it. */
const CPP = [
  'algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes climits',
  'clocale cmath compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint',
  'cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception execution expected filesystem format forward_list',
  'fstream functional future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map',
  'mdspan memory memory_resource mutex new numbers numeric optional ostream print queue random ranges ratio regex',
  'scoped_allocator semaphore set shared_mutex source_location span sstream stack stdexcept stop_token streambuf string',
  'string_view syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map',
  'unordered_set utility valarray variant vector version',
];

const C = [
  'assert.h ctype.h errno.h fenv.h float.h inttypes.h limits.h locale.h math.h setjmp.h signal.h stdarg.h stdbool.h',
  'stddef.h stdint.h stdio.h stdlib.h string.h time.h uchar.h unistd.h wchar.h wctype.h',
];

function words(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(' '));
}

/** The engine's public headers, without those that it includes for itself. */
function engineHeaders(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  return names.filter((name) => !name.includes('/detail/')).sort();
}

export function programHeaders(engineInclude: string): string[] {
  return [...words(CPP), ...words(C), ...engineHeaders(engineInclude)];
}

/** The source of the precompiled header. */
export function prelude(headers: readonly string[]): string {
  return headers.map((name) => `#include <${name}>\n`).join('') + DECLARED_INSTANCES;
}
