/** Takes the lease of a portal, says whether it got it, and gives it back when its stdin ends. */
import { text } from 'node:stream/consumers';

import { portalId } from '../../../src/domain/ids.js';
import { openStore } from '../../../src/store/store.js';

const [databaseUrl = '', portal = ''] = process.argv.slice(2);
const store = await openStore({ databaseUrl, home: '' });
const lease = await store.acquireLease(portalId(portal), 'test');
process.stdout.write(JSON.stringify({ held: lease !== null }) + '\n');
await text(process.stdin);
await lease?.release();
await store.close();
