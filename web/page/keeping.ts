/** Keeps the reader's text, and tells them where it cannot be kept or another tab has changed it. */
import type { NoticeBar } from '../elements/notice-bar.ts';
import { Saving } from '../session/workbench/saving.ts';
import type { Workbench, WorkbenchNews } from '../session/workbench/workbench.ts';
import type { Look } from './look.ts';

export interface KeepingParts {
  readonly workbench: Workbench;
  readonly look: Look;
  readonly notices: NoticeBar;
  /** Puts another draft on the table. */
  readonly openDraft: (key: string) => void;
  readonly share: () => void;
}

export class Keeping {
  readonly #parts: KeepingParts;
  readonly #saving: Saving;

  constructor(parts: KeepingParts) {
    this.#parts = parts;
    this.#saving = new Saving(parts.workbench);
    parts.workbench.news.subscribe((news) => {
      this.#tell(news);
    });
    parts.workbench.changes.subscribe(() => {
      parts.notices.withdraw('elsewhere');
    });
    addEventListener('pagehide', () => {
      this.saveNow();
    });
    document.addEventListener('visibilitychange', () => {
      this.saveNow();
    });
    addEventListener('beforeunload', (event) => {
      this.saveNow();
      if (parts.workbench.unsaved) event.preventDefault();
    });
  }

  /** The program has changed: it is written in a moment. */
  saveSoon(): void {
    this.#saving.soon();
  }

  /** Writes the reader's text to the store at once. */
  saveNow(): void {
    this.#saving.now();
  }

  #tell(news: WorkbenchNews): void {
    const { look, notices, openDraft, share, workbench } = this.#parts;
    const { messages } = look;
    switch (news.type) {
      case 'elsewhere': {
        const { theirs } = news;
        const actions = theirs === null ? [] : [{ label: messages.showThatText, act: () => { openDraft(theirs); } }]; // prettier-ignore
        const text = workbench.edited ? messages.keptApart : messages.changedElsewhere;
        notices.show('elsewhere', { tone: 'note', text, actions, closeLabel: messages.close });
        return;
      }
      case 'moved':
        notices.show('elsewhere', { tone: 'note', text: messages.keptApart, closeLabel: messages.close });
        return;
      case 'refused':
        notices.show('storage', {
          tone: 'warning',
          text: messages.notKept,
          actions: [{ label: messages.share, act: share }],
          closeLabel: messages.close,
        });
        return;
      case 'kept':
        notices.withdraw('storage');
    }
  }
}
