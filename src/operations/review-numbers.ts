/** The programme's numbers as a review has them: the period beside the one before. */
import { KPIS, type KpiId, type KpiPeriod, type KpiValue } from '../domain/kpi.js';
import type { NumberScope } from '../domain/numbers/number-scope.js';
import { numbersOver } from '../domain/numbers/work-out-numbers.js';
import { besideValueWords, noteWords, numberWords } from './number-words.js';
import type { ReviewFacts } from './read-review.js';
import type { ReviewNumber } from './review-model.js';

/** Some of the sixteen, in the order that is asked for. */
export function reviewNumbers(
  { facts, sums, policy, period, previous }: ReviewFacts,
  scope: NumberScope,
  shown: readonly KpiId[],
): readonly ReviewNumber[] {
  const over = (one: KpiPeriod): ReadonlyMap<KpiId, KpiValue> => {
    const values = numbersOver(facts, sums.tally, policy.programme, one)(scope);
    return new Map(values.map((value) => [value.id, value]));
  };
  const [now, before] = [over(period), over(previous)];
  return shown.flatMap((id) => {
    const [value, earlier] = [now.get(id), before.get(id)];
    return value === undefined || earlier === undefined ? [] : [numberOf(value, earlier, facts.homeCurrency)];
  });
}

const numberOf = (value: KpiValue, previous: KpiValue, currency: string): ReviewNumber => ({
  ...value,
  label: KPIS[value.id].label,
  words: numberWords(value, currency),
  besideWords: value.beside.map((one) => `${one.label}: ${besideValueWords(one, currency)}`),
  noteWords: noteWords(value),
  previous,
  previousWords: numberWords(previous, currency),
});
