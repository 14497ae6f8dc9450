/** A program as a CMake project that builds outside the browser, with the library as it is installed. */
import type { Project } from '../../../wasm/sdk/project.ts';
import { unitsOf } from '../../../wasm/sdk/units.ts';
import type { Language } from '../messages/language.ts';
import type { LinkOptions } from '../workbench/link-options.ts';
import { inMarkdown } from './escape.ts';

/** What a project is made of. */
export interface Downloaded {
  readonly title: string;
  readonly project: Project;
  readonly options: LinkOptions;
  readonly language: Language;
  /** The link that opens the program in the page. */
  readonly link: string;
  /** Of Tulip, and so of its library. */
  readonly version: string;
  /** Of the interface between the page and its programs. */
  readonly abi: number;
}

/** What the library is built and tested with; the same numbers are in README.md of the sources. */
const NEEDS = { cmake: '3.25', clang: '19', boost: '1.81' } as const;

/** The page has all of the standard library included beforehand, programs seldom all of it: what asyncio.hpp does not bring and people use. */
const USUAL_HEADERS = ['iomanip', 'iostream', 'map', 'numeric', 'random', 'ranges', 'set', 'sstream', 'unordered_map'];

/** The files by name, in a folder that is named by `folderOf`. */
export function cmakeProject(downloaded: Downloaded): Readonly<Record<string, string>> {
  const { project, options } = downloaded;
  return {
    ...project.files,
    'CMakeLists.txt': lists(downloaded),
    'CMakePresets.json': json(PRESETS),
    'README.md': readme(downloaded),
    'versions.json': json(versions(downloaded)),
    ...(options.input === undefined ? {} : { 'input.txt': options.input }),
  };
}

/** A name for the folder and for its archive that every system takes. */
export function folderOf(title: string): string {
  const words =
    title
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join('-').slice(0, 40).replace(/-$/, '') || 'program';
}

const PRESETS = {
  version: 6,
  configurePresets: [
    {
      name: 'default',
      binaryDir: '${sourceDir}/build',
      cacheVariables: {
        CMAKE_BUILD_TYPE: 'Release',
        CMAKE_CXX_COMPILER: `clang++-${NEEDS.clang}`,
        // The library's own standard library, which is the page's too.
        CMAKE_CXX_FLAGS: '-stdlib=libc++',
      },
    },
  ],
};

function lists({ project, version }: Downloaded): string {
  const [major = '0', minor = '0'] = version.split('.');
  const headers = ['asyncio.hpp', ...USUAL_HEADERS].map((name) => `<${name}>`);
  return `cmake_minimum_required(VERSION ${NEEDS.cmake})
project(program LANGUAGES CXX)

find_package(asyncio ${major}.${minor} REQUIRED)

add_executable(program ${unitsOf(project).join(' ')})
target_link_libraries(program PRIVATE asyncio::asyncio)
# In the page every file has these without an #include.
target_precompile_headers(program PRIVATE ${headers.join(' ')})
`;
}

function versions({ version, abi, link }: Downloaded) {
  return { asyncio: version, abi, ...NEEDS, madeFrom: link };
}

function readme(downloaded: Downloaded): string {
  const { title, options, language } = downloaded;
  const { build, run, needs } = WORDS[language];
  const args = (options.args ?? []).map((argument) => ` ${inShell(argument)}`).join('');
  const input = options.input === undefined ? '' : ' < input.txt';
  return `# ${inMarkdown(title)}

${build}

    cmake --preset default
    cmake --build build

${run}

    build/program${args}${input}

${needs(downloaded)}
`;
}

const WORDS: Readonly<Record<Language, { build: string; run: string; needs: (downloaded: Downloaded) => string }>> = {
  en: {
    build: 'To build it:',
    run: 'To run it:',
    needs: ({ version }) =>
      `It needs clang ${NEEDS.clang} with libc++, CMake ${NEEDS.cmake}, Boost ${NEEDS.boost}, OpenSSL, and Tulip's library asyncio ${version}, installed (\`cmake --install\`) or found by \`CMAKE_PREFIX_PATH\`. A compiler of another name goes into \`CMakePresets.json\`. \`versions.json\` says what it was made with, and the link that opens it in the browser.`,
  },
  ko: {
    build: '빌드:',
    run: '실행:',
    needs: ({ version }) =>
      `clang ${NEEDS.clang}(libc++), CMake ${NEEDS.cmake}, Boost ${NEEDS.boost}, OpenSSL, 그리고 Tulip의 asyncio 라이브러리 ${version}이 필요합니다. 라이브러리는 \`cmake --install\`로 설치하거나 \`CMAKE_PREFIX_PATH\`로 위치를 알려 주세요. 컴파일러 이름이 다르면 \`CMakePresets.json\`에서 고치세요. 만들 때 쓴 버전과 브라우저에서 여는 링크는 \`versions.json\`에 있습니다.`,
  },
};

/** A word of a shell's command. */
function inShell(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
