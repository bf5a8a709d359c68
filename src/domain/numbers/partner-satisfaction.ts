import type { KpiValue } from '../kpi.js';
import type { NumbersSettings } from '../programme-settings.js';
import type { Survey } from '../programme-facts.js';
import { beside, besideIfAny, besideRatio, missingNumber, ratioNumber, type Ratio } from './kpi-value.js';
import { median } from './median.js';
import { isWithinPeriod, missingOf, ofPartners, periodNotes, type NumberContext } from './number-context.js';

/**
 * Partner satisfaction, by the policy NPS or CSAT, of the surveys sent in the period to people of the scope's partners.
 * NPS: answers of 9 and 10 less those of 0 to 6, over answers, times 100: −100 to 100. CSAT: answers of 4 and 5 over
 * answers, times 100: 0 to 100. n: the answers; beside it the response rate and the median answer. An answer off its scale
 * is left out, and counted beside.
 * Example, NPS: 10, 9, 7, 3 and one without answer → (2 − 1) of 4 = 25, n 4, response rate 80% (4 of 5).
 */
export function partnerSatisfaction(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'surveys');
  if (missing.length > 0) return missingNumber('partner_satisfaction', missing);
  const { satisfaction } = context.settings.numbers;
  const surveys = ofPartners(context, context.surveys).filter(
    ({ kind, sentAt }) => kind === satisfaction && isWithinPeriod(context, sentAt),
  );
  const { ratio, scores, offScale } = satisfactionOf(surveys, satisfaction);
  return ratioNumber(
    'partner_satisfaction',
    ratio,
    scores.length,
    {
      beside: [
        besideRatio('response_rate', 'Response rate', [scores.length, surveys.length - offScale]),
        beside('median', 'Median answer', 'count', median(scores)),
        ...besideIfAny('off_scale', 'Answers off their scale, left out', offScale),
      ],
      notes: periodNotes(context),
    },
    100,
  );
}

interface Satisfaction {
  /** Times 100: the score. */
  readonly ratio: Ratio;
  readonly scores: readonly number[];
  readonly offScale: number;
}

/** What surveys of one kind say together. */
export function satisfactionOf(
  surveys: readonly Survey[],
  kind: NumbersSettings['satisfaction'],
): Satisfaction {
  const [least, most] = kind === 'nps' ? [0, 10] : [1, 5];
  const answers = surveys.flatMap(({ score }) => (score === null ? [] : [score]));
  const scores = answers.filter((score) => score >= least && score <= most);
  const count = (holds: (score: number) => boolean): number => scores.filter(holds).length;
  const good =
    kind === 'nps'
      ? count((score) => score >= 9) - count((score) => score < 7)
      : count((score) => score >= 4);
  return { ratio: [good, scores.length], scores, offScale: answers.length - scores.length };
}
