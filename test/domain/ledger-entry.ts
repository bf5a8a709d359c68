/** Entries one by one, for checks of what a ledger holds: what a row does not say is that of one ordinary deal. */
import { dealId, partnerId } from '../../src/domain/ids.js';
import { entryContent, negated, type LedgerEntry, type Pool } from '../../src/domain/ledger.js';
import { month, PORTAL, utc } from './ledger-facts.js';

/** The revenue of deal 1, won on 5 September 2026: 9.00 EUR, 10.00 USD. */
const REVENUE: Omit<LedgerEntry, 'id'> = {
  portalId: PORTAL,
  dealId: dealId('1'),
  partnerId: null,
  pool: 'revenue',
  model: null,
  class: 'sourced',
  bucket: 'new',
  currency: 'EUR',
  amountMinor: 900,
  homeCurrency: 'USD',
  homeAmountMinor: 1000,
  effectivePeriod: month('2026-09'),
  closedAt: utc('2026-09-05T12:00:00Z'),
  policyVersion: 'default-1',
  evidenceIds: ['meeting-1'],
  ordinal: 1,
  postedPeriod: month('2026-09'),
  reason: 'won',
  adjustsId: null,
  reversesId: null,
  recordedAt: utc('2026-09-06T00:00:00Z'),
};

export type Changes = Partial<
  Omit<LedgerEntry, 'dealId' | 'partnerId' | 'effectivePeriod' | 'postedPeriod'>
> & {
  readonly deal?: string;
  readonly effective?: string;
  readonly posted?: string;
};

/** An entry of the pool `revenue`; its id is its content. */
export function revenue(changes: Changes = {}): LedgerEntry {
  const { deal = '1', effective = '2026-09', posted = effective, ...rest } = changes;
  const where = { dealId: dealId(deal), effectivePeriod: month(effective), postedPeriod: month(posted) };
  const entry = { ...REVENUE, ...where, ...rest };
  return { ...entry, id: rest.id ?? entryContent(entry) };
}

/** A credit of a partner; `model:linear` is the pool of a model. */
export function credit(
  partner: string,
  pool: Exclude<Pool, 'revenue' | 'model'> | `model:${string}`,
  changes: Changes = {},
): LedgerEntry {
  const model = pool.startsWith('model:') ? pool.slice('model:'.length) : null;
  const own = { pool: model === null ? (pool as Pool) : 'model', model, class: null } as const;
  const entry = { ...revenue({ ...own, ...changes }), partnerId: partnerId(partner) };
  return { ...entry, id: changes.id ?? entryContent(entry) };
}

/** What takes an entry back. */
export function reversal(of: LedgerEntry, changes: Partial<LedgerEntry> = {}): LedgerEntry {
  const entry: Omit<LedgerEntry, 'id'> = {
    ...of,
    amountMinor: negated(of.amountMinor),
    homeAmountMinor: of.homeAmountMinor === null ? null : negated(of.homeAmountMinor),
    ordinal: of.ordinal + 1,
    reason: 'left_won',
    adjustsId: of.id,
    reversesId: of.id,
    recordedAt: utc('2026-09-07T00:00:00Z'),
    ...changes,
  };
  return { ...entry, id: changes.id ?? entryContent(entry) };
}
