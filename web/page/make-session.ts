/** Makes the session of a page, the playground's or an embed's: what a run needs is loaded when a run first needs it. */
import { canSuspend } from '../../wasm/fcontext/jspi.ts';
import type { makeCompiler } from '../compiler/make-compiler.ts';
import { makeBundledPrograms } from '../shared/bundled-programs.ts';
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

export interface SessionParts {
  readonly session: RunSession;
  /** The session's compiler, which is made at the first call. */
  readonly compiler: () => Promise<PageCompiler>;
}

export type PageCompiler = ReturnType<typeof makeCompiler>;

async function rewrittenChecksumOf(id: string): Promise<string | null> {
  const { default: checksums } = await import('virtual:asyncify');
  return checksums[id] ?? null;
}

export function makeSession({ siteUrl, checksumOf, place }: SessionSetup): SessionParts {
  let made: PageCompiler | null = null;
  let runner: Runner | null = null;
  const compiler = async () => {
    const { makeCompiler } = await import('../compiler/make-compiler.ts');
    return (made ??= makeCompiler(`${siteUrl}sdk/`));
  };
  const session = new RunSession({
    // Such a browser runs other files of the same programs.
    programs: canSuspend()
      ? makeBundledPrograms(`${siteUrl}programs/`, checksumOf)
      : makeBundledPrograms(`${siteUrl}programs/asyncify/`, rewrittenChecksumOf),
    compiler,
    async runner() {
      const [{ default: scripts }, { makeRunner }] = await Promise.all([
        import('virtual:sandbox'),
        import('../runner/client.ts'),
      ]);
      return (runner ??= makeRunner({ scripts, baseUrl: siteUrl, place }));
    },
  });
  return { session, compiler };
}
