/** Makes the type checker prove that a `switch` over a union leaves nothing out. */
export function unreachable(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
