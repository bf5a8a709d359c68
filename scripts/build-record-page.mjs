#!/usr/bin/env node
/** Builds the record pages of the sandbox into `dist/`: a part of `npm run build`, and a command of its own. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { loadStaging, ROOT } from './load-staging.mjs';

/** @returns {Promise<boolean>} whether anything had changed and was built. */
export const buildRecordPage = async () => {
  const staging = await loadStaging('build-record-page');
  return staging.buildRecordPage({ root: ROOT, dist: path.join(ROOT, 'dist') });
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = await buildRecordPage();
  process.stderr.write(built ? 'Built the record pages.\n' : 'The record pages are up to date.\n');
}
