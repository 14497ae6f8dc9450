/**
 * A blog, built by two of the generators that blogs are made with. Its posts hold what Share copies, for a site at `https://tulip.example/`, whose
 * address is replaced by the tested one's.
 */
import { cpSync, globSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../tools/process.ts';

const WRITTEN_FOR = 'https://tulip.example/';

/** Builds it for the site at `address`. Returns a new folder with a folder for each generator's pages. */
export async function buildBlog(address: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tulip-blog-'));
  const source = join(folder, 'source');
  for (const generator of ['hugo', 'jekyll'])
    cpSync(join(import.meta.dirname, generator), join(source, generator), { recursive: true });
  for (const name of globSync('**/*', { cwd: source })) {
    const file = join(source, name);
    if (statSync(file).isFile()) writeFileSync(file, readFileSync(file, 'utf8').replaceAll(WRITTEN_FOR, address));
  }
  await Promise.all([
    run('hugo', ['--source', join(source, 'hugo'), '--destination', join(folder, 'hugo')]),
    run('jekyll', [
      'build',
      '--disable-disk-cache',
      '--source',
      join(source, 'jekyll'),
      '--destination',
      join(folder, 'jekyll'),
    ]),
  ]);
  return folder;
}
