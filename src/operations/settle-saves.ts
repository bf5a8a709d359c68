/**
 * Looks, after a save, whether it crossed another one: HubSpot has no compare-and-set, but keeps every version of a
 * property. Whoever came later gives way, so that no save that was reported as done is lost (ADR 0039).
 */
import {
  isTakenToo,
  orderOfSave,
  valueToStand,
  type PropertyVersion,
  type SaveOrder,
} from '../domain/crossed-save.js';
import { isAppError } from '../errors.js';
import type { PropertyValues, PropertyVersions, RecordUpdate, WriteOutcome } from './record-port.js';

/** Where records of one type are saved. */
export interface SavePlace {
  /** The property that every save writes anew, with an entry of its own. */
  readonly history: string;
  readonly knows: (newer: string | null, older: string | null) => boolean;
  readonly versions: (
    properties: readonly string[],
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, PropertyVersions>>;
  readonly update: (updates: readonly RecordUpdate[]) => Promise<readonly WriteOutcome[]>;
  /**
   * A history that holds what either holds; absent: two saves at once never go together, as two decisions on one matter.
   */
  readonly together?: (older: string | null, newer: string | null) => string | null;
}

export interface DoneSave {
  readonly recordId: string;
  /** The history as it was read. */
  readonly before: string | null;
  readonly written: PropertyValues;
}

export type SettledSave =
  | { readonly kind: 'kept' }
  /** Somebody else's stands, whose history this is; what we wrote is taken back. */
  | { readonly kind: 'gave_way'; readonly to: string | null }
  /** It is saved, as far as is known. */
  | { readonly kind: 'unconfirmed'; readonly why: string };

/** Saves that cross while they are put together: more rounds than three people at once need. */
const ROUNDS = 4;

/** What became of saves, by record; one that wrote no history is left out. What the CRM says is told, not thrown. */
export async function settleSaves(
  place: SavePlace,
  saves: readonly DoneSave[],
  rounds = ROUNDS,
): Promise<ReadonlyMap<string, SettledSave>> {
  const settled = new Map<string, SettledSave>();
  const asked = saves.filter(({ written }) => written[place.history] !== undefined);
  if (asked.length === 0) return settled;
  const properties = [...new Set(asked.flatMap(({ written }) => Object.keys(written)))];
  try {
    const found = await place.versions(
      properties,
      asked.map(({ recordId }) => recordId),
    );
    for (const save of asked) {
      settled.set(save.recordId, await settleOne(place, save, found.get(save.recordId) ?? {}, rounds));
    }
  } catch (error) {
    if (!isAppError(error)) throw error;
    for (const { recordId } of asked) {
      if (!settled.has(recordId)) settled.set(recordId, { kind: 'unconfirmed', why: error.message });
    }
  }
  return settled;
}

const KEPT: SettledSave = { kind: 'kept' };
/** Of one instant nobody can tell which property is whose, and which save is the first. */
const AT_ONCE: SettledSave = { kind: 'unconfirmed', why: 'Somebody else saved in the very same instant.' };

async function settleOne(
  place: SavePlace,
  save: DoneSave,
  versions: PropertyVersions,
  rounds: number,
): Promise<SettledSave> {
  const { history, knows } = place;
  const { before, written } = save;
  const own = versions[history] ?? [];
  const order = orderOfSave(own, { before, after: written[history] ?? null, knows });
  if (order.kind === 'unknown') return { kind: 'unconfirmed', why: 'HubSpot does not show what was saved.' };
  if (order.kind === 'first' && !order.isAtOnce) return KEPT;
  const others = Object.keys(written).filter((name) => name !== history);
  const pair = { winner: order.ours, ...order };
  const isTaken = others.some((name) => isTakenToo(versions[name] ?? [], pair));
  const mayGoTogether = place.together !== undefined && !isTaken;
  if (order.kind === 'first') return mayGoTogether ? KEPT : AT_ONCE;
  if (mayGoTogether && rounds > 0) return putTogether(place, save, { own, ours: order.ours }, rounds);
  return giveWay(place, save, versions, order);
}

/** Nothing but the histories crossed: both are done, and the history gets what either wrote. */
async function putTogether(
  place: SavePlace,
  { recordId, written }: DoneSave,
  { own, ours }: { readonly own: readonly PropertyVersion[]; readonly ours: PropertyVersion },
  rounds: number,
): Promise<SettledSave> {
  const { history, together } = place;
  const top = own[0]?.value ?? null;
  const beside = own[own.indexOf(ours) + 1]?.value ?? null;
  const whole = [beside, written[history] ?? null, top].reduce((older, newer) =>
    together === undefined ? newer : together(older, newer),
  );
  if (whole === top) return KEPT;
  const properties = { [history]: whole };
  const failed = refusalIn(await place.update([{ recordId, properties }]));
  if (failed !== null) return { kind: 'unconfirmed', why: failed };
  const again = await settleSaves(place, [{ recordId, before: top, written: properties }], rounds - 1);
  return again.get(recordId) ?? KEPT;
}

/** Sets back what we wrote and nobody has written over since. */
async function giveWay(
  place: SavePlace,
  { recordId, written }: DoneSave,
  versions: PropertyVersions,
  order: Extract<SaveOrder, { kind: 'late' }>,
): Promise<SettledSave> {
  if (order.winner.at === order.ours.at) return AT_ONCE;
  const back = Object.entries(written).flatMap(([name, own]) => {
    const value = valueToStand(versions[name] ?? [], order, own);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (back.length > 0) {
    const failed = refusalIn(await place.update([{ recordId, properties: Object.fromEntries(back) }]));
    if (failed !== null) return { kind: 'unconfirmed', why: failed };
  }
  return { kind: 'gave_way', to: order.standing.value };
}

function refusalIn(outcomes: readonly WriteOutcome[]): string | null {
  const failed = outcomes.find((outcome) => outcome.kind === 'failed');
  return failed?.kind === 'failed' ? failed.reason : null;
}
