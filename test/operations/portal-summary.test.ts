/** The portal's summary: published by a sync, told by the server, and the same as a report. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '../../src/domain/calendar.js';
import { portalId } from '../../src/domain/ids.js';
import { fixedInForce } from '../../src/operations/in-force.js';
import { liveSummary, summaryTeller } from '../../src/operations/live-summary.js';
import type { PortalData } from '../../src/operations/portal-data-port.js';
import { reportLedger } from '../../src/operations/report-ledger.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal, type SyncSummary } from '../../src/operations/sync-portal.js';
import type { PortalSummary } from '../../src/operations/portal-summary.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { NO_PORTAL_DATA } from './no-portal-data.js';
import { answer, crmOf, dataOf, PortalOnDatabase, type Tamper } from './portal.js';

let portal: PortalOnDatabase;
beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 120 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
}, 60_000);
afterAll(() => portal.close());

const sync = (dryRun = false, tamper?: Tamper): Promise<SyncSummary> =>
  syncPortal(
    { ...portal.deps(), data: dataOf(portal.sandbox, tamper) },
    { policy: DEFAULT_POLICY, dryRun },
    () => undefined,
  );

async function publishedSummary(): Promise<PortalSummary | null> {
  return (await dataOf(portal.sandbox).read(['summary'])).summary;
}

describe('the portal’s summary', () => {
  it('is not there before the first sync, and a dry run publishes none', async () => {
    const account = await crmOf(portal.sandbox).account();
    const { notPublished } = await sync(true);
    expect([notPublished, await publishedSummary()]).toEqual([null, null]);
    const live = liveSummary({ store: portal.store, crm: crmOf(portal.sandbox) }, account, DEFAULT_POLICY);
    expect(await live).toBeNull();
  });

  it('is what a report says, to the minor unit, in every period; and its identity holds', async () => {
    const { notPublished } = await sync();
    expect(notPublished).toBeNull();
    const summary = (await publishedSummary())!;
    expect(summary.periods).toHaveLength(4);
    for (const { period, lines } of summary.periods) {
      const report = await reportLedger(portal.deps(), {
        portalId: portalId(String(portal.sandbox.portalId)),
        period,
        by: 'bucket',
        basis: 'effective',
        knownAt: null,
      });
      for (const line of lines) {
        expect(line.sourcedMinor + line.influencedMinor + line.directMinor).toBe(line.totalMinor);
        const reported = report.revenue.find(({ bucket }) => bucket === line.bucket);
        // A report leaves lines out that have no deal.
        if (reported === undefined) expect(line).toMatchObject({ deals: 0, totalMinor: 0 });
        else expect(line).toEqual(reported);
      }
    }
    expect(summary.periods.at(-1)!.lines.at(-1)!.deals).toBeGreaterThan(0);
  });

  it('tells its months as a report by month does', async () => {
    const summary = (await publishedSummary())!;
    const report = await reportLedger(portal.deps(), {
      portalId: portalId(String(portal.sandbox.portalId)),
      period: 'all',
      by: 'month',
      basis: 'effective',
      knownAt: null,
    });
    const rows = report.rows as readonly { key: string; bucket: string; totalMinor: number; deals: number }[];
    expect(summary.months).toHaveLength(24);
    for (const { month, totalMinor, deals } of summary.months) {
      const row = rows.find(({ key, bucket }) => key === month && bucket === 'all');
      const own = rows.filter(({ key, bucket }) => key === month && bucket !== 'all');
      const total = row?.totalMinor ?? own.reduce((sum, one) => sum + one.totalMinor, 0);
      expect([month, totalMinor]).toEqual([month, total]);
      if (own.length > 0) expect(deals).toBe(own.reduce((sum, one) => sum + one.deals, 0));
    }
  });

  it('is told by the server as the sync published it', async () => {
    const account = await crmOf(portal.sandbox).account();
    const live = await liveSummary(
      { store: portal.store, crm: crmOf(portal.sandbox) },
      account,
      DEFAULT_POLICY,
    );
    const { sync: published, ...rest } = (await publishedSummary())!;
    // A run counts the request with which it publishes, too.
    expect(live).toEqual({ ...rest, sync: { ...published, requests: live!.sync.requests } });
  });

  it('is worked out once a sync where it was not published', async () => {
    const crm = crmOf(portal.sandbox);
    const account = await crm.account();
    let reads = 0;
    const data: PortalData = {
      ...NO_PORTAL_DATA,
      read: (keys) => {
        reads += 1;
        return NO_PORTAL_DATA.read(keys);
      },
    };
    const tell = summaryTeller(
      { store: portal.store, crm, data, inForce: fixedInForce(DEFAULT_POLICY) },
      account,
    );
    const [first, second] = await Promise.all([tell(), tell()]);
    expect(first).toBe(second);
    expect(await tell()).toBe(first);
    expect(reads).toBe(1);
    expect(first?.periods).toEqual((await publishedSummary())!.periods);
  });

  it('says what moved since a week before', async () => {
    expect((await publishedSummary())!.week).toBeNull();
    const before = (await publishedSummary())!;
    await portal.call('POST', '/__sandbox__/clock', { advanceMs: 8 * DAY_MS });
    const [direct] = (
      await portal.call<{ results: { id: string }[] }>('POST', '/crm/objects/2026-09/deals/search', {
        filterGroups: [{ filters: [{ propertyName: 'partnership_class', operator: 'EQ', value: 'direct' }] }],
      })
    ).results;
    const [partner] = (
      await portal.call<{ results: { id: string }[] }>('POST', '/crm/objects/2026-09/companies/search', {
        filterGroups: [{ filters: [{ propertyName: 'type', operator: 'EQ', value: 'PARTNER' }] }],
      })
    ).results;
    await portal.call('PATCH', `/crm/objects/2026-09/deals/${direct!.id}`, {
      properties: {
        partnership_rulings: JSON.stringify([
          { partnerId: partner!.id, role: 'sourced', reason: 'r', author: 'a', at: '2026-01-01T00:00:00Z' },
        ]),
      },
    });
    await sync();
    const { week, waiting } = (await publishedSummary())!;
    expect(week).toMatchObject({
      since: before.asOf,
      policyVersion: 'default-1',
      pipeline: before.pipeline,
      reclassified: 1,
      moves: [{ dealId: direct!.id, before: 'direct', after: 'sourced' }],
    });
    expect(waiting.conflicts).toBeGreaterThanOrEqual(0);
  }, 60_000);

  it('that cannot be published fails no sync, and is said', async () => {
    const refused: Tamper = ({ path }) =>
      path.includes('partnership_data')
        ? answer(403, { status: 'error', message: 'no', category: 'MISSING_SCOPES' })
        : null;
    const { notPublished } = await sync(false, refused);
    expect(notPublished).toMatch(/^The home page was not brought up to date: .*custom objects/);
  }, 60_000);
});
