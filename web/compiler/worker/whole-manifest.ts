/** Checks the list of the compiler's files, which comes from the network: what is fetched, and how much memory is asked for, follows from it. */
import { isManifest, type Manifest, type ManifestFile, type ManifestPiece } from '../../../wasm/sdk/manifest.ts';

/** A list that says that its files have more is none of ours, bytes: it would have the page ask for the memory before the first piece comes. */
const MOST_BYTES = 1024 ** 3;

/** Whether `value`, which came from the network, is a manifest, whole: an error page is none, nor is one whose pieces do not make its files. */
export function isWholeManifest(value: unknown): value is Manifest {
  if (!isManifest(value) || !isObject(value) || !isObject(value.files) || !isObject(value.checked)) return false;
  const { version, clang, emscripten, headers, compile, compileQuickly, link, checked, rest } = value;
  const files = [...Object.values(value.files), rest];
  return (
    [version, clang, emscripten].every((text) => typeof text === 'string') &&
    [headers, compile, compileQuickly, link, checked.compile, checked.link].every(isTexts) &&
    files.every(isFile) &&
    files.reduce((sum, { size }) => sum + size, 0) <= MOST_BYTES
  );
}

function isFile(value: unknown): value is ManifestFile {
  if (!isObject(value) || !Array.isArray(value.pieces) || !value.pieces.every(isPiece)) return false;
  return value.size === value.pieces.reduce((sum, { size }) => sum + size, 0);
}

function isPiece(value: unknown): value is ManifestPiece {
  if (!isObject(value)) return false;
  const { path, size, packed, sha256 } = value;
  // No longer than what it holds, but for the few bytes around what cannot be compressed.
  const areSizes = [size, packed].every((each) => Number.isSafeInteger(each) && Number(each) >= 0);
  return (
    areSizes &&
    Number(packed) <= 2 * Number(size) + 1_000 &&
    typeof path === 'string' &&
    typeof sha256 === 'string' &&
    /^[\da-f]{64}$/.test(sha256)
  );
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
