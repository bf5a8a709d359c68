import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dealId, type DealId } from '../../src/domain/ids.js';
import type { Portal } from '../../src/operations/read-portal.js';
import type { SeenPortal } from '../../src/operations/seen-portal.js';
import { Dice } from '../differential/dice.js';
import { allDeals, byDeal, ExtractedPortal } from './extracting.js';

let extracted: ExtractedPortal;
beforeAll(async () => {
  extracted = await ExtractedPortal.open({ deals: 80 });
  await entangle(extracted);
  await extracted.extract();
}, 60_000);
afterAll(() => extracted.close());

/** What the story has little of: activities on no deal and on several, people of the customer, merged and archived records. */
async function entangle(one: ExtractedPortal): Promise<void> {
  const whole = await one.whole();
  const partner = [...whole.partners.keys()][0]!;
  const other = [...whole.partners.keys()][1]!;
  const withCustomer = whole.facts.filter(({ deal }) => deal.customer !== null);
  const [first, second, third, fourth, fifth] = withCustomer.map(({ deal }) => deal);
  const customer = (deal: typeof first): string => deal!.customer!.companyId!;
  const at = (deal: typeof first, days: number): string =>
    new Date(deal!.createdAt + days * 86_400_000).toISOString();
  const buyer = await one.create(
    'contacts',
    { email: 'buyer@example.test' },
    { companies: [customer(first)] },
  );
  const seller = await one.create('contacts', { email: 'seller@example.test' }, { companies: [partner] });
  const meeting = (when: string, title: string) => ({ hs_timestamp: when, hs_meeting_title: title });
  await one.create('meetings', meeting(at(first, -3), 'before the deal'), {
    companies: [customer(first), partner],
  });
  await one.create('calls', { hs_timestamp: at(first, -2) }, { contacts: [buyer, seller] });
  await one.create(
    'emails',
    { hs_timestamp: at(second, 1) },
    {
      deals: [first!.id, second!.id, third!.id],
      contacts: [buyer],
      companies: [partner, other],
    },
  );
  await one.create('meetings', meeting(at(third, 1), 'nobody of theirs'), {
    deals: [third!.id, fourth!.id],
    companies: [other],
  });
  await one.create('emails', { hs_email_subject: 'undated' }, { deals: [fourth!.id], companies: [other] });
  const merged = await one.merge('deals', fourth!.id, fifth!.id);
  expect(merged).not.toBe(fourth!.id);
  await one.archive('deals', withCustomer[6]!.deal.id);
  await one.archive('companies', customer(withCustomer[7]!.deal));
  await one.edit('deals', withCustomer[8]!.deal.id, { partnership_referral_partner: '1' });
}

const asText = (value: unknown): string => JSON.stringify(value);

const deepSorted = (values: Iterable<unknown>): readonly string[] =>
  [...new Set([...values].map(asText))].toSorted();

function chunks(ids: readonly DealId[], dice: Dice): readonly (readonly DealId[])[] {
  const left = dice.shuffle([...ids]);
  const parts: (readonly DealId[])[] = [];
  while (left.length > 0) parts.push(left.splice(0, dice.whole(1, 12)));
  return parts;
}

function expectSame(parts: readonly SeenPortal[], whole: Portal): void {
  const seen = new Map(parts.flatMap((part) => [...byDeal(part)]));
  for (const [id, text] of byDeal(whole)) expect([id, seen.get(id)]).toEqual([id, text]);
  expect(seen.size).toBe(byDeal(whole).size);
  expect(deepSorted(parts.flatMap((part) => part.findings.map(({ finding }) => finding)))).toEqual(
    deepSorted(whole.findings),
  );
  expect(deepSorted(parts.flatMap((part) => part.problems.map(({ problem }) => problem)))).toEqual(
    deepSorted(whole.problems.filter(({ objectType }) => objectType === 'deals')),
  );
}

describe('deals put together from what was seen', () => {
  it.each([1, 2, 3, 4])(
    'are those of the whole portal, deal by deal, in any chunks (seed %i)',
    async (seed) => {
      const whole = await extracted.whole();
      expect(whole.findings.map(({ kind }) => kind)).toContain('activity_on_several_deals');
      const parts: SeenPortal[] = [];
      for (const ids of chunks(allDeals(whole), new Dice(seed))) parts.push(await extracted.seen(ids));
      expectSame(parts, whole);
    },
  );

  it('are those of the whole portal at an instant in the past', async () => {
    const whole = await extracted.whole();
    const dates = whole.deals.map(({ deal }) => deal.createdAt).toSorted((a, b) => a - b);
    const asOf = dates[Math.floor(dates.length / 2)]!;
    const then = await extracted.whole(asOf);
    expect(then.findings.map(({ kind }) => kind)).toContain('deal_created_later');
    const seen = await extracted.seen(allDeals(whole), asOf);
    expectSame([seen], then);
    expect(seen.later.length + seen.deals.length + seen.setAside.length).toBe(allDeals(whole).length);
    for (const { deal } of seen.later) expect(seen.dueAt.get(deal.id)).toBe(deal.createdAt);
    for (const [id, at] of seen.dueAt) {
      expect([id, at > asOf]).toEqual([id, true]);
    }
  });

  it('come in the order of the ids, and say what is gone and how', async () => {
    const whole = await extracted.whole();
    const [one, two] = allDeals(whole);
    const merged = (await extracted.whole()).deals.map(({ deal }) => deal.id);
    const seen = await extracted.seen([two!, dealId('999999999999'), one!]);
    expect(seen.deals.map(({ deal }) => deal.id)).toEqual([two, one]);
    expect([...seen.gone]).toEqual([['999999999999', 'absent']]);
    expect(merged).toContain(one);
  });
});
