/** Whom the rows of a file of registrations mean: the partner, and the prospect as far as the portal knows it. */
import type { Instant } from '../domain/calendar.js';
import { partnerId } from '../domain/ids.js';
import type { Digest } from '../domain/ledger.js';
import { domainKey } from '../domain/match-partner.js';
import { OWN_SOURCE, type Prospect, type RegistrationRecord } from '../domain/registration-record.js';
import { byReceivedLine, type Submission } from '../domain/submission.js';
import type { Crm } from './crm-port.js';
import {
  companyMatcher,
  namesOf,
  type CompanyClues,
  type CompanyMatch,
  type FoundCompany,
  type MatchCompany,
} from './match-companies.js';
import type { SubmissionAside } from './views/submission-view.js';

/** A row as the registration that it would be. */
export interface MeantSubmission {
  readonly line: number;
  readonly row: Submission;
  /** Unique in the portal. */
  readonly key: string;
  readonly record: RegistrationRecord;
}

interface Meaning {
  readonly now: Instant;
  readonly digest: Digest;
  /** Who submits. */
  readonly by: string | null;
}

export interface MeantSubmissions {
  /** In the order of receipt. */
  readonly meant: readonly MeantSubmission[];
  readonly aside: readonly SubmissionAside[];
}

/** Finds partners and prospects by id, domain and name, never by likeness; a row that means nobody for sure is set aside. */
export async function meantSubmissions(
  crm: Crm,
  rows: readonly Submission[],
  meaning: Meaning,
): Promise<MeantSubmissions> {
  const match = await companyMatcher({
    ...{ crm, source: OWN_SOURCE, externalId: '' },
    clues: rows.flatMap((row) => [partnerClues(row), prospectClues(row)]),
  });
  const aside: SubmissionAside[] = [];
  const drafts = rows.flatMap((row) => draftOf(row, match, meaning, aside) ?? []);
  const domains = await domainsOf(crm, drafts);
  const lines = new Map<string, number>();
  const meant = drafts.flatMap((draft): readonly MeantSubmission[] => {
    const one = submissionOf(draft, domains, meaning);
    const first = lines.get(one.key);
    if (first !== undefined) {
      const column = one.row.externalId === null ? '' : 'external_id';
      const text = `it is the registration of line ${first} again: that one counts`;
      aside.push({ line: one.line, column, value: one.row.externalId ?? '', reason: 'duplicate_id', text });
      return [];
    }
    lines.set(one.key, one.line);
    return [one];
  });
  return { meant: meant.toSorted(byReceivedLine), aside: aside.toSorted((a, b) => a.line - b.line) };
}

/** One cell that may be any of the three. */
const partnerClues = ({ partner }: Submission): CompanyClues => ({
  ...{ externalId: null, name: partner, domain: partner },
  id: /^\d{1,20}$/.test(partner) ? partner : null,
});

const prospectClues = ({ prospectName, prospectDomain }: Submission): CompanyClues => ({
  ...{ externalId: null, id: null, domain: prospectDomain, name: prospectName },
});

interface Draft {
  readonly row: Submission;
  readonly partner: FoundCompany;
  readonly prospect: Extract<CompanyMatch, { kind: 'matched' }> | null;
}

/** Null after noting why. */
function draftOf(
  row: Submission,
  match: MatchCompany,
  { now }: Meaning,
  asides: SubmissionAside[],
): Draft | null {
  const aside = (column: string, value: string, reason: SubmissionAside['reason'], text: string): null => {
    asides.push({ line: row.line, column, value, reason, text });
    return null;
  };
  const partner = match(partnerClues(row));
  if (partner.kind === 'none') {
    const text = 'no company has this id, domain or name; write it as the portal has it';
    return aside('partner', row.partner, 'unknown_partner', text);
  }
  if (partner.kind === 'ambiguous') {
    const text = `it may be ${namesOf(partner.companies)}; write the id of the one that is meant`;
    return aside('partner', row.partner, 'ambiguous', text);
  }
  if (!partner.company.isPartner) {
    const text = `${partner.company.name} (${partner.company.id}) is no partner in the portal: it registers no prospects`;
    return aside('partner', row.partner, 'unknown_partner', text);
  }
  if (row.submittedAt !== null && row.submittedAt > now) {
    const text = 'it has not come yet; leave the cell empty where it is submitted now';
    return aside('submitted_at', new Date(row.submittedAt).toISOString(), 'instant_invalid', text);
  }
  const prospect = match(prospectClues(row));
  const called = row.prospectName ?? row.prospectDomain ?? '';
  if (prospect.kind === 'ambiguous') {
    const text = `the prospect may be ${namesOf(prospect.companies)}; write its domain`;
    return aside('prospect_name', called, 'ambiguous', text);
  }
  if (prospect.kind === 'none' && row.prospectDomain === null) {
    const text =
      'the portal has no such company, and without a domain no rule can tell whether it is taken; write its domain';
    return aside('prospect_domain', '', 'missing', text);
  }
  return { row, partner: partner.company, prospect: prospect.kind === 'matched' ? prospect : null };
}

/** Domains of the companies that were found by their names alone. */
async function domainsOf(crm: Crm, drafts: readonly Draft[]): Promise<ReadonlyMap<string, string | null>> {
  const ids = drafts.flatMap(({ prospect, row }) =>
    prospect?.by === 'name' && row.prospectDomain !== null ? [prospect.company.id] : [],
  );
  const found = ids.length === 0 ? [] : await crm.companiesById([...new Set(ids)]);
  return new Map(found.map(({ id, domain }) => [id, domain]));
}

/** A company of the same name and of another domain is another company. */
function prospectOf({ row, prospect }: Draft, domains: ReadonlyMap<string, string | null>): Prospect {
  const { prospectName: name, prospectDomain: domain } = row;
  const other = prospect?.by === 'name' ? domainKey(domains.get(prospect.company.id)) : '';
  const isOther = domain !== null && other !== '' && other !== domain;
  const company = prospect === null || isOther ? null : prospect.company;
  return {
    ...{ companyId: company?.id ?? null, parentCompanyId: null },
    ...{ name: company?.name ?? name, domain },
  };
}

function submissionOf(
  draft: Draft,
  domains: ReadonlyMap<string, string | null>,
  { now, digest, by }: Meaning,
): MeantSubmission {
  const { row, partner } = draft;
  const { line, amount, closesOn, products, country, submittedAt } = row;
  const prospect = prospectOf(draft, domains);
  const key = keyOf(row, partner, prospect, digest);
  const record: RegistrationRecord = {
    ...{ id: null, externalId: key, partnerId: partnerId(partner.id) },
    name: `${partner.name} – ${prospect.name ?? prospect.domain ?? ''}`,
    ...{ prospect, amount, closesOn, products, country },
    ...{ submittedAt: submittedAt ?? now, submittedBy: by, status: 'submitted' },
    ...{ decidedAt: null, decidedBy: null, reason: null, protectedUntil: null, extended: false },
    ...{ recordedAt: null, disputedAt: null, decisions: [], dealIds: [] },
  };
  return { line, row, key, record };
}

/** Of a row without an id: all that it says, so that the same row is the same registration. */
function keyOf(
  { externalId, amount, closesOn, products, country, submittedAt }: Submission,
  { id }: FoundCompany,
  { companyId, name, domain }: Prospect,
  digest: Digest,
): string {
  const who = companyId ?? domain ?? name?.toLowerCase();
  const what = [id, who, amount?.minor, amount?.currency, closesOn, products.join(';'), country, submittedAt];
  return `${OWN_SOURCE}:${externalId ?? `row-${digest(JSON.stringify(what)).slice(0, 16)}`}`;
}

const PROVISIONAL = 'line ';

/** Tells rows of one file apart while they have no record id. */
export const provisional = (line: number): string => `${PROVISIONAL}${line}`;

/** Whether an id is that of a row which has no record yet. */
export const isProvisional = (id: string): boolean => id.startsWith(PROVISIONAL);
