/** Looks at what a portal has, so that a mapping can be proposed or held against it. Reads only. */
import { driftQuestions } from '../domain/check-mapping-values.js';
import { checkNames, hasNoPartners } from '../domain/check-mapping.js';
import type { Mapping } from '../domain/mapping.js';
import type { PortalScan, ValueCount } from '../domain/portal-scan.js';
import { dealLabels } from '../domain/propose-mapping-labels.js';
import {
  MOST_COUNTS,
  proposedSource,
  sampledProperties,
  scannedObjects,
  scanQuestions,
} from '../domain/propose-mapping.js';
import type { PortalScanner } from './scan-port.js';

/** Deals whose texts and labels are looked at: nothing counts them by search. Ten searches and four association reads. */
const SAMPLED_DEALS = 2_000;
/** Partners whose names are compared with what deals say. */
export const MOST_PARTNERS = 2_000;

/**
 * Scans a portal.
 * @param mapping where there is one already: its partners are read, and the property that names partners is sampled.
 * @param say is told what is looked at, for people who wait.
 */
export async function scanPortal(
  scanner: PortalScanner,
  mapping: Mapping | null,
  say: (doing: string) => void = () => undefined,
): Promise<PortalScan> {
  say('reading what the portal has');
  const structure = await scanner.structure({ kind: 'all' });
  say('looking at the newest deals');
  const types = ['deals', 'companies', 'contacts', ...scannedObjects(structure)];
  const [totals, deals] = await Promise.all([
    Promise.all(types.map(async (type) => [type, await scanner.records(type)] as const)),
    scanner.newestDeals(SAMPLED_DEALS, wanted(sampledProperties(structure), mapping), dealLabels(structure)),
  ]);
  const records = Object.fromEntries(totals);
  const allSampled = deals.length >= (records.deals ?? 0);
  // What the sample holds of all deals needs no search.
  const asked = mapping === null ? scanQuestions(structure) : driftQuestions(structure, mapping);
  const questions = asked.slice(0, MOST_COUNTS).filter(({ object }) => object !== 'deals' || !allSampled);
  say(`counting ${questions.length} values`);
  const counts = await Promise.all(
    questions.map(async (question): Promise<ValueCount> => ({
      ...question,
      records: await scanner.count(question),
    })),
  );
  say('comparing names with partners');
  const known = { structure, records, counts, deals };
  const source = mapping ?? proposedSource({ ...known, partners: [], partnersMore: false });
  // HubSpot refuses to search by a property that is gone.
  const unreadable = mapping !== null && hasNoPartners(checkNames(structure, mapping));
  const { partners, more } = unreadable
    ? { partners: [], more: false }
    : await scanner.partners(source, MOST_PARTNERS);
  return { ...known, partners, partnersMore: more };
}

const wanted = (properties: readonly string[], mapping: Mapping | null): readonly string[] => {
  const own = [mapping?.tags.property?.property, mapping?.baseline?.property];
  return [...new Set([...properties, ...own.filter((one) => one !== undefined)])];
};
