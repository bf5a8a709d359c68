/** Everything that waits for somebody who runs the partner programme, from what the last sync kept. */
import { agreementQueue } from '../domain/agreement.js';
import type { Instant } from '../domain/calendar.js';
import { meetingQueue } from '../domain/cadence.js';
import { escalationQueue } from '../domain/escalation.js';
import { reviewQueue } from '../domain/health-review.js';
import { initiativeQueue } from '../domain/joint-plan.js';
import { lifecycleQueue } from '../domain/lifecycle-queue.js';
import { COMPLIANCE_ITEMS, type ComplianceItem } from '../domain/partner-programme.js';
import type { Policy } from '../domain/policy.js';
import type { ProgrammeFacts } from '../domain/programme-facts.js';
import { compareQueue, type QueueItem, type QueueKind } from '../domain/programme-queue.js';
import { registrationQueue } from '../domain/registration-queue.js';
import { tierQueue } from '../domain/tier-queue.js';
import type { Account } from './crm-port.js';
import type { ProgrammeFactsDeps } from './programme-read-deps.js';
import { readProgrammeFacts } from './read-programme-facts.js';

/** Every part of the programme puts its own items in; sorted. */
export const queueOf = (facts: ProgrammeFacts, settings: Policy['programme']): readonly QueueItem[] =>
  [
    registrationQueue(facts, settings),
    agreementQueue(facts, settings),
    meetingQueue(facts, settings),
    reviewQueue(facts, settings),
    initiativeQueue(facts),
    escalationQueue(facts),
    lifecycleQueue(facts, settings),
    tierQueue(facts, settings),
  ]
    .flat()
    .sort(compareQueue);

/** Those that wait for an answer or a decision; one that is about to expire is never overdue. */
const ANSWERED: ReadonlySet<QueueKind> = new Set(['registration_due', 'registration_disputed']);

/** How many registrations were not answered in time; null where they could not be read: that is not none. */
export const overdueRegistrations = (
  { missing }: Pick<ProgrammeFacts, 'missing'>,
  items: readonly QueueItem[],
): number | null =>
  missing.includes('registrations')
    ? null
    : items.filter(({ kind, overdue }) => overdue && ANSWERED.has(kind)).length;

/** The same from the database: all of it, however long. */
export async function programmeQueue(
  deps: ProgrammeFactsDeps,
  account: Account,
  policy: Pick<Policy, 'version' | 'programme'>,
  asOf: Instant,
): Promise<readonly QueueItem[]> {
  return queueOf(await factsOf(deps, { account, policy, asOf }), policy.programme);
}

/** How many registrations are overdue, from the database; null as `overdueRegistrations`. */
export async function registrationsOverdue(
  deps: ProgrammeFactsDeps,
  account: Account,
  policy: Pick<Policy, 'version' | 'programme'>,
  asOf: Instant,
): Promise<number | null> {
  const facts = await factsOf(deps, { account, policy, asOf });
  return overdueRegistrations(facts, registrationQueue(facts, policy.programme));
}

const factsOf = (
  deps: ProgrammeFactsDeps,
  {
    account,
    policy,
    asOf,
  }: {
    readonly account: Account;
    readonly policy: Pick<Policy, 'version' | 'programme'>;
    readonly asOf: Instant;
  },
): Promise<ProgrammeFacts> =>
  readProgrammeFacts(deps, {
    ...{ account, asOf },
    ...{ policyVersion: policy.version, settings: policy.programme },
  });

/** What alerts are made of: what is due, and what stands, due or not. */
export interface AlertQueue {
  readonly due: readonly QueueItem[];
  /** The same, however far away its day is, and whatever the policy asks for: what is not in it is settled. */
  readonly standing: readonly QueueItem[];
  /** Sources that could not be read: of theirs nobody knows whether it is settled. */
  readonly missing: ProgrammeFacts['missing'];
}

/** Beyond the end of every agreement. */
const EVER_DAYS = 100_000;

/** A policy under which everything is in the queue that any policy puts there: one that asks for less settles nothing. */
export const standingSettings = (programme: Policy['programme']): Policy['programme'] => ({
  ...programme,
  agreements: {
    ...programme.agreements,
    dueDays: [EVER_DAYS],
    required: Object.keys(COMPLIANCE_ITEMS) as readonly ComplianceItem[],
  },
});

/** The queue as of an instant, from the database. */
export async function alertQueue(
  deps: ProgrammeFactsDeps,
  account: Account,
  policy: Pick<Policy, 'version' | 'programme'>,
  asOf: Instant,
): Promise<AlertQueue> {
  const { programme } = policy;
  const facts = await factsOf(deps, { account, policy, asOf });
  return {
    due: queueOf(facts, programme),
    standing: queueOf(facts, standingSettings(programme)),
    missing: facts.missing,
  };
}
