import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant, parseInstant } from '../../src/domain/calendar.js';
import { BUCKETS, type DealClass, type DealResult } from '../../src/domain/credit.js';
import { dealId, partnerId } from '../../src/domain/ids.js';
import { PartnerHistories } from '../../src/domain/partner-history.js';
import { parsePeriod, type Month } from '../../src/domain/period.js';
import { RevenueMonths } from '../../src/domain/revenue-months.js';

const at = (text: string) => parseInstant(text)!;
const A = partnerId('7');
const B = partnerId('9');
const NOTHING = { source: new Map(), influence: new Map(), model: new Map() };

const won = (
  closedAt: string,
  minor: number | null,
  dealClass: DealClass = 'direct',
  rest: Partial<DealResult> = {},
) => ({
  dealId: dealId('1'),
  policyVersion: 'p',
  status: 'won' as const,
  class: dealClass,
  bucket: 'new' as const,
  currency: 'USD',
  amountMinor: minor ?? 0,
  homeCurrency: 'USD',
  homeAmountMinor: minor,
  sourcingPartnerIds: [],
  influencingPartnerIds: [],
  credits: NOTHING,
  homeCredits: NOTHING,
  flags: [],
  ...rest,
  closedAt: at(closedAt),
});

describe('won revenue by month', () => {
  it.each([
    // The year ends at 05:00Z in New York; in March its clocks go forward between the two.
    ['2026-01-01T04:59:59.999Z', 'America/New_York', '2025-12'],
    ['2026-01-01T05:00:00Z', 'America/New_York', '2026-01'],
    ['2026-04-01T03:59:59.999Z', 'America/New_York', '2026-03'],
    ['2026-04-01T04:00:00Z', 'America/New_York', '2026-04'],
    ['2025-12-31T13:30:00Z', 'Pacific/Kiritimati', '2026-01'],
    // Lord Howe’s clocks move by half an hour.
    ['2026-03-31T13:00:00Z', 'Australia/Lord_Howe', '2026-04'],
  ])('%s in %s is in %s', (closed, timeZone, month) => {
    const months = new RevenueMonths(timeZone);
    months.add(won(closed, 500));
    expect(months.month(month as Month).totalMinor).toBe(500);
    const quarter = parsePeriod(
      `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`,
      month as Month,
    )!;
    expect(months.lines(quarter).at(-1)).toMatchObject({ bucket: 'all', deals: 1, totalMinor: 500 });
  });

  it('holds the identity on every line, whatever is added, and the lines add up to all', () => {
    const deal = fc.record({
      minor: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 })),
      class: fc.constantFrom<DealClass>('sourced', 'influenced', 'direct'),
      bucket: fc.constantFrom(...BUCKETS),
      status: fc.constantFrom('won' as const, 'open' as const, 'lost' as const),
      month: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(deal), (deals) => {
        const months = new RevenueMonths('UTC');
        for (const one of deals) {
          const closed = `2026-${String(one.month).padStart(2, '0')}-10`;
          months.add(won(closed, one.minor, one.class, { bucket: one.bucket, status: one.status }));
        }
        const lines = months.lines({ label: 'all', from: null, to: null });
        for (const line of lines) {
          expect(line.sourcedMinor + line.influencedMinor + line.directMinor).toBe(line.totalMinor);
        }
        const [all, parts] = [lines.at(-1)!, lines.slice(0, -1)];
        expect(parts.reduce((sum, { totalMinor }) => sum + totalMinor, 0)).toBe(all.totalMinor);
        expect(all.deals).toBe(deals.filter(({ status }) => status === 'won').length);
      }),
    );
  });
});

describe('a partner’s months', () => {
  it('tell the newest 24 one by one, what is older together, and open deals apart', () => {
    const histories = new PartnerHistories('linear', at('2026-09-15'), 'UTC');
    const credits = {
      source: new Map([[A, 100]]),
      influence: new Map([[B, 100]]),
      model: new Map([
        [
          'linear',
          new Map([
            [A, 60],
            [B, 40],
          ]),
        ],
      ]),
    };
    const both = { sourcingPartnerIds: [A], influencingPartnerIds: [B], homeCredits: credits };
    for (const closed of ['2026-09-01', '2024-10-01', '2024-09-30T23:59:59.999Z', '2019-01-01']) {
      histories.add(won(closed, 100, 'sourced', both));
    }
    histories.add({ ...won('2026-12-01', 70, 'influenced', both), status: 'open', closedAt: instant(0) });
    expect(histories.of(A)).toEqual({
      months: [
        { month: '2024-10', deals: 1, sourcedMinor: 100, influencedMinor: 0, modelMinor: 60 },
        { month: '2026-09', deals: 1, sourcedMinor: 100, influencedMinor: 0, modelMinor: 60 },
      ],
      earlier: { deals: 2, sourcedMinor: 200, influencedMinor: 0, modelMinor: 120 },
      influencedPipelineMinor: 0,
    });
    expect(histories.of(B)).toMatchObject({
      earlier: { deals: 2, sourcedMinor: 0, influencedMinor: 200, modelMinor: 80 },
      influencedPipelineMinor: 70,
    });
    expect(histories.of(partnerId('11'))).toEqual({ months: [], earlier: null, influencedPipelineMinor: 0 });
  });
});
