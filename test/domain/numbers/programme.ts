/** A partner programme in as few words as a table's row allows. */
import { parseInstant, type Instant } from '../../../src/domain/calendar.js';
import type { Bucket, DealClass } from '../../../src/domain/deal-class.js';
import type { DealStatus } from '../../../src/domain/deal.js';
import { dealId, partnerId, type PartnerId } from '../../../src/domain/ids.js';
import type { KpiBeside, KpiId, KpiPeriod, KpiValue } from '../../../src/domain/kpi.js';
import type { StageMove } from '../../../src/domain/lifecycle.js';
import { dealTally } from '../../../src/domain/numbers/deal-tally.js';
import type { NumberScope } from '../../../src/domain/numbers/number-scope.js';
import { workOutNumbers } from '../../../src/domain/numbers/work-out-numbers.js';
import { EMPTY_PROGRAMME, type PartnerProgramme } from '../../../src/domain/partner-programme.js';
import type { PartnerProfile, PartnerStage } from '../../../src/domain/partner.js';
import type {
  ProgrammeDeal,
  ProgrammeFacts,
  ProgrammePartner,
  ProgrammePerson,
  ProgrammeRegistration,
  ProgrammeTicket,
} from '../../../src/domain/programme-facts.js';
import { DEFAULT_PROGRAMME, type ProgrammeSettings } from '../../../src/domain/programme-settings.js';

/** Reads an instant that the test itself wrote. */
export function at(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === null) throw new Error(`not an instant: ${text}`);
  return parsed;
}

export const [A, B, C] = [partnerId('101'), partnerId('102'), partnerId('103')] as const;

/** The third quarter of 2026, in UTC; over on the day of the facts. */
export const Q3: KpiPeriod = { name: '2026-Q3', from: at('2026-07-01'), to: at('2026-10-01') };
export const NOW = at('2026-10-20T12:00:00Z');

export const factsOf = (changes: Partial<ProgrammeFacts> = {}): ProgrammeFacts => ({
  ...{ homeCurrency: 'USD', timeZone: 'UTC', asOf: NOW, policyVersion: 'default-1' },
  ...{ partners: [], registrations: [], meetings: [], tickets: [], surveys: [], events: [] },
  ...{ integrations: new Map(), missing: [] },
  ...changes,
});

/** "activation_growth 2026-01-01" a move. */
export const moves = (...written: readonly string[]): readonly StageMove[] =>
  written.map((one) => {
    const [stage = '', day = ''] = one.split(' ');
    return { stage: stage as PartnerStage, at: at(day), reason: null, by: null };
  });

export const ACTIVE = moves('activation_growth 2025-01-01');

interface Written {
  readonly profile?: Partial<PartnerProfile>;
  readonly programme?: Partial<PartnerProgramme>;
  readonly people?: readonly ProgrammePerson[];
  readonly signed?: string;
  readonly ends?: string;
}

/** An active partner, unless the row says otherwise. */
export function partner(
  id: PartnerId,
  { profile, programme, people = [], signed, ends }: Written = {},
): ProgrammePartner {
  const day = (text: string | undefined): Instant | null => (text === undefined ? null : at(text));
  return {
    profile: {
      ...{ id, name: `Partner ${id}`, companyId: id, domain: null, parentId: null },
      ...{ type: null, tier: null, stage: null, managerId: null, phone: null },
      agreement: { signedAt: day(signed), startsAt: null, endsAt: day(ends) },
      ...profile,
    },
    programme: { ...EMPTY_PROGRAMME, moves: ACTIVE, ...programme },
    people,
    lastActivityAt: null,
  };
}

let made = 0;

interface WrittenDeal {
  readonly status?: DealStatus;
  readonly class?: DealClass;
  readonly minor?: number | null;
  readonly bucket?: Bucket;
  readonly created?: string;
  readonly closed?: string | null;
  readonly customer?: string | null;
  readonly sourcing?: readonly PartnerId[];
  readonly influencing?: readonly PartnerId[];
  readonly model?: readonly (readonly [PartnerId, number])[];
}

/** A won deal of $100, created in May and closed in August; its class by its partners unless the row says otherwise. */
export function deal(written: WrittenDeal = {}): ProgrammeDeal {
  const { status = 'won', minor = 10_000, sourcing = [], influencing = [] } = written;
  const closed = written.closed === undefined ? '2026-08-15' : written.closed;
  made += 1;
  return {
    id: dealId(`deal-${made}`),
    customerId: written.customer ?? null,
    createdAt: at(written.created ?? '2026-05-01'),
    closedAt: closed === null || status === 'open' ? null : at(closed),
    ...{ status, bucket: written.bucket ?? 'new', homeAmountMinor: minor, sourcing, influencing },
    class:
      written.class ?? (sourcing.length > 0 ? 'sourced' : influencing.length > 0 ? 'influenced' : 'direct'),
    source: new Map(sourcing.map((id) => [id, (minor ?? 0) / sourcing.length])),
    model: new Map(written.model ?? []),
  };
}

export const registration = (
  id: PartnerId,
  status: ProgrammeRegistration['status'],
  submitted = '2026-08-01',
  decided: string | null = null,
): ProgrammeRegistration => ({
  ...{ id: `r${(made += 1)}`, partnerId: id, submittedAt: at(submitted), status, dealId: null },
  decidedAt: decided === null ? null : at(decided),
});

export const ticket = (changes: Partial<ProgrammeTicket>): ProgrammeTicket => ({
  ...{ id: `t${(made += 1)}`, companyId: null, title: null, openedAt: at('2026-08-01'), closedAt: null },
  ...{ escalationOf: null, ownerId: null },
  ...changes,
});

interface Asked {
  readonly period?: KpiPeriod;
  readonly scope?: NumberScope;
  readonly settings?: ProgrammeSettings;
}

/** One of the numbers. */
export function number(
  id: KpiId,
  facts: ProgrammeFacts,
  deals: readonly ProgrammeDeal[] = [],
  { period = Q3, scope = { kind: 'all' }, settings = DEFAULT_PROGRAMME }: Asked = {},
): KpiValue {
  const found = workOutNumbers(facts, dealTally().add(deals), settings, { period, scope }).find(
    (value) => value.id === id,
  );
  if (found === undefined) throw new Error(`no number ${id}`);
  return found;
}

/** [value, numerator, denominator, n] */
export const core = ({ value, numerator, denominator, n }: KpiValue): readonly (number | null)[] => [
  value,
  numerator,
  denominator,
  n,
];

/** What stands beside a number: its value, or its parts where it is a ratio. */
export function besideOf(
  { beside }: KpiValue,
  id: string,
): readonly [number | null, number?, number?] | null {
  const found = beside.find((one: KpiBeside) => one.id === id);
  if (found === undefined) return null;
  const { value, numerator, denominator } = found;
  return numerator === null || denominator === null ? [value] : [value, numerator, denominator];
}

export const of = (id: PartnerId): NumberScope => ({ kind: 'partner', partnerId: id });
