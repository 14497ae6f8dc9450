/** What the dialog for sharing says. It is loaded with it. */
import type { FormName } from '../share/forms.ts';
import type { Language } from './language.ts';

export interface ShareWords {
  readonly title: string;
  readonly copyAs: string;
  readonly forms: Readonly<Record<FormName, string>>;
  /** Leads to the page that says which form a blog takes. */
  readonly recipes: string;
  readonly copied: string;
  readonly length: (characters: number) => string;
  readonly long: string;
  readonly leaveOutRun: string;
  readonly needsOnce: (file: string) => string;
  readonly download: string;
  readonly downloadIs: string;
}

/** Every language's table. */
export const SHARE_WORDS: Readonly<Record<Language, ShareWords>> = {
  en: {
    title: 'Share this program',
    copyAs: 'Copy as',
    forms: {
      link: 'Link',
      markdown: 'Markdown: a picture with the link',
      iframe: 'HTML: an iframe',
      script: 'HTML: the code, made runnable by a script',
      hugo: 'Hugo shortcode',
      mdx: 'MDX',
      text: 'Plain text',
    },
    recipes: 'Which form does my blog take?',
    copied: 'It is on your clipboard.',
    length: (characters) => `The link has ${characters.toLocaleString('en')} characters.`,
    long: 'Some chat programs cut links of more than 2,000 characters. A blog post or an email takes it whole; in a chat, send the download, or put the files into a gist.',
    leaveOutRun: 'Leave out the recorded run',
    needsOnce: (file) => `Your site needs this once, as ${file}:`,
    download: 'Download',
    downloadIs: 'A CMake project, which builds natively with the installed library.',
  },
  ko: {
    title: '프로그램 공유',
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
    recipes: '내 블로그에는 어떤 형식을 쓰나요?',
    copied: '클립보드에 복사했습니다.',
    length: (characters) => `링크 길이는 ${characters.toLocaleString('ko')}자입니다.`,
    long: '2,000자가 넘는 링크는 메신저에서 잘릴 수 있습니다. 블로그 글이나 이메일에는 그대로 들어갑니다. 메신저로는 내려받은 파일을 보내거나 gist에 올린 주소를 보내세요.',
    leaveOutRun: '기록한 실행 빼기',
    needsOnce: (file) => `사이트에 ${file} 파일을 한 번 만들어 두세요.`,
    download: '내려받기',
    downloadIs: '설치한 라이브러리로 네이티브 빌드하는 CMake 프로젝트입니다.',
  },
};
