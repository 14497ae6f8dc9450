/** What the dialog for sharing says. It is loaded with it. */
import type { FormName } from '../share/forms.ts';
import type { Language } from './language.ts';

export interface ShareWords {
  readonly title: string;
  readonly copyAs: string;
  readonly forms: Readonly<Record<FormName, string>>;
  /** Copies the form for blogs. */
  readonly embed: string;
  /** Leads to the page that says which form a blog takes. */
  readonly recipes: string;
  readonly copied: string;
  readonly length: (characters: number) => string;
  readonly long: string;
  readonly leaveOutRun: string;
  /** The choice to put what the program is compiled to into an embed, and what it means. */
  readonly carry: string;
  readonly carryIs: string;
  readonly compiling: string;
  readonly carried: (characters: number) => string;
  readonly notCarried: Readonly<Record<'source' | 'too-large' | 'unavailable', string>>;
  readonly needsOnce: (file: string) => string;
  readonly download: string;
  readonly downloadIs: string;
}

/** Every language's table. */
export const SHARE_WORDS: Readonly<Record<Language, ShareWords>> = {
  en: {
    title: 'Share or embed this program',
    copyAs: 'Copy as',
    forms: {
      link: 'Link',
      markdown: 'Markdown: picture and link',
      iframe: 'HTML: an iframe',
      script: 'HTML: code and a script',
      hugo: 'Hugo shortcode',
      mdx: 'MDX',
      text: 'Plain text',
    },
    embed: 'Embed in a page',
    recipes: 'In a blog: which form it takes, and how',
    copied: 'It is on your clipboard.',
    length: (characters) => `The link has ${characters.toLocaleString('en')} characters.`,
    long: 'Some chat programs cut links of more than 2,000 characters. A blog post or an email takes it whole; in a chat, send the download, or put the files into a gist.',
    leaveOutRun: 'Leave out the recorded run',
    carry: 'With the compiled program',
    carryIs:
      'Readers need not wait for the compiler. The embed says that it is precompiled, and they can have it compiled all the same.',
    compiling: 'Compiling …',
    carried: (characters) => `The compiled program adds ${characters.toLocaleString('en')} characters.`,
    notCarried: {
      source: 'The program could not be compiled. Run says why.',
      'too-large': 'The compiled program is too large for an embed.',
      unavailable: 'The compiler could not be loaded. Try again when the network is there.',
    },
    needsOnce: (file) => `Your site needs this once, as ${file}:`,
    download: 'Download',
    downloadIs: 'A CMake project, which builds natively with the installed library.',
  },
  ko: {
    title: '프로그램을 공유하거나 글에 넣기',
    copyAs: '복사 형식',
    forms: {
      link: '링크',
      markdown: 'Markdown: 링크가 걸린 그림',
      iframe: 'HTML: iframe',
      script: 'HTML: 스크립트로 실행하는 코드',
      hugo: 'Hugo 쇼트코드',
      mdx: 'MDX',
      text: '일반 텍스트',
    },
    embed: '글에 넣기',
    recipes: '블로그에 넣기: 어떤 형식을 어떻게 쓰나요?',
    copied: '클립보드에 복사했습니다.',
    length: (characters) => `링크 길이는 ${characters.toLocaleString('ko')}자입니다.`,
    long: '2,000자가 넘는 링크는 메신저에서 잘릴 수 있습니다. 블로그 글이나 이메일에는 그대로 들어갑니다. 메신저로는 내려받은 파일을 보내거나 gist에 올린 주소를 보내세요.',
    leaveOutRun: '기록한 실행 빼기',
    carry: '컴파일된 프로그램 넣기',
    carryIs:
      '독자가 컴파일러를 기다리지 않아도 됩니다. 글에는 미리 컴파일했다고 표시되며, 독자가 원하면 직접 컴파일할 수도 있습니다.',
    compiling: '컴파일하는 중…',
    carried: (characters) => `컴파일된 프로그램만큼 ${characters.toLocaleString('ko')}자가 늘어납니다.`,
    notCarried: {
      source: '컴파일하지 못했습니다. 실행해 보면 이유를 알 수 있습니다.',
      'too-large': '컴파일된 프로그램이 글에 넣기에는 너무 큽니다.',
      unavailable: '컴파일러를 받지 못했습니다. 네트워크를 확인하고 다시 시도하세요.',
    },
    needsOnce: (file) => `사이트에 ${file} 파일을 한 번 만들어 두세요.`,
    download: '내려받기',
    downloadIs: '설치한 라이브러리로 네이티브 빌드하는 CMake 프로젝트입니다.',
  },
};
