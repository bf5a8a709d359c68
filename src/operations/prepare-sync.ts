/** What a sync does before it computes anything: settles what was left, reads what changed, and says where to begin. */
import type { Baseline } from '../domain/baseline.js';
import { canonicalJson } from '../domain/canonical-json.js';
import type { Instant } from '../domain/calendar.js';
import { ENGINE_VERSION } from '../domain/engine-version.js';
import type { PartnerId, RunId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { MoveContext } from '../domain/registration-moves.js';
import { unlessStopped } from '../errors.js';
import type { ComputeBasis } from './compute-deals.js';
import type { Account } from './crm-port.js';
import { extractPortal, type Extracted } from './extract-portal.js';
import type { Lease } from './lease-port.js';
import { isRemapped, mappingDigest } from './mapping-digest.js';
import { savePortalNotes } from './portal-notes.js';
import { readProgramme } from './read-programme.js';
import { readRegistrations } from './read-registrations.js';
import { seenPartnerProfiles } from './seen-portal.js';
import { requireSetUp } from './set-up-portal.js';
import { settleRuns } from './settle-runs.js';
import type { SyncDeps, SyncRequest } from './sync-request.js';
import type { SyncState } from './sync-port.js';
import type { SyncProgress } from './sync-summary.js';
import { whoIsWho, type WhoIsWho } from './who-is-who.js';
import type { PlannedRegistration } from './write-registrations.js';

/** One sync, from its lease to its end. */
export interface Work {
  readonly deps: SyncDeps;
  readonly request: SyncRequest;
  readonly account: Account;
  readonly lease: Lease;
  readonly runId: RunId;
  readonly asOf: Instant;
  /** That holds for this sync; what it comes to as an instant is the account's. */
  readonly baseline: Baseline | null;
  /** Of the plan that is applied: whether it was worked out from everything; null where none is. */
  readonly planIsFull: boolean | null;
  readonly progress: (event: SyncProgress) => void;
}

/** Everything that a computation starts from. */
export interface Prepared {
  readonly basis: ComputeBasis;
  readonly state: SyncState;
  readonly extracted: Extracted;
  readonly settled: number;
  /** What becomes of registrations by themselves, to be written. */
  readonly registrations: readonly PlannedRegistration[];
}

/** Brings the mirror up to date, and tells from where to compute; errors as `syncPortal`. */
export async function prepare(work: Work): Promise<Prepared> {
  const { deps, request, account, lease, runId, asOf, progress } = work;
  const { store, crm } = deps;
  const { portalId } = account;
  // Nothing of ours is needed where nothing is written.
  const review = request.observe === true ? null : await requireSetUp(crm);
  const settled = await settleRuns(deps, { portalId, lease });
  if (settled > 0) progress({ phase: 'settle', records: settled });
  unlessStopped(deps.stop);
  const before = await store.syncState(portalId);
  if (before?.completeAt != null && isRemapped(before, crm.mapping, store.digest)) {
    progress({ phase: 'remap', version: crm.mapping.version });
  }
  const extracted = await extractPortal(
    { crm, store, clock: deps.clock, ...(deps.stop === undefined ? {} : { interrupt: deps.stop }) },
    { account, lease, runId, full: request.full === true },
    (what, records, of) => progress({ phase: 'read', what, records, of }),
  );
  const { imports } = deps;
  const registrations =
    imports === undefined
      ? []
      : await readRegistrations(
          { crm, imports, store, clock: deps.clock },
          { account, lease, review, context: registrationContext(work) },
        );
  const partners = await seenPartnerProfiles({ crm, store }, portalId);
  await readForProgramme(work, extracted, partners);
  await markDue(work);
  const marks = await crm.partnerMarks();
  const who = await whoIsWho(crm, partners);
  await store.writeSync(portalId, lease, (unit) => savePortalNotes(unit, partners, marks));
  const state = await stateFor(work, who);
  return {
    basis: {
      account,
      policy: request.policy,
      partners,
      who,
      asOf,
      runId,
      full: extracted.full,
      anew: work.planIsFull ?? extracted.full,
      observe: request.observe === true,
    },
    state,
    extracted,
    settled,
    registrations,
  };
}

/** By what registrations expire and follow their deals; where nothing may be written, none does. */
const registrationContext = ({ request, account, asOf }: Work): MoveContext | null =>
  request.observe === true
    ? null
    : {
        settings: request.policy.programme.registrations,
        timeZone: account.timeZone,
        policyVersion: request.policy.version,
        ...{ now: asOf, by: null },
      };

async function readForProgramme(
  { deps, account: { portalId, homeCurrency }, lease }: Work,
  { full }: Extracted,
  partners: ReadonlyMap<PartnerId, PartnerProfile>,
): Promise<void> {
  const { crm, store, clock, programme, stop } = deps;
  if (programme === undefined) return;
  const reading = { programme, crm, store, clock, ...(stop === undefined ? {} : { stop }) };
  await readProgramme(reading, { portalId, homeCurrency, lease, full, partners });
}

/** Deals with an instant that has come since they were worked out. */
async function markDue({ deps: { store }, account: { portalId }, lease, asOf }: Work): Promise<void> {
  for (let after: string | null = null; ;) {
    const due: readonly string[] = await store.dueDeals(portalId, asOf, after, DUE_PAGE);
    const last = due.at(-1);
    if (last === undefined) return;
    await store.writeSync(portalId, lease, (unit) => unit.markDirty(due));
    after = last;
  }
}

const DUE_PAGE = 5_000;

/** Of what is kept of each deal beside its result: raised, every deal is worked out anew. */
const BASICS_VERSION = 'basics-1';

/** Where the computation starts: at every deal, if what all of them depend on is not what it was. */
async function stateFor(
  { deps: { store, crm }, request: { policy, observe = false }, account, baseline, planIsFull }: Work,
  { partners, companyOfContact, index }: WhoIsWho,
): Promise<SyncState> {
  const state = await store.syncState(account.portalId);
  if (state === null) throw new Error('an extract left no state');
  const pipelines = await crm.pipelineUses();
  const basisHash = store.digest(
    canonicalJson([
      ENGINE_VERSION,
      BASICS_VERSION,
      policy,
      account.homeCurrency,
      account.timeZone,
      [...partners.values()]
        .map(({ id, companyId, domain, parentId, name }) =>
          // Where deals name their partners, a new name finds others.
          index === null ? [id, companyId, domain, parentId] : [id, companyId, domain, parentId, name],
        )
        .sort(),
      ...(isRemapped({}, crm.mapping, store.digest) ? [mappingDigest(crm.mapping, store.digest)] : []),
      ...(pipelines.length === 0 ? [] : [pipelines]),
      ...(companyOfContact.size === 0 ? [] : [[...companyOfContact].sort()]),
      ...(baseline === null ? [] : [baseline, crm.mapping.baseline]),
    ]),
  );
  // What a plan was worked out from is worked out again, whatever a dry run has asked for since.
  const unpublished = state.observed === true && !observe;
  const everything = state.basisHash !== basisHash || planIsFull === true || unpublished;
  const computeAfter = everything ? '' : state.computeAfter;
  return { ...state, basisHash, computeAfter, baseline, observed: observe };
}
