/** What a program shows beside its text. Twin: program/display.cpp. */
import type { HostModule } from '../abi/imports.ts';
import type { ProgramMemory } from '../abi/memory.ts';
import type { ProgramEvent } from '../abi/protocol.ts';

/** More than this in one picture is a mistake or an attack. */
const LARGEST_ITEM_BYTES = 32 * 1024 * 1024;

export function createConsole(memory: ProgramMemory, emit: (event: ProgramEvent) => void): HostModule<'console'> {
  return {
    imports: {
      show: (mime, mimeSize, data, size, alt, altSize) => {
        const altText = memory.text(alt, altSize);
        const type = memory.text(mime, mimeSize);
        if (size >>> 0 > LARGEST_ITEM_BYTES) {
          emit({ type: 'output', stream: 'stderr', text: `[${type}: too large to show]\n` });
        } else {
          emit({ type: 'display', mime: type, data: memory.slice(data, size), alt: altText });
        }
      },
      progress: (id, label, labelSize, value, total, closed) => {
        emit({ type: 'progress', id, label: memory.text(label, labelSize), value, total, closed: closed !== 0 });
      },
    },
  };
}
