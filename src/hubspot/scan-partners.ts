/** The companies that a mapping makes partners, by name, domain and parent: for comparing names with them. */
import { partnerId } from '../domain/ids.js';
import type { Mapping } from '../domain/mapping.js';
import type { ScannedPartner } from '../domain/portal-scan.js';
import type { RawRecord } from '../operations/crm-port.js';
import type { PartnersFound } from '../operations/scan-port.js';
import { readTargets } from './associations.js';
import type { Target } from './link-meanings.js';
import { newestRecords, type SearchFilter } from './newest-records.js';
import { readByIds } from './read-by-ids.js';
import type { Transport } from './transport.js';

const NAMED = ['name', 'domain', 'hs_parent_company_id'];
/** HubSpot takes that many values in one filter. */
const MOST_VALUES = 100;
const PRIMARY_COMPANY_OF_CONTACT = 1;

/** Reads them; `most` of each way in which a company may be one. */
export async function readPartners(
  transport: Transport,
  typeOf: (object: string) => string,
  { partners: source, people }: Pick<Mapping, 'partners' | 'people'>,
  most: number,
): Promise<PartnersFound> {
  const marked =
    source.from === 'company'
      ? await found(transport, 'companies', filterOf(source), NAMED, most)
      : await companiesOf(transport, typeOf(source.object), filterOf(source.where), most, () => true);
  const inPerson =
    people === null
      ? { records: [], more: false }
      : await companiesOf(transport, 'contacts', filterOf(people), most, isPrimary);
  const all = new Map([...marked.records, ...inPerson.records].map((one) => [one.id, one]));
  return { partners: [...all.values()].map(partnerOf), more: marked.more || inPerson.more };
}

const isPrimary = ({ associationTypes }: Target): boolean =>
  associationTypes.some(
    ({ category, typeId }) => category === 'HUBSPOT_DEFINED' && typeId === PRIMARY_COMPANY_OF_CONTACT,
  );

const filterOf = (
  where: { readonly property: string; readonly values: readonly string[] } | null,
): readonly SearchFilter[] =>
  where === null
    ? []
    : [{ propertyName: where.property, operator: 'IN', values: where.values.slice(0, MOST_VALUES) }];

interface Found {
  readonly records: readonly RawRecord[];
  readonly more: boolean;
}

/** Companies that records of another type are associated with. */
async function companiesOf(
  transport: Transport,
  type: string,
  filters: readonly SearchFilter[],
  most: number,
  counts: (target: Target) => boolean,
): Promise<Found> {
  const { records, more } = await found(transport, type, filters, [], most);
  const targets = await readTargets(
    transport,
    type,
    'companies',
    records.map(({ id }) => id),
  );
  const ids = [...targets.values()].flatMap((all) => all.filter(counts).map(({ toObjectId }) => toObjectId));
  return { records: await readByIds(transport, { type: 'companies', properties: NAMED }, ids), more };
}

/** A value of a list that nobody has finds none, and HubSpot refuses an empty list. */
async function found(
  transport: Transport,
  type: string,
  filters: readonly SearchFilter[],
  properties: readonly string[],
  most: number,
): Promise<Found> {
  if (filters.some(({ values }) => values?.length === 0)) return { records: [], more: false };
  return newestRecords(transport, { type, filters, properties, most });
}

const partnerOf = ({ id, properties }: RawRecord): ScannedPartner => ({
  id: partnerId(id),
  companyId: id,
  name: properties.name ?? null,
  domain: properties.domain ?? null,
  parentCompanyId: properties.hs_parent_company_id ?? null,
});
