/** Runs a program that comes into view, where its reader wants things to move by themselves. */

interface Connection {
  readonly saveData?: boolean;
}

/** Calls `run` once when `element` is in view; never for who asks for less motion or for less data. */
export function runInView(element: HTMLElement, run: () => void): void {
  const { connection } = navigator as Navigator & { readonly connection?: Connection };
  const wantsLess = matchMedia('(prefers-reduced-motion: reduce), (prefers-reduced-data: reduce)').matches;
  if (wantsLess || connection?.saveData === true) return;
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    run();
  });
  observer.observe(element);
}
