/**
 * From what a portal has to a proposed mapping: line by line, with how many records each would touch, why, and what a
 * person has to be asked. Nothing is decided by it: what holds is the file that somebody has looked at.
 */
import { chosenOf, mappingOf, type MappingLine } from './mapping-lines.js';
import type { Mapping, PartnerSource } from './mapping.js';
import { ScanCounts, type CountQuestion, type PortalScan, type PortalStructure } from './portal-scan.js';
import { activityLines, dealQuestions, amountLines, pipelineLines } from './propose-mapping-deals.js';
import { fieldLines, fieldQuestions } from './propose-mapping-fields.js';
import { customerLines, labelLines } from './propose-mapping-labels.js';
import { partnerLines, partnerObjects, partnerQuestions } from './propose-mapping-partners.js';
import { baselineLines, baselineQuestions } from './propose-mapping-baseline.js';
import { peopleLines, peopleQuestions } from './propose-mapping-people.js';
import {
  namingFound,
  namingProperties,
  tagPropertyLines,
  tagQuestions,
  type PartnerNaming,
} from './propose-mapping-tags.js';

/** The most that a scan counts, one search each: half a minute at HubSpot's five a second. */
export const MOST_COUNTS = 150;

/** What a scan has to count before a mapping can be proposed; the most telling first, each once. */
export function scanQuestions(structure: PortalStructure): readonly CountQuestion[] {
  const all = [
    ...partnerQuestions(structure),
    ...peopleQuestions(structure),
    ...tagQuestions(structure),
    ...baselineQuestions(structure),
    ...dealQuestions(structure),
    ...fieldQuestions(structure),
  ];
  const once = new Map(all.map((one) => [JSON.stringify([one.object, one.property, one.value]), one]));
  return [...once.values()];
}

/** Deal properties whose values a scan reads from a sample. */
export const sampledProperties = (structure: PortalStructure): readonly string[] => [
  ...new Set([
    ...namingProperties(structure).map(({ name }) => name),
    ...structure.properties
      .filter(
        ({ object, origin, type }) => object === 'deals' && origin === 'theirs' && type === 'enumeration',
      )
      .map(({ name }) => name),
    ...[...dealQuestions(structure), ...baselineQuestions(structure)]
      .filter(({ object }) => object === 'deals')
      .map(({ property }) => property),
  ]),
];

/** Custom objects whose records a scan counts. */
export const scannedObjects = (structure: PortalStructure): readonly string[] =>
  partnerObjects(structure).map(({ name }) => name);

/** Who would be a partner, before partners are read: their names decide what a deal's dropdown means. */
export const proposedSource = (scan: PortalScan): Pick<Mapping, 'partners' | 'people'> =>
  mappingOf(sourceLines(scan), '');

const sourceLines = (scan: PortalScan): readonly MappingLine[] => {
  const counts = new ScanCounts(scan);
  return [...partnerLines(scan.structure, counts, scan.records), ...peopleLines(scan.structure, counts)];
};

export interface Proposal {
  readonly lines: readonly MappingLine[];
  /** Values of the proposed tag property, each with the partner that it means; empty where there is none. */
  readonly namings: readonly PartnerNaming[];
}

/** Proposes a mapping. */
export function proposeMapping(scan: PortalScan): Proposal {
  const { structure } = scan;
  const counts = new ScanCounts(scan);
  const sources = sourceLines(scan);
  const object = objectOf(mappingOf(sources, '').partners);
  const lines = [
    ...sources,
    ...fieldLines(structure, counts, object),
    ...labelLines(structure, counts),
    ...tagPropertyLines(scan),
    ...customerLines(structure, counts),
    ...pipelineLines(structure, counts),
    ...amountLines(structure, counts),
    ...activityLines(structure, counts),
    ...baselineLines(structure, counts),
  ];
  return { lines: lines.map(unaskedIfUnused), namings: namingFound(scan)[0]?.namings ?? [] };
}

/** What no record has is proposed, and nobody is asked about it. */
const unaskedIfUnused = (line: MappingLine): MappingLine =>
  line.count?.records === 0 && line.count.sampled === null ? { ...line, ask: null } : line;

const objectOf = (source: PartnerSource): string | null => (source.from === 'object' ? source.object : null);

/** What is unclear: the lines that a person is asked about. */
export const askedLines = ({ lines }: Proposal): readonly MappingLine[] =>
  lines.filter(({ ask }) => ask !== null);

/** The proposal with another choice of a line. */
export const chose = ({ lines, namings }: Proposal, key: string, choice: string): Proposal => ({
  namings,
  lines: lines.map((line) => {
    if (line.key !== key) return line;
    const changed = { ...line, chosen: choice };
    chosenOf(changed);
    return changed;
  }),
});
