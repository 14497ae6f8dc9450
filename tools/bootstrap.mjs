// The way in for every npm script: `node tools/bootstrap.mjs <command>` runs tools/<command>.ts.
//
// The commands are TypeScript that Node runs by itself from version 24 on, whereas Debian 12 users have Node 20. So this file
// is plain JavaScript for any Node from 20 on: it installs the npm packages, one of which is a current Node, and starts that.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.tulip-lock-hash');
const windows = process.platform === 'win32';

/** Runs `npm ci` when the lock file is not the one that node_modules was made from. */
function installPackages() {
  const lockHash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash) return;

  console.log('Installing npm packages ...');
  const started = Date.now();
  // Without the stamp an interrupted installation is repeated.
  rmSync(stampFile, { force: true });
  // The packages' engines are meant for the Node that they will run on, not for the one that installs them.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: windows });
  if (npm.status !== 0) {
    console.error('npm could not install the packages; its own message is above.');
    process.exit(1);
  }
  makeStartable(findNode());
  writeFileSync(stampFile, lockHash);
  console.log(`Installing npm packages took ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Node 26 on Linux is linked with libatomic, which a small Debian does not have. */
function makeStartable(node) {
  const starts = () => spawnSync(node, ['--version']).status === 0;
  if (starts()) return;
  if (process.getuid?.() === 0) {
    for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'libatomic1']]) {
      spawnSync('apt-get', ['-q', ...args], {
        stdio: 'ignore',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    }
  }
  if (starts()) return;
  console.error(
    'Please install the Debian package libatomic1, or what brings libatomic.so.1 on this system, then try again.',
  );
  process.exit(1);
}

/** The Node to run the commands on: the pinned one, or the running one where no package has it for this machine. */
function findNode() {
  const pinned = join(modules, '.bin', windows ? 'node.exe' : 'node');
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(`Please install Node 24 or newer: there is no packaged Node for ${process.platform}-${process.arch}.`);
  process.exit(1);
}

const [command = '', ...rest] = process.argv.slice(2);
const script = join(root, 'tools', `${command}.ts`);
if (!/^[a-z]+(-[a-z]+)*$/.test(command) || !existsSync(script)) {
  console.error('Usage: npm start, npm test, or npm run build | check | format | bench | new-lesson');
  process.exit(1);
}

installPackages();
const node = findNode();
const child = spawn(node, [script, ...rest], {
  cwd: root,
  stdio: 'inherit',
  // Child processes that say `node` (Emscripten, Vite, Playwright) get the same one.
  env: { ...process.env, PATH: `${dirname(node)}${windows ? ';' : ':'}${process.env.PATH}` },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
