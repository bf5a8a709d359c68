/** The marks of a portal whose partners are records of a custom object, or contacts: read whole, once. */
import type { Mapping } from '../domain/mapping.js';
import type { PartnerMarks, PropertyValues, RawRecord, RecordProblem } from '../operations/crm-port.js';
import { askedProperties } from './asked-properties.js';
import { contactsText, hasMarks, MARK_CONTACTS, MARKED } from './partner-mark-values.js';
import { objectMarks } from './object-marks.js';
import { peopleMarks } from './people-marks.js';
import type { Transport } from './transport.js';

/** Where a mapping knows of no marks. */
const NO_MARKS = (): Promise<null> => Promise.resolve(null);

/**
 * Reads the marks under a mapping, the first time that they are asked for.
 * @returns null where the mapping knows of none.
 */
export function partnerMarksOf(transport: Transport, mapping: Mapping): () => Promise<PartnerMarks | null> {
  if (!hasMarks(mapping)) return NO_MARKS;
  let reading: Promise<PartnerMarks> | null = null;
  const read = async (): Promise<PartnerMarks> => {
    try {
      return await readMarks(transport, mapping);
    } catch (error) {
      // What was refused may be mended by the next time.
      reading = null;
      throw error;
    }
  };
  return () => (reading ??= read());
}

async function readMarks(transport: Transport, mapping: Mapping): Promise<PartnerMarks> {
  const { partners, people } = mapping;
  const [objects, persons] = await Promise.all([
    partners.from === 'object' ? objectMarks(transport, partners, askedProperties(mapping).object) : null,
    people === null ? null : peopleMarks(transport, people),
  ]);
  const ofCompany = new Map<string, PropertyValues>(objects?.ofCompany);
  for (const [companyId, at] of persons?.ofCompany ?? []) {
    ofCompany.set(companyId, { ...ofCompany.get(companyId), [MARK_CONTACTS]: contactsText(at) });
  }
  for (const [companyId, values] of ofCompany) ofCompany.set(companyId, { ...values, [MARKED]: 'true' });
  const problems: readonly RecordProblem[] = [...(objects?.problems ?? []), ...(persons?.problems ?? [])];
  return { ofCompany, companyOfContact: persons?.companyOfContact ?? new Map(), problems };
}

const UNMARKED: PropertyValues = { [MARKED]: 'false' };

/** A company's raw record with its marks, or with that there are none. */
export const withMarks = <R extends Pick<RawRecord, 'id' | 'properties'>>(
  record: R,
  marks: PartnerMarks | null,
): R =>
  marks === null
    ? record
    : { ...record, properties: { ...record.properties, ...(marks.ofCompany.get(record.id) ?? UNMARKED) } };
