/** Companies that records of the portal's own object make partners. */
import * as z from 'zod';
import { compareIds } from '../domain/ids.js';
import type { PartnerSource } from '../domain/mapping.js';
import { AppError } from '../errors.js';
import type { PropertyValues, RecordProblem } from '../operations/crm-port.js';
import { readTargets } from './associations.js';
import { Cells, type CrmRecord } from './cells.js';
import { listRecordPages } from './list-pages.js';
import { hasOneOf } from './mapped-values.js';
import { MARK_OBJECT, markProperty } from './partner-mark-values.js';
import { schemasPath } from './paths.js';
import type { Transport } from './transport.js';

type ObjectSource = Extract<PartnerSource, { readonly from: 'object' }>;

export interface ObjectMarks {
  readonly ofCompany: ReadonlyMap<string, PropertyValues>;
  readonly problems: readonly RecordProblem[];
}

/**
 * Reads the object's records and the companies that they are associated with.
 * @param properties of the record that the mapping names.
 * @throws AppError `mapping_outdated` where the portal has no such object.
 */
export async function objectMarks(
  transport: Transport,
  source: ObjectSource,
  properties: readonly string[],
): Promise<ObjectMarks> {
  const type = await typeIdOf(transport, source.object);
  const records = (await listAll(transport, type, properties))
    .filter((record) => isMeant(record, source))
    .sort((a, b) => compareIds(a.id, b.id));
  const ids = records.map(({ id }) => id);
  const targets = await readTargets(transport, type, 'companies', ids);
  const ofCompany = new Map<string, PropertyValues>();
  const problems: RecordProblem[] = [];
  const note = (record: CrmRecord, value: string, reason: string): void => {
    const about = { objectType: source.object, recordId: record.id, property: 'companies' };
    problems.push({ ...about, value, reason, fatal: false });
  };
  for (const record of records) {
    const companies = targets.get(record.id) ?? [];
    if (companies.length === 0) note(record, '', 'company_missing');
    for (const { toObjectId: companyId } of companies) {
      // The oldest record speaks: which of them is right, nobody but a person can tell.
      if (ofCompany.has(companyId)) note(record, companyId, 'partner_twice');
      else ofCompany.set(companyId, marksOf(record, properties));
    }
  }
  return { ofCompany, problems };
}

const isMeant = (record: CrmRecord, { object, where }: ObjectSource): boolean =>
  where === null || hasOneOf(new Cells(object, record), where.property, where.values);

const marksOf = (record: CrmRecord, properties: readonly string[]): PropertyValues => ({
  [MARK_OBJECT]: record.id,
  ...Object.fromEntries(
    properties.flatMap((name) => {
      const value = record.properties[name] ?? '';
      return value === '' ? [] : [[markProperty(name), value] as const];
    }),
  ),
});

const schemas = z.object({ results: z.array(z.object({ name: z.string(), objectTypeId: z.string() })) });

async function typeIdOf(transport: Transport, object: string): Promise<string> {
  const call = { method: 'GET', repeatable: true, path: schemasPath(), schema: schemas } as const;
  const { data } = await transport.call(call);
  const found = data.results.find(({ name }) => name === object);
  if (found !== undefined) return found.objectTypeId;
  throw new AppError(
    'mapping_outdated',
    `The mapping says that records of the object “${object}” make partners, and the portal has no such object.`,
    'Run partnership map check: it shows the line to change. Nothing was written.',
  );
}

async function listAll(
  transport: Transport,
  type: string,
  properties: readonly string[],
): Promise<CrmRecord[]> {
  const records: CrmRecord[] = [];
  for await (const page of listRecordPages(transport, type, properties)) records.push(...page);
  return records;
}
