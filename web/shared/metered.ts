/** What browsers that know of metered connections say. */
interface Connection {
  readonly saveData?: boolean;
  readonly type?: string;
}

/** Whether each megabyte may cost the reader something. */
export function isMetered(): boolean {
  const { connection } = navigator as { readonly connection?: Connection };
  return connection?.saveData === true || connection?.type === 'cellular';
}
