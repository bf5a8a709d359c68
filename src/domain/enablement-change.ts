/** A certification of one of the partner's people is added or taken away, or somebody is marked as deciding. */
import { displayDate } from './agreement.js';
import { assertNever } from './assert-never.js';
import type { Instant } from './calendar.js';
import { expiryProblem, type CertificationLine } from './certification-lines.js';
import {
  refusedChange,
  type ChangeContext,
  type PersonChange,
  type ProgrammeVerdict,
} from './change-context.js';
import { isSameCertification, personName } from './enablement.js';
import type { PartnerProgramme } from './partner-programme.js';
import type { ProgrammePerson } from './programme-facts.js';

export type EnablementChange =
  | {
      readonly kind: 'add_certification';
      readonly contactId: string;
      readonly name: string;
      readonly since: Instant;
      /** Null: it does not expire. */
      readonly until: Instant | null;
    }
  | {
      readonly kind: 'remove_certification';
      readonly contactId: string;
      readonly name: string;
      readonly since: Instant;
    }
  | { readonly kind: 'set_executive'; readonly contactId: string; readonly isExecutive: boolean };

/** Judges a change of what a partner's people hold. */
export function applyEnablementChange(
  context: ChangeContext,
  programme: PartnerProgramme,
  change: EnablementChange,
): ProgrammeVerdict {
  const person = context.people.find(({ contactId }) => contactId === change.contactId);
  if (person === undefined) {
    return refusedChange(
      `Contact ${change.contactId} is not one of the people of ${context.name}.`,
      'Associate the contact with the partner company in HubSpot, or reload the card.',
    );
  }
  const lines = context.certificationLines.get(person.contactId) ?? [];
  switch (change.kind) {
    case 'add_certification':
      return add({ programme, person, lines }, change);
    case 'remove_certification':
      return remove({ programme, person, lines }, change);
    case 'set_executive':
      return setExecutive({ programme, person, lines }, change.isExecutive);
    default:
      return assertNever(change);
  }
}

interface Held {
  readonly programme: PartnerProgramme;
  readonly person: ProgrammePerson;
  readonly lines: readonly CertificationLine[];
}

const LONGEST_NAME = 120;

type Add = Extract<EnablementChange, { readonly kind: 'add_certification' }>;

function add({ programme, person, lines }: Held, { name: typed, since, until }: Add): ProgrammeVerdict {
  const name = typed.trim().replace(/\s+/g, ' ');
  const who = personName(person);
  if (name === '' || name.length > LONGEST_NAME || name.includes(';')) {
    return refusedChange(
      `“${name.slice(0, LONGEST_NAME)}” cannot be the name of a certification of ${who}.`,
      `Give a name of at most ${LONGEST_NAME} characters, without a semicolon.`,
    );
  }
  const problem = expiryProblem(since, until);
  if (problem !== null) {
    return refusedChange(`“${name}” of ${who} is refused: ${problem}.`, 'Give a last day after the first.');
  }
  const same = lines.find(
    (line) =>
      line.kind === 'certification' &&
      isSameCertification(line.certification.name, name) &&
      overlap(line.certification, { since, until }),
  );
  if (same?.kind === 'certification') {
    return refusedChange(
      `${who} holds “${name}” ${untilText(same.certification.until)} already.`,
      'Add it from the day after, or take the other away first.',
    );
  }
  const line: CertificationLine = { kind: 'certification', certification: { name, since, until } };
  return written(
    programme,
    { contactId: person.contactId, certifications: [...lines, line] },
    `Add “${name}” to ${who}`,
    `${who} holds “${name}” from ${displayDate(since)} ${untilText(until)}.`,
  );
}

const untilText = (until: Instant | null): string =>
  until === null ? 'without an end' : `until ${displayDate(until)}`;

interface Span {
  readonly since: Instant;
  readonly until: Instant | null;
}

const overlap = (one: Span, other: Span): boolean =>
  (one.until === null || other.since <= one.until) && (other.until === null || one.since <= other.until);

type Remove = Extract<EnablementChange, { readonly kind: 'remove_certification' }>;

function remove({ programme, person, lines }: Held, { name, since }: Remove): ProgrammeVerdict {
  const who = personName(person);
  const isIt = (line: CertificationLine): boolean =>
    line.kind === 'certification' &&
    line.certification.since === since &&
    isSameCertification(line.certification.name, name);
  if (!lines.some(isIt)) {
    return refusedChange(
      `${who} holds no “${name}” from ${displayDate(since)}.`,
      'Reload the card: somebody else was there before you.',
    );
  }
  return written(
    programme,
    { contactId: person.contactId, certifications: lines.filter((line) => !isIt(line)) },
    `Take “${name}” away from ${who}`,
    `${who} no longer holds “${name}”, which began on ${displayDate(since)}.`,
  );
}

function setExecutive({ programme, person }: Held, isExecutive: boolean): ProgrammeVerdict {
  const who = personName(person);
  if (person.isExecutive === isExecutive) {
    return refusedChange(
      `${who} is ${isExecutive ? 'marked as an executive already' : 'not marked as an executive'}.`,
      'Reload the card: somebody else was there before you.',
    );
  }
  return written(
    programme,
    { contactId: person.contactId, isExecutive },
    isExecutive ? `Mark ${who} as an executive` : `Take the mark of an executive off ${who}`,
    isExecutive
      ? `${who} is marked as an executive: meetings with ${who} count for executive engagement.`
      : `${who} is no longer marked as an executive.`,
  );
}

const written = (
  programme: PartnerProgramme,
  person: PersonChange,
  title: string,
  sentence: string,
): ProgrammeVerdict => ({
  kind: 'changed',
  ...{ programme, title, people: [person], sentences: [sentence], needsConfirmation: false },
});
