/** A review of tiers over a synced portal: what counts, what is read where, and that nothing is written. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '../../src/domain/calendar.js';
import { DEFAULT_MAPPING, type Mapping } from '../../src/domain/mapping.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import type { PartnerTier } from '../../src/domain/partner.js';
import type { TierLevel, TierSettings } from '../../src/domain/tiers.js';
import {
  reviewTiers,
  type ReviewedPartner,
  type TierReviewReport,
} from '../../src/operations/review-tiers.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { reportLedger } from '../../src/operations/report-ledger.js';
import { portalId } from '../../src/domain/ids.js';
import { crmOf, PortalOnDatabase } from './portal.js';

let portal: PortalOnDatabase;
/** The sandbox's clock goes on; a review's is held. */
let NOW: Instant;
beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 60 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  NOW = portal.now();
}, 60_000);
afterAll(() => portal.close());

const tiersOf = (tiers: Partial<TierSettings>, version = 'tiers-1'): Policy => ({
  ...DEFAULT_POLICY,
  version,
  programme: { ...DEFAULT_POLICY.programme, tiers: { ...DEFAULT_POLICY.programme.tiers, ...tiers } },
});
const level = (tier: PartnerTier, requirements: TierLevel['requirements'] = {}): TierLevel => ({
  tier,
  requirements,
});

const review = (
  policy: Policy = DEFAULT_POLICY,
  proposed: Policy | null = null,
  mapping: Mapping = DEFAULT_MAPPING,
): Promise<TierReviewReport> =>
  reviewTiers(
    {
      crm: crmOf(portal.sandbox, undefined, mapping),
      store: portal.store,
      clock: { now: () => NOW },
    },
    { policy, proposed },
  );
const partner = ({ partners }: TierReviewReport, id: string): ReviewedPartner =>
  partners.find(({ partnerId }) => partnerId === id)!;

// In this order: before the first sync there is nothing.
describe('a review', () => {
  it('is refused before the first sync', async () => {
    await expect(review()).rejects.toMatchObject({ code: 'ledger_empty' });
  });

  it('has the sums of the report over all time, and decides by them', async () => {
    await portal.sync();
    NOW = portal.now();
    const report = await review(tiersOf({ windowMonths: 60 }));
    const told = await reportLedger(
      { store: portal.store, clock: { now: () => portal.now() } },
      {
        ...{ portalId: portalId(String(portal.sandbox.portalId)), period: 'all', by: 'partner' },
        ...{ basis: 'effective', knownAt: null },
      },
    );
    const sourced = (minor: (one: ReviewedPartner) => number): number =>
      report.partners.reduce((sum, one) => sum + minor(one), 0);
    const all = told.revenue.find(({ bucket }) => bucket === 'all')!;
    expect(sourced(({ achieved }) => achieved.sourcedMinor ?? 0)).toBe(all.sourcedMinor);
    for (const { earned, achieved, after, held, decision } of report.partners) {
      const enough = (achieved.sourcedMinor ?? 0) >= 2_500_000 && (achieved.wonDeals ?? 0) >= 2;
      expect(earned !== 'registered').toBe(enough);
      // Nobody loses a tier on the day of the warning.
      if (decision.kind === 'warned') expect(after.tier).toBe(held);
    }
  });

  it('writes nothing, and is the same the second time', async () => {
    const before = portal.snapshot();
    const [first, second] = [await review(), await review()];
    expect(second).toEqual(first);
    expect(portal.snapshot()).toBe(before);
  });

  it('counts less in a shorter window, and never more', async () => {
    const [year, month] = [await review(), await review(tiersOf({ windowMonths: 1 }))];
    for (const one of month.partners) {
      const over = partner(year, one.partnerId).achieved;
      expect(one.achieved.wonDeals).toBeLessThanOrEqual(over.wonDeals ?? 0);
    }
    expect(
      month.partners.some((one) => one.achieved.wonDeals !== partner(year, one.partnerId).achieved.wonDeals),
    ).toBe(true);
  });

  it('leaves out partners that ended, and says how many', async () => {
    const report = await review();
    const ended = (await portal.store.seenPartners(report.portalId)).filter(
      ({ properties }) => properties.partnership_stage === 'ended',
    );
    expect(ended.length).toBeGreaterThan(0);
    expect(report.ended).toBe(ended.length);
    expect(report.partners.filter(({ partnerId }) => ended.some(({ id }) => id === partnerId))).toEqual([]);
  });

  it('names what a level asks for and nothing measures, and nobody reaches it', async () => {
    const report = await review(
      tiersOf({ levels: [level('registered'), level('gold', { certifiedPeople: 1, satisfaction: 30 })] }),
    );
    expect(report.notMeasured).toEqual(['certifiedPeople', 'satisfaction']);
    expect(new Set(report.partners.map(({ earned }) => earned))).toEqual(new Set(['registered']));
    expect((await review()).notMeasured).toEqual([]);
  });

  it('shows who would move under other tiers, beside what holds', async () => {
    const easy = tiersOf({ levels: [level('platinum')] }, 'easy-1');
    const [report, plain] = [await review(DEFAULT_POLICY, easy), await review()];
    expect(report.tried?.policyVersion).toBe('easy-1');
    expect(report.partners.map(({ proposed }) => proposed?.earned)).toEqual(
      report.partners.map(() => 'platinum'),
    );
    expect(
      report.partners
        .map((one) => ({ ...one, proposed: null }))
        .map(({ earned, decision }) => [earned, decision.kind]),
    ).toEqual(plain.partners.map(({ earned, decision }) => [earned, decision.kind]));
  });

  it('reads the tier that is held where the mapping says', async () => {
    const tier = { on: 'company', property: 'description', values: { Top: 'platinum' } } as const;
    const mapped = (mode: 'read' | 'migrate' | 'ignore'): Mapping => ({
      ...DEFAULT_MAPPING,
      fields: { ...DEFAULT_MAPPING.fields, tier: { ...tier, mode } },
    });
    const plain = await review();
    expect(plain.heldIn).toEqual({ kind: 'ours' });
    const theirs = await review(DEFAULT_POLICY, null, mapped('read'));
    expect(theirs.heldIn).toEqual({ kind: 'theirs', property: 'description' });
    expect(new Set(theirs.partners.map(({ held }) => held))).toEqual(new Set([null]));
    const both = await review(DEFAULT_POLICY, null, mapped('migrate'));
    expect(both.heldIn).toEqual({ kind: 'ours_then_theirs', property: 'description' });
    expect(both.partners.map(({ held }) => held)).toEqual(plain.partners.map(({ held }) => held));
    expect((await review(DEFAULT_POLICY, null, mapped('ignore'))).heldIn).toEqual({ kind: 'ours' });
  });
});
