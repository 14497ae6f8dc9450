/**
 * The embed's page: shows a program in colour and waits. What running and editing need is loaded when somebody asks for
 * it: a blog post may hold a dozen of these.
 */
import { button, find, h, icon, RUN_ICONS } from '../elements/dom.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import { FIRST } from '../session/messages/first.ts';
import { Preferences } from '../session/workbench/preferences.ts';
import { allowOnlySite } from '../shared/connect-policy.ts';
import { readText } from '../shared/local-text.ts';
import type { EmbedRun } from './run.ts';
import { hearHost, reportHeight, tellHost } from './host-page.ts';
import { keptProject } from './kept.ts';
import { askedProgram, type EmbeddedProgram } from './program.ts';
import { showCode } from './show-code.ts';

/** What is asked of the part that is loaded for it. */
type Command = 'run' | 'autorun' | 'edit' | 'reset' | 'copy' | 'share';

const query = new URLSearchParams(location.search);
const preferences = new Preferences({ get: readText }, query);
const readonly = query.has('readonly');
const language = preferences.language(navigator.languages);
const theme = preferences.theme();
const messages = FIRST[language];
const siteUrl = new URL('../', location.href).href;
allowOnlySite(siteUrl);

/** What is said beyond the first few words. */
async function words(): Promise<CommonMessages> {
  if (language === 'ko') return (await import('../session/messages/common.ko.ts')).commonKo;
  return (await import('../session/messages/common.en.ts')).commonEn;
}

const buttonOf = (command: string) => find(document, `#${command}`, HTMLButtonElement);
const status = find(document, '#status', HTMLElement);
const code = find(document, '#code', HTMLElement);
const files = find(document, '#file', HTMLSelectElement);
const playground = find(document, '#playground', HTMLAnchorElement);

document.documentElement.lang = language;
if (theme !== null) document.documentElement.dataset.theme = theme;
buttonOf('run').append(icon(RUN_ICONS.play, true), messages.run);
buttonOf('stop').append(icon(RUN_ICONS.stop, true), messages.stop);
for (const name of ['edit', 'reset', 'copy', 'share'] as const) buttonOf(name).textContent = messages[name];
status.setAttribute('aria-label', messages.programStatus);
status.dataset.state = 'ready';
status.textContent = messages.ready;
playground.textContent = messages.openInPlayground;
code.firstElementChild?.setAttribute('aria-label', messages.editor);
code.firstElementChild?.setAttribute('role', 'region');

/** Says `text` in place of the program. */
function say(text: string): void {
  code.replaceChildren(h('p', { class: 'message', role: 'alert' }, text));
}

/** Lets the reader choose which of several files is shown. */
function offerFiles(names: readonly string[], chosen: (file: string) => void): void {
  files.append(...names.map((name) => h('option', {}, name)));
  files.setAttribute('aria-label', messages.file);
  files.hidden = names.length === 1;
  files.addEventListener('change', () => {
    chosen(files.value);
  });
}

async function show(program: EmbeddedProgram): Promise<void> {
  const project = readonly ? program.project : keptProject(program.address, program.project);
  const edited = Object.entries(project.files).some(([file, text]) => text !== program.project.files[file]);
  const showFile = (file: string) => showCode(project.files[file] ?? '');
  const shown = showFile(project.main);
  playground.href = siteUrl + program.address;
  buttonOf('reset').hidden = !edited;
  buttonOf('edit').hidden = readonly;
  let loaded: Promise<EmbedRun> | null = null;
  const getRun = () =>
    (loaded ??= Promise.all([import('./run.ts'), words()])
      .then(([{ EmbedRun }, common]) => new EmbedRun({ messages: common, siteUrl, program, project }))
      .catch((error: unknown) => {
        loaded = null;
        throw error;
      }));
  const begin = (command: Command) => {
    getRun().then(
      (run) => {
        run[command]();
      },
      () => {
        const again = button(messages.tryAgain);
        again.addEventListener('click', () => {
          again.remove();
          begin(command);
        });
        status.dataset.state = 'failed';
        status.textContent = messages.notLoaded;
        status.after(again);
      },
    );
  };
  for (const command of ['run', 'edit', 'reset', 'copy', 'share'] as const) {
    const made = buttonOf(command);
    made.disabled = false;
    made.addEventListener('click', () => {
      begin(command);
    });
  }
  offerFiles(Object.keys(project.files), (file) => {
    if (loaded === null) void showFile(file);
    else void loaded.then((run) => { run.show(file); }).catch(() => undefined); // prettier-ignore
  });
  // The link to the playground carries what the reader has made of it; a lesson's text comes with the rest.
  if (edited || query.get('panes')?.includes('text')) void getRun().catch(() => undefined);
  hearHost(
    () => void loaded?.then((run) => { run.stopForAnother(); }), // prettier-ignore
    (asked) => (document.documentElement.dataset.theme = asked),
  );
  if (query.has('autorun')) {
    void import('./autorun.ts').then(({ runInView }) => {
      runInView(code, () => {
        begin('autorun');
      });
    });
  }
  await shown;
  tellHost({ type: 'tulip:ready' });
}

const program = await askedProgram(siteUrl, language, words).catch((error: unknown) => String(error));
if (typeof program === 'string') {
  say(program);
  playground.href = siteUrl;
} else {
  await show(program);
}
reportHeight(find(document, 'main', HTMLElement));
