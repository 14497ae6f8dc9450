/**
 * The embed's page: shows a program in colour and waits. What running and editing need is loaded when somebody asks for
 * it: a blog post may hold a dozen of these.
 */
import { button, find, icon, ICONS } from '../elements/dom.ts';
import { highlighted } from '../elements/highlighted.ts';
import { commonEn } from '../session/messages/common.en.ts';
import { commonKo } from '../session/messages/common.ko.ts';
import { Preferences } from '../session/workbench/preferences.ts';
import { READY } from '../session/run/run-state.ts';
import { allowOnlySite } from '../shared/connect-policy.ts';
import { localStore } from '../shared/local-store.ts';
import type { EmbedRun } from './run.ts';
import { reportHeight } from './height.ts';
import { askedProgram, type EmbeddedProgram } from './program.ts';

const preferences = new Preferences(localStore, new URLSearchParams(location.search));
const language = preferences.language(navigator.languages);
const theme = preferences.theme();
const messages = language === 'ko' ? commonKo : commonEn;
const siteUrl = new URL('../', location.href).href;
allowOnlySite(siteUrl);

const run = find(document, '#run', HTMLButtonElement);
const stop = find(document, '#stop', HTMLButtonElement);
const edit = find(document, '#edit', HTMLButtonElement);
const status = find(document, '#status', HTMLElement);
const code = find(document, '#code', HTMLElement);
const playground = find(document, '#playground', HTMLAnchorElement);

document.documentElement.lang = language;
if (theme !== null) document.documentElement.dataset.theme = theme;
run.append(icon(ICONS.play, true), messages.run);
stop.append(icon(ICONS.stop, true), messages.stop);
edit.textContent = messages.edit;
status.setAttribute('aria-label', messages.programStatus);
status.dataset.state = 'ready';
status.textContent = messages.status(READY);
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

function show(program: EmbeddedProgram): void {
  code.querySelector('code')?.replaceChildren(highlighted(program.text, 'cpp'));
  playground.href = siteUrl + program.address;
  let loaded: Promise<EmbedRun> | null = null;
  const getRun = () =>
    (loaded ??= import('./run.ts')
      .then(({ EmbedRun }) => new EmbedRun({ messages, siteUrl, program }))
      .catch((error: unknown) => {
        loaded = null;
        throw error;
      }));
  const begin = (use: (run: EmbedRun) => void) => {
    getRun().then(use, () => {
      const again = button(messages.tryAgain);
      again.addEventListener('click', () => {
        again.remove();
        begin(use);
      });
      status.textContent = messages.status({
        kind: 'failed',
        failure: { kind: 'unavailable', what: 'program', problem: 'unreachable', message: '' },
      });
      status.after(again);
    });
  };
  run.addEventListener('click', () => {
    begin((embed) => {
      embed.run();
    });
  });
  edit.addEventListener('click', () => {
    begin((embed) => {
      embed.edit();
    });
  });
}

const program = await askedProgram(messages).catch((error: unknown) => String(error));
run.disabled = typeof program === 'string' || !('Suspending' in WebAssembly);
edit.disabled = typeof program === 'string';
if (typeof program === 'string') {
  say(program);
  playground.href = siteUrl;
} else {
  show(program);
  if (!('Suspending' in WebAssembly)) code.before(`${messages.noJspi} ${messages.noJspiBrowsers}`);
}
reportHeight(find(document, 'main', HTMLElement));
