/** Which deals are dirty since records changed; asked before the change is committed, of what was known until then. */
import type { CompanyRecord, Link, LinkedType, PropertyValues, RawRecord } from './crm-port.js';
import { customerLink } from './deal-facts.js';
import { dealsBesides, dealsOfActivities, dealsOfCustomers, siblingsOfDeals } from './deals-affected.js';
import { dealsOfPeople, dealsWithDomain } from './deals-with-domain.js';
import type { ExtractRun } from './extract-run.js';
import { partnerId } from '../domain/ids.js';
import type { SeenChange } from './seen-port.js';

type Ids = ReadonlySet<string>;
type Marker = Pick<ExtractRun, 'crm' | 'store' | 'account' | 'mirror'>;

/** A record with what was known of it before. */
interface Changed {
  readonly id: string;
  readonly kind: SeenChange['kind'];
  readonly before: RawRecord | null;
  readonly after: RawRecord;
}

/** Deals whose facts may differ since records of a type are new or differ. */
export async function dirtyByRecords(
  run: Marker,
  type: LinkedType,
  changes: readonly SeenChange[],
  records: readonly RawRecord[],
): Promise<Ids> {
  const now = new Map(records.map((record) => [record.id, record]));
  const changed = changes.flatMap(({ id, kind, before }): readonly Changed[] => {
    const after = now.get(id);
    if (after === undefined) return [];
    const known = before === null ? null : { id, archived: false, properties: before.properties };
    return [{ id, kind, before: known, after }];
  });
  if (changed.length === 0 || type === 'contacts') return new Set();
  if (type === 'deals') return dealsThemselves(run, changed);
  if (type === 'companies') return dealsOfCompanies(run, changed);
  const counting = changed.filter(({ kind }) => kind !== 'published');
  return dealsOfActivities(
    run.mirror,
    type,
    counting.map(({ id }) => id),
  );
}

/** Deals that records of a type counted for until they were gone, but for what their own links say. */
export async function dirtyByGone(run: Marker, type: LinkedType, ids: readonly string[]): Promise<Ids> {
  if (ids.length === 0 || type === 'contacts') return new Set();
  if (type === 'companies') {
    return new Set([...(await customersMoved(run, ids)), ...(await dealsOfPeople(run.mirror, ids))]);
  }
  if (type === 'deals') return new Set(ids);
  return dealsOfActivities(run.mirror, type, ids);
}

async function dealsThemselves(run: Marker, changed: readonly Changed[]): Promise<Ids> {
  const echoes = await echoesOf(
    run,
    changed.filter(({ kind }) => kind === 'published'),
  );
  const moved = changed.filter(
    ({ before, after, kind }) =>
      kind === 'new' || (kind === 'input' && createdAt(run, before) !== createdAt(run, after)),
  );
  const ids = moved.map(({ id }) => id);
  const links = await run.mirror.links('deals', 'companies', ids);
  const customers = [...links.values()].flatMap((own) => customerLink(own)?.toId ?? []);
  const others = await dealsBesides(run.mirror, ids, customers);
  const siblings = await dealsBesideWon(run, changed);
  return new Set([...changed.map(({ id }) => id).filter((id) => !echoes.has(id)), ...others, ...siblings]);
}

/** Who is named on a deal, and whether a tagged one was won, says something about the other deals of its customer. */
async function dealsBesideWon(run: Marker, changed: readonly Changed[]): Promise<Ids> {
  const moved = changed.filter(
    ({ kind, before, after }) => kind !== 'published' && statusOf(run, before) !== statusOf(run, after),
  );
  const renamed = changed.filter(
    ({ kind, before, after }) => kind !== 'published' && namesOn(run, before) !== namesOn(run, after),
  );
  const links = await run.mirror.links(
    'deals',
    'companies',
    [...moved, ...renamed].map(({ id }) => id),
  );
  const people = await run.mirror.links('deals', 'contacts', links.keys());
  const isTagged = (own: readonly Link[] = []): boolean => own.some(({ tags }) => tags.length > 0);
  const named = new Set(
    [...changed.filter(({ after }) => namesOn(run, after) !== ''), ...renamed].map(({ id }) => id),
  );
  const tagged = [...links].filter(([id, own]) => isTagged(own) || isTagged(people.get(id)) || named.has(id));
  return siblingsOfDeals(
    run.mirror,
    tagged.flatMap(([, own]) => customerLink(own)?.toId ?? []),
  );
}

/** Whom the deal's property names, as text; empty where it names nobody. */
const namesOn = ({ crm, account }: Marker, raw: RawRecord | null): string =>
  raw === null || crm.mapping.tags.property === null
    ? ''
    : (crm.readDeal(raw, account).records[0]?.namedPartners ?? []).map(({ value }) => value).join('\n');

/** Null also of a deal that cannot be read: it is in no number. */
const statusOf = ({ crm, account }: Marker, raw: RawRecord | null): string | null =>
  raw === null ? null : (crm.readDeal(raw, account).records[0]?.deal.status ?? null);

/** Null also of a deal that is in no number on purpose: it is nobody's next deal. */
function createdAt({ crm, account }: Marker, raw: RawRecord | null): number | null {
  if (raw === null) return null;
  const { records, setAside } = crm.readDeal(raw, account);
  const [aside] = setAside;
  if (aside?.why !== undefined) return null;
  return records[0]?.deal.createdAt ?? aside?.createdAt ?? null;
}

/** Deals on which nothing differs but values that we wrote there ourselves. */
async function echoesOf(run: Marker, changed: readonly Changed[]): Promise<Ids> {
  if (changed.length === 0) return new Set();
  const ids = changed.map(({ id }) => id);
  const written = await run.store.lastWritten(run.account.portalId, 'deals', ids);
  const ours = [...run.crm.publishedProperties('deals')];
  const isEcho = ({ id, before, after }: Changed): boolean => {
    const last: PropertyValues = written.get(id) ?? {};
    return ours.every((name) => {
      // What we wrote since is what must stand there, not what was seen before it.
      const expected = name in last ? last : (before?.properties ?? {});
      return run.crm.isSameValue(name, after.properties[name] ?? null, expected[name] ?? null);
    });
  };
  return new Set(changed.filter(isEcho).map(({ id }) => id));
}

async function dealsOfCompanies(run: Marker, changed: readonly Changed[]): Promise<Ids> {
  const read = (raw: RawRecord | null): CompanyRecord | null =>
    raw === null ? null : (run.crm.readCompany(raw).records[0] ?? null);
  const isNew = changed.filter(({ kind }) => kind === 'new').map(({ id }) => id);
  const differing = changed
    .filter(({ kind }) => kind === 'input')
    .map(({ id, before, after }) => ({ id, before: read(before), after: read(after) }));
  const asCustomers = differing
    .filter(
      ({ before, after }) =>
        before?.domain !== after?.domain || before?.parentCompanyId !== after?.parentCompanyId,
    )
    .map(({ id }) => id);
  // The name of a partner stands on its deals.
  const renamed = differing
    .filter(({ before, after }) => after?.partner != null && before?.name !== after.name)
    .map(({ id }) => partnerId(id));
  const named = renamed.length === 0 ? [] : await run.store.dealsOfPartners(run.account.portalId, renamed);
  return new Set([
    ...(await customersMoved(run, isNew)),
    ...(await dealsWithDomain(run, [
      ...differing,
      ...changed
        .filter(({ kind }) => kind === 'new')
        .map(({ id, after }) => ({ id, before: null, after: read(after) })),
    ])),
    ...(await dealsOfCustomers(run.mirror, asCustomers)),
    ...named,
  ]);
}

/** A company that is new or gone makes or unmakes the customer of the deals that it is linked to as such. */
async function customersMoved({ mirror }: Marker, companyIds: readonly string[]): Promise<Ids> {
  return dealsBesides(mirror, await dealsOfCustomers(mirror, companyIds), companyIds);
}
