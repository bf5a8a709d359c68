/** What holds of every programme: the identity, sums over partners, and that nothing depends on order or pages. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant } from '../../../src/domain/calendar.js';
import { BUCKETS } from '../../../src/domain/deal-class.js';
import { dealId, partnerId, type PartnerId } from '../../../src/domain/ids.js';
import { KPI_IDS, KPIS, type KpiValue } from '../../../src/domain/kpi.js';
import { splitByIntegers } from '../../../src/domain/money.js';
import { dealTally } from '../../../src/domain/numbers/deal-tally.js';
import { forecastOver } from '../../../src/domain/numbers/forecast.js';
import { healthOf } from '../../../src/domain/numbers/health.js';
import { withAgainstWithout } from '../../../src/domain/numbers/with-against-without.js';
import { numbersOver, workOutNumbers } from '../../../src/domain/numbers/work-out-numbers.js';
import { PARTNER_TYPES, type PartnerType } from '../../../src/domain/partner.js';
import type { ProgrammeDeal, ProgrammeFacts } from '../../../src/domain/programme-facts.js';
import { DEFAULT_PROGRAMME } from '../../../src/domain/programme-settings.js';
import { at, factsOf, NOW, partner, Q3, ticket } from './programme.js';

const IDS = ['1', '2', '3', '4'].map(partnerId);
const TYPES = Object.keys(PARTNER_TYPES) as readonly PartnerType[];
const day = fc.integer({ min: at('2026-01-01'), max: NOW }).map(instant);

const deals: fc.Arbitrary<readonly ProgrammeDeal[]> = fc
  .array(
    fc.record({
      status: fc.constantFrom('won', 'won', 'lost', 'open'),
      bucket: fc.constantFrom(...BUCKETS),
      minor: fc.option(fc.integer({ min: -5_000, max: 1_000_000 }), { freq: 8 }),
      days: fc.tuple(day, day),
      customerId: fc.option(fc.constantFrom('x', 'y', 'z')),
      partners: fc.shuffledSubarray(IDS),
      sourcing: fc.nat({ max: 2 }),
    }),
    { maxLength: 30 },
  )
  .map((written) =>
    written.map(({ status, bucket, minor, days, customerId, partners, sourcing }, place): ProgrammeDeal => {
      const [sources, influences] = [partners.slice(0, sourcing), partners.slice(sourcing)];
      const split = (ids: readonly PartnerId[]): ReadonlyMap<PartnerId, number> => {
        const shares = splitByIntegers(
          minor ?? 0,
          ids.map(() => 1n),
        );
        return new Map(ids.map((id, at) => [id, shares[at] ?? 0]));
      };
      return {
        ...{ id: dealId(`${place}`), customerId, status, bucket, homeAmountMinor: minor },
        ...{ createdAt: days[0], closedAt: status === 'open' ? null : days[1] },
        class: sources.length > 0 ? 'sourced' : influences.length > 0 ? 'influenced' : 'direct',
        ...{ sourcing: sources, influencing: influences, source: split(sources), model: split(partners) },
      };
    }),
  );

const facts: ProgrammeFacts = factsOf({
  partners: IDS.map((id, place) =>
    partner(id, { profile: { type: TYPES[place % 2] ?? null }, signed: '2026-02-01' }),
  ),
  tickets: ['x', 'y', 'z'].map((companyId) => ticket({ companyId })),
  integrations: new Map([['x', IDS.slice(0, 2)]]),
});

const all = (given: readonly ProgrammeDeal[]): readonly KpiValue[] =>
  workOutNumbers(facts, dealTally().add(given), DEFAULT_PROGRAMME, { period: Q3, scope: { kind: 'all' } });
const valueOf = (values: readonly KpiValue[], id: string): KpiValue => values.find((one) => one.id === id)!;
const besideValue = (value: KpiValue, id: string): number =>
  value.beside.find((one) => one.id === id)!.value!;

describe('for any deals', () => {
  it('sourced + influenced + direct revenue is all won revenue, and so is every line', () => {
    fc.assert(
      fc.property(deals, (given) => {
        const values = all(given);
        const [sourced, influenced] = [
          valueOf(values, 'sourced_revenue'),
          valueOf(values, 'influenced_revenue'),
        ];
        const total = given
          .filter(({ status, closedAt }) => status === 'won' && closedAt! >= Q3.from && closedAt! < Q3.to)
          .reduce((sum, { homeAmountMinor }) => sum + (homeAmountMinor ?? 0), 0);
        expect(besideValue(sourced, 'total_revenue')).toBe(total);
        expect(sourced.value! + influenced.value! + besideValue(sourced, 'direct_revenue')).toBe(total);
        for (const value of [sourced, influenced, valueOf(values, 'joint_pipeline')])
          expect(BUCKETS.reduce((sum, bucket) => sum + besideValue(value, bucket), 0)).toBe(value.value);
      }),
    );
  });

  it('what is additive adds up over partners, and over types', () => {
    fc.assert(
      fc.property(deals, (given) => {
        const over = numbersOver(facts, dealTally().add(given), DEFAULT_PROGRAMME, Q3);
        const sum = (
          scopes: readonly Parameters<typeof over>[0][],
          read: (value: KpiValue) => number,
          id: string,
        ) => scopes.reduce((total, scope) => total + read(valueOf(over(scope), id)), 0);
        const each = IDS.map((id) => ({ kind: 'partner', partnerId: id }) as const);
        const types = [TYPES[0]!, TYPES[1]!].map((type) => ({ kind: 'type', type }) as const);
        const whole = over({ kind: 'all' });
        for (const scopes of [each, types]) {
          expect(sum(scopes, ({ value }) => value!, 'sourced_revenue')).toBe(
            valueOf(whole, 'sourced_revenue').value,
          );
          expect(sum(scopes, ({ numerator }) => numerator!, 'revenue_per_partner')).toBe(
            valueOf(whole, 'revenue_per_partner').numerator,
          );
          expect(sum(scopes, ({ denominator }) => denominator!, 'revenue_per_partner')).toBe(4);
          expect(sum(scopes, ({ denominator }) => denominator!, 'activation_rate')).toBe(
            valueOf(whole, 'activation_rate').denominator,
          );
        }
      }),
    );
  });

  it('neither the order of deals nor how they are cut into pages changes anything', () => {
    const shuffled = deals.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray([...given], { minLength: given.length }),
        fc.integer({ min: 1, max: 7 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([given, other, size]) => {
        const paged = dealTally();
        for (let place = 0; place < other.length; place += size) {
          paged.add(other.slice(place, place + size));
          // Looked at between two pages: nothing sticks.
          paged.columns();
        }
        const tally = dealTally().add(given);
        for (const scope of [
          { kind: 'all' },
          { kind: 'partner', partnerId: IDS[0]! },
          { kind: 'type', type: TYPES[0]! },
        ] as const) {
          expect(workOutNumbers(facts, paged, DEFAULT_PROGRAMME, { period: Q3, scope })).toEqual(
            workOutNumbers(facts, tally, DEFAULT_PROGRAMME, { period: Q3, scope }),
          );
          const compared = { period: Q3, scope, bucket: null };
          expect(withAgainstWithout(facts, paged, compared)).toEqual(
            withAgainstWithout(facts, tally, compared),
          );
        }
        expect(healthOf(facts, paged, DEFAULT_PROGRAMME, IDS[0]!)).toEqual(
          healthOf(facts, tally, DEFAULT_PROGRAMME, IDS[0]!),
        );
      }),
    );
  });

  it('a share lies from 0 to 1, and is n/a just where its denominator is 0', () => {
    fc.assert(
      fc.property(deals, (given) => {
        for (const { id, value, numerator, denominator } of all(given)) {
          if (denominator === null || numerator === null) continue;
          expect(value === null).toBe(denominator === 0);
          if (KPIS[id].unit === 'ratio' && value !== null) expect(value >= 0 && value <= 1).toBe(true);
        }
      }),
    );
  });

  it('a forecast expects no more than is open and no less than nothing, within its range', () => {
    fc.assert(
      fc.property(deals, (given) => {
        const old = given.map((one): ProgrammeDeal => ({
          ...one,
          homeAmountMinor: Math.abs(one.homeAmountMinor ?? 0),
          source: new Map([...one.source].map(([id, minor]) => [id, Math.abs(minor)])),
        }));
        const { lines } = forecastOver(
          facts,
          dealTally().add(old),
          DEFAULT_PROGRAMME,
        )({
          scope: { kind: 'all' },
          bucket: null,
        });
        for (const { openMinor, soon, eventually } of lines === null
          ? []
          : [lines.sourced, lines.influenced]) {
          expect(soon.expectedMinor).toBeLessThanOrEqual(eventually.expectedMinor);
          for (const { lowMinor, expectedMinor, highMinor } of [soon, eventually])
            expect([0, lowMinor, expectedMinor, highMinor, openMinor]).toEqual(
              [0, lowMinor, expectedMinor, highMinor, openMinor].toSorted((a, b) => a - b),
            );
        }
      }),
    );
  });
});

it('all sixteen numbers come in their order, of any scope', () => {
  expect(all([]).map(({ id }) => id)).toEqual(KPI_IDS);
  expect(KPI_IDS).toHaveLength(16);
});

it('what every source lacks makes every number n/a, with its reason', () => {
  const none = factsOf({
    missing: [
      'deals',
      'registrations',
      'agreements',
      'certifications',
      'meetings',
      'executives',
      'tickets',
      'surveys',
      'events',
      'integrations',
      'stages',
    ],
  });
  const values = workOutNumbers(none, dealTally(), DEFAULT_PROGRAMME, { period: Q3, scope: { kind: 'all' } });
  expect(values.filter(({ value, missing }) => value !== null || missing.length === 0)).toEqual([]);
});
