/** The partner and the programme review over a synced demo portal: what adds up, what is said, and how it is written. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS, instant, type Instant } from '../../src/domain/calendar.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { portalId } from '../../src/domain/ids.js';
import { partnerReviewCsv, programmeReviewCsv } from '../../src/cli/review-csv.js';
import { partnerReviewHtml } from '../../src/cli/review-partner-page.js';
import { programmeReviewHtml } from '../../src/cli/review-programme-page.js';
import { DEFAULT_SETTINGS } from '../../src/operations/in-force.js';
import { reportLedger } from '../../src/operations/report-ledger.js';
import { reviewPartner } from '../../src/operations/review-partner.js';
import { reviewProgramme } from '../../src/operations/review-programme.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import type { PartnerReview, ProgrammeReview } from '../../src/operations/review-model.js';
import { crmOf, PortalOnDatabase, programmeOf } from './portal.js';

let portal: PortalOnDatabase;
let now: Instant;
const deps = () => ({ crm: crmOf(portal.sandbox), store: portal.store, clock: { now: () => now } });
const inForce = { policy: DEFAULT_POLICY, policyFrom: 'default', settings: DEFAULT_SETTINGS } as const;

const ofPartner = (
  partner: string,
  period = '2026-Q3',
  asOf: Instant | null = null,
): Promise<PartnerReview> => reviewPartner(deps(), { inForce, period, asOf, partner });
const ofProgramme = (period = '2026-Q3', asOf: Instant | null = null): Promise<ProgrammeReview> =>
  reviewProgramme(deps(), { inForce, period, asOf });

const NORTHWIND = 'Northwind Systems';
let northwind: PartnerReview;
let programme: ProgrammeReview;

beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 200 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  now = portal.now();
}, 60_000);
afterAll(() => portal.close());

// In this order: before the first sync there is nothing.
it('is refused before the first sync', async () => {
  await expect(ofProgramme()).rejects.toMatchObject({ code: 'ledger_empty' });
  await expect(ofPartner(NORTHWIND)).rejects.toMatchObject({ code: 'ledger_empty' });
});

describe('after a sync', () => {
  beforeAll(async () => {
    const { syncPortal } = await import('../../src/operations/sync-portal.js');
    await syncPortal(
      { ...portal.deps(), programme: programmeOf(portal.sandbox) },
      { policy: DEFAULT_POLICY, dryRun: false, full: false, plan: null },
      () => undefined,
    );
    now = portal.now();
    [northwind, programme] = [await ofPartner(NORTHWIND), await ofProgramme()];
  }, 60_000);

  it('won revenue is sourced + influenced + direct by line and month, and is that of the ledger', async () => {
    for (const { sourcedMinor, influencedMinor, directMinor, totalMinor } of [
      ...programme.revenue,
      ...programme.previousRevenue,
      ...programme.months,
    ])
      expect(sourcedMinor + influencedMinor + directMinor).toBe(totalMinor);
    const ledger = await reportLedger(
      { store: portal.store, clock: { now: () => portal.now() } },
      {
        ...{ portalId: portalId(String(portal.sandbox.portalId)), period: '2026-Q3', by: 'bucket' },
        ...{ basis: 'effective', knownAt: null },
      },
    );
    const all = ledger.revenue.find(({ bucket }) => bucket === 'all');
    expect(programme.revenue.find(({ bucket }) => bucket === 'all')).toMatchObject({
      sourcedMinor: all?.sourcedMinor,
      influencedMinor: all?.influencedMinor,
      directMinor: all?.directMinor,
      totalMinor: all?.totalMinor,
    });
    expect(all?.totalMinor).toBeGreaterThan(0);
  });

  it('credit of all partners adds up to the partner revenue, and the last three months to the quarter', () => {
    const [line] = programme.revenue.filter(({ bucket }) => bucket === 'all');
    const credited = programme.league.reduce((sum, row) => sum + row.creditedMinor, 0);
    expect(credited).toBe(line!.sourcedMinor + line!.influencedMinor);
    expect(programme.months.at(-1)?.month).toBe('2026-09');
    const quarter = programme.months.slice(-3);
    expect(quarter.reduce((sum, { totalMinor }) => sum + totalMinor, 0)).toBe(line!.totalMinor);
    expect(quarter.reduce((sum, { creditedMinor }) => sum + creditedMinor, 0)).toBe(credited);
  });

  it('a partner’s own review says of it what the league says', () => {
    const row = programme.league.find(({ name }) => name === NORTHWIND);
    expect(row).toMatchObject(northwind.sums);
    const { won, open, sums, months } = northwind;
    expect([won.total, open.total]).toEqual([sums.wonDeals, sums.openDeals]);
    const last = months.slice(-3).reduce((sum, month) => sum + month.creditedMinor, 0);
    expect(last).toBe(sums.creditedMinor);
    expect(won.deals.reduce((sum, deal) => sum + (deal.creditedMinor ?? 0), 0)).toBe(sums.creditedMinor);
    expect(row?.health).toBe(northwind.health.score);
  });

  it('reads as it did', () => {
    const { basis, partner, sums, previous, months, won, agreement, meetings } = northwind;
    expect({
      ...{ basis: { ...basis, asOf: '', syncedAt: '' }, partner, sums, previous, won },
      ...{ months: months.slice(-3), agreement: agreement.headline, meetings },
      plan: northwind.plan.objectives.map(({ title, initiatives }) => ({
        ...{ title, initiatives: initiatives.map(({ label, state }) => `${label}: ${state.text}`) },
      })),
      numbers: northwind.numbers.map(({ id, words }) => `${id}: ${words}`),
    }).toMatchSnapshot('partner');
    expect({
      revenue: programme.revenue,
      months: programme.months.slice(-3),
      partners: programme.partners,
      league: programme.league.slice(0, 5),
      numbers: programme.numbers.map(({ id, words, previousWords }) => `${id}: ${words} | ${previousWords}`),
    }).toMatchSnapshot('programme');
  });

  it('an earlier day has its deals open that were closed later, and says so', async () => {
    const then = instant(Date.parse('2026-08-15T12:00:00Z'));
    const earlier = await ofProgramme('2026-Q3', then);
    expect(earlier.notices.join(' ')).toContain('2026-Q3 is not over yet');
    expect(earlier.notices.join(' ')).toContain('the review of an earlier day, by what is known today');
    const total = ({ revenue }: ProgrammeReview): number =>
      revenue.find(({ bucket }) => bucket === 'all')!.totalMinor;
    expect(total(earlier)).toBeLessThan(total(programme));
    expect(earlier.months.at(-1)?.month).toBe('2026-08');
    const open = ({ league }: ProgrammeReview): number => league.reduce((sum, row) => sum + row.openDeals, 0);
    expect(open(earlier)).not.toBe(open(programme));
  });

  it('says what is too old, and what the portal lacks', async () => {
    now = instant(now + 2 * DAY_MS);
    const { notices } = await ofProgramme();
    now = portal.now();
    expect(notices).toContainEqual(expect.stringMatching(/^The last sync was on 20 Nov 2026/));
    // This sync was given no port to the registrations.
    expect(programme.missing).toEqual(['registrations']);
    expect(programme.notices).toEqual([
      'This portal lacks the object Partner registration: what needs it is n/a and says so.',
    ]);
    expect(northwind.registrations).toBeNull();
    expect(await partnerReviewHtml(northwind)).toContain('This portal has no object for deal registrations');
  });

  it.each([
    ['Northwind', /^No partner is called "Northwind"; the nearest: Northwind Systems \(2100001\)/],
    ['zzzz', /^No partner is called "zzzz"\.$/],
  ])('nobody answers to %s, and the nearest are named', async (name, message) => {
    await expect(ofPartner(name)).rejects.toMatchObject({
      ...{ code: 'option_invalid', message: expect.stringMatching(message) as unknown as string },
    });
  });

  it('finds a partner by id and domain, too', async () => {
    expect((await ofPartner('2100001')).partner.name).toBe(NORTHWIND);
  });

  it.each([
    ['2026-13', /is no period of a review/],
    ['all', /is no period of a review/],
    ['2027-01', /^2027-01 has not begun/],
  ])('refuses the period %s', async (period, message) => {
    await expect(ofProgramme(period)).rejects.toMatchObject({
      ...{ code: 'option_invalid', message: expect.stringMatching(message) as unknown as string },
    });
  });

  it.each([
    ['last-month', '2026-10', '2026-09'],
    ['last-quarter', '2026-Q3', '2026-Q2'],
    ['this-quarter', '2026-Q4', '2026-Q3'],
    ['last-12-months', 'last-12-months', '2024-12 to 2025-11'],
  ])('%s is %s, beside %s', async (period, name, before) => {
    const { basis } = await ofPartner(NORTHWIND, period);
    expect([basis.period.name, basis.previous.name]).toEqual([name, before]);
  });

  it('an as-of that lies ahead is refused', async () => {
    await expect(ofProgramme('2026-Q3', instant(now + DAY_MS))).rejects.toMatchObject({
      code: 'as_of_in_future',
    });
  });

  it('pages hold no script and no address outside, whatever records are called', async () => {
    const evil = '<script src="https://evil.example/x.js">alert(1)</script>';
    const [row] = programme.league;
    const pages = [
      await partnerReviewHtml({ ...northwind, partner: { ...northwind.partner, name: evil } }),
      await programmeReviewHtml({ ...programme, league: [{ ...row!, name: evil }] }),
    ];
    for (const page of pages) {
      expect(page).toContain('&lt;script src=&quot;https://evil.example');
      expect(page).not.toMatch(/<script|<link|<iframe|<img|@import|url\(|(?:src|href)="(?:https?:)?\/\//i);
      expect(page).toMatch(/^<!doctype html>[\s\S]*<svg role="img" aria-label="[\s\S]*<\/html>\n$/);
      const tables = page.match(/<table/g)?.length;
      expect(page.match(/<caption>[^<]/g)?.length).toBe(tables);
      expect(page).toContain('<th scope="row">');
    }
  });

  it('a time of which meetings and tickets were not read is n/a or said to be incomplete, and never 0', async () => {
    const review = await ofProgramme('2024-Q4');
    const notice =
      'Meetings and tickets before 19 Nov 2024 were not read. What counts them is incomplete or n/a for 2024-Q4 and 2024-Q3: executive engagement, escalations and support tickets of partner customers.';
    const [page, csv] = [await programmeReviewHtml(review), programmeReviewCsv(review)];
    expect(review.notices).toContain(notice);
    expect(page).toContain(notice);
    expect(csv).toContain(`"${notice}"`);
    const [escalations] = review.numbers.filter(({ id }) => id === 'escalations');
    expect(escalations).toMatchObject({ value: 0, previous: { value: null } });
    expect(escalations?.previousWords).toBe('n/a: meetings and tickets of then were not read');
    expect(escalations?.noteWords.join(' ')).toContain(
      'before the meetings and tickets that were read: incomplete.',
    );
    expect(page).toContain('before the meetings and tickets that were read: incomplete.');
    expect(programme.notices.join(' ')).not.toContain('were not read');
    expect(programme.numbers.flatMap(({ notes }) => notes)).not.toContain('facts_incomplete');
    const { notices } = await ofPartner(NORTHWIND, '2024-Q3');
    expect(notices.join(' ')).toContain('incomplete or n/a for 2024-Q3 and 2024-Q2: ');
  });

  it('CSV has every partner, and no cell that a spreadsheet would run', () => {
    const [row] = programme.league;
    const many = Array.from({ length: 2_000 }, (_, at) => ({
      ...{ ...row!, partnerId: String(at), name: '=HYPERLINK("https://evil.example")' },
    }));
    const csv = programmeReviewCsv({ ...programme, league: many });
    expect(csv.match(/^partner,/gm)).toHaveLength(2_000);
    expect(csv).toContain('"\'=HYPERLINK(');
    expect(csv).not.toMatch(/,"?=HYPERLINK/);
    expect(csv.split('\n')[1]).toMatch(/^total,new,New business,.*,USD,2026-Q3,.*,Linear,default-1,/);
    expect(partnerReviewCsv(northwind)).toMatch(/^row,key,name,role,bucket,at,amount_minor,sourced_minor,/);
  });

  it('a page bounds a long league, and sums up the rest', async () => {
    const [row] = programme.league;
    const rest = { ...northwind.sums, partners: 1_960, creditedMinor: 123_456 };
    const league = Array.from({ length: 2_000 }, (_, at) => ({ ...row!, name: `Partner no. ${at}` }));
    const page = await programmeReviewHtml({ ...programme, league, leagueShown: 40, leagueRest: rest });
    expect(page.match(/Partner no\. /g)).toHaveLength(40);
    expect(page).toContain('1,960 more partners');
    expect(page).toContain('$1,234.56');
  });
});
