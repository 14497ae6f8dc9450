/**
 * Runs a program once for every order in which the answers to its requests can come: what it prints in one of them may be seen one day, and what
 * it prints in none, never. Time takes no part: under the fast clock timers wait until no request is under way.
 */
import { Clock } from '../reactor/clock.ts';
import { runProgram } from './host.ts';

export interface OrdersSetup {
  readonly program: BufferSource;
  /** Against which its requests are resolved. */
  readonly baseUrl: string;
  /** What a request is answered with, whenever the answer comes. */
  readonly answer: (url: URL) => Response;
  /** More orders than this are an error. */
  readonly most: number;
}

/** What was seen in all orders. */
export interface SeenOrders {
  /** How many there are. */
  readonly orders: number;
  /** Standard output, each text once. */
  readonly outputs: readonly string[];
}

/** See the file's head. Rejects where there are too many orders, or the program fails in one. */
export async function runInAllOrders({ program, most, ...setup }: OrdersSetup): Promise<SeenOrders> {
  const module = WebAssembly.compile(program);
  const outputs = new Set<string>();
  // Each is the beginning of an order: which of the answers under way comes first, second, and so on; then always the one asked for first.
  const beginnings: (readonly number[])[] = [[]];
  let orders = 0;
  for (let beginning = beginnings.pop(); beginning !== undefined; beginning = beginnings.pop()) {
    if (++orders > most) throw new Error(`there are more than ${String(most)} orders in which the answers can come`);
    const answers = new OrderedAnswers(setup.answer, beginning);
    outputs.add(await outputOf({ program, module, baseUrl: setup.baseUrl, answers }));
    for (let i = beginning.length; i < answers.underWay.length; i++) {
      const same = Array.from({ length: i }, (_, k) => beginning[k] ?? 0);
      for (let other = 1; other < (answers.underWay[i] ?? 0); other++) beginnings.push([...same, other]);
    }
  }
  return { orders, outputs: [...outputs] };
}

/** Answers requests one at a time, in a given order. */
class OrderedAnswers {
  readonly #answer: (url: URL) => Response;
  readonly #order: readonly number[];
  readonly #waiting: (() => void)[] = [];
  /** How many requests were under way whenever an answer came. */
  readonly underWay: number[] = [];
  /** The addresses whose answers came. */
  readonly came: string[] = [];

  constructor(answer: (url: URL) => Response, order: readonly number[]) {
    this.#answer = answer;
    this.#order = order;
  }

  readonly fetch = (url: URL, { signal }: { readonly signal: AbortSignal }): Promise<Response> =>
    new Promise((resolve, reject) => {
      const come = () => {
        this.came.push(url.pathname);
        resolve(this.#answer(url));
      };
      this.#waiting.push(come);
      signal.addEventListener('abort', () => {
        const at = this.#waiting.indexOf(come);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(new Error('the program has cancelled it'));
      });
    });

  /** Lets the next answer come. */
  next(): void {
    if (this.#waiting.length === 0) return;
    const [come] = this.#waiting.splice(this.#order[this.underWay.length] ?? 0, 1);
    this.underWay.push(this.#waiting.length + 1);
    come?.();
  }
}

interface OneOrder {
  readonly program: BufferSource;
  readonly module: Promise<WebAssembly.Module>;
  readonly baseUrl: string;
  readonly answers: OrderedAnswers;
}

async function outputOf({ program, module, baseUrl, answers }: OneOrder): Promise<string> {
  let output = '';
  let failure = '';
  // While a request is under way, the fast clock goes as real time does.
  const clock = new Clock('fast', { now: () => 0, after: () => () => undefined });
  const surroundings = { module, clock, fetch: answers.fetch };
  await runProgram(
    program,
    { baseUrl },
    (event) => {
      if (event.type === 'waiting') answers.next();
      else if (event.type === 'output' && event.stream === 'stdout') output += event.text;
      else if (event.type === 'failure') failure = event.message;
    },
    surroundings,
  );
  if (failure !== '')
    throw new Error(`the program fails when ${answers.came.join(', ')} are answered in this order: ${failure}`);
  return output;
}
