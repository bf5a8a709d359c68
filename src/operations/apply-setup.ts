/** Brings the configuration of one portal into another; what differs is known before anything is written. */
import { valueChanges, type ValueChange } from '../domain/value-changes.js';
import { isAppError } from '../errors.js';
import type { Crm, SchemaItem, UnavailableItem } from './crm-port.js';
import { isSameItem, type ItemName, type SetUp } from './export-setup.js';
import type { Holding } from './in-force.js';
import type { PortalData, SavedPolicy } from './portal-data-port.js';
import type { Clock } from './ports.js';
import { setUpPortal } from './set-up-portal.js';

export interface ApplyDeps {
  readonly crm: Crm;
  readonly data: PortalData;
  readonly clock: Clock;
  /** What is saved in the target, whatever files somebody has here. */
  readonly saved: Holding;
  /** How a mapping is kept. */
  readonly mappingText: (mapping: SetUp['mapping']) => string;
}

/** What applying changes in the target. */
export interface SetUpDifference {
  readonly mapping: readonly ValueChange[];
  readonly policy: readonly ValueChange[];
  readonly settings: readonly ValueChange[];
  /** To be created. */
  readonly create: readonly SchemaItem[];
  /** That the source has, and the target's subscription or limits do not allow. */
  readonly unavailable: readonly UnavailableItem[];
  /** That the source has, and this version does not know. */
  readonly unknown: readonly ItemName[];
  /** That the target has and the source has not: they stay. */
  readonly more: readonly SchemaItem[];
}

export interface Applied {
  readonly created: readonly SchemaItem[];
  /** What could not be created after all. */
  readonly unavailable: readonly UnavailableItem[];
  readonly saved: readonly ('mapping' | 'policy' | 'settings')[];
  /** Differs, and the portal has no place for it. */
  readonly noPlace: readonly ('mapping' | 'policy' | 'settings')[];
}

/** Reads the target; writes nothing. */
export async function compareSetUp({ crm, saved }: ApplyDeps, wanted: SetUp): Promise<SetUpDifference> {
  const [{ mapping }, { policy, settings }, review] = await Promise.all([
    saved.mapping(),
    saved.inForce(),
    crm.reviewSchema(),
  ]);
  const isWanted = (item: SchemaItem): boolean => wanted.items.some((one) => isSameItem(one, item));
  const known = [...review.present, ...review.missing, ...review.unavailable, ...review.conflicts];
  return {
    mapping: valueChanges(mapping, wanted.mapping),
    policy: valueChanges(policy, wanted.policy),
    settings: valueChanges(settings, wanted.settings),
    create: review.missing.filter(isWanted),
    unavailable: review.unavailable.filter(isWanted),
    unknown: wanted.items.filter((item) => !known.some((one) => isSameItem(one, item))),
    more: review.present.filter((item) => !isWanted(item)),
  };
}

/** Whether applying would change nothing. */
export const isSame = ({ mapping, policy, settings, create }: SetUpDifference): boolean =>
  mapping.length + policy.length + settings.length + create.length === 0;

/**
 * Writes what differs: first what is missing, then mapping, policy and settings. Run again, it finds nothing to do.
 * @param onItem is told each item when it is made.
 */
export async function applySetUp(
  deps: ApplyDeps,
  wanted: SetUp,
  difference: SetUpDifference,
  onItem: (item: SchemaItem) => void,
): Promise<Applied> {
  const { crm } = deps;
  const isWanted = (item: SchemaItem): boolean => difference.create.some((one) => isSameItem(one, item));
  const { created, unavailable } = await setUpPortal(crm, { dryRun: false, wanted: isWanted }, onItem);
  const saved: Applied['saved'][number][] = [];
  const noPlace: Applied['saved'][number][] = [];
  for (const key of ['mapping', 'policy', 'settings'] as const) {
    if (difference[key].length === 0) continue;
    ((await hasSaved(() => save(deps, key, wanted))) ? saved : noPlace).push(key);
  }
  return { created, unavailable: unavailable.filter(isWanted), saved, noPlace };
}

async function save(
  { data, clock, mappingText }: ApplyDeps,
  key: Applied['saved'][number],
  { mapping, policy, settings }: SetUp,
): Promise<void> {
  const by = { savedAt: clock.now(), savedBy: null };
  if (key === 'mapping') return data.write('mapping', { text: mappingText(mapping), ...by });
  if (key === 'settings') return data.write('settings', settings);
  const { policy: before } = await data.read(['policy']);
  return data.write('policy', { text: JSON.stringify(policy), ...by, before: historyOf(before) });
}

/** As many as the settings page keeps. */
const MOST_KEPT = 20;

const historyOf = (saved: SavedPolicy | null): SavedPolicy['before'] =>
  saved === null
    ? []
    : [{ text: saved.text, savedAt: saved.savedAt, savedBy: saved.savedBy }, ...saved.before].slice(
        0,
        MOST_KEPT,
      );

async function hasSaved(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === 'setup_missing') return false;
    throw error;
  }
}
