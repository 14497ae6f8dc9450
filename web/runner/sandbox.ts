/**
 * A sandboxed frame with the worker that is to host one program. It can be made before there is a program: starting a frame's process and its worker
 * takes longer than everything else between Run and the first output.
 */
import type { StartMessage } from '../../wasm/abi/protocol.ts';
import { makeFrame, type SandboxScripts } from './frame.ts';
import { readFrameMessage, type FrameCommand } from './messages.ts';

/** What a sandbox is made of, and where. */
export interface SandboxSetup {
  readonly scripts: SandboxScripts;
  /** Absolute address of the site, with a slash at its end: what programs may fetch from. */
  readonly baseUrl: string;
  /** The element that frames are put into. */
  readonly place: HTMLElement;
}

/** Time for a frame to take its program before it counts as broken, ms. */
const FRAME_TIMEOUT = 20_000;

/** See the file's head. */
export class Sandbox {
  readonly #setup: SandboxSetup;
  readonly #frame: HTMLIFrameElement;
  /** Called where the frame or its worker fails; the message is fit to be shown. */
  onbroke: (message: string) => void = () => undefined;
  #ready = false;
  /** What waits for the frame. */
  #program: { readonly start: StartMessage; readonly port: MessagePort } | null = null;
  #timeout: ReturnType<typeof setTimeout> | undefined;

  constructor(setup: SandboxSetup) {
    this.#setup = setup;
    addEventListener('message', this.#fromFrame);
    this.#frame = makeFrame(setup.scripts, setup.baseUrl);
    setup.place.append(this.#frame);
  }

  /** Hands over the one program, its bytes and the port, now or as soon as the frame is up. */
  run(start: StartMessage, port: MessagePort): void {
    this.#program = { start, port };
    // Also for one that is up: a browser short of memory may have ended its process since.
    this.#timeout = setTimeout(() => {
      this.onbroke('The sandbox did not start.');
    }, FRAME_TIMEOUT);
    if (this.#ready) this.#handOver();
  }

  /** Ends whatever runs in it, at once. */
  remove(): void {
    clearTimeout(this.#timeout);
    removeEventListener('message', this.#fromFrame);
    this.#frame.remove();
  }

  readonly #fromFrame = (event: MessageEvent<unknown>): void => {
    if (event.source === null || event.source !== this.#frame.contentWindow) return;
    const message = readFrameMessage(event.data);
    if (message?.type === 'ready') this.#comeUp();
    else if (message?.type === 'passed') clearTimeout(this.#timeout);
    else if (message?.type === 'broke') this.onbroke(message.message);
  };

  /** A second `ready` gets nothing. */
  #comeUp(): void {
    if (this.#ready) return;
    this.#ready = true;
    this.#tell({ type: 'host', host: this.#setup.scripts.host });
    this.#handOver();
  }

  #handOver(): void {
    if (this.#program === null) return;
    const { start, port } = this.#program;
    this.#program = null;
    this.#tell({ type: 'program', start }, [port, start.program.buffer]);
  }

  #tell(command: FrameCommand, given: Transferable[] = []): void {
    // The frame's origin is opaque and cannot be named; only this one window gets the message.
    this.#frame.contentWindow?.postMessage(command, '*', given);
  }
}
