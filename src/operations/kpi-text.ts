/** Values of the programme's numbers as tables show them: without what they are a part of, which has its own place there. */
import type { KpiUnit } from '../domain/kpi.js';
import { besideValueWords } from './number-words.js';

/** "$48,000.00", "67%", "12", "34 days", "+42"; "n/a" of null. @param currency of the home amounts, ISO 4217. */
export const kpiText = (unit: KpiUnit, value: number | null, currency: string): string =>
  besideValueWords(
    // A median of money may lie between two minor units.
    {
      ...{ id: '', label: '', unit, numerator: null, denominator: null },
      value: value !== null && unit === 'money' ? Math.round(value) : value,
    },
    currency,
  );
