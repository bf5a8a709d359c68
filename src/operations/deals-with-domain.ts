/** Which deals may have people with a partner's domain on them since company records changed: `seen-domains` backwards. */
import { normalizeDomain } from '../domain/partner.js';
import type { CompanyRecord, CrmReader } from './crm-port.js';
import { everyOf, type Mirror } from './mirror.js';
import { ACTIVITY_TYPES } from './seen-activities.js';
import type { Account } from './crm-port.js';
import type { SyncStore } from './sync-port.js';

type Ids = ReadonlySet<string>;

interface Marker {
  readonly crm: Pick<CrmReader, 'readCompany'>;
  readonly store: Pick<SyncStore, 'seenPartners'>;
  readonly account: Account;
  readonly mirror: Mirror;
}

interface ChangedCompany {
  readonly id: string;
  readonly before: CompanyRecord | null;
  readonly after: CompanyRecord | null;
}

/** Deals with people of companies whose domain became, or was until now, that of a partner. */
export async function dealsWithDomain(run: Marker, changed: readonly ChangedCompany[]): Promise<Ids> {
  // Whoever is a partner, or was, moves every deal anyway.
  const moved = changed.filter(
    ({ before, after }) =>
      normalizeDomain(before?.domain ?? null) !== normalizeDomain(after?.domain ?? null) &&
      before?.partner == null &&
      after?.partner == null,
  );
  if (moved.length === 0) return new Set();
  const partners = (await run.store.seenPartners(run.account.portalId)).flatMap(
    (raw) => run.crm.readCompany(raw).records,
  );
  const domains = new Set(partners.map(({ domain }) => normalizeDomain(domain)));
  const isTheirs = (company: CompanyRecord | null): boolean => {
    const domain = normalizeDomain(company?.domain ?? null);
    return domain !== null && domains.has(domain);
  };
  const told = moved.filter(({ before, after }) => isTheirs(before) || isTheirs(after));
  return dealsOfPeople(
    run.mirror,
    told.map(({ id }) => id),
  );
}

/** Deals on which activities name contacts of these companies. */
export async function dealsOfPeople(mirror: Mirror, companyIds: readonly string[]): Promise<Ids> {
  if (companyIds.length === 0) return new Set();
  const people = everyOf(await mirror.origins('contacts', 'companies', companyIds));
  const deals = new Set<string>();
  for (const type of ACTIVITY_TYPES) {
    const activities = everyOf(await mirror.origins(type, 'contacts', people));
    for (const id of everyOf(await mirror.origins('deals', type, activities))) deals.add(id);
  }
  return deals;
}
