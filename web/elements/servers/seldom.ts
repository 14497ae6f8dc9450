/** Drawing of what changes faster than anybody can read. */

/** Between two drawings, ms. */
const INTERVAL = 100;
/** A drawing may take this part of the time. */
const SHARE = 1 / 4;

/** Asks for a drawing: it happens soon, and seldom enough that the page stays quick, however often it is asked for. */
export function seldom(draw: () => void): () => void {
  let isScheduled = false;
  let earliest = -Infinity;
  return () => {
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(
      () => {
        isScheduled = false;
        const begun = performance.now();
        draw();
        const ended = performance.now();
        earliest = Math.max(begun + INTERVAL, ended + (ended - begun) / SHARE);
      },
      Math.max(0, earliest - performance.now()),
    );
  };
}
