/** The body of an answer, counted while it comes: one that says nothing of its length, or not the truth, may have no end. */

/** All of it; null where it is longer than `limit` bytes or says that it will be: then what is left of it is not downloaded. */
export async function readBody({ body, headers }: Response, limit: number): Promise<Uint8Array | null> {
  if (body === null) return new Uint8Array(0);
  if (Number(headers.get('content-length') ?? 0) > limit) {
    await body.cancel();
    return null;
  }
  const reader = body.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
    pieces.push(next.value);
  }
  return joined(pieces, size);
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined) return first;
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
