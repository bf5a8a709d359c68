import type { Instant } from '../calendar.js';
import { isHeld, isSameCertification, requiredOf } from '../enablement.js';
import type { KpiValue } from '../kpi.js';
import type { Certification, ProgrammePartner } from '../programme-facts.js';
import type { RequiredCertification } from '../programme-settings.js';
import { activeAtEnd, activeNotes } from './active-partners.js';
import { besideIfAny, besideRatio, missingNumber, ratioNumber, type Ratio } from './kpi-value.js';
import { lastMoment, missingOf, periodNotes, type NumberContext } from './number-context.js';
import { tierHeld } from './number-scope.js';

/**
 * Certification completion: required certifications held and not expired, over required ones, at the period's end (or now),
 * of the partners active then. A requirement asks for so many people of every partner of its types and tiers; more people
 * than asked for do not make up for another requirement. A person counts once for each. A certification that expires before
 * it starts is no certification: it is left out, and counted beside.
 * Example: "Sales" of 2 people: A has 1, B has 3 → 75% (3 of 4).
 */
export function certificationCompletion(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'certifications');
  if (missing.length > 0) return missingNumber('certification_completion', missing);
  const moment = { at: lastMoment(context), timeZone: context.facts.timeZone };
  const { required } = context.settings.enablement;
  const partners = activeAtEnd(context).filter(
    (partner) => requiredBy(required, partner, moment.at).length > 0,
  );
  const ofEach = partners.map((partner) => certificationsOf(partner, required, moment));
  const sum = (ratios: readonly Ratio[]): Ratio => [
    ratios.reduce((total, [held]) => total + held, 0),
    ratios.reduce((total, [, asked]) => total + asked, 0),
  ];
  return ratioNumber('certification_completion', sum(ofEach), partners.length, {
    beside: [
      besideRatio('complete_partners', 'Partners that hold all', [
        ofEach.filter(([held, asked]) => held === asked).length,
        partners.length,
      ]),
      ...besideIfAny(
        'dates_reversed',
        'Certifications that expire before they start, left out',
        context.partners
          .flatMap(({ people }) => people.flatMap(({ certifications }) => certifications))
          .filter(isReversed).length,
      ),
    ],
    missing: missingOf(context, 'stages'),
    notes: [...activeNotes(context), ...periodNotes(context)],
  });
}

/** Held and asked for, of one partner. */
export function certificationsOf(
  partner: ProgrammePartner,
  required: readonly RequiredCertification[],
  moment: Moment,
): Ratio {
  const asked = requiredBy(required, partner, moment.at);
  const held = asked.map(({ name, people }) =>
    Math.min(
      people,
      partner.people.filter(({ certifications }) => holds(certifications, name, moment)).length,
    ),
  );
  return [
    held.reduce((total, count) => total + count, 0),
    asked.reduce((total, { people }) => total + people, 0),
  ];
}

const requiredBy = (
  required: readonly RequiredCertification[],
  partner: ProgrammePartner,
  at: Instant,
): readonly RequiredCertification[] =>
  requiredOf({ required }, { type: partner.profile.type, tier: tierHeld(partner, at) });

const holds = (certifications: readonly Certification[], name: string, moment: Moment): boolean =>
  certifications.some((one) => isSameCertification(one.name, name) && isHeldAt(one, moment));

/** Whether a certification is in force at a moment, its last day included; never where its dates are reversed. */
export const isHeldAt = (certification: Certification, { at, timeZone }: Moment): boolean =>
  isHeld(certification, at, timeZone);

/** An instant, and where its day is cut. */
export interface Moment {
  readonly at: Instant;
  readonly timeZone: string;
}

/** Whether a certification expires before it starts. */
const isReversed = ({ since, until }: Certification): boolean => until !== null && until < since;
