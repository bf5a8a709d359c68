/** One change of a partner's tags on a deal: planned, tried on what is known of the deal, and named by a digest. */
import { canonicalJson } from '../domain/canonical-json.js';
import type { Instant } from '../domain/calendar.js';
import type { DealId, PartnerId } from '../domain/ids.js';
import type { Ruling, TagEvent, TagRecord } from '../domain/tag-record.js';
import { tagOfRuling } from '../domain/tag-record.js';
import { planTagChange, type TagAsk, type TagPlace, type TagPlan } from '../domain/tag-plan.js';
import type { LabelTag } from '../domain/tag-change.js';
import type { Actor } from './actor.js';
import type { Link } from './crm-port.js';
import { cardOf, type CardBasis, type DealAround } from './deal-around.js';
import type { DealCardFacts } from './deal-card-facts.js';
import { dealFact } from './ledger-facts.js';
import { mayUndo, stateOfTag } from './permissions.js';

export interface TagTarget {
  readonly dealId: DealId;
  readonly partnerId: PartnerId;
  readonly ask: TagAsk;
}

export interface TagStep {
  readonly target: TagTarget;
  readonly plan: TagPlan;
  readonly around: DealAround;
  readonly before: DealCardFacts;
  /** The deal as it would be; as it is, where nothing is to be done. */
  readonly after: DealCardFacts;
  /** The deal once somebody confirmed what is proposed here; null where nothing is proposed. */
  readonly confirmed: DealCardFacts | null;
  /** What the deal is to record. */
  readonly record: TagRecord;
  /** It was recorded already: an earlier attempt at the same was cut off. */
  readonly isRepeat: boolean;
  /** What the effect was worked out from. */
  readonly basis: string;
}

/** Plans a change and tries it. */
export function stepOf(basis: CardBasis, around: DealAround, target: TagTarget, actor: Actor): TagStep {
  const place = placeOf(around, target.partnerId);
  const rights = {
    state: stateOfTag(actor, basis.settings),
    mayUndo: (state: Parameters<typeof mayUndo>[2]) => mayUndo(actor, basis.settings, state),
  };
  const plan = planTagChange(place, target.ask, rights);
  const before = cardOf(basis, around);
  const named = basisOf(before, target, plan);
  const { tagging } = around.record;
  const stays = { target, plan, around, before, after: before, confirmed: null, basis: named };
  if (plan.kind !== 'change') return { ...stays, record: tagging, isRepeat: false };
  const event = eventOf(target.partnerId, plan, actor, basis.asOf);
  const isRepeat = isSameDeed(place.history[0], event);
  const record = recordAfter(tagging, plan, event, isRepeat);
  const after = cardOf(basis, aroundAfter(around, target.partnerId, plan.tags, record));
  return { ...stays, after, confirmed: confirmedOf(basis, around, target, plan, record), record, isRepeat };
}

/** A partner's tags on a deal as they stand. */
export function placeOf({ links, record }: DealAround, partnerId: PartnerId): TagPlace {
  const labels = links.filter(({ toId }) => toId === partnerId).flatMap(({ tags }) => tags);
  return {
    // What the portal's own labels say is not ours to change.
    labels: labels.filter((tag): tag is LabelTag => tag.state !== 'decided' && tag.label === undefined),
    ruling: record.tagging.rulings?.find((one) => one.partnerId === partnerId) ?? null,
    history: (record.tagging.history ?? []).filter((one) => one.partnerId === partnerId),
  };
}

// The deal's facts, what was asked for, and what would be written: the effect follows from these and the policy.
const basisOf = ({ facts, policy, settings }: DealCardFacts, target: TagTarget, plan: TagPlan): string =>
  canonicalJson([dealFact(facts).content, policy, settings.tagging, target, plan]);

type Change = Extract<TagPlan, { readonly kind: 'change' }>;

function eventOf(
  partnerId: PartnerId,
  { deed, role, motion, before, reason }: Change,
  { name, identity }: Actor,
  at: Instant,
): TagEvent {
  return {
    at,
    by: name,
    byKnown: identity.kind === 'signed',
    what: deed,
    partnerId,
    role,
    motion,
    before,
    reason,
  };
}

/** What is done again within an hour by the same person, and was recorded last, is an attempt that was cut off. */
const REPEATED_WITHIN_MS = 3_600_000;

const isSameDeed = (last: TagEvent | undefined, event: TagEvent): boolean =>
  last !== undefined &&
  event.at - last.at < REPEATED_WITHIN_MS &&
  [last, event]
    .map(({ what, role, motion, reason, by }) => JSON.stringify([what, role, motion, reason, by]))
    .every((text, _, [first]) => text === first);

function recordAfter(now: TagRecord, plan: Change, event: TagEvent, isRepeat: boolean): TagRecord {
  const { history, rulings } = now;
  const others = (rulings ?? []).filter((one) => one.partnerId !== event.partnerId);
  const ruling = rulingAfter(plan, event);
  const own = (rulings ?? []).find((one) => one.partnerId === event.partnerId);
  return {
    history: isRepeat ? history : [event, ...(history ?? [])],
    rulings:
      plan.ruling === 'keep' || (plan.ruling === 'make' && isRepeat && own !== undefined)
        ? rulings
        : ruling === null
          ? others
          : [...others, ruling],
  };
}

function rulingAfter(plan: Change, event: TagEvent): Ruling | null {
  if (plan.ruling !== 'make') return null;
  const { partnerId, role, motion, at, by } = event;
  return { partnerId, role, motion, reason: plan.reason ?? '', author: by ?? 'Somebody', at };
}

/** The deal with these labels and this record. */
export function aroundAfter(
  around: DealAround,
  partnerId: PartnerId,
  tags: readonly LabelTag[],
  record: TagRecord,
): DealAround {
  // No label has the motion of a proposal.
  const labelled = tags.map((tag) => (tag.state === 'proposed' ? { ...tag, motion: null } : tag));
  const old = around.links.find(({ toId }) => toId === partnerId);
  const theirs = (old?.tags ?? []).filter(({ label }) => label !== undefined);
  const link: Link = { primary: false, ...old, toId: partnerId, tags: [...labelled, ...theirs] };
  const links =
    old === undefined ? [...around.links, link] : around.links.map((one) => (one === old ? link : one));
  return { ...around, links, record: recordedAs(around, record) };
}

/** The deal's record with another record of its tags. */
export const recordedAs = ({ record }: DealAround, tagging: TagRecord): DealAround['record'] => ({
  ...record,
  tagging,
  rulings: (tagging.rulings ?? []).map((ruling) => tagOfRuling(record.deal.id, ruling)),
});

function confirmedOf(
  basis: CardBasis,
  around: DealAround,
  { partnerId }: TagTarget,
  { tags, role, motion }: Change,
  record: TagRecord,
): DealCardFacts | null {
  if (!tags.some(({ state }) => state === 'proposed')) return null;
  return cardOf(basis, aroundAfter(around, partnerId, [{ role, motion, state: 'confirmed' }], record));
}
