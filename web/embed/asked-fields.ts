/** What an embed's address asks for beside its program, as the fields of a link that `readOptions` reads. */
export function askedFields(query: URLSearchParams): object {
  const panes = query.get('panes')?.split(',');
  const clock = query.get('clock') ?? undefined;
  const net = query.get('net') ?? undefined;
  const fields = { panes, clock: Number.isNaN(Number(clock)) ? clock : Number(clock), net };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
