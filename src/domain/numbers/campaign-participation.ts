import type { KpiValue } from '../kpi.js';
import { activeNotes, activeWithin } from './active-partners.js';
import { beside, missingNumber, ratioNumber } from './kpi-value.js';
import { median } from './median.js';
import { missingOf, periodNotes, type NumberContext } from './number-context.js';

/**
 * Campaign participation: eligible partners that were in at least one campaign or event of the period, over eligible
 * partners: those active at some moment of it. Several events count once. Beside it the events, and their median a partner.
 * Example: A in 3 events, B in none, C in 1 but ended the year before → 50% (1 of 2), 3 events, median 1.5.
 */
export function campaignParticipation(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'events');
  if (missing.length > 0) return missingNumber('campaign_participation', missing);
  const eligible = activeWithin(context).map(({ profile }) => context.events.get(profile.id) ?? []);
  const events = new Set(eligible.flat().map(({ id }) => id));
  return ratioNumber(
    'campaign_participation',
    [eligible.filter((of) => of.length > 0).length, eligible.length],
    eligible.length,
    {
      beside: [
        beside('events', 'Campaigns and events with a partner', 'count', events.size),
        beside('median', 'Median a partner', 'count', median(eligible.map((of) => of.length))),
      ],
      missing: missingOf(context, 'stages'),
      notes: [...activeNotes(context), ...periodNotes(context)],
    },
  );
}
