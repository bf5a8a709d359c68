/**
 * Sets the labels of partners on deals, by batch. HubSpot answers an association as made although it is not, so what
 * counts is what is read back.
 */
import * as z from 'zod';
import { isAppError } from '../errors.js';
import type { TagsOutcome, TagsWanted } from '../operations/tagging-port.js';
import type { ApiError } from './api-errors.js';
import { chunk, readTargets } from './associations.js';
import type { ReadLink, Target } from './link-meanings.js';
import { partialErrors } from './partial-errors.js';
import { ASSOCIATION_ARCHIVE_LIMIT, ASSOCIATION_CREATE_LIMIT, associationsPath } from './paths.js';
import type { TagLabels } from './tag-labels.js';
import type { Transport } from './transport.js';

/** What has to be done to one pair of records. */
interface Step {
  readonly wanted: TagsWanted;
  /** Our label ids that are to stand, and those that stand and must not. */
  readonly ids: ReadonlySet<number>;
  readonly missing: readonly number[];
  readonly surplus: readonly number[];
}

/** As the port's `setTags`. */
export async function setTags(
  transport: Transport,
  labels: TagLabels,
  read: ReadLink,
  wanted: readonly TagsWanted[],
): Promise<readonly TagsOutcome[]> {
  const steps = await stepsOf(transport, labels, wanted);
  const refusals = new Map<TagsWanted, string>();
  const refuse: Refuse = (step, reason) => refusals.set(step.wanted, reason);
  // What is new comes first: a stop in between leaves too many labels, never none.
  const incomplete = steps.filter(({ missing }) => missing.length > 0);
  for (const part of chunk(incomplete, ASSOCIATION_CREATE_LIMIT)) await create(transport, part, refuse);
  const surplus = steps.filter((step) => step.surplus.length > 0 && !refusals.has(step.wanted));
  for (const part of chunk(surplus, ASSOCIATION_ARCHIVE_LIMIT)) await archive(transport, part, refuse);
  const now = await readTargets(transport, 'deals', 'companies', dealIds(wanted));
  return steps.map((step): TagsOutcome => {
    const targets = now.get(step.wanted.dealId) ?? [];
    const reason = refusals.get(step.wanted) ?? whatIsWrong(step, targets, labels);
    return reason === null ? { kind: 'set', links: targets.map(read) } : { kind: 'refused', reason };
  });
}

const dealIds = (wanted: readonly TagsWanted[]): readonly string[] => wanted.map(({ dealId }) => dealId);

async function stepsOf(
  transport: Transport,
  labels: TagLabels,
  wanted: readonly TagsWanted[],
): Promise<readonly Step[]> {
  const before = await readTargets(transport, 'deals', 'companies', dealIds(wanted));
  return wanted.map((one) => {
    const ids = new Set(one.tags.map((tag) => labels.idOf(tag)));
    const held = oursOn(one, before.get(one.dealId) ?? [], labels);
    return {
      wanted: one,
      ids,
      missing: [...ids].filter((id) => !held.includes(id)),
      surplus: held.filter((id) => !ids.has(id)),
    };
  });
}

const oursOn = (
  { partnerId }: TagsWanted,
  targets: readonly Target[],
  labels: TagLabels,
): readonly number[] =>
  (targets.find(({ toObjectId }) => toObjectId === partnerId)?.associationTypes ?? [])
    .filter(({ category, typeId }) => category === 'USER_DEFINED' && labels.isOurs(typeId))
    .map(({ typeId }) => typeId);

function whatIsWrong(step: Step, targets: readonly Target[], labels: TagLabels): string | null {
  const held = oursOn(step.wanted, targets, labels);
  const lacking = [...step.ids].filter((id) => !held.includes(id));
  const left = held.filter((id) => !step.ids.has(id));
  const quoted = (ids: readonly number[]): string => ids.map((id) => `“${labels.nameOf(id)}”`).join(', ');
  if (lacking.length > 0) return `HubSpot answered that the label ${quoted(lacking)} is set, and it is not`;
  if (left.length > 0) return `HubSpot answered that the label ${quoted(left)} is gone, and it is not`;
  return null;
}

type Refuse = (step: Step, reason: string) => void;

const inputOf = ({ wanted }: Step, typeIds: readonly number[]) => ({
  from: { id: wanted.dealId },
  to: { id: wanted.partnerId },
  types: typeIds.map((associationTypeId) => ({ associationCategory: 'USER_DEFINED', associationTypeId })),
});

const created = z.object({ errors: partialErrors });

async function create(transport: Transport, steps: readonly Step[], refuse: Refuse): Promise<void> {
  const inputs = steps.map((step) => inputOf(step, step.missing));
  const path = associationsPath('deals', 'companies', '/batch/create');
  try {
    // A label that is set again is set.
    const call = { method: 'POST', repeatable: true, path, body: { inputs }, schema: created } as const;
    const { data } = await transport.call(call);
    for (const error of data.errors ?? []) {
      for (const step of steps) if (isAbout(error.context, step)) refuse(step, error.message);
    }
  } catch (error) {
    await inHalves(error, steps, refuse, (part) => create(transport, part, refuse));
  }
}

/** One bad pair refuses its whole batch; halves find it, and the rest is done. */
async function inHalves(
  error: unknown,
  steps: readonly Step[],
  refuse: Refuse,
  again: (part: readonly Step[]) => Promise<void>,
): Promise<void> {
  if (!isAppError(error) || error.code !== 'crm_refused') throw error;
  const [only] = steps;
  if (only !== undefined && steps.length === 1) {
    refuse(only, (error.cause as ApiError).message);
    return;
  }
  const half = Math.ceil(steps.length / 2);
  await again(steps.slice(0, half));
  await again(steps.slice(half));
}

const idList = z.array(z.union([z.string(), z.number()]).transform(String)).optional();
const pairContext = z.object({ fromObjectId: idList, toObjectId: idList, ids: idList });

// An error that names no record is no reason to call any of them refused: reading back tells.
function isAbout(context: unknown, { wanted }: Step): boolean {
  const read = pairContext.safeParse(context);
  if (!read.success) return false;
  const { fromObjectId, toObjectId, ids } = read.data;
  if (ids !== undefined) return ids.includes(wanted.dealId) || ids.includes(wanted.partnerId);
  return fromObjectId?.includes(wanted.dealId) === true && toObjectId?.includes(wanted.partnerId) !== false;
}

async function archive(transport: Transport, steps: readonly Step[], refuse: Refuse): Promise<void> {
  const inputs = steps.map((step) => inputOf(step, step.surplus));
  const path = associationsPath('deals', 'companies', '/batch/labels/archive');
  try {
    // A label that is taken off again is off; HubSpot answers 204.
    await transport.call({ method: 'POST', repeatable: true, path, body: { inputs }, schema: z.unknown() });
  } catch (error) {
    await inHalves(error, steps, refuse, (part) => archive(transport, part, refuse));
  }
}
