/** Gives Node turns of the loop as a browser has them; imported for its effect, before anything runs. */

/**
 * As much of a `MessageChannel` as the reactor uses. Node's own delivers up to a thousand messages in a row before it looks at the
 * network, where a browser looks after each.
 */
class TurnChannel {
  readonly port1 = {
    onmessage: null as (() => void) | null,
    close: (): void => {
      this.port1.onmessage = null;
    },
  };
  readonly port2 = {
    postMessage: (): void => {
      setImmediate(() => this.port1.onmessage?.());
    },
  };
}
Object.assign(globalThis, { MessageChannel: TurnChannel });

export {};
