/** What a sync says at its end: for people, for `--json`, and as it is kept with the run. */
import type { Baseline } from '../domain/baseline.js';
import type { Instant } from '../domain/calendar.js';
import type { DealClass } from '../domain/credit.js';
import type { DealId, RunId } from '../domain/ids.js';
import type { Totals } from '../domain/portfolio.js';
import type { RecordProblem } from './crm-port.js';
import type { Finding } from './read-portal.js';
import type { UncountedCounts } from './uncounted.js';
import type { WriteSummary } from './write-outbox.js';

/** What a dry run found, and under which hash it can be applied. */
export interface PlanSummary {
  readonly hash: string;
  /** Records on which something would be written, and the values on them. */
  readonly records: number;
  readonly values: number;
  /** ISO 4217 of `totals` and `top`. */
  readonly homeCurrency: string;
  /** Of all deals, before and after. */
  readonly totals: { readonly before: Totals; readonly after: Totals };
  /** Deals whose class would change. */
  readonly reclassified: number;
  /** The deals on which the most partner credit moves. */
  readonly top: readonly DealMove[];
}

/** What a plan would change of one deal's credit; home currency, minor units. */
export interface DealMove {
  readonly dealId: DealId;
  readonly name: string | null;
  readonly before: DealClass | null;
  readonly after: DealClass | null;
  /** Source credit that leaves one partner for another, comes, or goes. */
  readonly movedMinor: number;
}

/** What becomes of registrations by themselves: they expire, are converted, won or lost with their deals. */
export interface RegistrationStates {
  /** `became`: "expired", or "converted to a deal, deal won". */
  readonly changed: readonly { readonly recordId: string; readonly name: string; readonly became: string }[];
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

export interface SyncSummary {
  /** The run, as `partnership runs` lists it. */
  readonly runId: RunId;
  readonly portalId: string;
  readonly asOf: Instant;
  readonly homeCurrency: string;
  readonly timeZone: string;
  readonly policyVersion: string;
  readonly dryRun: boolean;
  /** Whether every record was read, or only what changed. */
  readonly full: boolean;
  /** Records and associations that were read, by what they are. */
  readonly read: Readonly<Record<string, number>>;
  /** Deals with a result, after this run. */
  readonly deals: number;
  /** Deals that were worked out, and the touches on them. */
  readonly computed: number;
  readonly touches: number;
  readonly partners: number;
  readonly conflicts: number;
  /** All won and open deals, home currency. */
  readonly totals: Totals;
  /** The same over deals closed in the twelve months before as-of; its pipeline fields are 0. */
  readonly lastTwelveMonths: Totals;
  readonly dealsWithoutHomeAmount: number;
  /** Deals from before the baseline, whose class the portal's own field says: part of the totals. Null without one. */
  readonly legacy: LegacySummary | null;
  /** Deals that can be read and are in no number on purpose, as they stand. */
  readonly uncounted: UncountedCounts;
  /** Results that changed. */
  readonly results: { readonly stored: number };
  /** Entries that were posted, and the deals that they are of. */
  readonly ledger: { readonly entries: number; readonly deals: number };
  /** Nothing was written into the CRM: `writes` says what would have been. */
  readonly observed: boolean;
  /** What was written; of a dry run and in observe mode, what would be. */
  readonly writes: WriteSummary;
  /** Records that changed while a plan was applied: what would be written on them is not what it showed. */
  readonly leftAlone: number;
  /** What was written on registrations, or would be; absent where that was not looked at. */
  readonly registrations?: RegistrationStates;
  /** Of a dry run. */
  readonly plan: PlanSummary | null;
  /** How many there are, and the first of them. */
  readonly findingCount: number;
  readonly findings: readonly Finding[];
  readonly problemCount: number;
  readonly problems: readonly RecordProblem[];
  /** Records of killed runs of which it had to be found out whether they were written. */
  readonly settled: number;
  /** Why the home page has not the numbers of this sync; null where it has, and of a dry run. */
  readonly notPublished: string | null;
  readonly requests: number;
  readonly throttled: number;
}

export interface LegacySummary extends Baseline {
  readonly deals: number;
  /** Deals that the portal's field says nothing of, or nothing that the mapping names: the rules class them. */
  readonly unsaid: number;
  readonly totals: Totals;
  readonly lastTwelveMonths: Totals;
}

/** How far a sync is. */
export type SyncProgress =
  | { readonly phase: 'settle'; readonly records: number }
  /** The portal was read under another mapping last: everything is read anew. */
  | { readonly phase: 'remap'; readonly version: string }
  | { readonly phase: 'read'; readonly what: string; readonly records: number; readonly of: number | null }
  | { readonly phase: 'compute'; readonly deals: number; readonly of: number }
  | { readonly phase: 'write'; readonly written: number; readonly of: number };
