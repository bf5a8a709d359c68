/** A row of a file of registrations as people and machines read it. */
import { formatInstant } from '../domain/calendar.js';
import { ENGAGEMENT_RULES } from '../domain/registration-rules.js';
import type { RegistrationRecord } from '../domain/registration-record.js';
import { REGISTRATION_STATUSES } from '../domain/registration.js';
import type { CheckedSubmission } from './check-submissions.js';
import type { ProgrammeCrm } from './programme-port.js';
import type { SubmissionRowView } from './views/submission-view.js';

/** Presents it. */
export function presentSubmission(
  { registrations }: Pick<ProgrammeCrm, 'registrations'>,
  row: CheckedSubmission,
): SubmissionRowView {
  const { line, key, record } = row.one;
  const common = { line, name: record.name, externalId: key, submittedAt: formatInstant(record.submittedAt) };
  if (row.kind === 'there') {
    const { record: kept } = registrations.read(row.raw);
    return {
      ...common,
      ...{ outcome: 'there', recordId: row.raw.id, checks: [] },
      notes: kept === null ? [] : notesOf(kept, row.one),
    };
  }
  return {
    ...common,
    ...{ outcome: row.kind, recordId: null },
    notes: record.prospect.companyId === null ? [NO_COMPANY] : [],
    checks: row.checked.verdicts.map(({ rule, broken, sentence }) => ({
      ...{ rule: ENGAGEMENT_RULES[rule], broken, text: sentence },
    })),
  };
}

const NO_COMPANY =
  'The portal has no such company: it is registered by name and domain, and its open deals are not looked for.';

/** Its state, and what the file says otherwise now. */
function notesOf(kept: RegistrationRecord, { row, record }: CheckedSubmission['one']): readonly string[] {
  const state =
    kept.status === null ? 'in a state of its own' : REGISTRATION_STATUSES[kept.status].toLowerCase();
  const differs = Object.entries({
    partner: kept.partnerId !== record.partnerId,
    prospect: isOtherProspect(kept.prospect, record.prospect),
    amount:
      row.amount !== null &&
      (kept.amount?.minor !== row.amount.minor || kept.amount.currency !== row.amount.currency),
    'expected close': row.closesOn !== null && kept.closesOn !== row.closesOn,
    products: row.products.length > 0 && kept.products.join(';') !== row.products.join(';'),
    country: row.country !== null && kept.country !== row.country,
    'day of submission': row.submittedAt !== null && kept.submittedAt !== row.submittedAt,
  }).flatMap(([what, isSo]) => (isSo ? [what] : []));
  return [
    `It was submitted before, and is ${state}.`,
    ...(differs.length === 0
      ? []
      : [
          `The file says otherwise now (${differs.join(', ')}), and that is left alone: change it in HubSpot, or give it an external_id of its own.`,
        ]),
  ];
}

const isOtherProspect = (
  kept: RegistrationRecord['prospect'],
  now: RegistrationRecord['prospect'],
): boolean =>
  kept.companyId !== null && now.companyId !== null
    ? kept.companyId !== now.companyId
    : kept.domain !== null && now.domain !== null && kept.domain !== now.domain;
