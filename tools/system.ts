// The system packages that the project builds and tests with: each is looked for first, and only what is missing is installed.

import { existsSync } from 'node:fs';
import { ask, run, timed, UserError, which } from './process.ts';

/** What a package is needed for; a command asks for no more than its own uses. */
export type Use = 'wasm' | 'native' | 'check' | 'test' | 'blog' | 'bench';

interface Requirement {
  /** The Debian package. */
  package: string;
  /** Programs (any one of them on PATH) or absolute paths (any one of them there) that prove it is not missing. */
  probes: readonly string[];
  uses: readonly Use[];
}

// The first probe is what Debian's package brings; the others are its names elsewhere.
const requirements: readonly Requirement[] = [
  { package: 'cmake', probes: ['cmake'], uses: ['wasm', 'native'] },
  { package: 'ninja-build', probes: ['ninja'], uses: ['wasm', 'native'] },
  { package: 'clang-19', probes: ['clang++-19', '/opt/homebrew/opt/llvm/bin/clang++'], uses: ['wasm', 'native'] },
  // Not any wasm-ld: the one beside the clang that is used links, and an older one would be found instead.
  { package: 'lld-19', probes: ['wasm-ld-19', '/opt/homebrew/opt/lld/bin/wasm-ld'], uses: ['wasm', 'native'] },
  { package: 'llvm-19', probes: ['llvm-ar-19', '/opt/homebrew/opt/llvm/bin/llvm-ar'], uses: ['wasm', 'native'] },
  {
    package: 'libboost1.81-dev',
    probes: ['/usr/include/boost/context/fiber.hpp', '/opt/homebrew/include/boost/context/fiber.hpp'],
    uses: ['wasm', 'native'],
  },
  {
    package: 'libfmt-dev',
    probes: ['/usr/include/fmt/format.h', '/opt/homebrew/include/fmt/format.h'],
    uses: ['wasm', 'native'],
  },
  { package: 'python3', probes: ['python3'], uses: ['wasm'] },
  { package: 'patchelf', probes: ['patchelf'], uses: ['wasm'] },
  { package: 'libc++-19-dev', probes: ['/usr/lib/llvm-19/include/c++/v1/vector'], uses: ['native'] },
  { package: 'libc++abi-19-dev', probes: ['/usr/lib/llvm-19/include/c++/v1/cxxabi.h'], uses: ['native'] },
  { package: 'libclang-rt-19-dev', probes: ['/usr/lib/llvm-19/lib/clang/19/lib/linux'], uses: ['native'] },
  {
    package: 'libboost-context1.81-dev',
    probes: ['/usr/lib/x86_64-linux-gnu/libboost_context.a', '/usr/lib/aarch64-linux-gnu/libboost_context.a'],
    uses: ['native'],
  },
  { package: 'pkg-config', probes: ['pkg-config'], uses: ['native'] },
  { package: 'libssl-dev', probes: ['/usr/include/openssl/ssl.h'], uses: ['native'] },
  { package: 'googletest', probes: ['/usr/src/googletest/CMakeLists.txt'], uses: ['wasm', 'native'] },
  { package: 'git', probes: ['git'], uses: ['check'] },
  { package: 'clang-format-19', probes: ['clang-format-19'], uses: ['check'] },
  { package: 'clang-tidy-19', probes: ['clang-tidy-19'], uses: ['check'] },
  { package: 'chromium', probes: ['chromium'], uses: ['test', 'bench'] },
  { package: 'chromium-headless-shell', probes: ['chromium-headless-shell'], uses: ['test'] },
  { package: 'firefox-esr', probes: ['firefox-esr'], uses: ['test', 'bench'] },
  { package: 'webkit2gtk-driver', probes: ['WebKitWebDriver'], uses: ['test'] },
  { package: 'xvfb', probes: ['Xvfb'], uses: ['test'] },
  { package: 'fonts-noto-cjk', probes: ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'], uses: ['test'] },
  { package: 'hugo', probes: ['hugo'], uses: ['blog'] },
  { package: 'jekyll', probes: ['jekyll'], uses: ['blog'] },
  { package: 'g++', probes: ['g++'], uses: ['bench'] },
  {
    package: 'libboost-fiber1.81-dev',
    probes: ['/usr/lib/x86_64-linux-gnu/libboost_fiber.a', '/usr/lib/aarch64-linux-gnu/libboost_fiber.a'],
    uses: ['bench'],
  },
  { package: 'libuv1-dev', probes: ['/usr/include/uv.h', '/opt/homebrew/include/uv.h'], uses: ['bench'] },
];

/** Makes sure that everything for these uses is there: installs what is missing, or says in one sentence what to install. */
export async function ensureSystem(uses: readonly Use[]): Promise<void> {
  const missing = requirements.filter((each) => each.uses.some((use) => uses.includes(use)) && !isThere(each));
  if (missing.length === 0) return;
  const names = missing.map((each) => each.package).join(' ');

  const apt = aptGet();
  if (!apt) throw new UserError(`Please install what these Debian packages bring, then try again: ${names}.`);
  await timed(`Installing system packages: ${names}`, async () => {
    await apt(['update']);
    await apt(['install', '--yes', '--no-install-recommends', ...missing.map((each) => each.package)]);
  });

  const still = missing.filter((each) => !isThere(each)).map((each) => each.package);
  if (still.length > 0)
    throw new UserError(`Please install what these Debian packages bring, then try again: ${still.join(' ')}.`);
}

function isThere(requirement: Requirement): boolean {
  return requirement.probes.some((probe) => (probe.startsWith('/') ? existsSync(probe) : which(probe) !== undefined));
}

/** apt-get with the rights to install, where this system has it and the person has them without being asked. */
export function aptGet(): ((args: readonly string[]) => Promise<string>) | undefined {
  if (!which('apt-get')) return undefined;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (process.getuid?.() === 0) return (args) => run('apt-get', ['-q', ...args], { env });
  if (which('sudo') && ask('sudo', ['-n', 'echo', 'ok']) === 'ok') {
    return (args) => run('sudo', ['-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args]);
  }
  return undefined;
}
