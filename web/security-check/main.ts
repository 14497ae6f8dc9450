/**
 * The security check: makes the frame that programs run in, with attacks in the place of the bootstrap and of the host, and lists what became
 * of each.
 *
 *     page ──srcdoc──▶ frame ──'ready'──▶ page ──{host}──▶ frame: attacks ──report──▶ page
 *                                                            └▶ worker: attacks ──report──▶ frame ──▶ page
 */
import scripts from 'virtual:attacks';
import { find } from '../elements/dom.ts';
import { makeFrame } from '../runner/frame.ts';
import { Preferences } from '../session/workbench/preferences.ts';
import { allowOnlySite } from '../shared/connect-policy.ts';
import { localStore } from '../shared/local-store.ts';
import { attempt, CHANNEL, LEFT_FOR, Refusal, refusalOf, type Attempt, type Report } from './attacks/attempt.ts';
import type { Start } from './attacks/frame.ts';
import { TEXTS } from './texts.ts';

const SITE = new URL('../', location.href).href;
/** Time for the frame and the worker to report, ms. */
const PATIENCE = 30_000;
/** What a report is worth: one of the frame, one of the worker. */
const REPORTS = 2;

allowOnlySite(SITE);
const preferences = new Preferences(localStore, new URLSearchParams(location.search));
const language = preferences.language(navigator.languages);
const theme = preferences.theme();
const texts = TEXTS[language];
document.documentElement.lang = language;
if (theme !== null) document.documentElement.dataset.theme = theme;
document.title = `${texts.title} · Tulip`;
find(document, 'h1', HTMLElement).textContent = texts.title;
find(document, '#about', HTMLElement).textContent = texts.about;
find(document, '#back', HTMLAnchorElement).textContent = texts.back;
const status = find(document, '#status', HTMLElement);
status.textContent = texts.running;

/** What the frame and its worker report. Throws where they do not. */
function reports(): Promise<Attempt[]> {
  return new Promise((resolve, reject) => {
    const frame = makeFrame(scripts, SITE);
    const attempts: Attempt[] = [];
    let heard = 0;
    setTimeout(reject, PATIENCE, new Refusal('time'));
    addEventListener('message', (event: MessageEvent<Report | { readonly type: 'ready' }>) => {
      const window = frame.contentWindow;
      if (window === null || event.source !== window) return;
      if (event.data.type === 'ready') {
        const start: Start = { host: scripts.host };
        window.postMessage(start, '*');
        return;
      }
      attempts.push(...event.data.attempts);
      if (++heard === REPORTS) resolve(attempts);
    });
    document.body.append(frame);
  });
}

async function check(): Promise<Attempt[]> {
  let heard = false;
  new BroadcastChannel(CHANNEL).onmessage = () => {
    heard = true;
  };
  // Listened for from now on, since the frame leaves as soon as it has reported.
  const leaving = refusalOf(LEFT_FOR, PATIENCE);
  const attempts = await reports();
  const left = await attempt('left', async () => {
    const directive = await leaving;
    if (directive !== null) throw new Refusal(directive);
  });
  // Sent before the worker's report, which has come: it would have been heard by now.
  const channel = await attempt('channel', () => {
    if (!heard) throw new Refusal('origin');
  });
  return [...attempts, channel, left];
}

function show({ name, possible, by }: Attempt): HTMLLIElement {
  const item = document.createElement('li');
  item.dataset.outcome = possible ? 'possible' : 'refused';
  const what = document.createElement('span');
  what.textContent = texts.attempts[name] ?? name;
  const outcome = document.createElement('strong');
  outcome.textContent = possible ? texts.possible : texts.refused;
  const how = document.createElement('code');
  how.textContent = by;
  item.append(what, outcome, how);
  return item;
}

try {
  const attempts = await check();
  find(document, '#attempts', HTMLOListElement).append(...attempts.map(show));
  const holes = attempts.filter(({ possible }) => possible).length;
  status.textContent = holes === 0 ? texts.allRefused(attempts.length) : texts.somePossible(holes);
  status.dataset.outcome = holes === 0 ? 'refused' : 'possible';
} catch {
  status.textContent = texts.broke;
  status.dataset.outcome = 'possible';
}
