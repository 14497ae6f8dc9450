/**
 * The part of WASI (preview 1) that a program in a page has a use for: standard output, the clock, random bytes, its arguments
 * and its end. There are no files: whatever asks for one is told that there is none. Source: WASI's `preview1/docs.md`.
 */
import type { Clock } from '../reactor/clock.ts';
import type { HostModule } from '../abi/imports.ts';
import type { ProgramMemory } from '../abi/memory.ts';

const SUCCESS = 0;
const EBADF = 8;
const ESPIPE = 70;

const STDOUT = 1;
const STDERR = 2;
/** Midnight on 1 January 2000, UTC, so that two runs under the fast clock see the same days. */
const FAST_EPOCH_MS = 946_684_800_000;
const FILETYPE_CHARACTER_DEVICE = 2;

/** What a program's system calls lead to. */
export interface WasiHandler {
  write(stream: 'stdout' | 'stderr', bytes: Uint8Array): void;
  /** Does not return. */
  exit(code: number): never;
}

export function createWasi(
  memory: ProgramMemory,
  clock: Clock,
  args: readonly string[],
  handler: WasiHandler,
): HostModule<'wasi_snapshot_preview1'> {
  const startOfDay = clock.mode === 'fast' ? FAST_EPOCH_MS : Date.now() - clock.now();
  const argv = ['program', ...args].map((arg) => new TextEncoder().encode(`${arg}\0`));
  const argvSize = argv.reduce((sum, arg) => sum + arg.length, 0);

  const setSizes = (countAt: number, count: number, sizeAt: number, size: number): number => {
    memory.view.setUint32(countAt, count, true);
    memory.view.setUint32(sizeAt, size, true);
    return SUCCESS;
  };

  return {
    imports: {
      args_sizes_get: (count, size) => setSizes(count, argv.length, size, argvSize),
      args_get: (pointers, buffer) => {
        argv.forEach((arg, i) => {
          memory.view.setUint32(pointers + 4 * i, buffer, true);
          memory.bytes.set(arg, buffer);
          buffer += arg.length;
        });
        return SUCCESS;
      },
      environ_sizes_get: (count, size) => setSizes(count, 0, size, 0),
      environ_get: () => SUCCESS,

      fd_write: (fd, vectors, count, writtenAt) => {
        if (fd !== STDOUT && fd !== STDERR) return EBADF;
        let written = 0;
        for (let i = 0; i < count; i++) {
          const address = memory.view.getUint32(vectors + 8 * i, true);
          const size = memory.view.getUint32(vectors + 8 * i + 4, true);
          if (size > 0)
            handler.write(fd === STDOUT ? 'stdout' : 'stderr', memory.bytes.subarray(address, address + size));
          written += size;
        }
        memory.view.setUint32(writtenAt, written, true);
        return SUCCESS;
      },
      fd_fdstat_get: (fd, stat) => {
        if (fd > STDERR) return EBADF;
        memory.bytes.fill(0, stat, stat + 24);
        memory.view.setUint8(stat, FILETYPE_CHARACTER_DEVICE);
        return SUCCESS;
      },
      // Programs read standard input through the module `input` (program/input.cpp).
      fd_read: () => EBADF,
      fd_pread: () => EBADF,
      fd_pwrite: () => EBADF,
      fd_seek: () => ESPIPE,
      fd_close: () => SUCCESS,
      fd_sync: () => SUCCESS,

      clock_res_get: (_clock, at) => {
        memory.view.setBigUint64(at, 100_000n, true);
        return SUCCESS;
      },
      clock_time_get: (id, _precision, at) => {
        // The time of day starts with the run and then goes as the program's time does.
        const milliseconds = id === 0 ? startOfDay + clock.now() : clock.now();
        memory.view.setBigUint64(at, BigInt(Math.round(milliseconds * 1e6)), true);
        return SUCCESS;
      },
      random_get: (address, size) => {
        // One call may ask for no more than 65,536 bytes (Web Cryptography, 10.1.1).
        for (let done = 0; done < size; done += 65_536) {
          crypto.getRandomValues(memory.bytes.subarray(address + done, address + Math.min(size, done + 65_536)));
        }
        return SUCCESS;
      },
      proc_exit: (code) => handler.exit(code),
    },
  };
}
