/** What a partner's people have learnt on its card, in words. */
import { dateNumber, displayDate, isoDate } from '../domain/agreement.js';
import type { CertificationLine } from '../domain/certification-lines.js';
import { dayNumber } from '../domain/due-day.js';
import {
  enablementGaps,
  gapText,
  isHeld,
  personName,
  requiredOf,
  type EnablementGap,
} from '../domain/enablement.js';
import type { Certification } from '../domain/programme-facts.js';
import type { PartnerProgrammeFacts } from './read-partner-programme.js';
import type { EnablementPerson, EnablementSection } from './views/programme-enablement-view.js';

/** Puts in words what a partner's people hold and lack. */
export function enablementSection(facts: PartnerProgrammeFacts): EnablementSection {
  const { basics, profile, people, certificationLines, morePeople } = facts;
  const { account, inForce, asOf } = basics;
  const required = requiredOf(inForce.policy.programme.enablement, profile);
  const gaps = enablementGaps(required, people, asOf, account.timeZone);
  return {
    headline: headlineOf(gaps),
    gaps: gaps.map((gap) => ({
      text: `${gapText(gap, displayDate)}.`,
      status:
        gap.missing === 0
          ? { text: 'Held', variant: 'success' }
          : { text: `${gap.missing} more`, variant: 'warning' },
    })),
    notices: people.flatMap((person) =>
      unreadableIn(personName(person), certificationLines.get(person.contactId) ?? []),
    ),
    people: people.map((person) => ({
      contactId: person.contactId,
      name: person.title == null ? personName(person) : `${personName(person)} (${person.title})`,
      isExecutive: person.isExecutive,
      certifications: person.certifications.map((one) => certificationRow(facts, one)),
    })),
    more: morePeople > 0 ? `${morePeople.toLocaleString('en-US')} more contacts are not read here.` : null,
    names: required.map(({ name }) => name),
  };
}

function headlineOf(gaps: readonly EnablementGap[]): string {
  if (gaps.length === 0) return 'The policy asks partners of this type and tier for no certification.';
  const held = gaps.filter(({ missing }) => missing === 0).length;
  if (held === gaps.length) return 'All required certifications are held.';
  return `${held} of ${gaps.length} required certifications ${held === 1 ? 'is' : 'are'} held.`;
}

const unreadableIn = (name: string, lines: readonly CertificationLine[]): readonly string[] =>
  lines.flatMap((line) =>
    line.kind === 'unreadable'
      ? [
          `“${line.text.slice(0, 80)}” of ${name} counts for nothing: ${line.why}. Correct the contact’s “Certifications” in HubSpot.`,
        ]
      : [],
  );

/** Days before its end at which a certification is shown as ending. */
const SOON_DAYS = 60;

function certificationRow(
  { basics }: PartnerProgrammeFacts,
  certification: Certification,
): EnablementPerson['certifications'][number] {
  const { name, since, until } = certification;
  const { asOf, account } = basics;
  const end = until === null ? 'does not expire' : `until ${displayDate(until)}`;
  const left = until === null ? null : dateNumber(until) - dayNumber(asOf, account.timeZone);
  const isNow = isHeld(certification, asOf, account.timeZone);
  const status = !isNow
    ? left !== null && left < 0
      ? ({ text: 'Over', variant: 'danger' } as const)
      : ({ text: 'To come', variant: 'default' } as const)
    : left !== null && left <= SOON_DAYS
      ? ({ text: 'Ends soon', variant: 'warning' } as const)
      : ({ text: 'Held', variant: 'success' } as const);
  return { name, since: isoDate(since), text: `${name}, since ${displayDate(since)}, ${end}`, status };
}
