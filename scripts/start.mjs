/** `npm start`: the whole product on an emulated portal, from a fresh clone. */
import { ensureReady } from './ensure-ready.mjs';

ensureReady();
process.argv.splice(2, 0, 'start');
await import('../dist/cli.js');
