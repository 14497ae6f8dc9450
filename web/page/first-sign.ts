/**
 * When somebody is there. Most who open the page read first, and some only read: what is for those who act waits for the first sign of
 * one, so that it takes no processor time from the first view.
 */

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'focusin'] as const;

/** Resolves at the first movement, press, key or change of the focus anywhere in the page. Heard from the page's own start on. */
export const firstSign = new Promise<void>((resolve) => {
  const heard = new AbortController();
  for (const type of SIGNS) {
    addEventListener(
      type,
      () => {
        heard.abort();
        resolve();
      },
      { capture: true, passive: true, signal: heard.signal },
    );
  }
});

/** Whether there is still no sign after so many milliseconds; says `false` at the first one. */
export function noSignFor(time: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(true);
    }, time);
    void firstSign.then(() => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
