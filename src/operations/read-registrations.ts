/** Reads the portal's registrations into what attribution is worked out from. There are few: all are read, each time. */
import { dealId } from '../domain/ids.js';
import type { ProgrammeRegistration } from '../domain/programme-facts.js';
import type { Automatic } from '../domain/registration-automation.js';
import type { MoveContext } from '../domain/registration-moves.js';
import type { Registration } from '../domain/registration.js';
import type { Account, Crm, RawRecord, SchemaReview } from './crm-port.js';
import type { ImportCrm } from './import-port.js';
import { automaticStates, plannedState, type ReadKept } from './keep-registration-states.js';
import type { Lease } from './lease-port.js';
import { keepRegistrations } from './keep-registrations.js';
import type { Clock, Store } from './ports.js';
import type { PlannedRegistration } from './write-registrations.js';

interface Deps {
  readonly crm: Crm;
  readonly imports: ImportCrm;
  readonly store: Store;
  readonly clock: Clock;
}

interface Request {
  readonly account: Account;
  readonly lease: Lease;
  /** What the portal has of ours, so that one without registrations is asked for none; null: it was not looked at. */
  readonly review: SchemaReview | null;
  /** By what registrations expire and follow their deals; null: all stay as they are, as where nothing may be written. */
  readonly context: MoveContext | null;
}

const hasPlace = ({ present }: SchemaReview, { registrationObject }: ImportCrm): boolean =>
  present.some(({ kind, name }) => kind === 'object' && name === registrationObject);

/**
 * Keeps the registrations that have a deal, a partner and a day, as they are once this sync has written what becomes of
 * them by themselves; the deals of those that changed are worked out again.
 * @returns what is to be written on them.
 */
export async function readRegistrations(
  deps: Deps,
  { account, lease, review, context }: Request,
): Promise<readonly PlannedRegistration[]> {
  const { imports, store, clock } = deps;
  const at = clock.now();
  const isThere = review === null ? await imports.hasRegistrations() : hasPlace(review, imports);
  const raws: RawRecord[] = [];
  const dealIds = new Map<string, readonly string[]>();
  if (isThere) {
    for await (const page of imports.registrations()) {
      raws.push(...page);
      for (const [id, deals] of await dealsOf(imports, page)) dealIds.set(id, deals);
    }
  }
  const kept = raws.flatMap((raw): readonly ReadKept[] => {
    const { record } = imports.registrationFormat.read(raw);
    return record === null
      ? []
      : [{ raw, record: { ...record, dealIds: (dealIds.get(raw.id) ?? []).map(dealId) } }];
  });
  const states = context === null ? NONE : await automaticStates(deps, { account, context }, kept);
  const after = kept.map((one) => ({ ...one, record: states.get(one.raw.id)?.record ?? one.record }));
  await store.writeSync(account.portalId, lease, async (unit) => {
    await unit.markDirty(await unit.saveRegistrations(after.flatMap((one) => touchesOf(imports, one))));
    await keepRegistrations(unit, isThere ? after.map(forProgramme) : null, at);
  });
  return kept.flatMap((one) => {
    const state = states.get(one.raw.id);
    return state === undefined ? [] : [plannedState(imports, one, state)];
  });
}

const NONE: ReadonlyMap<string, Automatic> = new Map();

async function dealsOf(
  imports: ImportCrm,
  page: readonly RawRecord[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (page.length === 0) return new Map();
  return imports.registrationLinks(
    'deals',
    page.map(({ id }) => id),
  );
}

/** One for each of its deals. What is written as its status is kept to the letter: what is none of ours counts for nothing. */
function touchesOf(
  { registrationProperties: names }: ImportCrm,
  { raw: { id, properties }, record }: ReadKept,
): readonly Registration[] {
  const { partnerId, submittedAt, status } = record;
  const written = properties[names.status ?? ''] ?? '';
  const title = properties[names.name ?? ''] ?? '';
  return record.dealIds.map((deal) => ({
    ...{ id, dealId: deal, partnerId, submittedAt },
    status: written === '' ? null : (status ?? written),
    title: title === '' ? null : title,
  }));
}

/** Also of those without a deal: the numbers count what became of each. */
function forProgramme({ raw, record }: ReadKept): ProgrammeRegistration {
  const { partnerId, submittedAt, decidedAt, status, dealIds, prospect } = record;
  const { protectedUntil, extended, disputedAt } = record;
  return {
    ...{ id: raw.id, partnerId, submittedAt, decidedAt, status, protectedUntil, extended, disputedAt },
    dealId: dealIds[0] ?? null,
    prospectName: prospect.name,
  };
}
