/**
 * The event log of a program. Twin: event_sink.cpp.
 */
import { suspending } from '../host/jspi.ts';

/** For a run whose events nobody wants. */
export function createTrace(): WebAssembly.ModuleImports {
  return {
    begin: () => 0,
    buffer: () => undefined,
    drain: () => undefined,
    pause: suspending(() => Promise.resolve()),
  };
}
