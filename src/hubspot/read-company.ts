import { partnerId } from '../domain/ids.js';
import { DEFAULT_MAPPING, type Mapping } from '../domain/mapping.js';
import {
  PARTNER_STAGES,
  PARTNER_TIERS,
  PARTNER_TYPES,
  type PartnerAgreement,
  type PartnerProfile,
} from '../domain/partner.js';
import type { CompanyRecord, PropertyValues } from '../operations/crm-port.js';
import { Cells, type CrmRecord, type ReadRecord } from './cells.js';
import { hasOneOf, readDate, readOption, readOwner } from './mapped-values.js';
import { isTicked } from './opt-out-properties.js';
import {
  decodeMarker,
  hasMarks,
  MARK_CONTACTS,
  MARK_OBJECT,
  markContacts,
  MARKED,
} from './partner-mark-values.js';
import { PARTNER_PROGRAMME } from './programme-properties.js';
import { decodeMonths } from './published-months.js';
import { PARTNER_INPUTS, PARTNER_RESULTS } from './schema.js';

/** Reads a company; the company id of one that is marked as a partner is its partner id. */
export function readCompany(
  record: CrmRecord,
  mapping: Mapping = DEFAULT_MAPPING,
): ReadRecord<CompanyRecord> {
  const { marks, isReadable } = marksOf(record, mapping);
  const cells = new Cells('companies', { ...record, properties: { ...record.properties, ...marks } });
  if (!isReadable) cells.note(PARTNER_RESULTS.marker.name, 'marker_unreadable', false);
  const isMarked = isPartner(cells, mapping);
  const optedOut = isMarked && isTicked(cells.get(PARTNER_INPUTS.optOut.name));
  const value: CompanyRecord = {
    id: record.id,
    name: cells.get('name'),
    domain: cells.get('domain'),
    parentCompanyId: cells.get('hs_parent_company_id'),
    partner: isMarked && !optedOut ? readPartner(record, cells, mapping) : null,
    ...(optedOut ? { optedOut } : {}),
    ...(isMarked && hasMarks(mapping) ? { marks } : {}),
    months: decodeMonths(cells.get(PARTNER_RESULTS.months.name)),
    published: cells.published(PARTNER_RESULTS),
    programme: cells.published(PARTNER_PROGRAMME),
  };
  return { value, problems: cells.problems };
}

interface ReadMarks {
  readonly marks: PropertyValues;
  readonly isReadable: boolean;
}

/** The marks as they were read with the company, else as the last sync published them. */
function marksOf({ properties }: CrmRecord, mapping: Mapping): ReadMarks {
  if (!hasMarks(mapping)) return { marks: {}, isReadable: true };
  if (properties[MARKED] != null) {
    const marks = Object.entries(properties).filter(([name]) => name.startsWith('~') && name !== MARKED);
    return { marks: Object.fromEntries(marks), isReadable: true };
  }
  const text = properties[PARTNER_RESULTS.marker.name] ?? '';
  const marks = text === '' ? {} : decodeMarker(text);
  return { marks: marks ?? {}, isReadable: marks !== null };
}

function isPartner(cells: Cells, { partners, people }: Mapping): boolean {
  if (people !== null && cells.get(MARK_CONTACTS) !== null) return true;
  return partners.from === 'company'
    ? hasOneOf(cells, partners.property, partners.values)
    : cells.get(MARK_OBJECT) !== null;
}

function readPartner(record: CrmRecord, cells: Cells, { fields }: Mapping): PartnerProfile {
  const { type, tier, stage, manager } = PARTNER_INPUTS;
  const people = markContacts(cells.get(MARK_CONTACTS));
  return {
    id: partnerId(record.id),
    name: cells.get('name'),
    companyId: record.id,
    domain: cells.get('domain'),
    parentId: cells.get('hs_parent_company_id'),
    type: readOption(cells, type.name, PARTNER_TYPES, fields.type),
    tier: readOption(cells, tier.name, PARTNER_TIERS, fields.tier),
    stage: readOption(cells, stage.name, PARTNER_STAGES, fields.stage),
    managerId: readOwner(cells, manager.name, fields.manager),
    phone: cells.get('phone'),
    ...readAgreement(cells, fields),
    ...(people.length === 0 ? {} : { people }),
  };
}

function readAgreement(
  cells: Cells,
  { signed, starts, ends }: Mapping['fields'],
): { readonly agreement?: PartnerAgreement } {
  const agreement = {
    signedAt: readDate(cells, PARTNER_INPUTS.signed.name, signed),
    startsAt: readDate(cells, PARTNER_INPUTS.starts.name, starts),
    endsAt: readDate(cells, PARTNER_INPUTS.ends.name, ends),
  };
  return Object.values(agreement).every((date) => date === null) ? {} : { agreement };
}
