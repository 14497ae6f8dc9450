/** The lines of the output as places in what a program printed: chosen by the reader, pointed at, and dimmed where they are later than a moment. */
import type { OutputPlace } from '../session/transcript/output-place.ts';

/** See the file's head. */
export class OutputLines {
  readonly #log: HTMLElement;
  readonly #places = new WeakMap<Element, OutputPlace>();
  #chosen: Element | null = null;
  /** What a line must not lie behind in order not to be dimmed: bytes that had been printed at the chosen moment. */
  #horizon: readonly [number, number] | null = null;

  /** `log`: what the lines stand in. */
  constructor(log: HTMLElement) {
    this.#log = log;
  }

  /** A line stands there, or is another now; null where that is not known. */
  place(line: Element, place: OutputPlace | null): void {
    if (place !== null) this.#places.set(line, place);
    this.#dim(line);
  }

  /** Dims what was printed later than that, bytes of both streams; null dims nothing. */
  lookFrom(printed: readonly [number, number] | null): void {
    this.#horizon = printed;
    for (const line of this.#all()) this.#dim(line);
  }

  /** Marks the line in which a place of the output stands. */
  lookAt(place: OutputPlace | null): void {
    const starts = this.#all().filter((line) => {
      const start = this.#places.get(line);
      return place !== null && start?.stream === place.stream && start.byte <= place.byte;
    });
    for (const line of this.#log.querySelectorAll('.pointed')) line.classList.remove('pointed');
    starts.at(-1)?.classList.add('pointed');
    starts.at(-1)?.scrollIntoView({ block: 'nearest' });
  }

  /** Tells, by a bubbling `output-place`, which line the reader chose. */
  choose(line: Element | null): void {
    const place = line === null ? undefined : this.#places.get(line);
    if (line === null || place === undefined) return;
    this.#chosen?.classList.remove('chosen');
    this.#chosen = line;
    line.classList.add('chosen');
    line.scrollIntoView({ block: 'nearest' });
    this.#log.dispatchEvent(new CustomEvent<OutputPlace>('output-place', { detail: place, bubbles: true }));
  }

  /** Chooses the line above or below the chosen one; the last where none is chosen. */
  chooseNext(by: 1 | -1): void {
    const lines = this.#all();
    const at = this.#chosen === null ? -1 : lines.indexOf(this.#chosen);
    this.choose((at < 0 ? lines.at(-1) : lines[at + by]) ?? null);
  }

  #all(): Element[] {
    return [...this.#log.querySelectorAll('.line')];
  }

  #dim(line: Element): void {
    const place = this.#places.get(line);
    const later =
      this.#horizon !== null && place !== undefined && place.byte >= this.#horizon[place.stream === 'stdout' ? 0 : 1];
    line.classList.toggle('later', later);
  }
}
