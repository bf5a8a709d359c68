/** Decisions on registrations from the command line: told first, then written as one run that undo takes back. */
import type { RunId } from '../domain/ids.js';
import type { Automatic } from '../domain/registration-automation.js';
import { moveRegistration } from '../domain/registration-moves.js';
import { AppError, isAppError } from '../errors.js';
import type { ImportCrm } from './import-port.js';
import { plannedState } from './keep-registration-states.js';
import type { Store } from './ports.js';
import { recordedRun } from './recorded-run.js';
import {
  moveContext,
  registrationBasis,
  type RegistrationBasis,
  type RegistrationDeps,
} from './registration-deps.js';
import { allRegistrations, requirePlace, type KeptRegistration } from './registrations-kept.js';
import { judge, type RegistrationRuling } from './rule-on-registration.js';
import { takenBack } from './take-back-decision.js';
import { withLease } from './with-lease.js';
import { changeRegistrations, type PlannedRegistration } from './write-registrations.js';

export interface DecideDeps extends RegistrationDeps {
  readonly store: Store;
  readonly imports: ImportCrm;
  readonly newRunId: () => RunId;
}

export interface DecideRequest {
  /** Record ids; of `expire` none means all whose protection has ended. */
  readonly ids: readonly string[];
  readonly ruling:
    | RegistrationRuling
    | { readonly kind: 'expire' }
    /** Takes the last decision back. */
    | { readonly kind: 'reopen'; readonly reason: string };
  readonly write: boolean;
}

export interface DecidedRegistrations {
  readonly planned: readonly { readonly id: string; readonly name: string; readonly became: string }[];
  readonly refused: readonly { readonly id: string; readonly message: string; readonly next: string }[];
  /** Null where nothing was written. */
  readonly done: {
    readonly runId: RunId;
    readonly changed: number;
    readonly refused: readonly { readonly name: string; readonly reason: string }[];
  } | null;
}

/** @throws AppError `setup_missing`, `lease_held`; what the CRM throws. Each that is refused says why, and stops no other. */
export async function decideRegistrations(
  deps: DecideDeps,
  request: DecideRequest,
): Promise<DecidedRegistrations> {
  if (!request.write) return { ...shownOf(await planAll(deps, request)), done: null };
  const account = await deps.crm.account();
  return withLease(deps.store, account.portalId, 'registrations', async (lease) => {
    const plan = await planAll(deps, request);
    if (plan.planned.length === 0) return { ...shownOf(plan), done: null };
    const { version: policyVersion } = (await deps.inForce()).policy;
    const start = { account, kind: 'registrations' as const, policyVersion, asOf: deps.clock.now() };
    const done = await recordedRun(deps, start, async (runId) => ({
      runId,
      ...(await changeRegistrations(deps, { account, runId, lease }, plan.planned)),
    }));
    return { ...shownOf(plan), done };
  });
}

interface Plan {
  readonly planned: readonly PlannedRegistration[];
  readonly refused: DecidedRegistrations['refused'];
}

const shownOf = ({ planned, refused }: Plan): Omit<DecidedRegistrations, 'done'> => ({
  planned: planned.map(({ view: { recordId, name, by } }) => ({
    id: recordId ?? '',
    name,
    became: by ?? '',
  })),
  refused,
});

async function planAll(deps: DecideDeps, request: DecideRequest): Promise<Plan> {
  const { ids, ruling } = request;
  const basis = await registrationBasis(deps);
  let all = requirePlace(await allRegistrations(deps.programme));
  const planned: PlannedRegistration[] = [];
  const refused: DecidedRegistrations['refused'][number][] = [];
  const isAll = ruling.kind === 'expire' && ids.length === 0;
  for (const id of isAll ? all.map(({ raw }) => raw.id) : new Set(ids)) {
    try {
      const { kept, ...became } = await decidedOn(deps, basis, all, { id, ruling });
      planned.push(plannedState(deps.imports, kept, became));
      // Those after it are judged by what it will be: each alone could be allowed, and both not.
      all = all.map((one) => (one.raw.id === id ? { ...one, record: became.record } : one));
    } catch (error) {
      if (!isAppError(error) || !EACH.has(error.code)) throw error;
      // Of all, most are not over: that is no refusal.
      if (!isAll) refused.push({ id, message: error.message, next: error.next });
    }
  }
  return { planned, refused };
}

interface DecidedOn extends Pick<Automatic, 'record' | 'decisions'> {
  readonly kept: KeptRegistration;
}

/** What a ruling makes of one registration, among all as they are or will be. @throws AppError of `EACH`; what the CRM throws. */
async function decidedOn(
  deps: DecideDeps,
  basis: RegistrationBasis,
  all: readonly KeptRegistration[],
  { id, ruling }: Pick<DecideRequest, 'ruling'> & { readonly id: string },
): Promise<DecidedOn> {
  const kept = all.find(({ raw }) => raw.id === id);
  if (ruling.kind === 'expire' && kept !== undefined) {
    const verdict = moveRegistration(kept.record, { kind: 'expire' }, moveContext(basis, deps.actor.name));
    if (verdict.kind === 'refused') throw new AppError('registration_refused', verdict.message, verdict.next);
    return { kept, record: verdict.record, decisions: [verdict.decision] };
  }
  if (ruling.kind === 'reopen' && kept !== undefined) {
    const { record, decision } = await takenBack(deps, basis, all, { kept, reason: ruling.reason });
    return { kept, record, decisions: [decision] };
  }
  const asked =
    ruling.kind === 'expire' || ruling.kind === 'reopen' ? { kind: 'extend' as const, reason: null } : ruling;
  const { before, after } = await judge(deps, basis, all, { registrationId: id, ruling: asked });
  return { kept: before, record: after, decisions: after.decisions.slice(-1) };
}

/** What is about one registration alone. */
const EACH: ReadonlySet<string> = new Set([
  'registration_refused',
  'record_not_found',
  'programme_unreadable',
  'programme_too_long',
]);
