/** What the portal does while it is looked at: search that lags, changes at random. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { compareIds } from '../../src/domain/ids.js';
import { Dice } from '../differential/dice.js';
import { contentsByDeal, expectMirrored, ExtractedPortal, HOUR_MS } from './extracting.js';

let one: ExtractedPortal;
beforeEach(async () => {
  one = await ExtractedPortal.open({ deals: 25 });
  await one.extract();
  await one.settle();
  await one.pass(2 * HOUR_MS);
}, 60_000);
afterEach(() => one.close());

const lag = (searchLagMs: number): Promise<unknown> =>
  one.portal.call('POST', '/__sandbox__/faults', { searchLagMs });

const MINUTE_MS = 60_000;

describe('search that lags', () => {
  it('tells of a change later, within the overlap of the windows', async () => {
    const [deal] = await one.seenIds('deals');
    await lag(50 * MINUTE_MS);
    await one.edit('deals', deal!, { amount: '777' });
    await one.pass(MINUTE_MS);
    await one.extract();
    expect(await one.dirty()).toEqual([]);
    await one.pass(52 * MINUTE_MS);
    await one.extract();
    expect(await one.dirty()).toEqual([deal]);
    await expectMirrored(one);
  });

  it('does not take back what was read by list since', async () => {
    const [deal] = await one.seenIds('deals');
    await one.edit('deals', deal!, { amount: '1' });
    await one.pass(10 * MINUTE_MS);
    await lag(50 * MINUTE_MS);
    await one.edit('deals', deal!, { amount: '2' });
    await one.pass(MINUTE_MS);
    await one.extract({ full: true });
    await one.settle();
    await one.extract();
    await expectMirrored(one);
    expect(await one.dirty()).toEqual([]);
  });

  it('does not keep a merged deal: without its companies it is asked what it is now', async () => {
    const whole = await one.whole();
    const [first, second] = whole.facts
      .filter(({ deal }) => deal.customer !== null)
      .map(({ deal }) => deal.id);
    await lag(50 * MINUTE_MS);
    const into = await one.merge('deals', first!, second!);
    await one.extract();
    await expectMirrored(one);
    expect([...(await one.seen([first!, second!])).mergedInto.values()]).toEqual([into, into]);
    expect(await one.dirty()).toEqual(expect.arrayContaining([first, second, into]));
  });

  it('does not bring back what was archived', async () => {
    const [deal] = await one.seenIds('deals');
    await one.edit('deals', deal!, { amount: '5' });
    await one.pass(10 * MINUTE_MS);
    await lag(50 * MINUTE_MS);
    await one.archive('deals', deal!);
    await one.extract();
    await one.extract();
    await expectMirrored(one);
    expect(await one.seenIds('deals')).not.toContain(deal);
  });
});

/** One thing that somebody does; records and companies are drawn from what is there. */
async function doSomething(dice: Dice): Promise<void> {
  const { portal } = one.portal.sandbox;
  const live = (type: 'deals' | 'companies' | 'meetings' | 'contacts'): readonly string[] =>
    [...portal.records.list(type)].filter(({ archivedAt }) => archivedAt === null).map(({ id }) => id);
  const pick = (type: Parameters<typeof live>[0]): string => dice.pick(live(type));
  const at = new Date(one.now() - dice.whole(1, 400) * 24 * HOUR_MS).toISOString();
  const label = dice.pick(['Partner sourced', 'Partner influenced']);
  const someLinks = () => ({
    deals: dice.some(live('deals'), 0.06),
    companies: dice.some(live('companies'), 0.03),
    contacts: dice.some(live('contacts'), 0.03),
  });
  const things: readonly (() => Promise<unknown>)[] = [
    () => one.edit('deals', pick('deals'), { amount: String(dice.whole(1, 9_999)) }),
    () => one.edit('deals', pick('deals'), { createdate: at }),
    () => one.create('meetings', { hs_timestamp: at, hs_meeting_title: 'x' }, someLinks()),
    () => one.create('calls', { hs_timestamp: at }, { companies: dice.some(live('companies'), 0.05) }),
    () => one.associate('deals', pick('deals'), 'companies', { id: pick('companies'), primary: true }),
    () => one.associate('deals', pick('deals'), 'companies', { id: pick('companies'), label }),
    () => one.associate('meetings', pick('meetings'), 'deals', pick('deals')),
    () => one.associate('contacts', pick('contacts'), 'companies', pick('companies')),
    () => one.edit('meetings', pick('meetings'), { hs_meeting_outcome: dice.pick(['NO_SHOW', 'COMPLETED']) }),
    () => one.edit('companies', pick('companies'), { domain: `d${dice.whole(1, 999)}.example` }),
    () => one.archive('deals', pick('deals')),
    () => one.archive('meetings', pick('meetings')),
    () => one.archive('companies', pick('companies')),
    async () => {
      const [first, second] = dice.shuffle(live('deals'));
      await one.merge('deals', first!, second!);
    },
    () => {
      const gone = [...portal.records.list('deals')].find(({ archivedAt }) => archivedAt !== null);
      if (gone !== undefined) one.restore('deals', gone.id);
      return Promise.resolve();
    },
  ];
  await dice.pick(things)();
}

describe('changes at random', () => {
  it.each([1, 2, 3, 4])('are mirrored, and every deal that differs is marked (seed %i)', async (seed) => {
    const dice = new Dice(seed);
    const profile = async () => JSON.stringify([...(await one.seen([])).partners.keys()]);
    for (let round = 0; round < 6; round += 1) {
      const [before, partners] = [await contentsByDeal(one), await profile()];
      for (let count = dice.whole(1, 5); count > 0; count -= 1) await doSomething(dice);
      await one.extract();
      await expectMirrored(one);
      // Another partner is another basis: then every deal is worked out, whether it is marked or not.
      if ((await profile()) === partners) {
        const [dirty, after] = [new Set(await one.dirty()), await contentsByDeal(one)];
        const ids = [...new Set([...before.keys(), ...after.keys()])].toSorted(compareIds);
        const missed = ids.filter((id) => before.get(id) !== after.get(id) && !dirty.has(id));
        expect([round, missed]).toEqual([round, []]);
      }
      await one.settle();
      await one.pass(2 * HOUR_MS);
    }
  });
});
