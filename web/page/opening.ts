/** From the page's address to the program on the table. */
import { ABI } from '../../wasm/abi/version.ts';
import type { NoticeBar } from '../elements/notice-bar.ts';
import { FIRST_PROGRAM, type CatalogEntry, type Lesson } from '../session/lesson/catalog.ts';
import { keyOf } from '../session/workbench/drafts.ts';
import type { KnownLinks } from '../session/workbench/known-links.ts';
import { decodeLink } from '../session/workbench/decode-link.ts';
import { isLink } from '../session/workbench/share-link.ts';
import { linkName } from '../session/workbench/link-name.ts';
import type { Workbench } from '../session/workbench/workbench.ts';
import { inflate } from '../shared/inflate.ts';
import { addressOfProgram, askedLink, askedProgram, galleryTitle, rememberedKey, rememberKey } from './address.ts';
import type { Look } from './look.ts';
import { goToRuntime } from './runtimes.ts';

/** What a program of the reader's own begins as. */
const NEW_PROGRAM = `#include <asyncio.hpp>
using namespace std::chrono_literals;

int main() {
  asyncio::run([] {
    asyncio::print("Hello\\n");
  });
}
`;

export interface OpeningParts {
  readonly catalog: readonly CatalogEntry[];
  readonly workbench: Workbench;
  readonly links: KnownLinks;
  readonly look: Look;
  readonly notices: NoticeBar;
  readonly loadLesson: (id: string) => Promise<Lesson>;
}

export class Opening {
  readonly #parts: OpeningParts;
  /** The address that the program on the table was opened by. */
  #opened: string | null = null;
  #lesson: Lesson | null = null;

  constructor(parts: OpeningParts) {
    this.#parts = parts;
    parts.workbench.changes.subscribe(({ key, origin }) => {
      if (origin.kind !== 'bundled') this.#lesson = null;
      this.follow(key);
    });
  }

  /** What belongs to the program on the table, where it is a bundled one. */
  get lesson(): Lesson | null {
    return this.#lesson;
  }

  /** The program on the table is kept under `key` from now on: so it is found again by this step of the history. */
  follow(key: string): void {
    rememberKey(key);
    this.#opened = addressOfProgram();
  }

  /** Opens what the address asks for, unless it is on the table already; `before` is called if not. */
  async openAddress(before: () => void): Promise<void> {
    const address = addressOfProgram();
    if (address === this.#opened) return;
    this.#opened = address;
    before();
    this.#parts.notices.withdraw('link');
    const link = askedLink();
    if (isLink(link)) await this.#openLink(link);
    else await this.#openWithoutLink();
  }

  /** A link that the reader has run or dismissed is no news any more. */
  acceptLink(): void {
    const { links, notices, workbench } = this.#parts;
    const { origin } = workbench.program;
    if (origin.kind !== 'shared') return;
    notices.withdraw('link');
    links.add(origin.link);
  }

  async #openLink(fragment: string): Promise<void> {
    const { links, look, notices, workbench } = this.#parts;
    const shared = await decodeLink(fragment, { inflate });
    if (askedLink() !== fragment) return;
    const { messages } = look;
    if (!shared.ok) {
      if (workbench.program.key === '') await this.#openWithoutLink();
      const problem = messages.linkProblem[shared.error];
      const text = shared.error === 'no-link' ? problem : `${problem} ${messages.damagedBanner}`;
      notices.show('link', { tone: 'alert', text, closeLabel: messages.close });
      return;
    }
    const whole = `#${shared.value.fragment}`;
    // What programs on its way made of it is not to be passed on, nor to be another draft.
    if (whole !== fragment) history.replaceState(history.state, '', whole);
    if (await goToRuntime(shared.value.options.runtime, whole)) return;
    const link = linkName(whole);
    const own = keyOf({ kind: 'shared', link });
    const key = rememberedKey();
    workbench.openShared(link, shared.value.project, shared.value.options, key?.startsWith(`${own}~`) ? key : own);
    if (links.has(link) || galleryTitle(look.language) !== null) return;
    const { runtime = ABI } = shared.value.options;
    notices.show('link', {
      tone: 'note',
      text: runtime === ABI ? messages.sharedBanner : `${messages.sharedBanner} ${messages.otherRuntime(runtime, ABI)}`,
      closeLabel: messages.close,
      closed: () => {
        this.acceptLink();
      },
    });
  }

  /** What this step of the history showed, or what the rest of the address asks for. */
  async #openWithoutLink(): Promise<void> {
    const key = rememberedKey();
    if (key === null || !(await this.#openKey(key))) await this.#openAsked(askedProgram());
  }

  async #openAsked(id: string | null): Promise<void> {
    const { catalog, look, notices } = this.#parts;
    if (id !== null && catalog.some((entry) => entry.id === id)) {
      await this.#openBundled(id, id);
      return;
    }
    await this.#openLast();
    if (id === null) return;
    const { messages } = look;
    notices.show('link', { tone: 'alert', text: messages.unknownProgram(id), closeLabel: messages.close });
  }

  /** What the reader last worked on, or the first program. */
  async #openLast(): Promise<void> {
    const { workbench } = this.#parts;
    if (workbench.last !== null && (await this.#openKey(workbench.last))) return;
    await this.#openBundled(FIRST_PROGRAM, FIRST_PROGRAM);
  }

  /** Says whether there is such a program. */
  async #openKey(key: string): Promise<boolean> {
    const { catalog, workbench } = this.#parts;
    if (workbench.openDraft(key)) return true;
    if (key.startsWith('+')) {
      workbench.openNew(key.slice(1), NEW_PROGRAM);
      return true;
    }
    const id = key.replace(/~\d+$/, '');
    if (!catalog.some((entry) => entry.id === id)) return false;
    await this.#openBundled(id, key);
    return true;
  }

  async #openBundled(id: string, key: string): Promise<void> {
    const { loadLesson, look, notices, workbench } = this.#parts;
    const address = this.#opened;
    try {
      const lesson = await loadLesson(id);
      if (address !== this.#opened) return;
      notices.withdraw('lesson');
      this.#lesson = lesson;
      workbench.openBundled(id, lesson.program, key, lesson.opens);
    } catch {
      const { messages } = look;
      const act = () => void this.#openBundled(id, key);
      notices.show('lesson', {
        tone: 'alert',
        text: messages.lessonUnavailable,
        actions: [{ label: messages.tryAgain, act }],
      });
    }
  }
}
