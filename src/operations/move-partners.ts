/** Moves of several partners between lifecycle stages: judged one by one as on the card, written as a run that `undo` takes back. */
import type { Instant } from '../domain/calendar.js';
import type { RunId } from '../domain/ids.js';
import { likeness } from '../domain/likeness.js';
import type { PartnerStage } from '../domain/partner.js';
import { isAppError } from '../errors.js';
import { decide } from './change-programme.js';
import type { Crm, RawRecord } from './crm-port.js';
import type { PlannedRecord } from './outbox-port.js';
import type { Store } from './ports.js';
import type { ChangeProgrammeDeps } from './programme-deps.js';
import { readPartnerProgramme } from './read-partner-programme.js';
import { recordedRun } from './recorded-run.js';
import { requireSetUp } from './set-up-portal.js';
import { settleRuns } from './settle-runs.js';
import { withLease } from './with-lease.js';
import { writeOutbox, type WriteSummary } from './write-outbox.js';

export interface AskedMove {
  /** Where it is from: "--partner Contoso", "moves.csv line 3". */
  readonly source: string;
  /** Company id, or the partner's name. */
  readonly partner: string;
  readonly to: PartnerStage;
  readonly reason: string | null;
  readonly at: Instant | null;
}

export type MoveOutcome =
  | {
      readonly kind: 'moves';
      readonly source: string;
      readonly partnerId: string;
      readonly sentences: readonly string[];
    }
  | { readonly kind: 'refused'; readonly source: string; readonly reason: string };

export interface MovePlan {
  readonly outcomes: readonly MoveOutcome[];
  readonly records: readonly PlannedRecord[];
}

export interface MoveDeps extends ChangeProgrammeDeps {
  readonly store: Store;
  readonly newRunId: () => RunId;
  /** Ends it between two pieces of work. */
  readonly stop?: AbortSignal;
}

/** Judges the moves against the partners as HubSpot holds them now; writes nothing. */
export async function planMoves(deps: ChangeProgrammeDeps, asked: readonly AskedMove[]): Promise<MovePlan> {
  const named = await partnersByName(deps.crm);
  const outcomes: MoveOutcome[] = [];
  const records: PlannedRecord[] = [];
  const seen = new Map<string, string>();
  for (const move of asked) {
    const { source } = move;
    const found = companyOf(named, move.partner);
    const first = typeof found === 'string' ? seen.get(found) : undefined;
    if (typeof found !== 'string') outcomes.push({ kind: 'refused', source, reason: found.reason });
    else if (first !== undefined) {
      outcomes.push({ kind: 'refused', source, reason: `The same partner is moved by ${first} already.` });
    } else {
      seen.set(found, source);
      const one = await planOne(deps, found, move);
      outcomes.push(one.outcome);
      if (one.record !== null) records.push(one.record);
    }
  }
  return { outcomes, records };
}

async function planOne(
  deps: ChangeProgrammeDeps,
  companyId: string,
  { source, to, reason, at }: AskedMove,
): Promise<{ readonly outcome: MoveOutcome; readonly record: PlannedRecord | null }> {
  try {
    const facts = await readPartnerProgramme(deps, companyId);
    const { verdict, company } = decide(deps, facts, { kind: 'move', to, reason, at });
    const [raw] = await deps.crm.recordsById('companies', [company.recordId]);
    if (raw === undefined) throw new Error(`company ${company.recordId} has just been there`);
    const changes = Object.entries(company.properties).map(([property, newValue]) => ({
      ...{ property, newValue },
      oldValue: heldIn(raw, property),
    }));
    return {
      outcome: { kind: 'moves', source, partnerId: company.recordId, sentences: verdict.sentences },
      record: { objectType: 'companies', recordId: company.recordId, changes },
    };
  } catch (error) {
    if (!isAppError(error) || !REFUSALS.has(error.code)) throw error;
    return { outcome: { kind: 'refused', source, reason: `${error.message} ${error.next}` }, record: null };
  }
}

const REFUSALS: ReadonlySet<string> = new Set([
  'programme_refused',
  'programme_unreadable',
  'programme_too_long',
  'record_not_found',
]);

const heldIn = ({ properties }: RawRecord, property: string): string | null => {
  const value = properties[property] ?? null;
  return value === '' ? null : value;
};

const plain = (name: string): string => name.trim().toLowerCase();

/** Ids of partner companies by name; several may have the same. */
async function partnersByName(crm: Crm): Promise<ReadonlyMap<string, readonly string[]>> {
  const named = new Map<string, readonly string[]>();
  for await (const { records } of crm.companies()) {
    for (const { id, name, partner } of records) {
      if (partner === null || name === null) continue;
      named.set(plain(name), [...(named.get(plain(name)) ?? []), id]);
    }
  }
  return named;
}

function companyOf(
  named: ReadonlyMap<string, readonly string[]>,
  partner: string,
): string | { readonly reason: string } {
  const found = named.get(plain(partner)) ?? [];
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  if (others.length > 0)
    return { reason: `“${partner}” is ${found.length} partners: ${found.join(', ')}. Give its id.` };
  return /^\d{1,20}$/.test(partner)
    ? partner
    : {
        reason: `No partner is called “${partner}”${nearestWords(named, partner)}. Give its name as in HubSpot, or its id.`,
      };
}

/** Names less alike than this help nobody. */
const ALIKE = 0.3;

/** Example: "; the nearest: “contoso partners” (2100002)"; nothing where none is alike. */
function nearestWords(named: ReadonlyMap<string, readonly string[]>, partner: string): string {
  const nearest = [...named]
    .map(([name, ids]) => ({ name, ids, alike: likeness(name, partner) }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, 3)
    .map(({ name, ids }) => `“${name}” (${ids.join(', ')})`);
  return nearest.length === 0 ? '' : `; the nearest: ${nearest.join(', ')}`;
}

export interface MovesDone {
  readonly plan: MovePlan;
  /** Null where there was nothing to write. */
  readonly done: { readonly runId: RunId; readonly writes: WriteSummary } | null;
}

/**
 * Judges the moves and writes those that may be.
 * @throws AppError `lease_held`, `setup_missing`, and what the CRM throws.
 */
export async function movePartners(
  deps: MoveDeps,
  asked: readonly AskedMove[],
  progress: (done: number, of: number) => void,
): Promise<MovesDone> {
  const { crm, store, clock } = deps;
  const account = await crm.account();
  const { portalId } = account;
  return withLease(store, portalId, 'lifecycle', async (lease) => {
    await store.endKilledRuns(portalId, clock.now());
    await requireSetUp(crm);
    await settleRuns(deps, { portalId, lease });
    const plan = await planMoves(deps, asked);
    if (plan.records.length === 0) return { plan, done: null };
    const { policy } = await deps.inForce();
    const start = { account, kind: 'lifecycle' as const, policyVersion: policy.version, asOf: clock.now() };
    const done = await recordedRun(deps, start, async (runId) => {
      await store.writeSync(portalId, lease, (unit) => unit.planWrites(runId, plan.records));
      const writes = await writeOutbox(deps, { portalId, runId, lease }, progress);
      return { runId, writes };
    });
    return { plan, done };
  });
}
