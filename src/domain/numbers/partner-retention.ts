import { instant, type Instant } from '../calendar.js';
import type { KpiValue } from '../kpi.js';
import type { ProgrammePartner } from '../programme-facts.js';
import { hasStages, isActiveAt } from './active-partner.js';
import { beside, besideIfAny, missingNumber, ratioNumber } from './kpi-value.js';
import { lastMoment, missingOf, periodNotes, type NumberContext } from './number-context.js';

/**
 * Partner retention: of the partners active just before the period began, those that are active at its end (or now). The same
 * partners: who joined within the period is in neither, and stands beside. A partner without a history of its stages is left
 * out, since nothing says that it stayed; how many there are stands beside.
 * Example: A and B active at the start, B ends in the period, C signs in it → 50% (1 of 2), 1 joined.
 */
export function partnerRetention(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'stages');
  if (missing.length > 0) return missingNumber('partner_retention', missing);
  const known = context.partners.filter(hasStages);
  const isActive = (at: Instant) => (partner: ProgrammePartner) =>
    isActiveAt(partner, at, context.facts.timeZone);
  const [start, end] = [instant(context.period.from - 1), lastMoment(context)];
  const atStart = known.filter(isActive(start));
  const stayed = atStart.filter(isActive(end));
  const joined = known.filter(isActive(end)).filter((partner) => !isActive(start)(partner));
  return ratioNumber('partner_retention', [stayed.length, atStart.length], atStart.length, {
    beside: [
      beside('left', 'Not active any more', 'count', atStart.length - stayed.length),
      beside('joined', 'Active since', 'count', joined.length),
      ...besideIfAny(
        'without_stages',
        'Partners without a history of stages, left out',
        context.partners.length - known.length,
      ),
    ],
    notes: periodNotes(context),
  });
}
