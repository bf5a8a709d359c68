/** The past of a lived-in portal: legacy opening entries, on the sandbox and real Postgres. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isLegacyLine } from '../../src/domain/baseline.js';
import { dealId, portalId } from '../../src/domain/ids.js';
import type { LedgerEntry } from '../../src/domain/ledger.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { explainDeal } from '../../src/operations/explain-deal.js';
import { fixedInForce } from '../../src/operations/in-force.js';
import type { ClosedResult } from '../../src/operations/compute-partners.js';
import { reportLedger } from '../../src/operations/report-ledger.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { showStatus } from '../../src/operations/show-status.js';
import type { SyncSummary } from '../../src/operations/sync-portal.js';
import { verifyLedger } from '../../src/operations/verify-ledger.js';
import { postedLedger } from '../store/read-store.js';
import { DROPDOWN_MAPPING, DropdownPortal } from './dropdown-portal.js';

const SINCE = '2026-07-01';
const BASELINE = { kind: 'set', property: 'deal_origin', since: SINCE } as const;
/** Midnight in New York, where the portal is. */
const BEFORE = Date.parse('2026-07-01T04:00:00Z');

let portal: DropdownPortal;
beforeAll(async () => {
  portal = await DropdownPortal.open();
  await setUpPortal(portal.crm(), { dryRun: false });
});
afterAll(() => portal.on.close());

const id = () => portalId(String(portal.on.sandbox.portalId));
const deps = () => ({ store: portal.on.store, clock: { now: () => portal.on.now() } });
const entries = async () => (await postedLedger(portal.on.store, id())).entries;
const violations = async () => (await verifyLedger(deps(), id())).violations;
const field = (deal: string): string | null =>
  portal.on.sandbox.portal.records.get('deals', deal)?.properties.get('deal_origin') ?? null;
const edit = (deal: string, properties: Record<string, string>) =>
  portal.on.call('PATCH', `/crm/objects/2026-09/deals/${deal}`, { properties });

async function results(): Promise<readonly ClosedResult[]> {
  const all: ClosedResult[] = [];
  for await (const page of portal.on.store.eachResult(id())) all.push(...page);
  return all;
}
const isBefore = ({ status, closedAt }: ClosedResult): boolean =>
  status === 'won' && closedAt !== null && closedAt < BEFORE;
const CLASS_OF: Readonly<Record<string, string>> = {
  'Partner sourced': 'sourced',
  'Partner influenced': 'influenced',
  Direct: 'direct',
};
const report = (basis: 'posted' | 'effective' = 'posted') =>
  reportLedger(deps(), { portalId: id(), period: 'all', by: 'month', basis, knownAt: null });
const together = ({
  totalMinor,
  sourcedMinor,
  influencedMinor,
  directMinor,
}: {
  readonly totalMinor: number;
  readonly sourcedMinor: number;
  readonly influencedMinor: number;
  readonly directMinor: number;
}) => totalMinor - sourcedMinor - influencedMinor - directMinor;

// One portal lives through all of these, in their order.
describe('a baseline', () => {
  let first: SyncSummary;

  it.each([
    ['another property than the mapping’s', { ...BASELINE, property: 'dealtype' }, 'deal_origin'],
    ['a day that does not exist', { ...BASELINE, since: '2026-06-31' }, 'no day'],
    ['a day that lies ahead', { ...BASELINE, since: '2027-01-01' }, 'lies ahead'],
  ])('with %s is refused, and nothing is read', async (_name, baseline, says) => {
    const error = await portal.refusal({ baseline });
    expect(error.code).toBe('baseline_refused');
    expect(`${error.message} ${error.next}`).toContain(says);
    expect(await portal.on.store.syncState(id())).toBeNull();
  });

  it('without one in the mapping is refused, with the lines to add', async () => {
    const error = await portal.refusal({
      baseline: BASELINE,
      mapping: { ...DROPDOWN_MAPPING, baseline: null },
    });
    expect([error.code, error.next]).toEqual([
      'baseline_refused',
      expect.stringContaining('"baseline": {"property": "deal_origin"'),
    ]);
  });

  it('tried by a dry run is not kept', async () => {
    const dry = await portal.sync({ dryRun: true, baseline: BASELINE });
    expect(dry.legacy?.deals).toBeGreaterThan(5);
    expect(await entries()).toEqual([]);
    expect((await portal.on.store.syncState(id()))?.baseline ?? null).toBeNull();
  });

  it('set by applying that plan, without saying it again, gives won deals of then the field’s class', async () => {
    const dry = await portal.sync({ dryRun: true, baseline: BASELINE });
    first = await portal.sync({ plan: dry.plan?.hash ?? '' });
    expect(first.legacy).toEqual(dry.legacy);
    const all = await results();
    const said = all.filter((one) => isBefore(one) && CLASS_OF[field(one.dealId) ?? ''] !== undefined);
    expect(said.length).toBe(first.legacy?.deals);
    expect(said.map((one) => [one.dealId, one.class])).toEqual(
      said.map((one) => [one.dealId, CLASS_OF[field(one.dealId) ?? '']]),
    );
    const legacy = new Set(said.map((one) => one.dealId));
    for (const one of all)
      expect([one.dealId, one.flags.includes('legacy')]).toEqual([one.dealId, legacy.has(one.dealId)]);
  });

  it('lists the deals of then of which the field says nothing', async () => {
    const unsaid = (await results()).filter((one) => isBefore(one) && !one.flags.includes('legacy'));
    const listed = first.findings.filter(({ kind }) => kind.startsWith('legacy_value'));
    expect(listed.map((one) => one.recordId).sort()).toEqual(unsaid.map((one) => one.dealId).sort());
    expect(first.legacy?.unsaid).toBe(unsaid.length);
  });

  it('posts opening entries in the months of the closes, which name the field and its value', async () => {
    const posted = await entries();
    const opening = posted.filter(({ reason }) => reason === 'opening');
    expect(new Set(opening.map(({ dealId: one }) => one)).size).toBe(first.legacy?.deals);
    expect(posted.filter(isLegacyLine)).toEqual(opening);
    for (const { dealId: deal, evidenceIds, postedPeriod, effectivePeriod } of opening) {
      expect(evidenceIds).toContain(`legacy:deal_origin=${field(deal)}`);
      expect(postedPeriod).toBe(effectivePeriod);
    }
    expect(await violations()).toEqual([]);
  });

  it('leaves a sourced deal that names nobody sourced, and without credit', async () => {
    const unnamed = (await results()).filter(
      (one) => one.flags.includes('legacy') && one.class === 'sourced' && one.sourcingPartnerIds.length === 0,
    );
    expect(unnamed.length).toBeGreaterThan(0);
    const posted = await entries();
    for (const one of unnamed) {
      expect(posted.filter(({ dealId: deal, pool }) => deal === one.dealId && pool === 'source')).toEqual([]);
    }
  });

  it('shows apart in reports and in the summary, and the identity holds in each and together', async () => {
    const { origins, revenue, rows } = await report();
    if (origins === null || first.legacy === null) throw new Error('nothing is legacy');
    for (const line of [...origins.computed, ...origins.legacy, ...revenue]) expect(together(line)).toBe(0);
    const [computed, legacy, all] = [origins.computed.at(-1), origins.legacy.at(-1), revenue.at(-1)];
    expect(legacy?.deals).toBe(first.legacy.deals);
    expect(legacy?.sourcedMinor).toBe(first.legacy.totals.sourcedMinor);
    expect((computed?.totalMinor ?? 0) + (legacy?.totalMinor ?? 0)).toBe(all?.totalMinor);
    expect(all?.totalMinor).toBe(first.totals.wonMinor);
    expect(rows.some((row) => 'legacy' in row)).toBe(true);
  });

  it('is kept: a sync without options posts and writes nothing, and status shows it', async () => {
    const again = await portal.sync({ full: true });
    expect(again.ledger).toEqual({ entries: 0, deals: 0 });
    expect(again.legacy).toEqual(first.legacy);
    expect((await showStatus(deps(), id())).baseline).toEqual({ property: 'deal_origin', since: SINCE });
  });

  it('whose property is gone from the mapping refuses every sync, rather than moving history', async () => {
    const error = await portal.refusal({ mapping: { ...DROPDOWN_MAPPING, baseline: null } });
    expect([error.code, error.next]).toEqual([
      'baseline_refused',
      expect.stringContaining('Put deal_origin back in the mapping'),
    ]);
  });

  it('is explained in the portal’s own words', async () => {
    const one = (await results()).find(
      ({ flags, class: is }) => flags.includes('legacy') && is === 'sourced',
    );
    const inForce = fixedInForce(DEFAULT_POLICY);
    const told = await explainDeal({ crm: portal.crm(), inForce, ...deps() }, dealId(one?.dealId ?? ''));
    expect(told.class).toBe('sourced');
    expect(told.why.rules[0]).toBe(
      'It was won before the baseline, so its class is what the portal’s own field “deal_origin” says: ' +
        '“Partner sourced”, which is partner-sourced. What partners did is shown, and does not count.',
    );
    expect([told.windows, told.why.counterfactual]).toEqual([[], null]);
    // A card has no database: the flag that is published on the deal tells it.
    const card = await explainDeal(
      { crm: portal.crm(), inForce, clock: deps().clock },
      dealId(one?.dealId ?? ''),
    );
    expect([card.class, card.why]).toEqual([told.class, told.why]);
  });

  describe('and later changes', () => {
    let deal: LedgerEntry;
    const added = async (): Promise<readonly string[]> => {
      const known = (await entries()).length;
      await portal.sync();
      return (await entries())
        .slice(known)
        .map(({ pool, class: is, amountMinor, reason, postedPeriod }) =>
          [pool, is ?? '-', Math.sign(amountMinor), reason, postedPeriod].join(' '),
        );
    };
    beforeAll(async () => {
      const posted = await entries();
      const found = posted.find(
        (entry) => entry.reason === 'opening' && entry.pool === 'revenue' && entry.class === 'direct',
      );
      if (found === undefined) throw new Error('no direct legacy deal');
      deal = found;
    });

    it('of the amount are adjustments in the open month', async () => {
      await edit(deal.dealId, { amount: '999999.00' });
      expect(await added()).toEqual([
        'revenue direct -1 adjustment 2026-11',
        'revenue direct 1 adjustment 2026-11',
      ]);
    });

    it('of the field, too: the deal stays legacy, of another class', async () => {
      await edit(deal.dealId, { deal_origin: 'Partner influenced' });
      const moved = await added();
      expect(moved.slice(0, 2)).toEqual([
        'revenue direct -1 adjustment 2026-11',
        'revenue influenced 1 adjustment 2026-11',
      ]);
      expect(await violations()).toEqual([]);
    });

    it('by the policy move no class', async () => {
      const classes = async () =>
        (await results())
          .filter(({ flags }) => flags.includes('legacy'))
          .map((one) => [one.dealId, one.class]);
      const before = await classes();
      await portal.sync({
        policy: {
          ...DEFAULT_POLICY,
          version: 'strict',
          tags: { sourced: 'require_evidence', influenced: 'require_evidence' },
        },
      });
      expect(await classes()).toEqual(before);
      expect(await violations()).toEqual([]);
    });

    it('by taking the baseline away are tried by a dry run, then adjustments, and verify holds', async () => {
      const tried = await portal.sync({ dryRun: true, baseline: { kind: 'remove' } });
      expect(tried.legacy).toBeNull();
      expect((await showStatus(deps(), id())).baseline).not.toBeNull();
      const known = (await entries()).length;
      const gone = await portal.sync({ baseline: { kind: 'remove' } });
      expect(gone.legacy).toBeNull();
      const posted = (await entries()).slice(known);
      expect(new Set(posted.map(({ reason }) => reason))).toEqual(new Set(['adjustment']));
      expect((await results()).some(({ flags }) => flags.includes('legacy'))).toBe(false);
      expect(await violations()).toEqual([]);
      expect((await report('effective')).origins).toBeNull();
    });
  });
});
