import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { isAppError } from '../../src/errors.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import type { SyncSummary } from '../../src/operations/sync-portal.js';
import type { Totals } from '../../src/domain/portfolio.js';
import { answer, crmOf, PortalOnDatabase, type Asked, type Tamper } from './portal.js';
import { currentResults } from '../store/read-store.js';

let portal: PortalOnDatabase;
beforeAll(async () => {
  portal = await PortalOnDatabase.open();
});
afterAll(() => portal.close());

const runs = () => portal.store.listRuns(portalId(String(portal.sandbox.portalId)), 50);
const results = () => currentResults(portal.store, portalId(String(portal.sandbox.portalId)));

/** Lets all through, and notes what writes to records. */
function noting(): { readonly tamper: Tamper; readonly writes: Asked[] } {
  const writes: Asked[] = [];
  return {
    writes,
    tamper: (asked) => {
      if (/\/(batch\/(update|create|upsert|archive))$/.test(asked.path) || asked.method === 'PATCH')
        writes.push(asked);
      return null;
    },
  };
}

const propertiesOf = async (
  type: string,
  id: string,
  names: readonly string[],
): Promise<Record<string, string | null>> =>
  (
    await portal.call<{ properties: Record<string, string | null> }>(
      'GET',
      `/crm/objects/2026-09/${type}/${id}?properties=${names.join(',')}`,
    )
  ).properties;

const identity = ({ sourcedMinor, influencedMinor, directMinor, wonMinor }: Totals): void =>
  expect(sourcedMinor + influencedMinor + directMinor).toBe(wonMinor);

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
  return 'done';
}

// One portal lives through all of these, in their order, as a customer's does.
describe('a sync', () => {
  let first: SyncSummary;

  it('before setup is refused, recorded as failed, and gives the lease back', async () => {
    await portal.call('DELETE', '/crm/properties/2026-09/deals/partnership_class').catch(() => null);
    expect(await codeOf(portal.sync())).toBe('setup_missing');
    expect((await runs()).map(({ state }) => state)).toEqual(['failed']);
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  });

  it('as a dry run computes all of it, and writes and stores nothing', async () => {
    const before = (await runs()).length;
    const { tamper, writes } = noting();
    const summary = await portal.sync({ dryRun: true, tamper });
    expect(summary).toMatchObject({ dryRun: true, results: { stored: 0 }, ledger: { entries: 0 } });
    expect(summary.writes.deals).toBeGreaterThan(0);
    expect(summary.totals.wonMinor).toBeGreaterThan(0);
    expect(writes).toEqual([]);
    expect(await results()).toEqual([]);
    const [newest, ...earlier] = await runs();
    expect(newest).toMatchObject({ runId: summary.runId, kind: 'plan', state: 'done' });
    expect(earlier).toHaveLength(before);
  });

  it('stores every result, publishes every change, and its identity holds', async () => {
    first = await portal.sync();
    identity(first.totals);
    identity(first.lastTwelveMonths);
    expect(first.totals.sourcedMinor).toBeGreaterThan(0);
    expect(first.totals.influencedMinor).toBeGreaterThan(0);
    expect(first.totals.directMinor).toBeGreaterThan(0);
    expect(first.lastTwelveMonths.wonMinor).toBeGreaterThan(0);
    expect(first.lastTwelveMonths.wonMinor).toBeLessThan(first.totals.wonMinor);
    expect(first.results.stored).toBe(first.deals);
    expect(first.writes.failed).toEqual([]);
    expect(await results()).toHaveLength(first.deals);
    const [run] = await runs();
    expect(run).toMatchObject({ runId: first.runId, state: 'done', policyVersion: 'default-1' });
    expect(run?.asOf).toBe(first.asOf);
  });

  it('records every change with what was there before, and that it was written', async () => {
    const changes = await portal.written(first.runId);
    expect(new Set(changes.map(({ state }) => state))).toEqual(new Set(['written']));
    expect(changes.every(({ oldValue, newValue }) => oldValue !== newValue)).toBe(true);
    const [deal] = await results();
    const ours = changes.filter(
      ({ objectType, recordId }) => objectType === 'deals' && recordId === deal?.dealId,
    );
    expect(ours.length).toBeGreaterThan(0);
    const held = await propertiesOf(
      'deals',
      deal!.dealId,
      ours.map(({ property }) => property),
    );
    for (const { property, newValue } of ours) {
      const options = (text: string | null) => text?.split(';').toSorted().join(';');
      expect([property, options(held[property] ?? null)]).toEqual([property, options(newValue)]);
    }
  });

  it('run again writes nothing and stores nothing, and says the same', async () => {
    const { tamper, writes } = noting();
    const second = await portal.sync({ tamper });
    expect(writes).toEqual([]);
    expect(second.results.stored).toBe(0);
    expect(second.writes).toEqual({ deals: 0, partners: 0, refused: 0, failed: [] });
    expect(second.totals).toEqual(first.totals);
    expect(await portal.changes(second)).toEqual([]);
  });

  it('after an amount has changed writes that deal and its partners’ numbers, and nothing else', async () => {
    const deal = (await results()).find(
      (one) =>
        one.status === 'won' &&
        one.sourcingPartnerIds.length === 1 &&
        one.currency === 'USD' &&
        one.amountMinor > 0,
    )!;
    const partners = new Set<string>([...deal.sourcingPartnerIds, ...deal.influencingPartnerIds]);
    await portal.call('PATCH', `/crm/objects/2026-09/deals/${deal.dealId}`, {
      properties: { amount: String(deal.amountMinor / 100 + 300) },
    });
    const summary = await portal.sync();
    expect(summary.results.stored).toBe(1);
    expect(summary.totals.sourcedMinor).toBe(first.totals.sourcedMinor + 30_000);
    const changes = await portal.changes(summary);
    const deals = changes.filter((change) => change.startsWith('deals '));
    expect(deals).toHaveLength(1);
    expect(deals[0]).toContain(`deals ${deal.dealId} partnership_credits: `);
    const companies = changes.filter((change) => change.startsWith('companies '));
    expect(new Set(companies.map((change) => change.split(' ')[1]))).toEqual(partners);
    const [source] = deal.sourcingPartnerIds;
    expect(
      companies.some((change) => change.startsWith(`companies ${source} partnership_sourced_revenue: `)),
    ).toBe(true);
  });

  it('after a tag was set by hand gives the deal to its partner, and after it was taken away takes it back', async () => {
    const direct = (await results()).find(
      (one) => one.status === 'won' && one.class === 'direct' && one.homeAmountMinor !== null,
    )!;
    const [source] = (await results()).flatMap((one) => one.sourcingPartnerIds);
    const before = await portal.sync({ dryRun: true });
    const { results: labels } = await portal.call<{ results: { typeId: number; label: string | null }[] }>(
      'GET',
      '/crm/associations/2026-09/deals/companies/labels',
    );
    const { typeId } = labels.find(({ label }) => label === 'Partner sourced')!;
    const pair = { from: { id: direct.dealId }, to: { id: source } };
    await portal.call('POST', '/crm/associations/2026-09/deals/companies/batch/create', {
      inputs: [{ ...pair, types: [{ associationCategory: 'USER_DEFINED', associationTypeId: typeId }] }],
    });
    const tagged = await portal.sync();
    expect(tagged.totals.sourcedMinor - before.totals.sourcedMinor).toBe(direct.homeAmountMinor);
    expect(tagged.totals.directMinor - before.totals.directMinor).toBe(-(direct.homeAmountMinor ?? 0));
    identity(tagged.totals);
    const changes = await portal.changes(tagged);
    expect(changes).toContain(`deals ${direct.dealId} partnership_class: direct → sourced`);
    expect(new Set(changes.map((change) => change.split(' ').slice(0, 2).join(' ')))).toEqual(
      new Set([`deals ${direct.dealId}`, `companies ${source}`]),
    );

    await portal.call('POST', '/crm/associations/2026-09/deals/companies/batch/archive', {
      inputs: [{ from: pair.from, to: [pair.to] }],
    });
    const taken = await portal.sync();
    expect(taken.totals).toEqual(before.totals);
    expect(await portal.changes(taken)).toContain(
      `deals ${direct.dealId} partnership_class: sourced → direct`,
    );
  });

  it('undoes what somebody typed over a published property', async () => {
    const [deal] = await results();
    await portal.call('PATCH', `/crm/objects/2026-09/deals/${deal!.dealId}`, {
      properties: { partnership_policy_version: 'mine' },
    });
    expect(await portal.changes(await portal.sync())).toEqual([
      `deals ${deal!.dealId} partnership_policy_version: mine → default-1`,
    ]);
  });

  it('leaves a deal that was archived out of every number', async () => {
    const before = await portal.sync({ dryRun: true });
    const gone = (await results()).find((one) => one.status === 'won' && (one.homeAmountMinor ?? 0) > 0)!;
    await portal.call('DELETE', `/crm/objects/2026-09/deals/${gone.dealId}`);
    const after = await portal.sync();
    expect(after.deals).toBe(before.deals - 1);
    expect(after.totals.wonMinor).toBe(before.totals.wonMinor - gone.homeAmountMinor!);
    expect((await results()).map(({ dealId }) => dealId)).not.toContain(gone.dealId);
  });

  it('sets a deal aside whose amount cannot be read, says so, and goes on', async () => {
    const before = await portal.sync({ dryRun: true });
    const odd = (await results()).find((one) => one.status === 'won' && (one.homeAmountMinor ?? 0) > 0)!;
    const tamper: Tamper = async ({ method, path }) => {
      if (method !== 'GET' || !path.startsWith('/crm/objects/2026-09/deals?')) return null;
      const page = await portal.call<{
        results: { id: string; properties: Record<string, string | null> }[];
      }>('GET', path);
      for (const one of page.results) if (one.id === odd.dealId) one.properties.amount = '1e309';
      return answer(200, page);
    };
    const summary = await portal.sync({ dryRun: true, full: true, tamper });
    expect(summary.deals).toBe(before.deals - 1);
    expect(summary.totals.wonMinor).toBe(before.totals.wonMinor - odd.homeAmountMinor!);
    expect(summary.problems).toContainEqual({
      objectType: 'deals',
      recordId: odd.dealId,
      property: 'amount',
      value: '1e309',
      reason: 'amount_invalid',
      fatal: true,
    });
  });

  it('a close date that lies ahead is a forecast: the deal is pipeline until then', async () => {
    const before = await portal.sync({ dryRun: true });
    const won = (await results()).find((one) => one.status === 'won' && (one.homeAmountMinor ?? 0) > 0)!;
    const closedate = new Date(portal.now() + 86_400_000).toISOString();
    const { closedate: was } = await propertiesOf('deals', won.dealId, ['closedate']);
    await portal.call('PATCH', `/crm/objects/2026-09/deals/${won.dealId}`, { properties: { closedate } });
    const after = await portal.sync({ dryRun: true });
    expect(after.totals.wonMinor).toBe(before.totals.wonMinor - won.homeAmountMinor!);
    expect(after.totals.pipelineMinor).toBe(before.totals.pipelineMinor + won.homeAmountMinor!);
    await portal.call('PATCH', `/crm/objects/2026-09/deals/${won.dealId}`, {
      properties: { closedate: was },
    });
  });
});
