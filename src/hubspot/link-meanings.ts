/** What association labels mean: ours, HubSpot's own “primary”, and those of the portal that its mapping names. */
import type { Mapping } from '../domain/mapping.js';
import type { Link, LinkedType, LinkTag } from '../operations/crm-port.js';
import { TAG_LABELS } from './schema.js';

/** An associated record, with the types of the association as HubSpot names them. */
export interface Target {
  readonly toObjectId: string;
  readonly associationTypes: readonly {
    readonly category: string;
    readonly typeId: number;
    readonly label?: string | null | undefined;
  }[];
}

/** HubSpot's own types: contact → primary company, deal → primary company. */
const PRIMARY_TYPE_IDS: ReadonlySet<number> = new Set([1, 5]);

const OURS: ReadonlyMap<string, LinkTag> = new Map(
  TAG_LABELS.map(({ label, role, state, motion }) => [label, { role, state, motion }]),
);

/** Reads what one association between two types means. */
export type ReadLink = (target: Target) => Link;

/** How associations are read under a mapping; a label means something between a deal and its type alone. */
export function linkMeanings({ tags, customer }: Mapping): (from: LinkedType, to: LinkedType) => ReadLink {
  const mapped = (object: 'companies' | 'contacts'): ReadonlyMap<string, LinkTag> =>
    new Map(
      tags.labels
        .filter((one) => one.object === object)
        .map(({ label, role, motion }) => [label, { role, state: 'confirmed', motion, label }]),
    );
  const ofCompanies = readLink(new Map([...mapped('companies'), ...OURS]), customer.label);
  const ofContacts = readLink(mapped('contacts'), null);
  const ofOthers = readLink(new Map(), null);
  return (from, to) => {
    if (from !== 'deals') return ofOthers;
    return to === 'companies' ? ofCompanies : to === 'contacts' ? ofContacts : ofOthers;
  };
}

const readLink =
  (tags: ReadonlyMap<string, LinkTag>, customer: string | null): ReadLink =>
  ({ toObjectId, associationTypes }) => ({
    toId: toObjectId,
    primary: associationTypes.some(
      ({ category, typeId }) => category === 'HUBSPOT_DEFINED' && PRIMARY_TYPE_IDS.has(typeId),
    ),
    ...(customer !== null && associationTypes.some(({ label }) => label === customer)
      ? { endCustomer: true }
      : {}),
    tags: associationTypes.flatMap(({ label }) => tags.get(label ?? '') ?? []),
  });
