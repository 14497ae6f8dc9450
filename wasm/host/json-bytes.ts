/** Messages as bytes, for a recording: JSON in UTF-8, in which bytes of the message's own stand as numbers. */

/** The message's fields that hold bytes are called `data`. */
export function toBytes(message: object): Uint8Array {
  return new TextEncoder().encode(
    JSON.stringify(message, (_key, value: unknown) => (value instanceof Uint8Array ? { bytes: [...value] } : value)),
  );
}

/** What `toBytes` was given. Throws SyntaxError for what it never made. */
export function fromBytes(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'bytes' in value && Array.isArray(value.bytes)
      ? new Uint8Array(value.bytes as number[])
      : value,
  ) as unknown;
}
