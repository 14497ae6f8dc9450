/** Draws pictures when the site is built: as PNG, since neither home screens nor previews of links show SVG. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

const require = createRequire(import.meta.url);
/** What texts are drawn in: Pretendard has Latin and Korean letters, JetBrains Mono is for code. */
const FONTS = [
  'pretendard/files/pretendard-latin-700-normal.woff2',
  'jetbrains-mono/files/jetbrains-mono-latin-400-normal.woff2',
];
let ready: Promise<void> | null = null;

/** The picture as PNG, `width` pixels wide. `texts`: whether it has any; reading the fonts takes a third of a second. */
export async function drawn(svg: string, width: number, texts: 'text' | 'no text'): Promise<Uint8Array> {
  await (ready ??= initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm'))));
  const fontBuffers = texts === 'text' ? FONTS.map(readFont) : [];
  const picture = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: { fontBuffers, defaultFontFamily: 'Pretendard' },
  });
  const image = picture.render();
  const png = image.asPng();
  image.free();
  picture.free();
  return png;
}

function readFont(file: string): Uint8Array {
  return readFileSync(require.resolve(`@fontsource/${file}`));
}
