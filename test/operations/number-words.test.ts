/** Numbers in words: with what they are made of, and n/a with its reason. */
import { describe, expect, it } from '@jest/globals';
import { KPI_IDS, type KpiBeside, type KpiValue } from '../../src/domain/kpi.js';
import { besideValueWords, besideWords, noteWords, numberWords } from '../../src/operations/number-words.js';

const value = (id: KpiValue['id'], changes: Partial<KpiValue> = {}): KpiValue => ({
  ...{ id, value: null, numerator: null, denominator: null, n: 0, beside: [], missing: [], notes: [] },
  ...changes,
});
const ratio = (id: KpiValue['id'], numerator: number, denominator: number, n = denominator): KpiValue =>
  value(id, { value: numerator / denominator, numerator, denominator, n });

describe('a number in words', () => {
  it.each<[KpiValue, string, string]>([
    [ratio('renewal_rate', 5, 12), 'USD', '42% (5 of 12)'],
    [ratio('renewal_rate', 0, 12), 'USD', '0% (0 of 12)'],
    [ratio('renewal_rate', 12, 12), 'USD', '100% (12 of 12)'],
    [ratio('partner_retention', 1, 1200), 'USD', 'under 1% (1 of 1,200)'],
    [ratio('partner_retention', 1199, 1200), 'USD', 'over 99% (1,199 of 1,200)'],
    [value('renewal_rate'), 'USD', 'n/a: no agreements were due'],
    [value('escalations', { missing: ['tickets'] }), 'USD', 'n/a: the portal lacks tickets'],
    [
      value('executive_engagement', { missing: ['meetings', 'executives'] }),
      'USD',
      'n/a: the portal lacks meetings and contacts marked as executives',
    ],
    [value('sourced_revenue', { value: 120_000 }), 'USD', '$1,200.00'],
    [value('sourced_revenue', { value: -5 }), 'JPY', '-¥5'],
    [value('revenue_per_partner', { value: 40_000, n: 3 }), 'EUR', '€400.00 a partner (3 active partners)'],
    [ratio('executive_engagement', 4, 8, 2), 'USD', '0.5 a partner and quarter (4 meetings, 2 partners)'],
    [ratio('support_tickets', 1, 3), 'USD', '0.33 a customer (1 ticket, 3 customers)'],
    [value('time_to_onboarding', { value: 45.04, n: 2 }), 'USD', '45 days (2 partners)'],
    [value('time_to_onboarding', { value: 1, n: 1 }), 'USD', '1 day (1 partner)'],
    [value('partner_satisfaction', { value: 25, n: 4 }), 'USD', '+25 (4 answers)'],
    [value('partner_satisfaction', { value: -100, n: 1 }), 'USD', '-100 (1 answer)'],
    [value('escalations', { value: 1234 }), 'USD', '1,234'],
  ])('%#', (number, currency, words) => {
    expect(numberWords(number, currency)).toBe(words);
  });

  it.each(KPI_IDS)('%s says why it is n/a', (id) => {
    expect(numberWords(value(id), 'USD')).toMatch(/^n\/a: [a-z]/);
  });
});

it.each<[Partial<KpiBeside>, string]>([
  [
    { label: 'Approval rate', unit: 'ratio', value: 0.8, numerator: 8, denominator: 10 },
    'Approval rate 80% (8 of 10)',
  ],
  [{ label: 'Median', unit: 'money', value: 30_000 }, 'Median $300.00'],
  [{ label: 'Median', unit: 'days' }, 'Median n/a'],
  [{ label: 'Median a partner', unit: 'count', value: 1.5 }, 'Median a partner 1.5'],
  [
    { label: 'Of customers without a partner', unit: 'rate', value: 2, numerator: 2, denominator: 1 },
    'Of customers without a partner 2 (2 of 1)',
  ],
  [
    { id: 'share', label: 'Share', unit: 'ratio', value: 0.6, numerator: 120_000, denominator: 200_000 },
    'Share 60% ($1,200.00 of $2,000.00)',
  ],
])('what stands beside it: %#', (given, words) => {
  const beside = {
    id: 'x',
    label: '',
    unit: 'count',
    value: null,
    numerator: null,
    denominator: null,
    ...given,
  } as const;
  expect(besideWords(beside, 'USD')).toBe(words);
  expect(words).toBe(`${beside.label} ${besideValueWords(beside, 'USD')}`);
});

it('notes are sentences, and a source that only makes it rougher is named', () => {
  expect(
    noteWords(value('revenue_per_partner', { value: 1, notes: ['in_progress'], missing: ['stages'] })),
  ).toEqual(['The period is not over yet.', 'Without the partner lifecycle stage with its history.']);
  expect(noteWords(value('escalations', { missing: ['tickets'] }))).toEqual([]);
});
