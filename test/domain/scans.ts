/** A portal's scan in the fewest words that a test needs. */
import { partnerId } from '../../src/domain/ids.js';
import type {
  PortalScan,
  SampledDeal,
  ScannedLabel,
  ScannedPartner,
  ScannedProperty,
} from '../../src/domain/portal-scan.js';

/** A dropdown with options that are called as they are; more says what else it is. */
export const dropdown = (
  object: string,
  label: string,
  options: readonly string[],
  more: Partial<ScannedProperty> = {},
): ScannedProperty => ({
  object,
  name: label.toLowerCase().replaceAll(' ', '_'),
  label,
  type: 'enumeration',
  fieldType: 'select',
  options: options.map((value) => ({ value, label: value, hidden: false })),
  origin: 'theirs',
  calculated: false,
  readOnly: false,
  hidden: false,
  ofOwners: false,
  ...more,
});

export const property = (
  object: string,
  label: string,
  type: string,
  more: Partial<ScannedProperty> = {},
): ScannedProperty => dropdown(object, label, [], { type, fieldType: 'text', ...more });

export const label = (text: string, to: ScannedLabel['to'] = 'companies'): ScannedLabel => ({
  from: 'deals',
  to,
  label: text,
  origin: 'theirs',
});

export const partner = (id: string, name: string, more: Partial<ScannedPartner> = {}): ScannedPartner => ({
  id: partnerId(id),
  companyId: id,
  name,
  domain: null,
  parentCompanyId: null,
  ...more,
});

export const deal = (
  values: Readonly<Record<string, string>>,
  ...labels: readonly string[]
): SampledDeal => ({
  values,
  labels,
});

type Things = Partial<Omit<PortalScan, 'structure'>> & Partial<PortalScan['structure']>;

/** HubSpot's own property by which a company may be a partner. */
export const TYPE = dropdown('companies', 'Type', ['PROSPECT', 'PARTNER', 'RESELLER', 'VENDOR'], {
  origin: 'hubspot',
});

/** Counts are given as "companies.relationship=Partner": 3; "deals.arr": 7 counts any value. */
export function scanOf(
  {
    properties = [],
    labels = [],
    objects = [],
    pipelines = [{ id: 'default', label: 'Sales' }],
    looked,
    unread = [],
    deals = [],
    partners = [],
    records,
    ...rest
  }: Things,
  counted: Readonly<Record<string, number>> = {},
): PortalScan {
  const counts = Object.entries(counted).map(([key, number]) => {
    const [, object = '', name = '', value] = /^([^.]+)\.([^=]+)(?:=(.*))?$/.exec(key) ?? [];
    return { object, property: name, value: value ?? null, records: number };
  });
  return {
    structure: {
      properties: [TYPE, property('deals', 'Amount', 'number', { origin: 'hubspot' }), ...properties],
      labels,
      objects,
      pipelines,
      looked: looked ?? [
        'properties of deals',
        'properties of companies',
        'properties of contacts',
        'labels of companies',
        'labels of contacts',
        'custom objects',
        'pipelines',
      ],
      unread,
    },
    counts,
    deals,
    partners,
    partnersMore: false,
    records: records ?? { deals: deals.length },
    ...rest,
  };
}
