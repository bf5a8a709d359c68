/** Registrations as the portal keeps them now. There are few: all are read, since one of whatever company may stand in the way. */
import { dealId, type PartnerId } from '../domain/ids.js';
import type { RegistrationRecord } from '../domain/registration-record.js';
import { AppError } from '../errors.js';
import type { CompanyRecord, Crm, RawRecord } from './crm-port.js';
import type { ProgrammeCrm } from './programme-port.js';

export interface KeptRegistration {
  readonly raw: RawRecord;
  readonly record: RegistrationRecord;
}

/** Said wherever registrations would be. */
export const NO_PLACE =
  'This portal has no place for deal registrations: it allows no custom objects (Enterprise subscriptions have them), it was not set up for them, or the app may not read them.';

/** @returns null where the portal has no place for any. What names no partner or no day is none. */
export async function allRegistrations(programme: ProgrammeCrm): Promise<readonly KeptRegistration[] | null> {
  const all: KeptRegistration[] = [];
  for (let after: string | null = null; ;) {
    const page = await programme.listPage('registrations', programme.registrations.properties, after);
    if (page === null) return null;
    all.push(...page.records.flatMap((raw) => keptOf(programme, raw) ?? []));
    after = page.next;
    if (after === null) return all;
  }
}

export function keptOf(
  { registrations }: Pick<ProgrammeCrm, 'registrations'>,
  raw: RawRecord,
): KeptRegistration | null {
  const { record } = registrations.read(raw);
  return record === null ? null : { raw, record };
}

/** @throws AppError `setup_missing` where there is no place for registrations. */
export function requirePlace<T>(found: T | null): T {
  if (found !== null) return found;
  throw new AppError(
    'setup_missing',
    `${NO_PLACE} Nothing was changed.`,
    'Run partnership setup, or look at the settings page; everything else works without.',
  );
}

/** The companies that registrations are about, by id: partners and prospects. */
export type CompaniesById = ReadonlyMap<string, CompanyRecord>;

interface Resolved {
  readonly records: readonly RegistrationRecord[];
  readonly companies: CompaniesById;
}

/**
 * Finds each prospect's company: by the id that is kept, else by the association; domain and parent are the company's own.
 * @param more companies that are read with them.
 */
export async function withProspects(
  { crm, programme }: { readonly crm: Pick<Crm, 'companiesById'>; readonly programme: ProgrammeCrm },
  records: readonly RegistrationRecord[],
  more: readonly string[] = [],
): Promise<Resolved> {
  const nameless = records.flatMap(({ id, prospect }) =>
    id === null || prospect.companyId !== null ? [] : [id],
  );
  const linked =
    nameless.length === 0
      ? new Map<string, readonly string[]>()
      : await programme.linked('registrations', 'companies', nameless);
  const idOf = ({ id, prospect, partnerId }: RegistrationRecord): string | null =>
    prospect.companyId ?? linked.get(id ?? '')?.find((one) => one !== partnerId) ?? null;
  const wanted = [...records.flatMap((one) => [one.partnerId, idOf(one) ?? []].flat()), ...more];
  const found = wanted.length === 0 ? [] : await crm.companiesById([...new Set(wanted)]);
  const companies = new Map(found.map((one) => [one.id, one]));
  return { records: records.map((one) => withProspect(one, companies.get(idOf(one) ?? ''))), companies };
}

/** A registration with what its prospect's company says now. */
export function withProspect(
  record: RegistrationRecord,
  company: CompanyRecord | undefined,
): RegistrationRecord {
  if (company === undefined) return record;
  const { prospect } = record;
  const { id, name, domain, parentCompanyId } = company;
  return {
    ...record,
    prospect: {
      ...{ companyId: id, parentCompanyId },
      name: name ?? prospect.name,
      domain: domain ?? prospect.domain,
    },
  };
}

/** Registrations with the deals that they are associated with, 1,000 registrations a request. */
export async function withDeals(
  programme: Pick<ProgrammeCrm, 'linked'>,
  records: readonly RegistrationRecord[],
): Promise<readonly RegistrationRecord[]> {
  const ids = records.flatMap(({ id }) => id ?? []);
  if (ids.length === 0) return records;
  const deals = await programme.linked('registrations', 'deals', ids);
  return records.map((one) => ({ ...one, dealIds: (deals.get(one.id ?? '') ?? []).map(dealId) }));
}

/** Registrations as they are shown: `withProspects` and, asked at the same time, their deals. */
export async function withAllLinked(
  deps: Parameters<typeof withProspects>[0],
  records: readonly RegistrationRecord[],
  more: readonly string[] = [],
): Promise<Resolved> {
  const [resolved, dealt] = await Promise.all([
    withProspects(deps, records, more),
    withDeals(deps.programme, records),
  ]);
  return {
    ...resolved,
    records: resolved.records.map((one, nth) => ({ ...one, dealIds: dealt[nth]?.dealIds ?? [] })),
  };
}

/** A company's name, however long; the id only where the portal has none. */
export const companyName = (companies: CompaniesById, id: PartnerId | string): string =>
  companies.get(id)?.name ?? `Company without a name (ID ${id})`;
