import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attemptRequest } from '../../web/security-check/attacks/attempt.ts';

const URL = 'https://elsewhere.invalid/picture';

describe('an attempt at a request', () => {
  let listeners: ((event: object) => void)[] = [];

  beforeEach(() => {
    vi.useFakeTimers();
    listeners = [];
    vi.stubGlobal('addEventListener', (_: string, listener: (event: object) => void) => listeners.push(listener));
    vi.stubGlobal('removeEventListener', (_: string, listener: (event: object) => void) => {
      listeners = listeners.filter((each) => each !== listener);
    });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** What becomes of it where the policy tells of the request that is the `told`th. */
  async function tried(told: number, blockedURI = URL) {
    let requests = 0;
    const attempted = attemptRequest('picture', URL, () => {
      if (++requests === told) for (const hear of listeners) hear({ blockedURI, effectiveDirective: 'img-src' });
    });
    await vi.advanceTimersByTimeAsync(60_000);
    return { ...(await attempted), requests, listeners: listeners.length };
  }

  it('is refused once the policy has told of one', async () => {
    const refused = { name: 'picture', possible: false, by: 'img-src', listeners: 0 };
    expect(await tried(1)).toEqual({ ...refused, requests: 1 });
    expect(await tried(3)).toEqual({ ...refused, requests: 3 });
  });

  it('is possible where nothing is told, or of another address', async () => {
    const possible = { name: 'picture', possible: true, by: '', requests: 3, listeners: 0 };
    expect(await tried(0)).toEqual(possible);
    expect(await tried(1, 'https://other.invalid')).toEqual(possible);
  });
});
