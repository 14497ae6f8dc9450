/** How high an embed will be before Run, so that a page can leave the room before the embed is there. The measures are those of `styles/embed.css`. */

/** A frame that is less wide has its buttons in two rows. */
const ONE_ROW = 620;

/** CSS pixels for a program of which `lines` lines are seen, in a frame of that width. */
export function reservedHeight(lines: number, width: number): number {
  const buttons = width < ONE_ROW ? 89 : 51;
  return buttons + Math.min(lines * 22 + 28, 434) + 2;
}
