/** HubSpot behind the ImportCrm port. */
import * as z from 'zod';
import type { RawRecord } from '../operations/crm-port.js';
import type { ImportedType } from '../operations/import-store-port.js';
import type { CompanyProperty, ImportCrm } from '../operations/import-port.js';
import { chunk } from './associations.js';
import { createRecords } from './create-records.js';
import { listPages, listRecordPages } from './list-pages.js';
import { BATCH_LIMIT, objectsPath, ownersPath, propertiesPath, schemasPath } from './paths.js';
import { paging, rawRecords } from './record-page.js';
import { readByIds } from './read-by-ids.js';
import { readVersions } from './read-versions.js';
import { linkRegistrations, readRegistrationLinks, unlinkRegistrations } from './registration-links.js';
import { REGISTRATION_OBJECT, REGISTRATION_PROPERTIES } from './registration-object.js';
import { REGISTRATION_FORMAT } from './registration-values.js';
import { PARTNER_INPUTS } from './schema.js';
import type { Transport } from './transport.js';
import { updateRecords } from './update-records.js';

const REGISTRATIONS = `p_${REGISTRATION_OBJECT.name}`;
const TYPE: Readonly<Record<ImportedType, string>> = { companies: 'companies', registrations: REGISTRATIONS };
const KEY = REGISTRATION_PROPERTIES.externalId.name;
const READ = REGISTRATION_FORMAT.properties;

/** By what they hold. */
const PARTNER_PROPERTIES: ImportCrm['partnerProperties'] = Object.fromEntries(
  Object.entries(PARTNER_INPUTS).map(([field, { name }]) => [field, name]),
);

const REGISTRATION_FIELDS: ImportCrm['registrationProperties'] = {
  name: REGISTRATION_PROPERTIES.name.name,
  key: KEY,
  partnerId: REGISTRATION_PROPERTIES.partnerId.name,
  accountName: REGISTRATION_PROPERTIES.prospectName.name,
  accountDomain: REGISTRATION_PROPERTIES.prospectDomain.name,
  amount: REGISTRATION_PROPERTIES.amount.name,
  currency: REGISTRATION_PROPERTIES.currency.name,
  closesOn: REGISTRATION_PROPERTIES.closesOn.name,
  products: REGISTRATION_PROPERTIES.products.name,
  submittedAt: REGISTRATION_PROPERTIES.submittedAt.name,
  status: REGISTRATION_PROPERTIES.status.name,
  decidedAt: REGISTRATION_PROPERTIES.decidedAt.name,
  decidedBy: REGISTRATION_PROPERTIES.decidedBy.name,
  reason: REGISTRATION_PROPERTIES.reason.name,
};

/** On a portal. */
export function hubspotImports(transport: Transport): ImportCrm {
  const asked = { type: REGISTRATIONS, properties: READ };
  return {
    partnerProperties: PARTNER_PROPERTIES,
    companyProperties: { name: 'name', domain: 'domain' },
    registrationProperties: REGISTRATION_FIELDS,
    registrationFormat: REGISTRATION_FORMAT,
    registrationObject: REGISTRATION_OBJECT.name,
    companyProperty: (name) => readCompanyProperty(transport, name),
    ownersByEmail: () => readOwners(transport),
    hasRegistrations: () => hasRegistrations(transport),
    registrationsById: (ids) => readByIds(transport, asked, ids),
    registrationsByKey: async (keys) => {
      const found = await readByIds(transport, { ...asked, idProperty: KEY }, keys);
      return new Map(found.map((raw) => [raw.properties[KEY] ?? '', raw]));
    },
    registrationVersions: (properties, ids) =>
      readVersions(transport, { type: REGISTRATIONS, properties }, ids),
    registrations: () => listRegistrations(transport),
    registrationLinks: (to, ids) => readRegistrationLinks(transport, to, ids),
    create: (type, records, report) => createRecords(transport, TYPE[type], records, report),
    updateRegistrations: (updates, report) =>
      updateRecords(transport, { objectType: REGISTRATIONS, beforeSend: undefined }, updates, report),
    linkRegistrations: (links) => linkRegistrations(transport, links),
    unlinkRegistrations: (links) => unlinkRegistrations(transport, links),
    archive: (type, ids) => archive(transport, type, ids),
  };
}

const property = z.object({
  label: z.string(),
  type: z.string(),
  fieldType: z.string(),
  options: z.array(z.object({ value: z.string() })).nullish(),
});

async function readCompanyProperty(transport: Transport, name: string): Promise<CompanyProperty | null> {
  const path = propertiesPath('companies', `/${encodeURIComponent(name)}`);
  const call = { method: 'GET', repeatable: true, accept: [404], path } as const;
  const { status, data } = await transport.call({ ...call, schema: z.union([property, z.object({})]) });
  if (status === 404 || !('label' in data)) return null;
  return {
    label: data.label,
    several: data.fieldType === 'checkbox',
    values: data.type === 'enumeration' ? (data.options ?? []).map(({ value }) => value) : null,
  };
}

const owners = z.object({
  results: z.array(z.object({ id: z.string(), email: z.string().nullish() })),
  paging,
});

async function readOwners(transport: Transport): Promise<ReadonlyMap<string, string>> {
  const byEmail = new Map<string, string>();
  for await (const page of listPages(transport, ownersPath, owners)) {
    for (const { id, email } of page) if (email != null) byEmail.set(email.toLowerCase(), id);
  }
  return byEmail;
}

const schemas = z.object({ results: z.array(z.object({ name: z.string() })) });

async function hasRegistrations(transport: Transport): Promise<boolean> {
  const call = { method: 'GET', repeatable: true, accept: [403], path: schemasPath() } as const;
  const { data } = await transport.call({ ...call, schema: z.union([schemas, z.object({})]) });
  return 'results' in data && data.results.some(({ name }) => name === REGISTRATION_OBJECT.name);
}

async function* listRegistrations(transport: Transport): AsyncGenerator<readonly RawRecord[]> {
  for await (const page of listRecordPages(transport, REGISTRATIONS, READ)) yield rawRecords(page);
}

async function archive(transport: Transport, type: ImportedType, ids: readonly string[]): Promise<void> {
  const path = objectsPath(TYPE[type], '/batch/archive');
  for (const part of chunk(ids, BATCH_LIMIT)) {
    const body = { inputs: part.map((id) => ({ id })) };
    await transport.call({ method: 'POST', repeatable: true, path, body, schema: z.unknown() });
  }
}
