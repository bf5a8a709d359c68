/** Which certifications a partner has to hold, who of its people holds them, and what is missing, by name. */
import { dateNumber } from './agreement.js';
import type { Instant } from './calendar.js';
import { dayNumber } from './due-day.js';
import type { PartnerProfile } from './partner.js';
import type { Certification, ProgrammePerson } from './programme-facts.js';
import type { EnablementSettings, RequiredCertification } from './programme-settings.js';

/** Names of certifications are people's words: case and blanks do not make them others. */
export const isSameCertification = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

/** Whether a certification is in force on the day of an instant; its last day belongs to it. */
export function isHeld({ since, until }: Certification, asOf: Instant, timeZone: string): boolean {
  const today = dayNumber(asOf, timeZone);
  return dateNumber(since) <= today && (until === null || dateNumber(until) >= today);
}

/** The certifications that a partner of that type and tier has to hold. */
export const requiredOf = (
  { required }: EnablementSettings,
  { type, tier }: Pick<PartnerProfile, 'type' | 'tier'>,
): readonly RequiredCertification[] =>
  required.filter(
    ({ types, tiers }) =>
      (types.length === 0 || (type !== null && types.includes(type))) &&
      (tiers.length === 0 || (tier !== null && tiers.includes(tier))),
  );

/** One required certification, and who of the partner's people holds it. */
export interface EnablementGap {
  readonly name: string;
  /** By how many people it has to be held. */
  readonly needed: number;
  readonly holders: readonly { readonly person: ProgrammePerson; readonly until: Instant | null }[];
  /** Who held it, the last day on which they did. */
  readonly lapsed: readonly { readonly person: ProgrammePerson; readonly until: Instant }[];
  /** Who never held it. */
  readonly without: readonly ProgrammePerson[];
  /** How many more people have to hold it; 0: it is fulfilled. */
  readonly missing: number;
}

/** What each required certification lacks, in the order of the policy. */
export const enablementGaps = (
  required: readonly RequiredCertification[],
  people: readonly ProgrammePerson[],
  asOf: Instant,
  timeZone: string,
): readonly EnablementGap[] =>
  required.map(({ name, people: needed }) => {
    const own = people.map((person) => ({
      person,
      held: person.certifications.filter((one) => isSameCertification(one.name, name)),
    }));
    const holders = own.flatMap(({ person, held }) => {
      const now = held.filter((one) => isHeld(one, asOf, timeZone));
      return now.length === 0 ? [] : [{ person, until: lastUntil(now) }];
    });
    const holding = new Set(holders.map(({ person }) => person.contactId));
    const others = own.filter(({ person }) => !holding.has(person.contactId));
    return {
      ...{ name, needed, holders },
      lapsed: others.flatMap(({ person, held }) => {
        const ends = held.flatMap(({ until }) => (until === null ? [] : [until]));
        return ends.length === 0 ? [] : [{ person, until: Math.max(...ends) as Instant }];
      }),
      without: others.filter(({ held }) => held.length === 0).map(({ person }) => person),
      missing: Math.max(0, needed - holders.length),
    };
  });

/** Null: one of them does not expire. */
function lastUntil(held: readonly Certification[]): Instant | null {
  const ends = held.map(({ until }) => until);
  return ends.includes(null) ? null : (Math.max(...ends.map(Number)) as Instant);
}

/** Whether a partner holds all that it has to. */
export const isTrained = (gaps: readonly EnablementGap[]): boolean =>
  gaps.every(({ missing }) => missing === 0);

/** People by name, then by id, so that the order never depends on how they were read. */
export const personName = ({ name, contactId }: Pick<ProgrammePerson, 'name' | 'contactId'>): string =>
  name ?? `Contact ${contactId}`;

/** Example: "“Implementation” needs 2 people: Ana Ruiz holds it, Ben Ode’s is over since 3 Mar 2026, Caro Lim lacks it" */
export function gapText(
  { name, needed, holders, lapsed, without }: EnablementGap,
  day: (at: Instant) => string,
): string {
  const parts = [
    ...holders.map(({ person }) => `${personName(person)} holds it`),
    ...lapsed.map(({ person, until }) => `that of ${personName(person)} is over since ${day(until)}`),
    ...(without.length === 0 ? [] : [lackText(without)]),
  ];
  const people = `${needed} ${needed === 1 ? 'person' : 'people'}`;
  const who = parts.length === 0 ? 'this partner has no contacts' : parts.join(', ');
  return `“${name}” needs ${people}: ${who}`;
}

const MOST_NAMED = 5;

function lackText(people: readonly ProgrammePerson[]): string {
  const named = people.slice(0, MOST_NAMED).map(personName);
  const more = people.length - named.length;
  const all = more > 0 ? [...named, `${more} more`] : named;
  const [last = '', ...rest] = all.toReversed();
  const list = rest.length === 0 ? last : `${rest.toReversed().join(', ')} and ${last}`;
  return `${list} ${people.length === 1 ? 'lacks' : 'lack'} it`;
}
