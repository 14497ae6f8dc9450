/** What blogs are written with, which form of Copy as each takes, and who has seen it work. The page of recipes is made of this. */
import type { Words } from '../../session/lesson/catalog.ts';
import type { FormName } from '../../session/share/forms.ts';

/** How it is known that a recipe works. */
export type Evidence =
  /** A blog that is built in the tests has it. */
  | 'tested'
  /** Somebody has built a site with it by hand. */
  | 'tried'
  /** The platform's documentation or source says so. */
  | 'read'
  /** People who use the platform say so. */
  | 'heard';

export interface Platform {
  readonly name: string;
  readonly form: FormName;
  readonly evidence: Evidence;
  /** With which version, or where it was read; empty where that says nothing. */
  readonly source: string;
  /** Code stands in backquotes. */
  readonly how: Words;
  /** What is pasted instead of the form, below the site's address. */
  readonly paste?: string;
}

export const PLATFORMS: readonly Platform[] = [
  {
    name: 'Hugo',
    form: 'hugo',
    evidence: 'tested',
    source: 'Hugo 0.111',
    how: {
      en: 'Save the shortcode’s file once, as Share shows it; then each program is a line in a post. A block of code with the language `tulip` works too, where the site’s layout loads `embed.js`. HTML in a post needs `unsafe = true` in `[markup.goldmark.renderer]`.',
      ko: '공유 창이 보여 주는 쇼트코드 파일을 한 번 저장해 두면, 프로그램마다 글에 한 줄만 쓰면 됩니다. 레이아웃에서 `embed.js`를 불러온다면 언어가 `tulip`인 코드 블록도 실행됩니다. 글에 HTML을 바로 쓰려면 `[markup.goldmark.renderer]`에 `unsafe = true`를 넣으세요.',
    },
  },
  {
    name: 'Jekyll, GitHub Pages',
    form: 'script',
    evidence: 'tested',
    source: 'Jekyll 4.3',
    how: {
      en: 'Paste it into the Markdown of a post. Or write a block of code with the language `tulip` and load `embed.js` in the layout; Liquid reads such a block first, so put `{% raw %}` and `{% endraw %}` around one that has two braces in a row.',
      ko: '글의 Markdown에 그대로 붙여 넣으세요. 레이아웃에서 `embed.js`를 불러오고 언어가 `tulip`인 코드 블록을 써도 됩니다. 코드 블록도 Liquid가 먼저 읽으므로, 중괄호가 두 개 이어지는 코드는 `{% raw %}`와 `{% endraw %}`로 감싸세요.',
    },
  },
  {
    name: 'Docusaurus',
    form: 'mdx',
    evidence: 'tried',
    source: 'Docusaurus 3.10',
    how: {
      en: 'Paste it into an `.mdx` file. Where the site loads `embed.js` for all pages, by `scripts` in `docusaurus.config.js`, the line with the script can go, and a block of code with the language `tulip` works too.',
      ko: '`.mdx` 파일에 붙여 넣으세요. `docusaurus.config.js`의 `scripts`에서 `embed.js`를 불러온다면 `script` 줄은 빼도 되고, 언어가 `tulip`인 코드 블록도 실행됩니다.',
    },
  },
  {
    name: 'WordPress',
    form: 'script',
    evidence: 'read',
    source: 'unfiltered_html',
    how: {
      en: 'On a site of your own: a Custom HTML block, by somebody who may post unfiltered HTML, as administrators may. On WordPress.com scripts and frames depend on the plan. The address of a lesson or of a program of the gallery, alone in its line, becomes an embed by oEmbed.',
      ko: '직접 운영하는 사이트라면 관리자처럼 제한 없는 HTML을 쓸 수 있는 계정으로 사용자 정의 HTML 블록에 넣으세요. WordPress.com에서는 요금제에 따라 `script`와 `iframe`을 쓸 수 없습니다. 레슨이나 갤러리 프로그램의 주소만 한 줄에 쓰면 oEmbed로 임베드됩니다.',
    },
  },
  {
    name: 'Tistory',
    form: 'script',
    evidence: 'heard',
    source: '',
    how: {
      en: 'Switch the editor to HTML and paste it there. Where scripts are taken out, take the iframe.',
      ko: '글쓰기 화면을 HTML 모드로 바꾸고 붙여 넣으세요. 스크립트가 지워지면 iframe을 쓰세요.',
    },
  },
  {
    name: 'Velog',
    form: 'markdown',
    evidence: 'read',
    source: 'velog-client',
    how: {
      en: 'Takes no scripts, and frames of a few sites only: a picture that leads to the program.',
      ko: '스크립트는 쓸 수 없고 iframe도 정해진 사이트만 됩니다. 프로그램으로 이어지는 그림을 넣으세요.',
    },
  },
  {
    name: 'Naver Blog',
    form: 'link',
    evidence: 'heard',
    source: '',
    how: {
      en: 'Takes neither scripts nor frames. The address of a lesson or of a program of the gallery becomes a card with a picture.',
      ko: '스크립트도 iframe도 쓸 수 없습니다. 레슨이나 갤러리 프로그램의 주소를 붙여 넣으면 그림이 있는 카드가 됩니다.',
    },
    paste: 'learn/spinner/',
  },
  {
    name: 'Notion',
    form: 'iframe',
    evidence: 'heard',
    source: '',
    how: {
      en: 'Type `/embed` and paste the address of the frame, which is what stands in `src`.',
      ko: '`/embed`를 입력하고 iframe의 주소, 곧 `src`에 있는 것을 붙여 넣으세요.',
    },
    paste: 'embed/?demo=spinner',
  },
  {
    name: 'Medium',
    form: 'link',
    evidence: 'read',
    source: 'Embedly',
    how: {
      en: 'Embeds come from Embedly’s list of sites alone. A link in a line of its own becomes a card.',
      ko: 'Embedly 목록에 있는 사이트만 임베드됩니다. 링크만 한 줄에 쓰면 카드가 됩니다.',
    },
  },
  {
    name: 'dev.to',
    form: 'markdown',
    evidence: 'read',
    source: 'Forem, “Liquid tags”',
    how: {
      en: 'Embeds are liquid tags for sites that it knows: a picture that leads to the program. Put `{% raw %}` and `{% endraw %}` around code with two braces in a row.',
      ko: '알려진 사이트만 liquid 태그로 임베드됩니다. 프로그램으로 이어지는 그림을 넣으세요. 중괄호가 두 개 이어지는 코드는 `{% raw %}`와 `{% endraw %}`로 감싸세요.',
    },
  },
  {
    name: 'GitHub README, Markdown',
    form: 'markdown',
    evidence: 'read',
    source: 'GitHub Flavored Markdown',
    how: {
      en: 'Scripts and frames are taken out; a picture in a link stays.',
      ko: '스크립트와 iframe은 지워지고, 링크가 걸린 그림은 남습니다.',
    },
  },
];

/** What an author can ask of an embed. */
export interface EmbedAttribute {
  /** As it is written, with an example of a value. */
  readonly written: string;
  readonly means: Words;
}

export const ATTRIBUTES: readonly EmbedAttribute[] = [
  {
    written: 'demo="spinner"',
    means: {
      en: 'A program of the site, by the name in its address. It needs no compiler.',
      ko: '사이트에 있는 프로그램. 주소에 나오는 이름으로 씁니다. 컴파일러가 필요 없습니다.',
    },
  },
  {
    written: 'theme="dark"',
    means: {
      en: '`light` or `dark`. Without it, as the page around it is, and in an iframe as the reader’s system is.',
      ko: '`light` 또는 `dark`. 쓰지 않으면 페이지를 따르고, iframe은 독자의 시스템 설정을 따릅니다.',
    },
  },
  {
    written: 'lang="ko"',
    means: {
      en: '`en` or `ko`. Without it, the language of the page, and in an iframe the reader’s.',
      ko: '`en` 또는 `ko`. 쓰지 않으면 페이지의 언어를 따르고, iframe은 독자의 언어를 따릅니다.',
    },
  },
  {
    written: 'panes="timeline"',
    means: {
      en: 'Opens panels: `timeline`, `steering`, `network`, `check`, `input`, and `text` for a lesson with its question.',
      ko: '열어 둘 패널: `timeline`, `steering`, `network`, `check`, `input`. `text`는 레슨의 글과 질문을 보여 줍니다.',
    },
  },
  {
    written: 'clock="fast"',
    means: {
      en: 'The clock of the program: `fast`, or a number of times that it is slower.',
      ko: '프로그램의 시계: `fast`, 또는 몇 배로 느리게 갈지 나타내는 수.',
    },
  },
  {
    written: 'net="slow"',
    means: {
      en: 'The network of the program: `slow`, `flaky` or `offline`.',
      ko: '프로그램의 네트워크: `slow`, `flaky`, `offline`.',
    },
  },
  { written: 'readonly', means: { en: 'Nobody can edit it.', ko: '편집할 수 없습니다.' } },
  {
    written: 'autorun',
    means: {
      en: 'A program of the site runs as soon as it is seen, unless its reader asks for less motion or less data.',
      ko: '사이트에 있는 프로그램이 화면에 보이면 바로 실행합니다. 움직임이나 데이터를 줄이도록 설정한 독자에게는 실행하지 않습니다.',
    },
  },
  {
    written: 'first-line="12"',
    means: { en: 'Shows line numbers, from this one on.', ko: '이 번호부터 줄 번호를 보여 줍니다.' },
  },
  {
    written: 'height="420"',
    means: {
      en: 'CSS pixels. Without it, as high as what is in it.',
      ko: 'CSS 픽셀 단위의 높이. 쓰지 않으면 내용에 맞춥니다.',
    },
  },
];

/** What the page says around them. */
export interface RecipeWords {
  readonly title: string;
  readonly about: string;
  /** The other language's name. */
  readonly other: string;
  readonly copyAs: string;
  readonly once: string;
  readonly evidence: Readonly<Record<Evidence, string>>;
  readonly blocks: string;
  readonly blocksAbout: string;
  readonly attributes: string;
  readonly attributesAbout: string;
  readonly policy: string;
  readonly policyAbout: string;
}

/** Every language's table. */
export const RECIPE_WORDS: Readonly<Record<keyof Words, RecipeWords>> = {
  en: {
    title: 'Programs in your blog',
    about:
      'Share, in the playground, copies a program in the form that your blog takes. This page says which one that is, and how far it was tried. The examples show Spinner, or a program of three lines.',
    other: '한국어',
    copyAs: 'Copy as',
    once: 'Once, as',
    evidence: {
      tested: 'Tested with each version of Tulip',
      tried: 'Tried by hand',
      read: 'Not tried: from documentation or source',
      heard: 'Not tried: as its users report',
    },
    blocks: 'Marked blocks of code',
    blocksAbout:
      'Where a page loads `embed.js`, blocks of code that are marked become runnable, also those that a script adds later. In Markdown the language `tulip` marks one; in HTML it is:',
    attributes: 'Attributes',
    attributesAbout:
      'They stand in `<tulip-playground>`, in the address of an iframe as its query (`?demo=spinner&readonly`), and in a marked block with `data-` before them. An iframe has its height by itself.',
    policy: 'A strict policy',
    policyAbout:
      'An embed needs these two directives and nothing inline; an iframe needs the second one only. Where a frame is refused, or there is no JavaScript, readers see the code that stands in the post, or a link.',
  },
  ko: {
    title: '블로그에 프로그램 넣기',
    about:
      '플레이그라운드의 공유 창에서 블로그에 맞는 형식으로 프로그램을 복사할 수 있습니다. 어떤 블로그에 어떤 형식을 쓰는지, 그리고 어디까지 해 보았는지 정리했습니다. 예제는 스피너와 세 줄짜리 프로그램입니다.',
    other: 'English',
    copyAs: '복사 형식',
    once: '한 번만 만들 파일:',
    evidence: {
      tested: 'Tulip 버전마다 테스트함',
      tried: '직접 해 봄',
      read: '해 보지 않음: 문서나 소스에 따름',
      heard: '해 보지 않음: 사용자들의 말에 따름',
    },
    blocks: '표시한 코드 블록',
    blocksAbout:
      '`embed.js`를 불러온 페이지에서는 표시한 코드 블록이 실행됩니다. 스크립트가 나중에 더한 블록도 마찬가지입니다. Markdown에서는 언어를 `tulip`으로 쓰고, HTML에서는 이렇게 씁니다.',
    attributes: '속성',
    attributesAbout:
      '`<tulip-playground>`에는 속성으로, iframe에는 주소의 쿼리(`?demo=spinner&readonly`)로, 표시한 코드 블록에는 앞에 `data-`를 붙여 씁니다. iframe의 높이는 iframe에 직접 씁니다.',
    policy: '엄격한 보안 정책',
    policyAbout:
      '임베드에는 다음 두 지시문이 필요하고, 인라인으로 들어가는 것은 없습니다. iframe에는 두 번째만 있으면 됩니다. 프레임이 막혔거나 JavaScript가 없으면 독자는 글에 있는 코드나 링크를 봅니다.',
  },
};
