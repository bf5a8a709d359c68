/** What proposals of values have in common: how a value is shown, and the line that asks whether it makes a partner. */
import type { Choice, MappingLine } from './mapping-lines.js';
import { spoken } from './mapping-words.js';
import type { ScanCounts, ScannedOption, ScannedProperty } from './portal-scan.js';

/** A dropdown, checkboxes, or a checkbox. */
export const isChoice = ({ type, options }: ScannedProperty): boolean =>
  type === 'bool' || (type === 'enumeration' && options.length > 0);

/** "partner " as it is written; "Reseller (R2)" where its label says more. */
export const shown = ({ value, label }: ScannedOption): string =>
  spoken(value) === spoken(label) ? value : `${label} (${value})`;

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

interface Who {
  readonly property: ScannedProperty;
  readonly option: ScannedOption;
  /** Whether it is proposed as one that makes a partner. */
  readonly is: boolean;
  /** Nobody needs to be asked. */
  readonly plain: boolean;
}

const WORDS = {
  partner_value: { section: 'partners', means: 'a partner', asks: 'Are these companies partners' },
  people_value: {
    section: 'people',
    means: 'a partner, as a person',
    asks: 'Are these contacts partners themselves',
  },
} as const;

/** The line of one value that may say who is a partner: a company, or a person. */
export function whoLine(
  kind: keyof typeof WORDS,
  { property, option, is, plain }: Who,
  counts: ScanCounts,
): MappingLine {
  const { section, means, asks } = WORDS[kind];
  const change = (yes: boolean): Choice['changes'] => [
    { kind, property: property.name, value: option.value, is: yes },
  ];
  const unclear = is ? 'a word for partners, but not only' : 'it says somebody who is none';
  return {
    key: `${kind}:${property.name}:${option.value}`,
    section,
    what: `“${property.label}” is “${shown(option)}”`,
    count: counts.of(property.object, property.name, option.value),
    why: plain ? 'the value says so' : unclear,
    confidence: plain ? 'high' : 'medium',
    ask: plain ? null : `${asks}: “${property.label}” is “${shown(option)}”?`,
    choices: [
      { key: 'partner', means, changes: change(true) },
      { key: 'none', means: 'no partner', changes: change(false) },
    ],
    chosen: is ? 'partner' : 'none',
  };
}
