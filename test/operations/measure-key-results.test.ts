import { expect, it } from '@jest/globals';
import { dealTally } from '../../src/domain/numbers/deal-tally.js';
import { workOutNumbers } from '../../src/domain/numbers/work-out-numbers.js';
import { keyResultPeriod } from '../../src/domain/key-result.js';
import type { Objective } from '../../src/domain/partner-programme.js';
import { DEFAULT_PROGRAMME } from '../../src/domain/programme-settings.js';
import { measureKeyResults } from '../../src/operations/measure-key-results.js';
import { A, at, B, C, deal, factsOf, of, partner, ticket } from '../domain/numbers/programme.js';

const objective = (id: string, changes: Partial<Objective> = {}): Objective => ({
  ...{ id, title: 'Grow', startsAt: at('2026-07-01'), closedAt: null, initiatives: [] },
  keyResults: [
    { id: `${id}-revenue`, kpi: 'sourced_revenue', target: 1, dueAt: at('2026-09-30') },
    { id: `${id}-tickets`, kpi: 'support_tickets', target: 1, dueAt: at('2026-08-31') },
  ],
  ...changes,
});

it('measures each key result over its own period, as that number is measured for its partner alone', () => {
  const shared = objective('a');
  const later = objective('b', { startsAt: at('2026-08-10') });
  const partners = [
    partner(A, { programme: { objectives: [shared, objective('done', { closedAt: at('2026-09-01') })] } }),
    partner(B, { programme: { objectives: [later] } }),
    partner(C),
  ];
  const tickets = [ticket({ companyId: '7', openedAt: at('2026-08-05') })];
  const facts = factsOf({ partners, tickets });
  const tally = dealTally().add([
    deal({ sourcing: [A], customer: '7', closed: '2026-08-05' }),
    deal({ sourcing: [B], customer: '7', closed: '2026-08-05' }),
    deal({ sourcing: [B], minor: 700, closed: '2026-08-20' }),
  ]);
  const measured = measureKeyResults(facts, tally, DEFAULT_PROGRAMME);
  expect(Object.keys(measured(A))).toEqual(['a-revenue', 'a-tickets']);
  expect(measured(B)['b-revenue']?.value).toBe(700);
  for (const [id, one] of [
    [A, shared],
    [B, later],
  ] as const) {
    for (const result of one.keyResults) {
      const asked = { period: keyResultPeriod(one, result, 'UTC'), scope: of(id) };
      const numbers = workOutNumbers(facts, tally, DEFAULT_PROGRAMME, asked);
      expect(measured(id)[result.id]).toEqual(numbers.find(({ id: kpi }) => kpi === result.kpi));
    }
  }
  expect(measured(C)).toEqual({});
});
