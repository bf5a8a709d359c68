/** What both reviews are made from: facts and results of the last sync, passed over once, and what is worked out from them. */
import { DAY_MS, displayDay, formatInstant, type Instant } from '../domain/calendar.js';
import { MODEL_LABELS } from '../domain/deal-model.js';
import { KPI_SOURCES } from '../domain/kpi.js';
import { beginsBefore, boundNumbers } from '../domain/numbers/reach-of-facts.js';
import type { Policy } from '../domain/policy.js';
import type { ProgrammeFacts } from '../domain/programme-facts.js';
import { AppError } from '../errors.js';
import { refuseOverflow } from './attribute-facts.js';
import type { Account, Crm } from './crm-port.js';
import { listed } from './deal-card-facts.js';
import { manyText, minuteText } from './home-words.js';
import type { InForce } from './in-force.js';
import { ledgerEmpty } from './ledger-facts.js';
import type { Clock, Store } from './ports.js';
import { ProgrammeSums } from './programme-sums.js';
import { readProgrammeFacts } from './read-programme-facts.js';
import type { CurrentResult } from './result-port.js';
import { readReviewPeriod, type ReviewPeriod } from './review-period.js';
import type { ReviewBasis } from './review-model.js';
import { workOutProgramme, type WorkedProgramme } from './work-out-programme.js';

export interface ReviewDeps {
  readonly crm: Crm;
  readonly store: Store;
  readonly clock: Clock;
}

export interface ReviewRequest {
  readonly inForce: InForce;
  /** As `readReviewPeriod` reads it. */
  readonly period: string;
  /** Null: as of the last sync. */
  readonly asOf: Instant | null;
}

export interface ReviewFacts extends ReviewPeriod {
  readonly account: Account;
  readonly policy: Policy;
  readonly inForce: InForce;
  readonly asOf: Instant;
  readonly facts: ProgrammeFacts;
  readonly sums: ProgrammeSums;
  readonly worked: WorkedProgramme;
  readonly basis: ReviewBasis;
  readonly notices: readonly string[];
}

/**
 * Reads the database; the portal is asked for its account alone.
 * @param listener of the facts, who is then told of every result as of then.
 * @throws AppError `ledger_empty` before the first sync, `as_of_in_future`, `option_invalid`, `total_overflow`.
 */
export async function readReview(
  { crm, store, clock }: ReviewDeps,
  { inForce, period: wanted, asOf: given }: ReviewRequest,
  listener: (facts: ProgrammeFacts) => (result: CurrentResult) => void = () => () => undefined,
): Promise<ReviewFacts> {
  const account = await crm.account();
  const { portalId, timeZone, homeCurrency } = account;
  const now = clock.now();
  if (given !== null && given > now) throw inFuture(given);
  const run = await store.lastSyncBy(portalId, null);
  if (run === null) throw ledgerEmpty();
  const asOf = given ?? run.asOf;
  const period = readReviewPeriod(wanted, asOf, timeZone);
  const { policy } = inForce;
  const facts = await readProgrammeFacts(
    { crm, store },
    { account, asOf, policyVersion: run.policyVersion, settings: policy.programme },
  );
  const sums = new ProgrammeSums(policy, asOf);
  const tell = listener(facts);
  let old = 0;
  for await (const page of store.eachResult(portalId)) {
    for (const result of page) {
      const then = resultAsOf(result, asOf);
      if (then === null) continue;
      if (then.basics === undefined) old += 1;
      sums.add(then);
      tell(then);
    }
  }
  const model = MODEL_LABELS[policy.model];
  const about = { run, policy, old, now, given, period };
  return {
    ...{ account, policy, inForce, asOf, facts, sums, ...period },
    worked: refuseOverflow(() => workOutProgramme(facts, sums, policy.programme)),
    basis: {
      ...{ portalId, homeCurrency, timeZone, model },
      period: spanOf(period.period),
      previous: spanOf(period.previous),
      policyVersion: run.policyVersion,
      asOf: formatInstant(asOf),
      syncedAt: formatInstant(run.asOf),
    },
    notices: noticesOf(facts, about),
  };
}

const spanOf = ({ name, from, to }: ReviewPeriod['period']): ReviewBasis['period'] => ({
  name,
  from: formatInstant(from as Instant),
  to: formatInstant(to as Instant),
});

const inFuture = (asOf: Instant): AppError =>
  new AppError(
    'as_of_in_future',
    `${formatInstant(asOf)} lies ahead: nothing is known of it yet.`,
    'Give an earlier instant with --as-of, or leave it out.',
  );

/** A deal as it stood then: not there yet, or still open. Its class and credit are those of today. */
function resultAsOf(result: CurrentResult, asOf: Instant): CurrentResult | null {
  if (result.basics !== undefined && result.basics.createdAt > asOf) return null;
  return result.closedAt !== null && result.closedAt > asOf
    ? { ...result, status: 'open', closedAt: null }
    : result;
}

interface About {
  readonly run: { readonly asOf: Instant; readonly policyVersion: string };
  readonly policy: Policy;
  readonly old: number;
  readonly now: Instant;
  readonly given: Instant | null;
  readonly period: ReviewPeriod;
}

function noticesOf(
  { missing, timeZone, asOf, readSince }: ProgrammeFacts,
  { run, policy, old, now, given, period }: About,
): readonly string[] {
  const synced = minuteText(run.asOf, timeZone);
  return [
    ...(period.period.to > asOf + 1
      ? [`${period.period.name} is not over yet: its numbers still move.`]
      : []),
    ...reachNotice(readSince, timeZone, period),
    ...(given === null || given >= run.asOf
      ? []
      : [
          'This is the review of an earlier day, by what is known today: deals are open or closed as they were then; names, tiers, certifications and plans are those of today.',
        ]),
    ...(now - run.asOf > DAY_MS || (given ?? run.asOf) > run.asOf
      ? [`The last sync was on ${synced}: what came later is not in it. Run partnership sync first.`]
      : []),
    ...(policy.version === run.policyVersion
      ? []
      : [
          `Deals were worked out under policy ${run.policyVersion}; ${policy.version} is in force since, and the next sync works by it.`,
        ]),
    ...(old === 0
      ? []
      : [
          `${manyText(old, 'deal')} were worked out by an earlier version and are missing here: run partnership sync --full.`,
        ]),
    ...(missing.length === 0
      ? []
      : [
          `This portal lacks ${listed(missing.map((source) => KPI_SOURCES[source]))}: what needs it is n/a and says so.`,
        ]),
  ];
}

/** That counts of a time are incomplete since its facts were not read; nothing where they were. */
function reachNotice(
  readSince: Instant | undefined,
  timeZone: string,
  { period, previous }: ReviewPeriod,
): readonly string[] {
  const short = [period, previous].filter((one) => beginsBefore(one, readSince)).map(({ name }) => name);
  if (readSince === undefined || short.length === 0) return [];
  const day = displayDay(readSince, timeZone);
  return [
    `Meetings and tickets before ${day} were not read. What counts them is incomplete or n/a for ${listed(short)}: ${listed(boundNumbers)}.`,
  ];
}
