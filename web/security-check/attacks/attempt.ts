/** One attack, tried: what it would take is either refused by the browser, or possible, which is a hole. */

export interface Attempt {
  /** What was tried: a key of the page's texts. */
  readonly name: string;
  readonly possible: boolean;
  /** By what it was refused: an error's name, or the directive of the policy. */
  readonly by: string;
}

/** What realms tell the page of. */
export interface Report {
  readonly type: 'attempts';
  readonly attempts: readonly Attempt[];
}

/** No site has this name (RFC 6761, section 6.4): a request that the policy lets out goes nowhere, and yet is seen to have been let out. */
export const ELSEWHERE = 'https://elsewhere.invalid/';

/** Where the frame goes at last, by itself. */
export const LEFT_FOR = `${ELSEWHERE}left`;
/** A channel on which the page listens, and must hear nothing. */
export const CHANNEL = 'tulip-security-check';

/** Time within which a browser tells of what its policy refused, ms. */
const PATIENCE = 2_500;
/** How often a request is made of which nothing is told: on a busy machine Firefox does not tell of all (153). A hole stays one. */
const TRIES = 3;

/** Tries `attack`, which counts as refused where it throws, or its promise is rejected. */
export async function attempt(name: string, attack: () => unknown): Promise<Attempt> {
  try {
    await attack();
    return { name, possible: true, by: '' };
  } catch (error) {
    return { name, possible: false, by: error instanceof Error ? error.name : String(error) };
  }
}

/**
 * Tries a request, which counts as refused only where this realm's Content-Security-Policy says that it stopped it: a request also fails
 * where nobody answers, and then it was sent.
 */
export function attemptRequest(name: string, url: string, request: (url: string) => unknown): Promise<Attempt> {
  return attempt(name, async () => {
    for (let tries = 0; tries < TRIES; tries++) {
      const refused = refusalOf(url);
      try {
        await request(url);
      } catch {
        // Whether it was the policy is what the event says.
      }
      const directive = await refused;
      if (directive !== null) throw new Refusal(directive);
    }
  });
}

/** An attack that got nothing, where nothing threw. */
export class Refusal extends Error {
  override readonly name: string;
  constructor(by: string) {
    super(by);
    this.name = by;
  }
}

/** The directive by which this realm's policy refuses `url`; null where it does not within `patience` ms. */
export function refusalOf(url: string, patience = PATIENCE): Promise<string | null> {
  return new Promise((resolve) => {
    const timeout = setTimeout(() => {
      end(null);
    }, patience);
    const hear = (event: Event): void => {
      const { blockedURI, effectiveDirective } = event as SecurityPolicyViolationEvent;
      if (url.startsWith(blockedURI) && blockedURI !== '') end(effectiveDirective);
    };
    const end = (directive: string | null): void => {
      clearTimeout(timeout);
      removeEventListener('securitypolicyviolation', hear);
      resolve(directive);
    };
    addEventListener('securitypolicyviolation', hear);
  });
}
