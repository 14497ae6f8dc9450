// `npm run new-lesson -- ID`, or NN-ID for a certain place in the menu: makes web/lessons/NN-ID from the template, a whole lesson whose words and
// programs are to be replaced.

import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { main, root, UserError } from './process.ts';

const TEMPLATE = join(root, 'tools/lesson-template');

/**
 * Makes a lesson in the folder `lessons` and returns the name of its folder. Without a number it comes last.
 * Throws a UserError where the name is none, or another lesson has a part of it.
 */
export function newLesson(lessons: string, name: string): string {
  const [, wanted, id] = /^(?:(\d\d)-)?([a-z][a-z0-9-]*)$/.exec(name) ?? [];
  if (id === undefined)
    throw new UserError(
      'Usage: npm run new-lesson -- ID, or NN-ID: two digits, then lower-case letters, as 07-spinner.',
    );
  const others = readdirSync(lessons).filter((folder) => /^\d\d-/.test(folder));
  const last = Math.max(0, ...others.map((folder) => Number(folder.slice(0, 2))));
  const number = wanted ?? String(last + 1).padStart(2, '0');
  const same = others.find((folder) => folder.startsWith(`${number}-`) || folder.slice(3) === id);
  if (same !== undefined) throw new UserError(`There is web/lessons/${same} already: choose another number and name.`);
  const folder = `${number}-${id}`;
  cpSync(TEMPLATE, join(lessons, folder), { recursive: true });
  return folder;
}

if (import.meta.main) {
  await main(() => {
    const folder = newLesson(join(root, 'web/lessons'), process.argv[2] ?? '');
    console.log(
      [
        `web/lessons/${folder} is a whole lesson. Replace what is in it; then`,
        `  npx node web/plugins/lessons/accept.ts ${folder}   once you have read both texts side by side`,
        '  npm test web python                      what it says of itself is so',
        '  npm start                                and this is what it looks like',
      ].join('\n'),
    );
    return Promise.resolve();
  });
}
