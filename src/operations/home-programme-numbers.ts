/** The chosen numbers of the programme, each with what it stands on. */
import {
  KPIS,
  KPI_IDS,
  KPI_NOTES,
  KPI_SOURCES,
  type KpiId,
  type KpiSource,
  type KpiValue,
} from '../domain/kpi.js';
import { listed } from './deal-card-facts.js';
import { manyText } from './home-words.js';
import { kpiText } from './kpi-text.js';
import { besideWords, noteWords, numberWords } from './number-words.js';
import type { ProgrammePeriod, ProgrammeSummary } from './programme-summary.js';
import type { HomeProgrammeNumber, HomeProgrammePeriod } from './views/home-programme-view.js';

const PERIODS: Readonly<Record<ProgrammePeriod, string>> = {
  this_quarter: 'This quarter',
  last_quarter: 'Last quarter',
  last_12_months: 'Last 12 months',
};

/** Every period with the numbers that the policy shows, in its order. */
export const homeProgrammePeriods = (
  { periods, homeCurrency }: ProgrammeSummary,
  shown: readonly KpiId[],
): readonly HomeProgrammePeriod[] =>
  periods.map(({ kind, period, values }) => {
    const byId = new Map(values.map((value) => [value.id, value] as const));
    return {
      id: kind,
      note: values.some(({ notes }) => notes.includes('in_progress')) ? `${KPI_NOTES.in_progress}.` : null,
      title:
        period.name.toLowerCase() === PERIODS[kind].toLowerCase()
          ? PERIODS[kind]
          : `${PERIODS[kind]} (${period.name})`,
      numbers: shown.map((id) => {
        const value = byId.get(id);
        return value === undefined ? notYet(id) : numberOf(value, homeCurrency);
      }),
    };
  });

/** "8 of 16 numbers are shown. …" */
export const choiceText = (shown: readonly KpiId[]): string =>
  `${shown.length} of ${KPI_IDS.length} numbers are shown: which, and in which order, is chosen on the settings page.`;

/** What was published by an earlier version lacks a number that is new. */
const notYet = (id: KpiId): HomeProgrammeNumber => ({
  ...{ id, label: KPIS[id].label, value: 'n/a', basis: '', beside: [], how: [] },
  missing: 'Not worked out yet: the next sync does it.',
});

function numberOf(kpi: KpiValue, currency: string): HomeProgrammeNumber {
  const { label, unit } = KPIS[kpi.id];
  const value = kpiText(unit, kpi.value, currency);
  const words = numberWords(kpi, currency);
  // "42% (5 of 12)" begins with what is shown large.
  const rest = words.startsWith(value)
    ? words
        .slice(value.length)
        .replace(/^[: ]+/, '')
        .replace(/^\(([^()]*)\)$/, '$1')
    : words;
  return {
    ...{ id: kpi.id, label, value },
    basis: kpi.value === null ? '' : rest === '' ? countedOf(kpi) : rest,
    beside: kpi.beside.map((one) => besideWords(one, currency)),
    how: noteWords({ ...kpi, notes: kpi.notes.filter((note) => note !== 'in_progress') }),
    missing: kpi.value === null ? sentence(rest) : null,
  };
}

/** What a plain sum or count stands on; a share says so itself. */
const COUNTED: Readonly<Partial<Record<KpiId, string>>> = {
  sourced_revenue: 'won deal',
  influenced_revenue: 'won deal',
  joint_pipeline: 'deal',
};

function countedOf({ id, n }: KpiValue): string {
  const noun = COUNTED[id];
  return noun === undefined ? `from ${manyText(n, 'record')}` : manyText(n, noun);
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** "tickets and feedback submissions" */
export const sourcesText = (missing: readonly KpiSource[]): string =>
  listed(missing.map((source) => KPI_SOURCES[source]));
