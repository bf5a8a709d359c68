import { wasApproved } from '../approved-registration.js';
import { monthOf } from '../calendar.js';
import { groupBy } from '../group-by.js';
import type { KpiBeside, KpiValue } from '../kpi.js';
import type { ProgrammeRegistration } from '../programme-facts.js';
import { besideIfAny, besideRatio, missingNumber, ratioNumber, beside, type Ratio } from './kpi-value.js';
import { isWithinPeriod, missingOf, ofPartners, periodNotes, type NumberContext } from './number-context.js';

/**
 * Registration conversion: of the registrations submitted in the period those that were won, over those that were ever
 * approved (approved, converted, won, lost, or expired after a decision); by month of submission in the portal's time zone,
 * since the young ones have had less time. Beside it the approval rate: approved over decided, rejected ones included.
 * Example: 12 submitted: 2 wait, 2 rejected, 3 approved, 1 lost, 4 won → 50% (4 of 8), approval rate 80% (8 of 10).
 */
export function registrationConversion(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'registrations');
  if (missing.length > 0) return missingNumber('registration_conversion', missing);
  const all =
    context.members === null ? context.facts.registrations : ofPartners(context, context.registrations);
  const submitted = all.filter(({ submittedAt }) => isWithinPeriod(context, submittedAt));
  const approved = submitted.filter(wasApproved);
  const rejected = submitted.filter(({ status }) => status === 'rejected');
  return ratioNumber('registration_conversion', conversion(submitted), submitted.length, {
    beside: [
      besideRatio('approval_rate', 'Approval rate', [approved.length, approved.length + rejected.length]),
      beside(
        'waiting',
        'Not answered yet',
        'count',
        submitted.filter(({ status }) => status === 'submitted').length,
      ),
      ...besideIfAny(
        'status_unknown',
        'Registrations whose status is none of ours',
        submitted.filter(({ status }) => status === null).length,
      ),
      ...byMonth(submitted, context.facts.timeZone),
    ],
    notes: periodNotes(context),
  });
}

const conversion = (registrations: readonly ProgrammeRegistration[]): Ratio => [
  registrations.filter(({ status }) => status === 'won').length,
  registrations.filter(wasApproved).length,
];

function byMonth(registrations: readonly ProgrammeRegistration[], timeZone: string): readonly KpiBeside[] {
  const months = groupBy(registrations, ({ submittedAt }) => monthOf(submittedAt, timeZone));
  return [...months.keys()]
    .sort()
    .map((month) =>
      besideRatio(`submitted_${month}`, `Submitted in ${month}`, conversion(months.get(month) ?? [])),
    );
}
