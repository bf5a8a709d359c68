/** What a tier can ask for besides what is dated by deals and registrations: certified people and satisfaction. */
import type { Instant } from './calendar.js';
import { groupBy } from './group-by.js';
import type { PartnerId } from './ids.js';
import { isHeldAt } from './numbers/certification-completion.js';
import { satisfactionOf } from './numbers/partner-satisfaction.js';
import type { ProgrammeFacts, ProgrammePerson, Survey } from './programme-facts.js';
import type { NumbersSettings } from './programme-settings.js';
import { monthsFrom } from './tier-window.js';
import type { TierMeasure } from './tiers.js';

export const STANDING_MEASURES = [
  'certifiedPeople',
  'satisfaction',
] as const satisfies readonly TierMeasure[];
export type StandingMeasure = (typeof STANDING_MEASURES)[number];
/** As they stand on the day of a review; null: nothing in the portal tells. */
export type StandingMeasures = Readonly<Record<StandingMeasure, number | null>>;

export const NOT_MEASURED: StandingMeasures = { certifiedPeople: null, satisfaction: null };

export type MeasuredFacts = Pick<ProgrammeFacts, 'partners' | 'surveys' | 'missing' | 'timeZone'>;

export interface MeasuredOver {
  readonly asOf: Instant;
  readonly windowMonths: number;
  /** Whether NPS or CSAT counts. */
  readonly satisfaction: NumbersSettings['satisfaction'];
}

/**
 * Of every partner, by id; one that the facts do not know has nothing.
 * @param facts certifications of contacts and surveys; what is in `missing` is measured of nobody.
 */
export function standingMeasures(
  { partners, surveys, missing, timeZone }: MeasuredFacts,
  { asOf, windowMonths, satisfaction }: MeasuredOver,
): ReadonlyMap<PartnerId, StandingMeasures> {
  const since = monthsFrom(asOf, -windowMonths);
  const sent = groupBy(
    surveys.filter(({ kind, sentAt }) => kind === satisfaction && sentAt > since && sentAt <= asOf),
    ({ partnerId }) => partnerId,
  );
  return new Map(
    partners.map(({ profile: { id }, people }) => [
      id,
      {
        certifiedPeople: missing.includes('certifications') ? null : certifiedPeople(people, asOf, timeZone),
        satisfaction: missing.includes('surveys') ? null : scoreOf(sent.get(id) ?? [], satisfaction),
      },
    ]),
  );
}

/** People with at least one certification that is in force on that day. */
export const certifiedPeople = (people: readonly ProgrammePerson[], at: Instant, timeZone: string): number =>
  people.filter(({ certifications }) => certifications.some((one) => isHeldAt(one, { at, timeZone }))).length;

/** As the number Partner satisfaction has it; null where nobody answered. */
function scoreOf(surveys: readonly Survey[], kind: NumbersSettings['satisfaction']): number | null {
  const [good, answers] = satisfactionOf(surveys, kind).ratio;
  return answers === 0 ? null : (100 * good) / answers;
}
