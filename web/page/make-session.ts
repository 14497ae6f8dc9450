/** Makes the session of a page, the playground's or an embed's: what a run needs is loaded when a run first needs it. */
import { makeBundledPrograms } from '../shared/bundled-programs.ts';
import type { Compiler } from '../session/run/compiler.ts';
import type { Runner } from '../session/run/ports.ts';
import { RunSession } from '../session/run/run-session.ts';

export interface SessionSetup {
  /** Absolute address of the site, with a slash at its end. */
  readonly siteUrl: string;
  /** A bundled program's checksum; null where it was not compiled with the site. */
  readonly checksumOf: (id: string) => string | null;
  /** The element that sandboxed frames are put into. */
  readonly place: HTMLElement;
}

export function makeSession({ siteUrl, checksumOf, place }: SessionSetup): RunSession {
  let compiler: Compiler | null = null;
  let runner: Runner | null = null;
  return new RunSession({
    programs: makeBundledPrograms(siteUrl, checksumOf),
    async compiler() {
      const { makeCompiler } = await import('../compiler/make-compiler.ts');
      return (compiler ??= makeCompiler(`${siteUrl}sdk/`));
    },
    async runner() {
      const [{ default: scripts }, { makeRunner }] = await Promise.all([
        import('virtual:sandbox'),
        import('../runner/client.ts'),
      ]);
      return (runner ??= makeRunner({ scripts, baseUrl: siteUrl, place }));
    },
  });
}
