/** In a frame of fixed height the output lies below the edge: the end of it stays in sight, unless the reader scrolls away. */
export function keepInSight(panels: HTMLElement): void {
  const page = document.documentElement;
  let following = true;
  addEventListener('scroll', () => {
    following = page.scrollHeight - page.scrollTop - page.clientHeight < 40;
  });
  new ResizeObserver(() => {
    if (following) page.scrollTop = page.scrollHeight;
  }).observe(panels);
}
