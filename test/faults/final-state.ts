/** What a portal and its database come to, as text that can be compared: killed or not, by searches or by lists. */
import { instant, type Instant } from '../../src/domain/calendar.js';
import { portalId, type PortalId } from '../../src/domain/ids.js';
import { withoutAsOf } from '../../src/hubspot/published-touches.js';
import { verifyLedger } from '../../src/operations/verify-ledger.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import type { OpenedStore } from '../../src/store/store.js';
import { currentResults, postedLedger } from '../store/read-store.js';
import { programmeLines, publishedLines, registrationLines, withoutPlayed } from './programme-state.js';

/** What must be the same, whatever happened on the way. */
export interface FinalState {
  /** Every value of every deal, company and registration, with the registration's deals. */
  readonly portal: readonly string[];
  /** Numbers and queue of the partner programme as pages read them. */
  readonly published: readonly string[];
  /** What is kept for the programme, and where the reading of each source stands. */
  readonly programme: readonly string[];
  readonly results: readonly string[];
  /** What entries add up to, by deal, pool, partner and model; what adds up to nothing is left out. */
  readonly balances: readonly string[];
}

/** What must be the same after a kill, in which nothing else happened. */
export interface ExactState extends FinalState {
  readonly entries: readonly string[];
  readonly dirty: number;
  readonly unsettled: number;
}

export const portalIdOf = (sandbox: Sandbox): PortalId => portalId(String(sandbox.portalId));
export const nowOf = (sandbox: Sandbox): Instant => instant(sandbox.portal.now());

/** @throws Error where the ledger does not verify. */
export async function finalState(sandbox: Sandbox, store: OpenedStore): Promise<FinalState> {
  const id = portalIdOf(sandbox);
  const { violations } = await verifyLedger({ store, clock: { now: () => nowOf(sandbox) } }, id);
  if (violations.length > 0) throw new Error(`the ledger does not verify: ${JSON.stringify(violations)}`);
  const balances = new Map<string, number>();
  for (const { dealId, pool, partnerId, model, amountMinor } of (await postedLedger(store, id)).entries) {
    const key = [dealId, pool, partnerId, model].join(' ');
    balances.set(key, (balances.get(key) ?? 0) + amountMinor);
  }
  return {
    portal: [...portalLines(sandbox), ...registrationLines(sandbox)],
    published: await publishedLines(sandbox),
    programme: await programmeLines(store, id),
    results: (await currentResults(store, id)).map((result) =>
      JSON.stringify(result, (_key, value: unknown) => (value instanceof Map ? [...value] : value)),
    ),
    balances: [...balances]
      .filter(([, minor]) => minor !== 0)
      .map(([key, minor]) => `${key}: ${minor}`)
      .toSorted(),
  };
}

export async function exactState(sandbox: Sandbox, store: OpenedStore): Promise<ExactState> {
  const id = portalIdOf(sandbox);
  const { entries } = await postedLedger(store, id);
  return {
    ...(await finalState(sandbox, store)),
    entries: entries
      .map(({ dealId, ordinal, pool, partnerId, model, amountMinor, postedPeriod, reason }) =>
        [dealId, ordinal, pool, partnerId, model, amountMinor, postedPeriod, reason].join(' '),
      )
      .toSorted(),
    dirty: await store.dirtyCount(id),
    unsettled: (await store.unsettledRuns(id)).length,
  };
}

/** Every value of every record that is there, but for when it was changed and computed. */
function portalLines({ portal }: Sandbox): readonly string[] {
  return (['deals', 'companies'] as const).flatMap((type) =>
    [...portal.records.list(type)]
      .filter((record) => record.archivedAt === null)
      .map((record) => {
        const values = [...record.properties]
          .filter(([name, value]) => name !== 'hs_lastmodifieddate' && value !== '')
          .map(([name, value]) => [name, withoutSightings(name, withoutAsOf(value))] as const)
          .filter(([, value]) => value !== '');
        return withoutPlayed(
          JSON.stringify([type, record.id, ...values.toSorted(([a], [b]) => (a < b ? -1 : 1))]),
        );
      }),
  );
}

/**
 * Between which instants a tag was seen first is known to who looked twice, and not to a sync into an empty database:
 * that alone may differ, and with it one finding.
 */
function withoutSightings(name: string, value: string): string {
  if (name === 'partnership_hygiene') {
    return value
      .split(';')
      .filter((code) => code !== BY_SIGHT)
      .join(';');
  }
  if (name !== 'partnership_hygiene_detail' || value === '') return value;
  const { findings, ...rest } = JSON.parse(value) as { findings: readonly { readonly code: string }[] };
  const others = findings.filter(({ code }) => code !== BY_SIGHT);
  return others.length === 0 ? '' : JSON.stringify({ ...rest, findings: others });
}

const BY_SIGHT = 'tagged_near_close';

/** The first line in which each part of two states differs; empty where they are the same. */
export function differences<State extends FinalState>(expected: State, actual: State): readonly string[] {
  return (Object.keys(expected) as (keyof State & string)[]).flatMap((key) => {
    const [ours, theirs] = [linesOf(expected[key]), linesOf(actual[key])];
    const at = Array.from({ length: Math.max(ours.length, theirs.length) }).findIndex(
      (_, place) => ours[place] !== theirs[place],
    );
    return at < 0
      ? []
      : [
          `${key}, line ${at} of ${ours.length} and ${theirs.length}:\n  expected ${ours[at] ?? 'nothing'}\n  actual   ${theirs[at] ?? 'nothing'}`,
        ];
  });
}

const linesOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as string[]) : [String(value)];
