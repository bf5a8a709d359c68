/** What a removal would take, and what it took, for people. */
import type { SchemaItem } from '../operations/crm-port.js';
import type { Survey } from '../operations/survey-ours.js';
import type { Uninstalled } from '../operations/uninstall-portal.js';
import { itemText } from './item-text.js';
import { many } from './many.js';

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0);
const grouped = (count: number): string => count.toLocaleString('en-US');

/** What is there of ours, each kind in a line, with what hangs on it. */
export function surveyText(survey: Survey): string {
  const { items } = survey;
  if (items.length === 0) return `  Nothing of ours is in this portal.\n${keptText(survey)}`;
  const lines = [
    ...propertyLines(survey, 'deals'),
    ...propertyLines(survey, 'companies'),
    ...propertyLines(survey, 'contacts'),
    ...labelLines(survey),
    ...Object.entries(survey.objects).map(
      ([name, records]) => `  object      ${name}, with ${many(records, 'record')}`,
    ),
    ...items
      .filter(({ kind }) => kind === 'group')
      .map((item) => `  group       ${item.objectType}.${item.name}`),
  ];
  return `${lines.join('\n')}\n${keptText(survey)}`;
}

const detail = (count: number, words: string): string =>
  `              ${grouped(count).padStart(7)}  ${words}`;

const WORDS = {
  deals: { properties: ['deal property', 'deal properties'], records: 'deals' },
  companies: { properties: ['company property', 'company properties'], records: 'companies' },
  contacts: { properties: ['contact property', 'contact properties'], records: 'contacts' },
} as const;

function propertyLines(survey: Survey, type: keyof typeof WORDS): readonly string[] {
  const ours = survey.properties.filter(({ objectType }) => objectType === type);
  if (ours.length === 0) return [];
  const { properties, records: all } = WORDS[type];
  const { read, withValues } = survey[type];
  return [
    `  properties  ${many(ours.length, properties[0], properties[1])}; ${grouped(withValues)} of ${grouped(read)} ${all} have values in them`,
    ...ours
      .filter(({ records }) => records > 0)
      .map(({ name, label, records }) => detail(records, `${type}.${name} “${label}”`)),
  ];
}

function labelLines({ labels, taggedDeals }: Survey): readonly string[] {
  const names = Object.keys(labels);
  if (names.length === 0) return [];
  return [
    `  labels      ${names.length}, used ${grouped(sum(labels))} times on ${many(taggedDeals, 'deal')}; the associations stay, without them`,
    ...Object.entries(labels)
      .filter(([, used]) => used > 0)
      .map(([label, used]) => detail(used, `“${label}”`)),
  ];
}

function keptText({ kept }: Survey): string {
  if (kept.length === 0) return '';
  return [
    '  stays, because it is not ours to remove:',
    ...kept.map((item) => `    ${itemText(item)}: ${item.why}`),
  ]
    .join('\n')
    .concat('\n');
}

const kinds = (items: readonly SchemaItem[]): string => {
  const count = (kind: SchemaItem['kind']): number => items.filter((item) => item.kind === kind).length;
  const parts = [
    [count('property'), 'property', 'properties'],
    [count('group'), 'group', 'groups'],
    [count('label'), 'label', 'labels'],
    [count('object'), 'custom object', 'custom objects'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, one, more]) => `${number} ${number === 1 ? one : more}`)
    .join(', ');
};

export interface Ending {
  readonly exportedTo: string | null;
  readonly home: string;
}

/** What came of it, what stayed, and where things are now. */
export function uninstalledText(done: Uninstalled, { exportedTo, home }: Ending): string {
  const { removed, refused, survey, forgotten } = done;
  const lines = [
    `  removed     ${removed.length === 0 ? 'nothing: there was nothing of ours' : kinds(removed)}`,
    ...(refused.length === 0
      ? []
      : [
          `  HubSpot keeps ${many(refused.length, 'item')}:`,
          ...refused.map((item) => `    ${itemText(item)}: ${item.reason}`),
        ]),
    ...(survey.kept.length === 0 ? [] : [keptText(survey).trimEnd()]),
    ...(exportedTo === null ? [] : [`  export      ${exportedTo}`]),
    forgotten
      ? '  database    everything about this portal is deleted, the ledger too'
      : '  database    kept, the ledger with every result (partnership report still works); --forget deletes it',
    `  reports     of runs stay in ${home}: delete the folder where nobody needs them`,
    '  HubSpot keeps removed properties for 90 days under Settings › Properties › Archived, and the app itself until',
    '  somebody uninstalls it: Settings › Integrations › Connected apps › Partnership Manager › Uninstall.',
  ];
  return `${lines.join('\n')}\n`;
}
