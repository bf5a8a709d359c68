/** Rows of a file against the rules of engagement, in the order of receipt: an earlier row may stand in a later one's way. */
import type { OpenDeal } from '../domain/registration-rules.js';
import { brokenRules } from '../domain/registration-rules.js';
import type { RegistrationRecord } from '../domain/registration-record.js';
import type { CompanyRecord, RawRecord } from './crm-port.js';
import {
  checkAgainst,
  openDealsOf,
  othersOf,
  type CheckedRegistration,
  type EngagementGround,
} from './check-engagement.js';
import { provisional, type MeantSubmission } from './meant-submissions.js';
import type { RegistrationBasis, ShowRegistrationDeps } from './registration-deps.js';
import { withProspect, withProspects, type KeptRegistration } from './registrations-kept.js';

export type CheckedSubmission =
  | { readonly kind: 'there'; readonly one: MeantSubmission; readonly raw: RawRecord }
  | {
      readonly kind: 'submit' | 'refused';
      readonly one: MeantSubmission;
      readonly checked: CheckedRegistration;
    };

interface Held {
  readonly all: readonly KeptRegistration[];
  /** Those of the rows that were submitted before, by key. */
  readonly byKey: ReadonlyMap<string, RawRecord>;
}

/** @param meant in the order of receipt. @returns them in that order. */
export async function checkSubmissions(
  deps: ShowRegistrationDeps,
  basis: RegistrationBasis,
  meant: readonly MeantSubmission[],
  { all, byKey }: Held,
): Promise<readonly CheckedSubmission[]> {
  const fresh = meant.filter(({ key }) => !byKey.has(key));
  const ground = await groundOf(deps, basis, fresh, all);
  const earlier: RegistrationRecord[] = [];
  return meant.map((one): CheckedSubmission => {
    const raw = byKey.get(one.key);
    if (raw !== undefined) return { kind: 'there', one, raw };
    const { companyId } = one.record.prospect;
    const record = withProspect(one.record, ground.companies.get(companyId ?? ''));
    const checked = checkAgainst(deps.crm, basis, record, {
      ...ground,
      others: [...ground.others, ...earlier],
      openDeals: ground.deals.get(companyId ?? '') ?? [],
    });
    if (brokenRules(checked.verdicts, 'never').length > 0) return { kind: 'refused', one, checked };
    earlier.push({ ...record, id: provisional(one.line) });
    return { kind: 'submit', one, checked };
  });
}

interface Ground extends Omit<EngagementGround, 'openDeals'> {
  /** Open deals by prospect. */
  readonly deals: ReadonlyMap<string, readonly OpenDeal[]>;
}

/** All that the rows are held against, read once. */
async function groundOf(
  deps: ShowRegistrationDeps,
  basis: RegistrationBasis,
  rows: readonly MeantSubmission[],
  all: readonly KeptRegistration[],
): Promise<Ground> {
  const prospects = [...new Set(rows.flatMap(({ record }) => record.prospect.companyId ?? []))];
  const more = [...new Set([...rows.map(({ record }) => record.partnerId), ...prospects])];
  const { records: others, companies } = await withProspects(deps, othersOf(all, null), more);
  const parents = await parentsOf(deps, [...companies.values()]);
  const deals = new Map<string, readonly OpenDeal[]>();
  // One after the other: searches are what a portal grants fewest of.
  for (const id of prospects) deals.set(id, await openDealsOf(deps.crm, basis, id));
  return { others, companies, parents, deals };
}

async function parentsOf(
  { crm }: ShowRegistrationDeps,
  companies: readonly CompanyRecord[],
): Promise<readonly CompanyRecord[]> {
  const known = new Set(companies.map(({ id }) => id));
  const ids = companies.flatMap(({ partner }) => partner?.parentId ?? []).filter((id) => !known.has(id));
  return ids.length === 0 ? [] : crm.companiesById([...new Set(ids)]);
}
