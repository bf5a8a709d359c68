import { expect, test } from '@jest/globals';
import { dealId } from '../../src/domain/ids.js';
import type { UncountedDeal } from '../../src/operations/uncounted-port.js';
import { OwnStore } from './own-store.js';
import { OTHER_PORTAL } from './sample.js';
import { underLease } from './sync-sample.js';

const own = OwnStore.open('uncounted');

const save = (ids: readonly string[], uncounted: readonly UncountedDeal[], of = own.portal) =>
  underLease(own.store, of, (unit) => unit.saveUncounted(ids, uncounted));

test('deals in no number are kept with why, replaced with their page, and of one portal only', async () => {
  const [one, two, three] = ['1', '2', '3'].map(dealId) as [
    UncountedDeal['dealId'],
    ...UncountedDeal['dealId'][],
  ];
  await save(
    ['1', '2'],
    [
      { dealId: one, why: 'pipeline_ignored' },
      { dealId: two!, why: 'opted_out' },
    ],
  );
  await save(['3'], [{ dealId: three!, why: 'opted_out' }], OTHER_PORTAL);
  await save(['2', '3'], [{ dealId: three!, why: 'pipeline_ignored' }]);
  expect(await own.store.uncountedDeals(own.portal)).toEqual(
    new Map([
      ['1', 'pipeline_ignored'],
      ['3', 'pipeline_ignored'],
    ]),
  );
  expect(await own.store.uncountedDeals(OTHER_PORTAL)).toEqual(new Map([['3', 'opted_out']]));
});
