/**
 * What an embed and the page around it say to each other, by `postMessage`. `embed.js` makes events of it; a page that made the frame by
 * itself may listen too. web/README.md describes it for authors.
 *
 * An embed believes the window around it and no other, and that window can do no more than stop a program and choose the colours: it
 * cannot run one, nor read what the reader has written. What the embed says is no secret to the page that it is in.
 */
import type { Theme } from '../session/workbench/preferences.ts';

/** What an embed says. */
export type EmbedMessage =
  /** It would like to be so high, CSS pixels. */
  | { readonly type: 'tulip:height'; readonly height: number }
  /** It shows its program. */
  | { readonly type: 'tulip:ready' }
  /** A run begins; `auto`: nobody pressed Run. */
  | { readonly type: 'tulip:run'; readonly auto: boolean }
  /** What the program printed. */
  | { readonly type: 'tulip:output'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  /** The run is over; `code` is null where the program did not end by itself. */
  | {
      readonly type: 'tulip:exit';
      readonly status: 'exited' | 'failed' | 'stopped';
      readonly code: number | null;
    };

/** What the page around may say. */
export type HostMessage =
  /** Another program of the page runs. */
  { readonly type: 'tulip:stop' } | { readonly type: 'tulip:theme'; readonly theme: Theme };

/** Tells the page around, if there is one. */
export function tellHost(message: EmbedMessage): void {
  // To any page: who made the frame chose its program.
  if (parent !== window) parent.postMessage(message, '*');
}

/** Hears what the page around says, in known shapes. */
export function hearHost(stop: () => void, colour: (theme: Theme) => void): void {
  addEventListener('message', ({ source, data }: MessageEvent<HostMessage | null>) => {
    if (source !== parent || parent === window) return;
    if (data?.type === 'tulip:stop') stop();
    if (data?.type === 'tulip:theme') colour(data.theme === 'dark' ? 'dark' : 'light');
  });
}

/** Tells the page around how high `content` is, now and whenever that changes. */
export function reportHeight(content: HTMLElement): void {
  new ResizeObserver(() => {
    tellHost({ type: 'tulip:height', height: Math.ceil(content.getBoundingClientRect().height) });
  }).observe(content);
}
