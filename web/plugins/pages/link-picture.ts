/** The picture that previews of links show of a page: its title in both languages beside the beginning of its program, in the page's colours. */
import { CPP, tokenize, type TokenKind } from '../../shared/highlight.ts';
import { drawn } from '../picture.ts';
import { escaped, PICTURE, type StaticPage } from './static-page.ts';

/** The colours of daylight in styles/tokens.css. */
const PAPER = '#faf8f6';
const SURFACE = '#ffffff';
const INK = '#24201f';
const INK_SOFT = '#68605d';
const LINE = '#e7e1dd';
const ACCENT = '#6941b0';
const COLOURS: Readonly<Record<TokenKind, string>> = {
  plain: INK,
  comment: '#6d6663',
  string: '#2f6b3c',
  number: '#8a5100',
  keyword: '#8c2b6a',
  preprocessor: '#5c4b9b',
};

/** Lines of the program, and how far apart they are. */
const LINES = 15;
const LINE_HEIGHT = 31;
/** Letters that fit into the column of the titles: of the English one's type, and of the Korean one's. */
const TITLE_WIDTH = 17;
const KOREAN_WIDTH = 15;

/** As PNG. `flower`: the SVG of the site's icon. */
export function linkPicture(page: Pick<StaticPage, 'title' | 'program'>, flower: string): Promise<Uint8Array> {
  return drawn(svgOf(page, flower), PICTURE.width, 'text');
}

function svgOf({ title, program }: Pick<StaticPage, 'title' | 'program'>, flower: string): string {
  const { width, height } = PICTURE;
  const en = wrapped(title.en, TITLE_WIDTH);
  const ko = wrapped(title.ko, KOREAN_WIDTH);
  const koAt = 250 + en.length * 68;
  const lines = [
    ...en.map((line, i) => text(line, 250 + i * 68, 58, INK)),
    ...ko.map((line, i) => text(line, koAt + i * 48, 36, INK_SOFT)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="${PAPER}"/>
${flower.replace('<svg ', '<svg x="60" y="70" width="72" height="72" ')}
${text('Tulip', 123, 46, ACCENT, 146)}
${lines.join('\n')}
${text('asyncio for C++', 560, 28, INK_SOFT)}
<clipPath id="card"><rect x="600" y="60" width="660" height="510" rx="16"/></clipPath>
<rect x="600" y="60" width="660" height="510" rx="16" fill="${SURFACE}" stroke="${LINE}" stroke-width="2"/>
<g clip-path="url(#card)" font-family="JetBrains Mono" font-size="21" letter-spacing="0.01">${codeOf(program)}</g>
</svg>`;
}

function text(words: string, y: number, size: number, colour: string, x = 60): string {
  return `<text x="${x}" y="${y}" font-family="Pretendard" font-size="${size}" font-weight="700" fill="${colour}">${escaped(words)}</text>`;
}

/** The lines after the headers, which look the same in every program. */
function codeOf(program: string): string {
  const lines = program.split('\n');
  const first = Math.max(
    0,
    lines.findIndex((line) => line !== '' && !/^(?:#|using |\/\/)/.test(line)),
  );
  const coloured = tokenize(lines.slice(first, first + LINES).join('\n'), CPP).map(({ kind, text: words }) =>
    words
      .split('\n')
      .map((part) => `<tspan fill="${COLOURS[kind]}">${escaped(part)}</tspan>`)
      .join('\n'),
  );
  const rows = coloured.join('').split('\n');
  return rows
    .map((row, i) => `<text x="632" y="${104 + i * LINE_HEIGHT}" xml:space="preserve">${row}</text>`)
    .join('\n');
}

/** Cut into lines of at most `width` letters, where there is a blank. */
function wrapped(words: string, width: number): string[] {
  const lines = [''];
  for (const word of words.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + word.length < width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
