/** What a sync does to registrations by itself: those whose time is over expire, those with a deal follow it. */
import { partnerId, type DealId } from '../domain/ids.js';
import { keepRegistration, type Automatic } from '../domain/registration-automation.js';
import type { MoveContext, RegisteredDeal } from '../domain/registration-moves.js';
import { isKeptHere, REGISTRATION_DEEDS, type RegistrationRecord } from '../domain/registration-record.js';
import type { Account, Crm, RawRecord } from './crm-port.js';
import { customerLink } from './deal-facts.js';
import type { ImportCrm } from './import-port.js';
import { Mirror } from './mirror.js';
import type { Store } from './ports.js';
import { dealOf } from './registered-deal.js';
import { registrationToKeep } from './write-registration.js';
import type { PlannedRegistration } from './write-registrations.js';

interface Deps {
  readonly crm: Crm;
  readonly imports: ImportCrm;
  readonly store: Store;
}

export interface ReadKept {
  readonly raw: RawRecord;
  /** With the deals that it is associated with. */
  readonly record: RegistrationRecord;
}

interface Request {
  readonly account: Account;
  readonly context: MoveContext;
}

/** What is done, by record id. Reads no more of the CRM than prospects of registrations that do not name them. */
export async function automaticStates(
  deps: Deps,
  { account, context }: Request,
  all: readonly ReadKept[],
): Promise<ReadonlyMap<string, Automatic>> {
  const own = all.filter(({ record }) => isKeptHere(record) && FOLLOWED.has(record.status));
  if (own.length === 0) return new Map();
  const mirror = new Mirror(deps.store, account.portalId);
  const prospects = await prospectsOf(
    deps.imports,
    own.filter(({ record }) => record.status === 'approved'),
  );
  const byCustomer = await dealsByCustomer(mirror, new Set(prospects.values()));
  const ids = [...own.flatMap(({ record }) => record.dealIds), ...[...byCustomer.values()].flat()];
  const deals = await dealsSeen(deps, account, mirror, ids);
  const known = (some: readonly string[]): readonly RegisteredDeal[] =>
    some.flatMap((id) => deals.get(id) ?? []);
  return new Map(
    own.flatMap(({ raw, record }) => {
      const ofProspect = known(byCustomer.get(prospects.get(raw.id) ?? '') ?? []);
      const automatic = keepRegistration(record, { linked: known(record.dealIds), ofProspect }, context);
      return automatic === null ? [] : [[raw.id, automatic] as const];
    }),
  );
}

const FOLLOWED: ReadonlySet<string | null> = new Set(['approved', 'converted', 'won', 'lost']);

/** Company id of each prospect, by registration; those that are no company are left out. */
async function prospectsOf(
  imports: ImportCrm,
  some: readonly ReadKept[],
): Promise<ReadonlyMap<string, string>> {
  const nameless = some.flatMap(({ raw, record }) => (record.prospect.companyId === null ? [raw.id] : []));
  const linked =
    nameless.length === 0
      ? new Map<string, readonly string[]>()
      : await imports.registrationLinks('companies', nameless);
  return new Map(
    some.flatMap(({ raw, record }) => {
      const id =
        record.prospect.companyId ?? linked.get(raw.id)?.find((one) => partnerId(one) !== record.partnerId);
      return id === undefined ? [] : [[raw.id, id] as const];
    }),
  );
}

async function dealsByCustomer(
  mirror: Mirror,
  customers: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (customers.size === 0) return new Map();
  const origins = await mirror.origins('deals', 'companies', customers);
  const links = await mirror.links('deals', 'companies', new Set([...origins.values()].flat()));
  return new Map(
    [...origins].map(([customer, ids]) => [
      customer,
      ids.filter((id) => customerLink(links.get(id) ?? [])?.toId === customer),
    ]),
  );
}

async function dealsSeen(
  { crm }: Deps,
  account: Account,
  mirror: Mirror,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RegisteredDeal>> {
  if (ids.length === 0) return new Map();
  const seen = await mirror.records('deals', new Set(ids));
  return new Map(
    [...seen].flatMap(([id, raw]) => {
      const [record] = raw.gone === null ? crm.readDeal(raw, account).records : [];
      return record === undefined ? [] : [[id, dealOf(record)] as const];
    }),
  );
}

/** What is written for it: the properties that differ, and the deal that it has got. */
export function plannedState(
  { registrationFormat }: Pick<ImportCrm, 'registrationFormat'>,
  { raw, record: before }: ReadKept,
  { record: after, decisions }: Pick<Automatic, 'record' | 'decisions'>,
): PlannedRegistration {
  const fresh: readonly DealId[] = after.dealIds.filter((id) => !before.dealIds.includes(id));
  const changes = registrationFormat.changes(raw, registrationToKeep(before, after));
  return {
    key: `registration-${raw.id}`,
    links: fresh.map((id) => ({ to: 'deals', id })),
    view: {
      ...{ line: null, action: 'change', objectType: 'registrations', recordId: raw.id, kept: [] },
      name: after.name,
      by: decisions.map(({ deed }) => REGISTRATION_DEEDS[deed].toLowerCase()).join(', '),
      changes: Object.entries(changes).map(([property, newValue]) => ({
        property,
        oldValue: raw.properties[property] || null,
        newValue,
      })),
      links: fresh.map((id) => `deal ${id}`),
    },
  };
}
