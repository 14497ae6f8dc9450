/**
 * Tells the page around an embed how high the embed would like to be, so that `embed.js` can fit its frame. A page that
 * made the frame by itself may ignore it: the embed scrolls.
 */

/** What is posted to the page around. */
export interface HeightMessage {
  readonly type: 'tulip:height';
  /** CSS pixels. */
  readonly height: number;
}

/** Reports the height of `content` now and whenever it changes. */
export function reportHeight(content: HTMLElement): void {
  if (parent === window) return;
  new ResizeObserver(() => {
    const message: HeightMessage = { type: 'tulip:height', height: Math.ceil(content.getBoundingClientRect().height) };
    // Sent to any page: the height of a frame is no secret.
    parent.postMessage(message, '*');
  }).observe(content);
}
