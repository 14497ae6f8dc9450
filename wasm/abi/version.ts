/**
 * The number of the interface between programs and hosts, which each program carries in a section of its own. It goes up with each change of the
 * table in imports.ts, or of what its functions mean. Twin: `TULIP_ABI` in imports.hpp.
 */
export const ABI = 3;

/** The section's name; it holds the number in 32 bits. Twin: ../program/start.cpp. */
const SECTION = 'tulip_abi';

/** The number that a program was built for; null where it names none. */
export function abiOf(program: WebAssembly.Module): number | null {
  const [section] = WebAssembly.Module.customSections(program, SECTION);
  return section?.byteLength === 4 ? new DataView(section).getUint32(0, true) : null;
}

/** A program was built for another host. */
export class WrongAbi extends Error {
  constructor(abi: number | null) {
    const built = abi === null ? 'no known version' : `version ${String(abi)}`;
    super(
      `the program was built for ${built} of the interface to its host, which is at version ${String(ABI)}: build it anew, after reloading the page`,
    );
  }
}
