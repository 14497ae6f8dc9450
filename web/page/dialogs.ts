/** What shows the list of all shortcuts and the reference of the API: each is loaded when it is first asked for. */
import type { ApiDialog } from '../elements/api-dialog.ts';
import type { ShortcutsDialog } from '../elements/shortcuts-dialog.ts';
import type { Reference } from '../session/language/reference.ts';
import type { Look } from './look.ts';

export function makeShortcutsList(look: Look): () => void {
  let dialog: ShortcutsDialog | null = null;
  return () => {
    void import('../elements/shortcuts-dialog.ts').then(({ ShortcutsDialog }) => {
      if (dialog === null) document.body.append((dialog = new ShortcutsDialog()));
      dialog.show(look.messages);
    });
  };
}

export function makeApiReference(look: Look, reference: () => Promise<Reference>): () => void {
  let dialog: ApiDialog | null = null;
  return () => {
    void Promise.all([import('../elements/api-dialog.ts'), reference()]).then(([{ ApiDialog }, names]) => {
      if (dialog === null) document.body.append((dialog = new ApiDialog()));
      dialog.show(look.messages, names);
    });
  };
}
