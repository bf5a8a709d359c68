/** A programme's summary and queue with something of everything. */
import { instant, parseInstant } from '../../src/domain/calendar.js';
import { partnerId } from '../../src/domain/ids.js';
import { KPI_IDS, KPIS, type KpiId, type KpiValue } from '../../src/domain/kpi.js';
import type { QueueItem } from '../../src/domain/programme-queue.js';
import type { ProgrammeQueue, ProgrammeSummary } from '../../src/operations/programme-summary.js';

const at = (text: string) => parseInstant(text)!;
export const AS_OF = at('2026-11-20T12:00:00Z');

const kpi = (id: KpiId, more: Partial<KpiValue> = {}): KpiValue => ({
  ...{ id, value: null, numerator: null, denominator: 0, n: 0, beside: [], missing: [], notes: [] },
  ...more,
});

const VALUES: Partial<Record<KpiId, Partial<KpiValue>>> = {
  sourced_revenue: { value: 4_800_000, denominator: null, n: 7 },
  registration_conversion: {
    ...{ value: 0.42, numerator: 5, denominator: 12, n: 12, notes: ['in_progress'] },
    beside: [
      {
        id: 'approval_rate',
        label: 'Approval rate',
        unit: 'ratio',
        value: 0.8,
        numerator: 8,
        denominator: 10,
      },
    ],
  },
  partner_satisfaction: { missing: ['surveys'] },
};

const period = (name: string) => ({ name, from: Number(AS_OF) - 1, to: Number(AS_OF) });
const values = KPI_IDS.map((id) => kpi(id, VALUES[id]));

const range = (expectedMinor: number) => ({
  ...{ expectedMinor, lowMinor: expectedMinor / 2, highMinor: expectedMinor * 2 },
});
const line = {
  deals: 12,
  openMinor: 90_000_00,
  withoutHomeAmount: 1,
  soon: range(10_000_00),
  eventually: range(40_000_00),
};

export const SUMMARY: ProgrammeSummary = {
  ...{ asOf: AS_OF, timeZone: 'America/New_York', policyVersion: 'default-1', homeCurrency: 'USD' },
  periods: [
    { kind: 'this_quarter', period: period('2026-Q4'), values },
    { kind: 'last_quarter', period: period('2026-Q3'), values: [] },
    { kind: 'last_12_months', period: period('last 12 months'), values },
  ],
  missing: ['surveys', 'events'],
  health: [
    {
      ...{ partnerId: partnerId('7'), name: 'Northwind', asOf: AS_OF, score: 38 },
      parts: [{ id: 'engagement', score: 12.5, weight: 40, inputs: [] }],
      leftOut: [{ id: 'satisfaction', why: 'Nobody answered a survey.' }],
    },
    { ...{ partnerId: partnerId('8'), name: 'Contoso', asOf: AS_OF, score: null, parts: [], leftOut: [] } },
  ],
  healthPartners: 2,
  forecast: {
    ...{ asOf: AS_OF, scope: { kind: 'all' }, bucket: null, historyFrom: at('2024-11-01T05:00:00Z') },
    closed: { withPartner: 40, without: 160 },
    lines: { sourced: line, influenced: { ...line, withoutHomeAmount: 0 } },
    rates: { withPartner: [], without: [] },
    backtest: {
      ...{ error: 0.3, bias: -0.12 },
      months: [
        {
          month: '2026-09',
          openDeals: 9,
          forecast: range(10_000_00),
          actualMinor: 12_000_00,
          isWithinRange: true,
        },
        {
          month: '2026-10',
          openDeals: 8,
          forecast: range(10_000_00),
          actualMinor: 30_000_00,
          isWithinRange: false,
        },
      ],
    },
    notes: ['all_lines'],
  },
  comparison: {
    ...{ period: period('last 12 months'), scope: { kind: 'all' }, bucket: null, notes: [] },
    winRate: {
      withPartner: { value: 0.4, low: 0.26, high: 0.56, n: 40 },
      without: { value: 0.25, low: 0.19, high: 0.32, n: 160 },
      verdict: 'no_clear_difference',
      difference: { value: 0.15, low: -0.01, high: 0.31, n: 200 },
    },
    cycleDays: {
      withPartner: { value: 34.5, low: 20, high: 50, n: 16 },
      without: { value: 60, low: 55, high: 70, n: 40 },
      verdict: 'lower',
    },
    dealSizeMinor: {
      withPartner: { value: 1_000_000.5, low: null, high: null, n: 3 },
      without: { value: 900_000, low: 800_000, high: 950_000, n: 40 },
      verdict: 'too_few',
    },
  },
};

const item = (place: number, more: Partial<QueueItem> = {}): ProgrammeQueue['items'][number] => ({
  ...{ kind: 'agreement_due', partnerId: partnerId(String(place)), partnerName: `Partner ${place}` },
  ...{ record: { type: 'companies', id: String(place) }, text: `Renew agreement ${place}.` },
  ...{ dueAt: instant(AS_OF + place * 86_400_000), overdue: false, ...more },
});

export const QUEUE: ProgrammeQueue = {
  ...{ asOf: AS_OF, timeZone: 'America/New_York', total: { agreement_due: 60, escalation: 1 } },
  items: [
    item(1, { kind: 'escalation', record: { type: 'tickets', id: '55' }, dueAt: null, overdue: true }),
    ...Array.from({ length: 40 }, (_, place) => item(place + 2)),
  ],
};

/** Labels of the numbers, in the order of their ids. */
export const LABELS = KPI_IDS.map((id) => KPIS[id].label);
