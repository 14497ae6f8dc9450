/**
 * Calls `draw` in the next frame, or in `patience` ms where none has come by then: a tab that has just been hidden gets none, nor does a frame of another
 * site's page that is scrolled out of sight, as embeds are.
 */
export function atNextFrame(draw: () => void, patience: number): void {
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    draw();
  });
  const timer = setTimeout(() => {
    cancelAnimationFrame(frame);
    draw();
  }, patience);
}
