/** A review of tiers over a synced portal: what counts, what is read where, and that nothing is written. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS, instant, type Instant } from '../../src/domain/calendar.js';
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
import { undoRun } from '../../src/operations/undo-run.js';
import { applyTiers } from '../../src/operations/apply-tiers.js';
import { portalId, runId } from '../../src/domain/ids.js';
import { crmOf, PortalOnDatabase, type Tamper } from './portal.js';

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

describe('a review that is written', () => {
  const EASY = tiersOf({
    levels: [
      level('registered'),
      level('silver', { wonDeals: 1 }),
      level('gold', { wonDeals: 3 }),
      level('platinum', { wonDeals: 50 }),
    ],
  });
  const apply = (policy: Policy = EASY, mapping: Mapping = DEFAULT_MAPPING, tamper?: Tamper) =>
    applyTiers(
      {
        crm: crmOf(portal.sandbox, tamper, mapping),
        store: portal.store,
        clock: { now: () => NOW },
        newRunId: () => runId(`tiers-${(runs += 1)}`),
      },
      { policy },
      () => undefined,
    );
  let runs = 0;
  const undo = (named: string, dryRun = false) =>
    undoRun(
      { ...portal.deps(), newRunId: () => runId(`undo-${(runs += 1)}`), clock: { now: () => NOW } },
      { named, dryRun },
      () => undefined,
    );
  const later = (days: number): void => {
    NOW = instant(NOW + days * DAY_MS);
  };
  const kinds = ({ partners }: TierReviewReport): ReadonlyMap<string, string> =>
    new Map(partners.map(({ partnerId, decision }) => [partnerId, decision.kind]));
  const companyOf = async (id: string) =>
    (await crmOf(portal.sandbox).recordsById('companies', [id]))[0]!.properties;
  const setTier = (id: string, tier: string | null) =>
    crmOf(portal.sandbox).update(
      'companies',
      [{ recordId: id, properties: { partnership_tier: tier ?? '' } }],
      () => Promise.resolve(),
    );
  const ofKind = (report: TierReviewReport, kind: string): ReviewedPartner =>
    report.partners.find(({ decision }) => decision.kind === kind)!;
  let before: string;
  let first: Awaited<ReturnType<typeof apply>>;

  // The portal's own story may have kept some.
  beforeAll(async () => {
    const partners = await portal.store.seenPartners(portalId(String(portal.sandbox.portalId)));
    await crmOf(portal.sandbox).update(
      'companies',
      partners.map(({ id }) => ({ recordId: id, properties: { partnership_tier_history: '' } })),
      () => Promise.resolve(),
    );
  });

  it('leaves other tiers, histories and warnings in HubSpot; the second time there is nothing to write', async () => {
    before = portal.snapshot();
    const shown = await review(EASY);
    first = await apply();
    expect(first.plan).toEqual(shown.plan);
    expect(first.done?.writes).toMatchObject({ deals: 0, refused: 0, partners: shown.partners.length });
    const promoted = ofKind(first.report, 'promoted');
    expect((await companyOf(promoted.partnerId))['partnership_tier']).toBe(promoted.earned);
    const after = await review(EASY);
    const warned = ofKind(first.report, 'warned');
    expect(partner(after, warned.partnerId)).toMatchObject({
      held: warned.held,
      decision: { kind: 'in_grace' },
    });
    expect(partner(after, promoted.partnerId)).toMatchObject({ held: promoted.earned, since: NOW });
    expect(after.plan?.records).toEqual([]);
    expect((await apply()).done).toBeNull();
  });

  it('a sync afterwards finds nothing of it to write', async () => {
    expect((await portal.sync()).writes).toMatchObject({ deals: 0, partners: 0 });
  });

  it('demotes when the grace has ended, and not a day before', async () => {
    const warned = ofKind(first.report, 'warned').partnerId;
    later(89);
    expect(kinds(await review(EASY)).get(warned)).toBe('in_grace');
    later(1);
    const second = await apply();
    expect(kinds(second.report).get(warned)).toBe('demoted');
    expect((await companyOf(warned))['partnership_tier']).toBe(partner(second.report, warned).earned);
    // The day before is told as it was.
    const past = await reviewTiers(
      { crm: crmOf(portal.sandbox), store: portal.store, clock: { now: () => NOW } },
      { policy: EASY, proposed: null, asOf: instant(NOW - DAY_MS) },
    );
    expect(partner(past, warned)).toMatchObject({
      held: partner(first.report, warned).held,
      isHeldKnown: true,
    });
    expect(past.plan).toBeNull();
    await undo(second.done!.runId);
    expect(kinds(await review(EASY)).get(warned)).toBe('demoted');
  });

  it('takes over a tier that somebody set in HubSpot, as of the review, and ends its warning', async () => {
    const warned = ofKind(first.report, 'warned').partnerId;
    await setTier(warned, 'platinum');
    const taken = partner(await review(EASY), warned);
    expect(taken).toMatchObject({ held: 'platinum', adopted: true, decision: { kind: 'warned' } });
    expect(taken.warnedAt).toBeNull();
  });

  it('is taken back by undo as a whole, but for partners that changed since', async () => {
    const changed = ofKind(first.report, 'warned').partnerId;
    const promoted = ofKind(first.report, 'promoted').partnerId;
    const history = (await companyOf(changed))['partnership_tier_history'];
    // Its history holds what the run wrote; its tier does not.
    await setTier(promoted, 'registered');
    const shown = await undo(first.done!.runId, true);
    expect(shown.left.map(({ recordId }) => recordId)).toContain(promoted);
    await undo(first.done!.runId);
    expect((await companyOf(changed))['partnership_tier_history'] ?? null).not.toBe(history);
    expect((await companyOf(promoted))['partnership_tier']).toBe('registered');
    expect((await companyOf(promoted))['partnership_tier_history'] ?? '').toContain('Promoted');
    await setTier(promoted, partner(first.report, promoted).held);
    await setTier(changed, partner(first.report, changed).held);
    await crmOf(portal.sandbox).update(
      'companies',
      [{ recordId: promoted, properties: { partnership_tier_history: '' } }],
      () => Promise.resolve(),
    );
    // A diff of a whole portal helps nobody.
    expect(portal.snapshot() === before).toBe(true);
  });

  it('writes no tier where the mapping reads the portal’s own, and says what to set there', async () => {
    const tier = {
      on: 'company',
      property: 'description',
      mode: 'read',
      values: { Top: 'platinum' },
    } as const;
    const mapping = { ...DEFAULT_MAPPING, fields: { ...DEFAULT_MAPPING.fields, tier } };
    const { plan, report, done } = await apply(EASY, mapping);
    expect(plan.byHand.length).toBe(
      report.partners.filter(({ decision }) => decision.kind === 'promoted').length,
    );
    expect(plan.records.flatMap(({ changes }) => changes.map(({ property }) => property))).not.toContain(
      'partnership_tier',
    );
    if (done !== null) await undo(done.runId);
    // A diff of a whole portal helps nobody.
    expect(portal.snapshot() === before).toBe(true);
  });

  it('a history that is not ours stops its own partner, and no other', async () => {
    const { partnerId } = (await review(EASY)).partners[0]!;
    await crmOf(portal.sandbox).update(
      'companies',
      [{ recordId: partnerId, properties: { partnership_tier_history: 'our own notes' } }],
      () => Promise.resolve(),
    );
    const { plan, done, report } = await apply();
    expect(plan.refused).toMatchObject([
      { partnerId, reason: expect.stringContaining('Partner tier history') },
    ]);
    expect(done?.writes.partners).toBe(report.partners.length - 1);
    expect((await companyOf(partnerId))['partnership_tier_history']).toBe('our own notes');
    expect((await portal.store.listRuns(report.portalId, 5)).map(({ kind }) => kind)).toContain('tiers');
  });
});
