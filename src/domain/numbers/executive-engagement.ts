import { instant, monthOf } from '../calendar.js';
import { groupBy } from '../group-by.js';
import type { KpiBeside, KpiValue } from '../kpi.js';
import { quarterOf, type Month } from '../period.js';
import type { PartnerMeeting } from '../programme-facts.js';
import { activeNotes, activeWithin } from './active-partners.js';
import { beside, besideRatio, missingNumber, ratioNumber } from './kpi-value.js';
import { monthsOf } from './kpi-periods.js';
import { median } from './median.js';
import { isWithinPeriod, missingOf, periodNotes, type NumberContext } from './number-context.js';

/**
 * Executive engagement: meetings held in the period with an executive of an active partner, over active partners, a quarter.
 * The denominator is partners × quarters of the period (a month is a third of one), so that a year and a quarter can be
 * compared; a period that is not over yet counts whole, and says so. Beside it: partners met at all, the median a partner,
 * and the meetings of each quarter.
 * Example: 2 active partners, a year, 4 meetings with A's and none with B's executives → 0.5 a partner and quarter (4 of 8).
 */
export function executiveEngagement(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'meetings', 'executives');
  if (missing.length > 0) return missingNumber('executive_engagement', missing);
  const ofEach = activeWithin(context).map(({ profile }) =>
    (context.meetings.get(profile.id) ?? []).filter(
      ({ held, withExecutive, at }) => held && withExecutive && isWithinPeriod(context, at),
    ),
  );
  const meetings = ofEach.flat();
  const quarters = monthsOf(context.period, context.facts.timeZone) / 3;
  return ratioNumber('executive_engagement', [meetings.length, ofEach.length * quarters], ofEach.length, {
    beside: [
      besideRatio('partners_met', 'Partners met', [
        ofEach.filter((of) => of.length > 0).length,
        ofEach.length,
      ]),
      beside('median', 'Median a partner', 'count', median(ofEach.map((of) => of.length))),
      ...(quarters > 1 ? byQuarter(meetings, context.facts.timeZone) : []),
    ],
    missing: missingOf(context, 'stages'),
    notes: [...activeNotes(context), ...periodNotes(context)],
  });
}

function byQuarter(meetings: readonly PartnerMeeting[], timeZone: string): readonly KpiBeside[] {
  const quarters = groupBy(meetings, ({ at }) => quarterOf(monthOf(instant(at), timeZone) as Month));
  return [...quarters.keys()]
    .sort()
    .map((quarter) =>
      beside(`meetings_${quarter}`, `Meetings in ${quarter}`, 'count', quarters.get(quarter)?.length ?? 0),
    );
}
