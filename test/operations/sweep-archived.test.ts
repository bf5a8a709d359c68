/** Nothing depends on the order in which HubSpot lists archived records. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Crm } from '../../src/operations/crm-port.js';
import { ExtractedPortal } from './extracting.js';

let one: ExtractedPortal;
beforeAll(async () => {
  one = await ExtractedPortal.settled({ deals: 60 });
}, 60_000);
afterAll(() => one.close());

/** The list of archived records as it is, but the last one first, one a page. */
const backwards = (crm: Crm): Crm => {
  const listed: Crm['listPage'] = async (type, after, archived) => {
    if (!archived) return crm.listPage(type, after, false);
    const records = [...(await crm.listPage(type, null, true)).records].reverse();
    const place = after === null ? 0 : Number(after);
    const next = place + 1 < records.length ? String(place + 1) : null;
    return { records: records.slice(place, place + 1), next };
  };
  return new Proxy(crm, {
    get: (whole, name) => (name === 'listPage' ? listed : (Reflect.get(whole, name) as unknown)),
  });
};
const gone = (how: 'archived' | 'absent') => one.portal.store.goneIds(one.portalId, 'deals', how, null, 100);

it('archived records in falling order stay archived, and the one that was restored is found', async () => {
  const ids = (await one.portal.store.seenIds(one.portalId, 'deals', null, 4)).slice();
  for (const id of ids) await one.archive('deals', id);
  await one.extract();
  expect(await gone('archived')).toEqual(ids);
  one.restore('deals', ids[1]!);
  const { requests } = await one.extract({ crm: backwards });
  expect(await gone('archived')).toEqual(ids.filter((id) => id !== ids[1]));
  expect(await gone('absent')).toEqual([]);
  expect(requests.byId).toBe(1);
}, 60_000);
