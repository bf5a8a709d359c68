/** HubSpot behind the PortalScanner port: definitions, search totals, a sample of deals. Reads only. */
import type { Mapping } from '../domain/mapping.js';
import { ownNames, partOf } from '../domain/check-mapping.js';
import type { CountQuestion, PortalStructure, StructurePartName } from '../domain/portal-scan.js';
import type { PortalScanner, StructureAsked } from '../operations/scan-port.js';
import { totalOf, type SearchFilter } from './newest-records.js';
import {
  readLabels,
  readObjects,
  readPipelines,
  readProperties,
  structureOf,
  type StructurePart,
} from './scan-definitions.js';
import { newestDeals } from './scan-deals.js';
import { readPartners } from './scan-partners.js';
import type { Transport } from './transport.js';

const SCANNED_TYPES = ['deals', 'companies', 'contacts', 'meetings', 'calls'] as const;

/** HubSpot behind the PortalScanner port. */
export function hubspotScanner(transport: Transport): PortalScanner {
  // Paths to custom objects need the ids of their types, which only their schemas tell.
  let typeIds: ReadonlyMap<string, string> = new Map();
  const typeOf = (object: string): string => typeIds.get(object) ?? object;
  const readStructure = async (asked: StructureAsked): Promise<PortalStructure> => {
    const parts = asked.kind === 'all' ? await readAll(transport) : await readNamed(transport, asked.mapping);
    typeIds = new Map(parts.flatMap((part) => [...('typeIds' in part ? part.typeIds : [])]));
    return structureOf(parts);
  };
  return {
    structure: readStructure,
    records: (object) => totalOf(transport, typeOf(object), []),
    count: (question) => totalOf(transport, typeOf(question.object), [filterOf(question)]),
    newestDeals: (most, properties, labels) => newestDeals(transport, { most, properties, labels }),
    partners: (by, most) => readPartners(transport, typeOf, by, most),
    tally: () => ({ requests: transport.counts.requests, searches: transport.counts.searches }),
  };
}

type Part = StructurePart & { readonly typeIds?: ReadonlyMap<string, string> };

/** Properties of five types, labels of two pairs, schemas and pipelines: nine requests. */
const readAll = (transport: Transport): Promise<readonly Part[]> =>
  Promise.all<Part>([
    ...SCANNED_TYPES.map((type) => readProperties(transport, type)),
    ...(['companies', 'contacts'] as const).map((to) => readLabels(transport, to)),
    readObjects(transport),
    readPipelines(transport),
  ]);

/** The most that holding a mapping against its portal may cost before a sync. */
const MOST_NAMED = 4;

/**
 * The definitions that a mapping names, those first whose loss nobody would notice: a pipeline or label of another name is
 * simply not seen. Contacts are searched and a custom object is listed by name, which HubSpot refuses where it is gone.
 */
function readNamed(transport: Transport, mapping: Mapping): Promise<readonly Part[]> {
  const named = new Set(ownNames(mapping).map(({ thing }) => partOf(thing)));
  const reads: readonly (readonly [StructurePartName, () => Promise<Part>])[] = [
    ['pipelines', () => readPipelines(transport)],
    ['labels of companies', () => readLabels(transport, 'companies')],
    ['properties of deals', () => readProperties(transport, 'deals')],
    ['properties of companies', () => readProperties(transport, 'companies')],
    ['labels of contacts', () => readLabels(transport, 'contacts')],
    ['custom objects', () => readObjects(transport)],
    ['properties of contacts', () => readProperties(transport, 'contacts')],
  ];
  const wanted = reads.filter(([part]) => named.has(part)).slice(0, MOST_NAMED);
  return Promise.all(wanted.map(([, read]) => read()));
}

const filterOf = ({ property, value }: CountQuestion): SearchFilter =>
  value === null
    ? { propertyName: property, operator: 'HAS_PROPERTY' }
    : { propertyName: property, operator: 'EQ', value };
