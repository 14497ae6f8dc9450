/** Share: the program on the table as a link, in other forms, and as files. All of it is loaded when somebody first asks for it. */
import catalog from 'virtual:catalog';
import { ABI } from '../../wasm/abi/version.ts';
import { canSuspend } from '../../wasm/fcontext/jspi.ts';
import { ShareDialog } from '../elements/share-dialog.ts';
import { SHARE_WORDS } from '../session/messages/share.ts';
import { cmakeProject, folderOf } from '../session/share/cmake-project.ts';
import { needsCompiler, writeForm, type Copied } from '../session/share/forms.ts';
import { encodeLink } from '../session/workbench/encode-link.ts';
import type { RunSession } from '../session/run/run-session.ts';
import type { KnownLinks } from '../session/workbench/known-links.ts';
import { linkName } from '../session/workbench/link-name.ts';
import type { LinkOptions } from '../session/workbench/link-options.ts';
import type { Workbench } from '../session/workbench/workbench.ts';
import { deflate } from '../shared/deflate.ts';
import { saveFile } from '../shared/save-file.ts';
import { SITE } from './address.ts';
import type { Look } from './look.ts';
import type { SessionParts } from './make-session.ts';

export interface SharingParts {
  readonly workbench: Workbench;
  readonly links: KnownLinks;
  readonly look: Look;
  readonly session: RunSession;
  readonly compiler: SessionParts['compiler'];
  /** What the reader calls the program on the table. */
  readonly nameOf: () => string;
  /** What the panels have to say about how it is run. */
  readonly options: () => LinkOptions;
}

export class Sharing {
  readonly #parts: SharingParts;
  readonly #dialog = new ShareDialog();

  constructor(parts: SharingParts) {
    this.#parts = parts;
    document.body.append(this.#dialog);
  }

  /** Copies the link of the program, and offers all else. */
  async share({ withRun } = { withRun: true }): Promise<void> {
    const { links, look, workbench } = this.#parts;
    const { messages } = look;
    const words = SHARE_WORDS[look.language];
    const { decisions, ...others } = { ...workbench.program.options, ...this.#parts.options(), runtime: ABI };
    const hasRun = decisions !== undefined;
    const options = withRun && hasRun ? { ...others, decisions } : others;
    const link = await encodeLink({ project: workbench.program.project, options }, { deflate });
    if (!link.ok) {
      this.#dialog.refuse(messages, words);
      return;
    }
    // Its author needs no word of who shared it.
    links.add(linkName(`#${link.value}`));
    const copied = this.#copied(link.value, options);
    await this.#dialog.share({
      messages,
      words,
      copied,
      leaveOutRun: withRun && hasRun ? () => void this.share({ withRun: false }) : null,
      download: () => this.#download(copied),
      // Other browsers compile to other programs than most readers' run.
      compile: canSuspend() && needsCompiler(copied) ? () => this.#compile(copied) : null,
    });
  }

  #copied(link: string, options: LinkOptions): Copied {
    const { look, nameOf, workbench } = this.#parts;
    const { origin, project } = workbench.program;
    return {
      title: nameOf(),
      site: SITE,
      link,
      project,
      options,
      demo: origin.kind === 'bundled' && !workbench.edited ? origin.id : null,
      compiled: null,
      language: look.language,
      theme: look.chosenTheme,
    };
  }

  async #compile({ project, options }: Copied) {
    const { compiler, session, workbench } = this.#parts;
    // It compiles one program at a time.
    if (session.state.kind === 'compiling') session.stop();
    const [{ compileToShare }, { bundledPrograms }] = await Promise.all([
      import('./compile-to-share.ts'),
      import('./compiled-program.ts'),
    ]);
    const { origin } = workbench.program;
    const compiled = catalog.filter(
      ({ id, sha256 }) => sha256 !== null && (origin.kind !== 'bundled' || id === origin.id),
    );
    const ids = compiled.map(({ id }) => id);
    return compileToShare({ project, options, compiler, ids, bytes: (id) => bundledPrograms(SITE).bytes(id) });
  }

  async #download(copied: Copied): Promise<void> {
    const { strToU8, zipSync } = await import('fflate');
    const folder = folderOf(copied.title);
    const files = cmakeProject({ ...copied, link: writeForm('link', copied), version: TULIP_VERSION, abi: ABI });
    const entries = Object.entries(files).map(([name, text]) => [`${folder}/${name}`, strToU8(text)] as const);
    saveFile(`${folder}.zip`, new Blob([zipSync(Object.fromEntries(entries))], { type: 'application/zip' }));
  }
}
