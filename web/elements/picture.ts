/**
 * Pictures that a program displays.
 *
 * The bytes are a stranger's: they are shown through `<img>` only, where even SVG runs no script and loads nothing,
 * and only where they look like what they claim to be.
 */
import type { DisplayEvent } from '../../wasm/abi/protocol.ts';

function starts(data: Uint8Array, at: number, signature: string): boolean {
  for (let i = 0; i < signature.length; i++) if (data[at + i] !== signature.charCodeAt(i)) return false;
  return true;
}

function looksLikeSvg(data: Uint8Array): boolean {
  const head = new TextDecoder().decode(data.subarray(0, 512)).trimStart();
  return /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*|<!doctype svg[^>]*>\s*)*<svg[\s>]/i.test(head);
}

const LOOKS: Readonly<Record<string, (data: Uint8Array) => boolean>> = {
  'image/png': (data) => starts(data, 0, '\x89PNG\r\n\x1a\n'),
  'image/gif': (data) => starts(data, 0, 'GIF8'),
  'image/jpeg': (data) => starts(data, 0, '\xff\xd8\xff'),
  'image/webp': (data) => starts(data, 0, 'RIFF') && starts(data, 8, 'WEBP'),
  'image/svg+xml': looksLikeSvg,
};

/** Whether the picture is of a known kind and its bytes agree. */
export function isShowable({ mime, data }: DisplayEvent): boolean {
  return Object.hasOwn(LOOKS, mime) && LOOKS[mime]?.(data) === true;
}

/** The picture as an element; its address is let go of once it has been read. */
export function pictureElement({ mime, data, alt }: DisplayEvent, fallbackAlt: string): HTMLImageElement {
  const image = document.createElement('img');
  const url = URL.createObjectURL(new Blob([data], { type: mime }));
  const release = () => {
    URL.revokeObjectURL(url);
  };
  image.alt = alt === '' ? fallbackAlt : alt;
  image.title = alt;
  image.addEventListener('load', release, { once: true });
  image.addEventListener('error', release, { once: true });
  image.src = url;
  return image;
}
