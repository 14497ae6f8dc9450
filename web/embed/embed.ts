/**
 * The embed's page: shows a program in colour and waits. What running and editing need is loaded when somebody asks for
 * it: a blog post may hold a dozen of these.
 */
import { button, find, h, icon, RUN_ICONS } from '../elements/dom.ts';
import { highlighted } from '../elements/highlighted.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import { FIRST } from '../session/messages/first.ts';
import { Preferences } from '../session/workbench/preferences.ts';
import { allowOnlySite } from '../shared/connect-policy.ts';
import { localStore } from '../shared/local-store.ts';
import type { EmbedRun } from './run.ts';
import { reportHeight } from './height.ts';
import { keptProject } from './kept.ts';
import { askedProgram, type EmbeddedProgram } from './program.ts';

/** What a button asks of the part that is loaded for it. */
type Command = 'run' | 'edit' | 'reset' | 'copy' | 'share';

const preferences = new Preferences(localStore, new URLSearchParams(location.search));
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
  const words = document.createElement('p');
  words.className = 'message';
  words.setAttribute('role', 'alert');
  words.textContent = text;
  code.replaceChildren(words);
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

function show(program: EmbeddedProgram): void {
  const project = keptProject(program.address, program.project);
  const edited = Object.entries(project.files).some(([file, text]) => text !== program.project.files[file]);
  const showFile = (file: string) => {
    code.querySelector('code')?.replaceChildren(highlighted(project.files[file] ?? ''));
  };
  showFile(project.main);
  playground.href = siteUrl + program.address;
  buttonOf('reset').hidden = !edited;
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
    if (loaded === null) showFile(file);
    else void loaded.then((run) => { run.show(file); }).catch(() => undefined); // prettier-ignore
  });
  // The link to the playground carries what the reader has made of it.
  if (edited) void getRun().catch(() => undefined);
}

const program = await askedProgram(siteUrl, words).catch((error: unknown) => String(error));
if (typeof program === 'string') {
  say(program);
  playground.href = siteUrl;
} else {
  show(program);
}
reportHeight(find(document, 'main', HTMLElement));
