/**
 * What a panel is: an element that follows the runs of one session. The output is one, the clients of the program's ports are, and the
 * tools that say how the next run goes.
 */
import type { Project } from '../../wasm/sdk/project.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { Place } from '../session/run/compiler.ts';
import type { RunSettings } from '../session/run/ports.ts';
import type { RunSession, SessionEvent } from '../session/run/run-session.ts';
import type { RunPlace } from '../session/transcript/output-place.ts';
import type { LinkOptions } from '../session/workbench/link-options.ts';

/** A moment of the run that the reader looks at; told by a panel with a bubbling `moment` event. */
export interface MomentChosen {
  /** The number of an event of the log; null for the newest, whatever it will be. */
  readonly moment: number | null;
  /** The number of the last step that had begun, from 1. */
  readonly step: number;
  /** Bytes that had been written to standard output and to standard error. */
  readonly printed: readonly [number, number];
  /** Whether a program that stands still is to be brought there, and not only looked at. */
  readonly bring: boolean;
}

export interface Panel extends HTMLElement {
  /** The reader's language, at first and whenever it changes. */
  speak(messages: CommonMessages): void;
  /** A run begins, or another program is on the table: nothing of the last run counts any more. */
  begin(): void;
  /** Everything that the session says from then on. */
  hear(event: SessionEvent): void;
  /** The run is over; what it showed remains. */
  end(): void;
  /** It was opened or closed by its button; one without a button is not told. */
  show?(open: boolean): void;
  /** Another program is on the table; what its link asked for. */
  open?(options: LinkOptions): void;
  /** The program on the table, and again after each edit. */
  read?(project: Project): void;
  /** The reader went to another moment, in whatever panel. */
  goTo?(chosen: MomentChosen): void;
  /** The reader is to be shown a moment; null: the end of the run. */
  lookAt?(place: RunPlace | null): void;
  /** What it asks of the run that is about to begin. */
  settings?(): RunSettings;
  /** Whether the run that is about to begin is to look for the program's own mistakes. */
  readonly checks?: boolean;
  /** What a link to the program should ask for, so that its reader finds the panel as it is. */
  options?(): LinkOptions;
}

/** What a panel may use of its page. */
export interface PanelContext {
  readonly session: RunSession;
  /** Puts the editor's cursor at a place of the source. */
  reveal(place: Place): void;
  /** Marks the line of a place and leaves the focus where it is; null marks none. */
  mark(place: Place | null): void;
}

/** A kind of panel, of which a page has one. The list is in `panels.ts`. */
export interface PanelKind {
  /** Its name in a link's option `panes`. */
  readonly id: string;
  /** Where it stands: among the panes of a run, or in the row of tools above them. */
  readonly place: 'pane' | 'tools';
  /** Whether embeds have it too: always, or where `panes` asks for it or it `opens`. */
  readonly embedded: true | 'asked';
  /** The name of the button that opens and closes it; a panel without one is always there. */
  readonly button?: (messages: CommonMessages) => string;
  /** Makes it, loading its code where that is worth it: at first, or when it is first opened. */
  make(context: PanelContext): Panel | Promise<Panel>;
  /** Whether it is open at first where a link has these options, though its `panes` do not name it: the reader is to see what the link brings. */
  readonly opens?: (options: LinkOptions) => boolean;
  /**
   * What of a run is kept for it until it is first opened, as the bytes that this takes; 0 for what is not. Without this it hears nothing of what
   * came before. Where more comes than a page should keep, the panel is made unasked.
   */
  readonly keeps?: (event: SessionEvent) => number;
  /** Whether it must be made at an event, though nobody has opened it. */
  readonly needed?: (event: SessionEvent) => boolean;
  /** What it asks of every run, opened or not. */
  readonly settings?: RunSettings;
}
