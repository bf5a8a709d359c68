/** What `npm start` and `npm test` do first in a fresh clone: install what is missing, build what is stale. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Partnership Manager needs Node 20.19 or newer; this is ${process.version}.\n`);
  process.exit(2);
}

/** Runs a command with its words on stderr; ends this process where it fails. */
const run = (title, command, args) => {
  process.stderr.write(`${title}\n`);
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  process.stderr.write(
    `\n${title.replace(/…$/, '')} failed${error === undefined ? '' : `: ${error.message}`}.\n`,
  );
  process.exit(3);
};

const changedAt = (file) => (existsSync(path.join(ROOT, file)) ? statSync(path.join(ROOT, file)).mtimeMs : 0);

/** The newest change below a folder, in milliseconds. */
const newestIn = (folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (newest, entry) => Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs),
      0,
    );

/** Installs and builds what is missing or older than its sources. */
export const ensureReady = () => {
  const installed = changedAt('node_modules/.package-lock.json');
  if (installed === 0) run('Installing packages, once…', 'npm', ['ci', '--no-audit', '--no-fund']);
  else if (installed < changedAt('package-lock.json')) {
    run('Installing changed packages…', 'npm', ['install', '--no-audit', '--no-fund']);
  }
  const sources = Math.max(...['src', 'extensions', 'serverless', 'scripts'].map(newestIn));
  if (changedAt('dist/cli.js') < sources) run('Building…', process.execPath, ['scripts/build.mjs']);
};
