/** Proposes what pipelines, amounts and kinds of activities mean. */
import { left, type Choice, type MappingLine } from './mapping-lines.js';
import { pipelineUse, saysAmount, saysDemo, saysProposal } from './mapping-words.js';
import { DEFAULT_MAPPING, type MappedPipeline } from './mapping.js';
import type {
  CountQuestion,
  PortalStructure,
  RecordCount,
  ScanCounts,
  ScannedOption,
  ScannedProperty,
} from './portal-scan.js';
import { shown } from './propose-mapping-values.js';

/** HubSpot's properties for them. */
const PIPELINE = 'pipeline';
const ACTIVITY_TYPE = 'hs_activity_type';
const ACTIVITIES = ['meetings', 'calls'] as const;

const USE_WORDS: Readonly<Record<MappedPipeline['use'], string>> = {
  count: 'counted, by deal type',
  new: 'counted as new business',
  expansion: 'counted as expansion',
  renewal: 'counted as renewal',
  ignore: 'ignored: its deals are in no number',
};

/** Every pipeline has a line, so that a new one is told from one that somebody has seen. */
export function pipelineLines({ pipelines }: PortalStructure, counts: ScanCounts): readonly MappingLine[] {
  return pipelines.map(({ id, label }): MappingLine => {
    const said = pipelines.length === 1 ? null : pipelineUse(label);
    return {
      key: `pipeline:${label}`,
      section: 'pipelines',
      what: `pipeline “${label}”`,
      count: counts.of('deals', PIPELINE, id),
      why: said === null ? 'nothing says otherwise' : `its name says ${said.because}`,
      confidence: said === null ? 'high' : 'medium',
      ask: said === null ? null : `How are the deals of the pipeline “${label}” counted?`,
      choices: (Object.keys(USE_WORDS) as MappedPipeline['use'][]).map((use): Choice => ({
        key: use,
        means: USE_WORDS[use],
        changes: [{ kind: 'pipeline', pipeline: { label, use } }],
      })),
      chosen: said?.use ?? 'count',
    };
  });
}

/** Number properties of deals that may be what revenue is counted by. */
const amountProperties = ({ properties }: PortalStructure): readonly ScannedProperty[] =>
  properties.filter(
    ({ object, origin, type, name, label }) =>
      object === 'deals' &&
      type === 'number' &&
      // Of HubSpot's own those four; the others are made of them.
      (origin === 'theirs' ? saysAmount(name, label) : /^hs_(arr|tcv|acv|mrr)$/.test(name)),
  );

/** Asks what revenue is counted by, where there is anything besides the amount. */
export function amountLines(structure: PortalStructure, counts: ScanCounts): readonly MappingLine[] {
  const usual = DEFAULT_MAPPING.amount.property;
  const others = amountProperties(structure).filter(
    ({ name }) => (counts.of('deals', name, null)?.records ?? 0) > 0,
  );
  const line = {
    key: 'amount',
    section: 'amount',
    what: 'deal property “Amount”',
    count: counts.of('deals', usual, null),
    choices: [
      { key: usual, means: 'what revenue is counted by', detail: '“Amount”', changes: [] },
      ...others.map(({ name, label }): Choice => ({
        key: name,
        means: 'what revenue is counted by',
        detail: `“${label}”: ${said(counts.of('deals', name, null))}`,
        changes: [{ kind: 'amount', property: name }],
      })),
    ],
    chosen: usual,
  } as const;
  if (others.length === 0) return [{ ...line, why: 'HubSpot’s own', confidence: 'high', ask: null }];
  const names = others.map(({ label }) => `“${label}”`).join(', ');
  return [
    {
      ...line,
      why: `HubSpot’s own; the portal has ${names} too`,
      confidence: 'medium',
      ask: 'Which amount is revenue counted by? (One for all reports, named on each.)',
    },
  ];
}

const said = (count: RecordCount | null): string =>
  count === null ? 'not counted' : `filled in on ${count.records} ${count.of}`;

const activityTypes = ({ properties }: PortalStructure): readonly ScannedOption[] => [
  ...new Map(
    properties
      .filter(({ object, name }) => name === ACTIVITY_TYPE && ACTIVITIES.some((one) => one === object))
      .flatMap(({ options }) => options)
      .map((option) => [option.value.toLowerCase(), option]),
  ).values(),
];

/** A line for every type of meeting or call that says demo or proposal. */
export function activityLines(structure: PortalStructure, counts: ScanCounts): readonly MappingLine[] {
  return activityTypes(structure).flatMap((option): readonly MappingLine[] => {
    const { value, label } = option;
    const as = saysDemo(value, label) ? 'demo' : saysProposal(value, label) ? 'proposal' : null;
    if (as === null) return [];
    const records = ACTIVITIES.map((type) => counts.of(type, ACTIVITY_TYPE, value)?.records ?? 0);
    return [
      {
        key: `activity:${value}`,
        section: 'activities',
        what: `meetings and calls of type “${shown(option)}”`,
        count: {
          records: records.reduce((sum, one) => sum + one, 0),
          of: 'meetings or calls',
          sampled: null,
        },
        why: 'its words say so',
        confidence: 'high',
        ask: null,
        choices: [
          { key: 'demo', means: 'a demo', changes: [{ kind: 'activity', as: 'demo', type: value }] },
          {
            key: 'proposal',
            means: 'a proposal',
            changes: [{ kind: 'activity', as: 'proposal', type: value }],
          },
          left('a meeting or call like others'),
        ],
        chosen: as,
      },
    ];
  });
}

/** What has to be counted: pipelines, amounts, types of activities. */
export const dealQuestions = (structure: PortalStructure): readonly CountQuestion[] => [
  ...structure.pipelines.map(({ id }) => ({ object: 'deals', property: PIPELINE, value: id })),
  ...[DEFAULT_MAPPING.amount.property, ...amountProperties(structure).map(({ name }) => name)].map(
    (property) => ({ object: 'deals', property, value: null }),
  ),
  ...activityTypes(structure)
    .filter(({ value, label }) => saysDemo(value, label) || saysProposal(value, label))
    .flatMap(({ value }) => ACTIVITIES.map((object) => ({ object, property: ACTIVITY_TYPE, value })))
    .filter(({ object, value }) =>
      structure.properties.some(
        (one) => one.object === object && one.options.some((option) => option.value === value),
      ),
    ),
];
