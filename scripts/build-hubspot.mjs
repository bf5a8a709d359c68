#!/usr/bin/env node
/** `npm run build:hubspot [-- --profile private|hosted --server-url https://…]`; without arguments, both profiles. */
import { loadStaging, ROOT } from './load-staging.mjs';

const { main } = await loadStaging('build-hubspot');
process.exitCode = await main(ROOT, process.argv.slice(2));
