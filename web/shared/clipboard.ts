/** Puts `text` on the clipboard; false where the browser would not let it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // The type says that there always is a clipboard; browsers withhold it from plain-http pages.
    await (navigator.clipboard as Clipboard | undefined)?.writeText(text);
    return 'clipboard' in navigator;
  } catch {
    return false;
  }
}
