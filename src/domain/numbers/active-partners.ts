/** Which partners of a scope are active, and what is to be said of it. */
import { instant } from '../calendar.js';
import type { KpiNote } from '../kpi.js';
import type { ProgrammePartner } from '../programme-facts.js';
import { isActiveAt, isActiveWithin } from './active-partner.js';
import { lastMoment, missingOf, type NumberContext } from './number-context.js';

/** Active at some moment of the period. */
export const activeWithin = ({ partners, period, end, facts }: NumberContext): readonly ProgrammePartner[] =>
  partners.filter((partner) =>
    isActiveWithin(partner, { from: instant(period.from), to: end }, facts.timeZone),
  );

/** Active at the last moment of the period, or now. */
export const activeAtEnd = (context: NumberContext): readonly ProgrammePartner[] =>
  context.partners.filter((partner) => isActiveAt(partner, lastMoment(context), context.facts.timeZone));

/** Without stages every partner counts as active. */
export const activeNotes = (context: NumberContext): readonly KpiNote[] =>
  missingOf(context, 'stages').length > 0 ? ['all_count_as_active'] : [];
