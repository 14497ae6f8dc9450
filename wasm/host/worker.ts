/**
 * The worker in which a program runs: waits for one `StartMessage` with a port, runs the program, posts its events on the port.
 * Bundled as a classic script, because a module worker cannot start in a sandboxed frame of Chromium.
 */
import { runProgram } from './host.ts';
import type { ProgramEvent, StartMessage } from './protocol.ts';

self.onmessage = (message: MessageEvent<StartMessage>) => {
  const [port] = message.ports;
  if (port === undefined) return;
  self.onmessage = null;
  const { program, options } = message.data;
  void runProgram(program, options, (event: ProgramEvent) => {
    port.postMessage(event);
  });
};
