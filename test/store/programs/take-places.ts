/** Takes places of a portal's limit, one after the other, as fast as it can, and says when it may use each. */
import { portalId } from '../../../src/domain/ids.js';
import { openStore } from '../../../src/store/store.js';

const [databaseUrl = '', portal = '', spacingMs = '', places = '', count = ''] = process.argv.slice(2);
const store = await openStore({ databaseUrl, home: '' });
const row = store.rateRow(portalId(portal));
for (let place = 0; place < Number(places); place += 1) {
  await row.take('requests', Number(count), Number(spacingMs));
}
process.stdout.write('{"done":true}\n');
await store.close();
