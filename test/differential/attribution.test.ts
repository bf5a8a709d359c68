import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { modelsOf, type AttributionJson } from '../naive/attribute.js';
import { readCsv } from '../naive/csv.js';
import { monthRows } from '../naive/months.js';
import { expectAgreement, naiveAnswer, type Outcome } from './agreement.js';
import { runAttribute, withFolder, writePortal } from './command-line.js';
import { generatePortal, type GeneratedPortal } from './generate-portal.js';
import { expectOutFiles } from './out-files.js';
import { productOutcome } from './product.js';

const PORTALS = Number(process.env['PORTALS'] ?? 2000);
const SEED = Number(process.env['SEED'] ?? 20_260_912);

/** Runs a check of one generated portal; its failure says how to see it again. */
function replayable<T>(seed: number, check: (portal: GeneratedPortal) => T): T {
  const portal = generatePortal(seed);
  try {
    return check(portal);
  } catch (error) {
    const replay = `SEED=${seed} PORTALS=1 npm run test:unit -- test/differential`;
    throw new Error(`${replay}\n${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Everything that a portal's outcome shows of the rules. */
function shown(outcome: Outcome): string[] {
  if (outcome === 'refused') return ['refused'];
  const { deals, partners, rejected } = outcome;
  return [
    ...deals.flatMap(({ flags, status, bucket, ...deal }) => [...flags, bucket, `${status} ${deal.class}`]),
    ...deals.filter(({ sourcingPartnerIds }) => sourcingPartnerIds.length > 1).map(() => 'split'),
    ...deals.filter(({ amountMinor }) => amountMinor < 0).map(() => 'negative'),
    ...deals.map(({ currency }) => currency),
    ...partners.filter(({ withChildren }) => withChildren !== undefined).map(() => 'withChildren'),
    ...rejected.map(({ file, column, reason }) => `${file} ${column} ${reason}`),
  ];
}

const MUST_SHOW = [
  ...['amount_missing', 'amount_rounded', 'home_amount_missing', 'partner_is_customer', 'touch_after_close'],
  ...['tag_proposed', 'tag_role_conflict', 'tag_without_evidence', 'sourcing_conflict'],
  ...['new', 'renewal', 'expansion', 'split', 'negative', 'withChildren', 'refused'],
  ...['open', 'won', 'lost'].flatMap((status) =>
    ['sourced', 'influenced', 'direct'].map((one) => `${status} ${one}`),
  ),
  ...['USD', 'EUR', 'JPY', 'KWD'],
  ...['deal_id missing', 'deal_id duplicate_id', 'created_at missing', 'created_at instant_invalid'].map(
    inDeals,
  ),
  ...['closed_at missing', 'closed_at instant_invalid', 'status missing', 'status status_unknown'].map(
    inDeals,
  ),
  ...['amount amount_invalid', 'amount_home amount_invalid', 'currency currency_unknown'].map(inDeals),
  ...['touch_id missing', 'touch_id duplicate_id', 'deal_id missing', 'deal_id unknown_deal'].map(inTouches),
  ...['partner_id missing', 'partner_id unknown_partner', 'occurred_at missing'].map(inTouches),
  ...['occurred_at instant_invalid', 'kind missing', 'kind kind_unknown', 'kind kind_reserved'].map(
    inTouches,
  ),
  ...['deal_id missing', 'deal_id unknown_deal', 'partner_id missing', 'partner_id unknown_partner'].map(
    inTags,
  ),
  ...['role missing', 'role role_unknown', 'state state_unknown'].map(inTags),
  ...['partner_id missing', 'partner_id duplicate_id'].map((row) => `partners.csv ${row}`),
  ...['deals', 'touches', 'tags', 'partners'].map((name) => `${name}.csv  cells_mismatch`),
];

function inDeals(row: string): string {
  return `deals.csv ${row}`;
}
function inTouches(row: string): string {
  return `touches.csv ${row}`;
}
function inTags(row: string): string {
  return `tags.csv ${row}`;
}

/** A process each, on a machine that may be busy. */
jest.setTimeout(120_000);

const NOTHING: Omit<GeneratedPortal, 'texts'> = {
  policy: {},
  models: ['linear'],
  asOf: Date.UTC(2027, 0, 1),
  homeCurrency: 'USD',
  timeZone: 'UTC',
};

describe('attribution, beside a second, naive implementation', () => {
  it(
    `agrees to the letter on ${PORTALS} generated portals (SEED=${SEED})`,
    () => {
      const seen = new Set<string>();
      let allowances = 0;
      for (let seed = SEED; seed < SEED + PORTALS; seed += 1) {
        replayable(seed, (portal) => {
          const naive = naiveAnswer(portal);
          if (expectAgreement(productOutcome(portal), naive)) allowances += 1;
          for (const one of shown(naive.outcome)) seen.add(one);
        });
      }
      // Doubles near 2^53 break a remainder the other way about once in two thousand portals.
      expect(allowances).toBeLessThanOrEqual(3 + PORTALS / 500);
      // A generator that stopped reaching a rule would agree about nothing.
      if (PORTALS >= 2000) expect(MUST_SHOW.filter((one) => !seen.has(one))).toEqual([]);
    },
    60_000 + PORTALS * 30,
  );

  it('agrees through the command line', () => {
    for (let seed = SEED; seed < SEED + 5; seed += 1) {
      replayable(seed, (portal) => {
        withFolder((folder) => {
          const { exitCode, stdout } = runAttribute([...writePortal(folder, portal), '--json']);
          const naive = naiveAnswer(portal);
          expect(exitCode).toBe(naive.outcome === 'refused' ? 1 : 0);
          expectAgreement(exitCode === 1 ? 'refused' : (JSON.parse(stdout) as AttributionJson), naive);
        });
      });
    }
  });

  it('writes CSV files that agree with the JSON', () => {
    for (let seed = SEED + 100; seed < SEED + 105; seed += 1) {
      replayable(seed, (generated) => {
        // Without the one model whose last unit doubles may move.
        const models = modelsOf(generated).filter((model) => model !== 'time_decay');
        const portal = { ...generated, models: models.length === 0 ? (['linear'] as const) : models };
        const naive = naiveAnswer(portal);
        const { outcome } = naive;
        if (outcome === 'refused') return;
        withFolder((folder) => {
          const out = path.join(folder, 'out');
          const { exitCode, stdout } = runAttribute([...writePortal(folder, portal), '--out', out]);
          expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
          expectOutFiles(out, outcome, portal.models, monthRows(naive.deals, portal.models, portal.timeZone));
        });
      });
    }
  });

  it('cuts months in the time zone that is asked for, through changes of clocks', () => {
    // Clocks in New York: 5 h behind UTC until 8 March 2026, 4 h until 1 November, then 5 h again.
    // On Lord Howe: 11 h ahead until 5 April 2026, then 10 h 30.
    const closes: readonly (readonly [closedAt: string, newYork: string, lordHowe: string])[] = [
      ['2026-03-01T04:59:59.999Z', '2026-02', '2026-03'],
      ['2026-03-01T05:00:00.000Z', '2026-03', '2026-03'],
      ['2026-04-01T03:59:59.999Z', '2026-03', '2026-04'],
      ['2026-04-01T04:00:00.000Z', '2026-04', '2026-04'],
      ['2026-03-31T12:59:59.999Z', '2026-03', '2026-03'],
      ['2026-03-31T13:00:00.000Z', '2026-03', '2026-04'],
      ['2026-04-30T13:29:59.999Z', '2026-04', '2026-04'],
      ['2026-04-30T13:30:00.000Z', '2026-04', '2026-05'],
      ['2026-11-01T03:59:59.999Z', '2026-10', '2026-11'],
      ['2026-12-01T04:59:59.999Z', '2026-11', '2026-12'],
    ];
    const months = (place: 1 | 2): string[] => {
      const sums = new Map<string, number>();
      closes.forEach((close, index) => sums.set(close[place], (sums.get(close[place]) ?? 0) + 2 ** index));
      return [...sums].map(([month, minor]) => `${month} ${minor}`).sort();
    };
    const portal: GeneratedPortal = {
      ...NOTHING,
      texts: {
        deals: `deal_id,created_at,closed_at,status,amount\n${closes
          .map(([closedAt], index) => `${index},2026-02-01,${closedAt},won,${(2 ** index / 100).toFixed(2)}`)
          .join('\n')}`,
        touches: `touch_id,deal_id,partner_id,occurred_at,kind,status\n${closes
          .map((_, index) => `${index},${index},7,2026-02-01,referral,`)
          .join('\n')}`,
        tags: null,
        partners: null,
      },
    };
    for (const [timeZone, place] of [
      ['America/New_York', 1],
      ['Australia/Lord_Howe', 2],
    ] as const) {
      withFolder((folder) => {
        const { exitCode } = runAttribute([...writePortal(folder, { ...portal, timeZone }), '--out', folder]);
        expect(exitCode).toBe(0);
        const [, ...rows] = readCsv(readFileSync(path.join(folder, 'months.csv'), 'utf8'));
        expect(rows.map(({ cells }) => `${cells[1] ?? ''} ${cells[3] ?? ''}`).sort()).toEqual(months(place));
      });
    }
  });

  it('refuses a month beyond 2^53−1 even where a refund brings the total back', () => {
    const most = '90071992547409.91';
    const deals = ['05-01', '05-02', '06-01', '06-02'].map(
      (day, index) => `${index},2026-04-01,2026-${day},won,${index < 2 ? most : `-${most}`}`,
    );
    const touches = deals.map((_, index) => `${index},${index},7,2026-04-01,referral,`);
    const portal: GeneratedPortal = {
      ...NOTHING,
      texts: {
        deals: ['deal_id,created_at,closed_at,status,amount', ...deals].join('\n'),
        touches: ['touch_id,deal_id,partner_id,occurred_at,kind,status', ...touches].join('\n'),
        tags: null,
        partners: null,
      },
    };
    withFolder((folder) => {
      const out = path.join(folder, 'out');
      const { exitCode, stderr } = runAttribute([...writePortal(folder, portal), '--out', out]);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('total_overflow');
      expect(existsSync(out)).toBe(false);
    });
  });
});
