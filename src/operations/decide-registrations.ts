/** Decisions on registrations from the command line: told first, then written as one run that undo takes back. */
import type { RunId } from '../domain/ids.js';
import { moveRegistration } from '../domain/registration-moves.js';
import { AppError, isAppError } from '../errors.js';
import type { ImportCrm } from './import-port.js';
import { plannedState } from './keep-registration-states.js';
import type { Store } from './ports.js';
import { recordedRun } from './recorded-run.js';
import { moveContext, registrationBasis, type RegistrationDeps } from './registration-deps.js';
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

async function planAll(deps: DecideDeps, { ids, ruling }: DecideRequest): Promise<Plan> {
  const basis = await registrationBasis(deps);
  const all = requirePlace(await allRegistrations(deps.programme));
  const planned: PlannedRegistration[] = [];
  const refused: DecidedRegistrations['refused'][number][] = [];
  const context = moveContext(basis, deps.actor.name);
  const expired = (kept: KeptRegistration): PlannedRegistration | AppError => {
    const verdict = moveRegistration(kept.record, { kind: 'expire' }, context);
    if (verdict.kind === 'refused')
      return new AppError('registration_refused', verdict.message, verdict.next);
    return plannedState(deps.imports, kept, { record: verdict.record, decisions: [verdict.decision] });
  };
  const decided = async (id: string): Promise<PlannedRegistration | AppError> => {
    const kept = all.find(({ raw }) => raw.id === id);
    if (ruling.kind === 'expire' && kept !== undefined) return expired(kept);
    if (ruling.kind === 'reopen' && kept !== undefined) {
      const { record, decision } = await takenBack(deps, basis, all, { kept, reason: ruling.reason });
      return plannedState(deps.imports, kept, { record, decisions: [decision] });
    }
    const asked =
      ruling.kind === 'expire' || ruling.kind === 'reopen'
        ? { kind: 'extend' as const, reason: null }
        : ruling;
    const { before, after } = await judge(deps, basis, all, { registrationId: id, ruling: asked });
    return plannedState(deps.imports, before, { record: after, decisions: after.decisions.slice(-1) });
  };
  const isAll = ruling.kind === 'expire' && ids.length === 0;
  for (const id of isAll ? all.map(({ raw }) => raw.id) : ids) {
    const end = await decided(id).catch((error: unknown) => {
      if (isAppError(error) && EACH.has(error.code)) return error;
      throw error;
    });
    if (!isAppError(end)) planned.push(end);
    // Of all, most are not over: that is no refusal.
    else if (!isAll) refused.push({ id, message: end.message, next: end.next });
  }
  return { planned, refused };
}

/** What is about one registration alone. */
const EACH: ReadonlySet<string> = new Set([
  'registration_refused',
  'record_not_found',
  'programme_unreadable',
  'programme_too_long',
]);
