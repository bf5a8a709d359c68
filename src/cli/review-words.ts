/** Words that both reviews share: the line under the title, amounts, months. */
import type { Bucket } from '../domain/deal-class.js';
import { displayMoney } from '../domain/money.js';
import { BUCKET_LABELS } from '../domain/numbers/won-revenue.js';
import { parseInstant } from '../domain/calendar.js';
import { minuteText, monthText } from '../operations/home-words.js';
import type { ReviewBasis, ReviewNumber } from '../operations/review-model.js';
import { reviewTable } from './review-html.js';

/** "Oct 2026", "2026-Q3", "last 12 months" */
export const spanName = (name: string): string =>
  /^\d{4}-\d{2}$/.test(name) ? monthText(name) : name.replace('last-12-months', 'last 12 months');

/** What every number stands on, in one line. */
export function basisLine({ period, asOf, timeZone, homeCurrency, policyVersion }: ReviewBasis): string {
  const at = parseInstant(asOf);
  const known = at === null ? asOf : minuteText(at, timeZone);
  return `${spanName(period.name)} · as of ${known} (${timeZone}) · amounts in ${homeCurrency} · policy ${policyVersion}`;
}

/** Amounts of a review in words; a dash of nothing, as books have it. */
export const moneyIn =
  ({ homeCurrency }: Pick<ReviewBasis, 'homeCurrency'>) =>
  (minor: number): string =>
    minor === 0 ? '–' : displayMoney(minor, homeCurrency);

export const bucketName = (bucket: Bucket): string => BUCKET_LABELS[bucket];

/** Numbers with what they are made of, and the period before beside them. */
export const numbersTable = (numbers: readonly ReviewNumber[], { period, previous }: ReviewBasis): string =>
  reviewTable({
    caption: `The programme’s numbers, ${spanName(period.name)} beside ${spanName(previous.name)}`,
    head: ['Number', spanName(period.name), 'n', spanName(previous.name)],
    widths: [46, 25, 6, 23],
    numeric: [2],
    rows: numbers.map(({ label, words, n, besideWords, noteWords, previousWords }) => [
      {
        text: label,
        detail: [besideWords.join(' · '), ...noteWords].filter((text) => text !== '').join(' — '),
      },
      { text: words, strong: true as const },
      n.toLocaleString('en-US'),
      previousWords,
    ]),
  });
