/** The playground's composition root: makes the parts and introduces them to each other. */
import catalog from 'virtual:catalog';
import { CodeEditor } from './elements/code-editor.ts';
import { find } from './elements/dom.ts';
import { NoticeBar } from './elements/notice-bar.ts';
import { loadLesson } from './lessons.ts';
import { SITE } from './page/address.ts';
import { makeApiReference, makeShortcutsList } from './page/dialogs.ts';
import { giveLanguage, loadReference } from './page/editor-language.ts';
import { loadEditor } from './page/editor-loading.ts';
import { EditorSettings } from './page/editor-settings.ts';
import { noSignFor } from './page/first-sign.ts';
import { Look } from './page/look.ts';
import { makeSession } from './page/make-session.ts';
import { followVersions } from './page/new-version.ts';
import { Playground } from './page/playground.ts';
import { offerNewest } from './page/runtimes.ts';
import { followShortcuts } from './page/shortcut-keys.ts';
import { Progress } from './session/lesson/progress.ts';
import { KnownLinks } from './session/workbench/known-links.ts';
import { EditorPreferences } from './session/workbench/editor-preferences.ts';
import { Preferences } from './session/workbench/preferences.ts';
import { Workbench } from './session/workbench/workbench.ts';
import { allowOnlySite } from './shared/connect-policy.ts';
import { wordsOf } from './shared/errors.ts';
import { localStore } from './shared/local-store.ts';
import { newestSite } from './shared/runtimes.ts';
import { trustOwnScripts } from './shared/trusted-types.ts';

/** Time after which a page without a sign of a reader has settled, ms. */
const SETTLED = 3_000;

allowOnlySite(newestSite(SITE));
trustOwnScripts(SITE);
// A relative address would be another one after a step to a lesson's page.
find(document, '.brand', HTMLAnchorElement).href = SITE;
const preferences = new Preferences(localStore, new URLSearchParams(location.search));
const editorPreferences = new EditorPreferences(localStore);
const checksumOf = (id: string) => catalog.find((entry) => entry.id === id)?.sha256 ?? null;

const { session, compiler } = makeSession({
  siteUrl: SITE,
  checksumOf,
  place: find(document, '#sandbox', HTMLElement),
});
const look = new Look(preferences, localStore);
const progress = new Progress(localStore);
const notices = find(document, 'notice-bar', NoticeBar);
const playground = new Playground({
  catalog,
  workbench: new Workbench(localStore, (id) => checksumOf(id) !== null),
  links: new KnownLinks(localStore),
  progress,
  preferences: editorPreferences,
  session,
  compiler,
  look,
  loadLesson,
});

function reportUnexpected(thrown: unknown): void {
  playground.saveNow();
  notices.show('unexpected', {
    tone: 'alert',
    text: look.messages.unexpected(wordsOf(thrown)),
    closeLabel: look.messages.close,
  });
}

addEventListener('error', (event) => {
  // Browsers report a harmless postponement of layout as an error.
  if (!event.message.startsWith('ResizeObserver loop')) reportUnexpected(event.error ?? event.message);
});
addEventListener('unhandledrejection', (event) => {
  // Monaco gives up work that is no longer wanted by an error of this name.
  const cancelled = event.reason instanceof Error && event.reason.name === 'Canceled';
  if (!cancelled) reportUnexpected(event.reason);
});

const whenIdle = find(document, '#compiler-when-idle', HTMLInputElement);
whenIdle.checked = editorPreferences.compilerWhenIdle;
whenIdle.addEventListener('change', () => {
  editorPreferences.compilerWhenIdle = whenIdle.checked;
  if (whenIdle.checked) void session.preload();
});

find(document, '#forget-progress', HTMLButtonElement).addEventListener('click', () => {
  progress.forgetAll();
  notices.show('progress', { tone: 'note', text: look.messages.progressForgotten, closeLabel: look.messages.close });
});

const editor = find(document, 'code-editor', CodeEditor);
const settings = new EditorSettings(editorPreferences, editor);
const showShortcuts = makeShortcutsList(look);
followShortcuts({
  run: () => playground.run(),
  format: () => void editor.format(),
  wordWrap: () => {
    settings.toggleWordWrap();
  },
  shortcuts: showShortcuts,
});
find(document, '#format', HTMLButtonElement).addEventListener('click', () => void editor.format());
find(document, '#shortcuts', HTMLButtonElement).addEventListener('click', showShortcuts);
find(document, '#api', HTMLButtonElement).addEventListener('click', makeApiReference(look, loadReference));

// The page answers to its reader between setting up and opening.
await new Promise((resolve) => setTimeout(resolve));
try {
  await playground.openAddress();
} finally {
  delete find(document, 'main', HTMLElement).dataset.opening;
}
offerNewest(look, notices, () => {
  playground.saveNow();
});
// The first Run then waits for little more than its program, and so do those that follow.
void session.prepare();
const controls = find(document, 'run-controls', HTMLElement);
for (const type of ['pointerover', 'focusin']) controls.addEventListener(type, () => void session.prepare());
giveLanguage({ editor, session, compiler, notices, look });
const editorLoaded = loadEditor(editor, session, look, notices);
// What follows takes the network, which the editor needs more where there is somebody to use it.
if (!(await noSignFor(SETTLED))) await editorLoaded;
void followVersions({
  look,
  notices,
  saveNow: () => {
    playground.saveNow();
  },
});
if (editorPreferences.compilerWhenIdle) void session.preload();
