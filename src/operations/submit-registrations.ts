/** Deal registrations from a file: every rule's verdict is told first, then they are made as one run that undo takes back. */
import type { RunId } from '../domain/ids.js';
import type { RegistrationDecision, RegistrationRecord } from '../domain/registration-record.js';
import type { Submission } from '../domain/submission.js';
import { checkSubmissions, type CheckedSubmission } from './check-submissions.js';
import type { ImportDeps } from './import-plan.js';
import type { ImportedLink } from './import-store-port.js';
import { isProvisional, meantSubmissions } from './meant-submissions.js';
import { requireMayTag } from './permissions.js';
import { presentSubmission } from './present-submission.js';
import { recordedRun } from './recorded-run.js';
import { submitted } from './register-deal.js';
import { registrationBasis, type RegistrationBasis, type RegistrationDeps } from './registration-deps.js';
import { allRegistrations, requirePlace } from './registrations-kept.js';
import { settleRuns } from './settle-runs.js';
import type { SubmittedView } from './views/submission-view.js';
import { withLease } from './with-lease.js';
import { writeRegistrations, type PlannedRegistration } from './write-registrations.js';

export interface SubmitDeps
  extends RegistrationDeps, Pick<ImportDeps, 'imports' | 'store' | 'newRunId' | 'stop'> {}

export interface SubmitRequest {
  /** As decisions name it. */
  readonly file: string;
  readonly rows: readonly Submission[];
  readonly write: boolean;
}

/**
 * Tells what the rows would come to, or submits them. A row whose external id the portal has already is left alone.
 * @throws AppError `setup_missing`, `lease_held`, `not_permitted`; what the CRM throws.
 */
export async function submitRegistrations(deps: SubmitDeps, request: SubmitRequest): Promise<SubmittedView> {
  requireMayTag(deps.actor);
  if (!request.write) return { ...(await planOf(deps, request)).view, done: null };
  const account = await deps.crm.account();
  const { portalId } = account;
  return withLease(deps.store, portalId, 'registrations', async (lease) => {
    await deps.store.endKilledRuns(portalId, deps.clock.now());
    await settleRuns(deps, { portalId, lease });
    const { view, planned } = await planOf(deps, request);
    if (planned.length === 0) return { ...view, done: null };
    const { version: policyVersion } = (await deps.inForce()).policy;
    const start = { account, kind: 'registrations' as const, policyVersion, asOf: deps.clock.now() };
    const done = await recordedRun(deps, start, async (runId: RunId) => {
      const ended = await writeRegistrations(deps, { account, runId, lease }, planned);
      const partners = ended.created + ended.changed;
      return { runId, ...ended, writes: { deals: 0, partners, refused: ended.refused.length, failed: [] } };
    });
    const { runId, created, changed, refused } = done;
    return { ...view, done: { runId, created, changed, refused } };
  });
}

interface Plan {
  readonly view: Omit<SubmittedView, 'done'>;
  readonly planned: readonly PlannedRegistration[];
}

async function planOf(deps: SubmitDeps, { file, rows }: SubmitRequest): Promise<Plan> {
  const basis = await registrationBasis(deps);
  const all = requirePlace(await allRegistrations(deps.programme));
  const { now } = basis;
  const { digest, actor } = deps;
  const { meant, aside } = await meantSubmissions(deps.crm, rows, { now, digest, by: actor.name });
  const byKey = await deps.imports.registrationsByKey(meant.map(({ key }) => key));
  const checked = await checkSubmissions(deps, basis, meant, { all, byKey });
  const linked = await linksOf(
    deps,
    [...byKey.values()].map(({ id }) => id),
  );
  const byLine = checked.toSorted((a, b) => a.one.line - b.one.line);
  return {
    view: { rows: byLine.map((one) => presentSubmission(deps.programme, one)), aside },
    planned: checked.flatMap((one) => plannedOf(deps, basis, one, { file, linked })),
  };
}

type LinkedCompanies = ReadonlyMap<string, readonly string[]>;

const linksOf = ({ imports }: SubmitDeps, ids: readonly string[]): Promise<LinkedCompanies> =>
  ids.length === 0 ? Promise.resolve(new Map()) : imports.registrationLinks('companies', ids);

interface Source {
  readonly file: string;
  readonly linked: LinkedCompanies;
}

/** What is written of a row, if anything. */
function plannedOf(
  deps: SubmitDeps,
  basis: RegistrationBasis,
  row: CheckedSubmission,
  { file, linked }: Source,
): readonly PlannedRegistration[] {
  const { key, line, record } = row.one;
  if (row.kind === 'refused') return [];
  if (row.kind === 'there') {
    const { record: kept } = deps.programme.registrations.read(row.raw);
    // Where an earlier run was cut off between a record and its associations.
    const links = companyLinks(kept ?? record).filter(
      ({ id }) => linked.get(row.raw.id)?.includes(id) !== true,
    );
    if (links.length === 0) return [];
    return [{ key, links, view: viewOf('change', { line, name: record.name, recordId: row.raw.id, links }) }];
  }
  const made = toMake(submitted(row.checked.record, row.checked.verdicts, basis), { file, line });
  const links = companyLinks(made);
  const changes = Object.entries(deps.programme.registrations.changes(null, made)).map(
    ([property, newValue]) => ({ property, oldValue: null, newValue }),
  );
  return [
    { key, links, view: { ...viewOf('create', { line, name: made.name, recordId: null, links }), changes } },
  ];
}

const companyLinks = ({ partnerId, prospect }: RegistrationRecord): readonly ImportedLink[] =>
  [...new Set([partnerId, ...(prospect.companyId === null ? [] : [prospect.companyId])])].map((id) => ({
    to: 'companies' as const,
    id,
  }));

type Viewed = { readonly line: number; readonly name: string; readonly recordId: string | null } & {
  readonly links: readonly ImportedLink[];
};

const viewOf = (
  action: 'create' | 'change',
  { line, name, recordId, links }: Viewed,
): PlannedRegistration['view'] => ({
  ...{ line, action, objectType: 'registrations', recordId, name },
  ...{ by: recordId === null ? null : 'external id', changes: [], kept: [] },
  links: links.map(({ to, id }) => `${to} ${id}`),
});

/** Its history names the file; rows that have no record yet are evidence by their names alone. */
function toMake(
  record: RegistrationRecord,
  { file, line }: { readonly file: string; readonly line: number },
): RegistrationRecord {
  const decisions = record.decisions.map((one): RegistrationDecision => ({
    ...one,
    reason: `From ${file}, line ${line}.`,
    evidence: one.evidence.map((item) => (isProvisional(item.id) ? { ...item, id: '' } : item)),
  }));
  return { ...record, decisions };
}
