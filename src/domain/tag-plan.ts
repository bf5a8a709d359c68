/**
 * What a change of a partner's tags comes to: which labels stand then, what becomes of a ruling, and what is recorded. Of
 * several tags of a partner the strongest speaks: decided before confirmed before proposed (attribution.md §3.4).
 */
import { assertNever } from './assert-never.js';
import type { PartnerId } from './ids.js';
import type { LabelTag, TagChange, TagRuling } from './tag-change.js';
import type { Ruling, TagDeed, TagEvent } from './tag-record.js';
import type { Motion, Role, TagState } from './touch.js';

/** A partner's tags on a deal as they stand. */
export interface TagPlace {
  readonly labels: readonly LabelTag[];
  readonly ruling: Ruling | null;
  /** What was done to them, the newest first. */
  readonly history: readonly TagEvent[];
}

export type TagAsk = TagChange | TagRuling;

/** What whoever asks may do. */
export interface TagRights {
  /** Of a tag that is set. */
  readonly state: LabelTag['state'];
  /** Whether a tag in that state may be taken off, or another put in its place, without ruling. */
  readonly mayUndo: (state: TagState) => boolean;
}

export interface TagStatement {
  readonly role: Role;
  readonly motion: Motion | null;
  readonly state: TagState;
}

export type TagPlan =
  /** `as_asked`: it is so already; `no_tag`: there is nothing to take off. */
  | { readonly kind: 'nothing'; readonly why: 'as_asked' | 'no_tag' }
  /** `not_theirs`: only a ruling may do that; `no_tag`: there is nothing to rule on. */
  | {
      readonly kind: 'refused';
      readonly why: 'not_theirs' | 'no_tag';
      readonly standing: TagStatement | null;
    }
  | {
      readonly kind: 'change';
      /** All that the labels are to say. */
      readonly tags: readonly LabelTag[];
      readonly ruling: 'keep' | 'drop' | 'make';
      readonly deed: TagDeed;
      /** Of the tag that is set, or of the one that is gone. */
      readonly role: Role;
      readonly motion: Motion | null;
      readonly before: TagStatement | null;
      readonly reason: string | null;
    };

/** What speaks for a partner: the strongest of its tags, a sourced one before an influenced one. */
export function standingTag({ labels, ruling }: TagPlace): TagStatement | null {
  if (ruling !== null) return { role: ruling.role, motion: ruling.motion, state: 'decided' };
  return strongest(labels, 'confirmed') ?? strongest(labels, 'proposed');
}

const strongest = (labels: readonly LabelTag[], state: LabelTag['state']): LabelTag | null => {
  const those = labels.filter((one) => one.state === state);
  return those.find(({ role }) => role === 'sourced') ?? those[0] ?? null;
};

/** Plans what was asked for. */
export function planTagChange(place: TagPlace, ask: TagAsk, rights: TagRights): TagPlan {
  switch (ask.kind) {
    case 'set':
      return rights.state === 'confirmed' ? setConfirmed(place, ask, rights) : propose(place, ask);
    case 'remove':
      return remove(place, rights);
    case 'confirm':
      return confirm(place);
    case 'decide':
      return decide(place, ask);
    case 'refuse':
      return refuse(place, ask.reason);
    default:
      return assertNever(ask);
  }
}

type Wanted = Pick<LabelTag, 'role' | 'motion'>;

const isSame = (one: Wanted | null, other: Wanted): boolean =>
  one?.role === other.role && one.motion === other.motion;

function setConfirmed(place: TagPlace, { role, motion }: Wanted, { mayUndo }: TagRights): TagPlan {
  const before = standingTag(place);
  const stands = before !== null && before.state !== 'proposed' && isSame(before, { role, motion });
  const tags: readonly LabelTag[] = [{ role, motion, state: 'confirmed' }];
  if (stands && isExactly(place.labels, tags)) return { kind: 'nothing', why: 'as_asked' };
  // A team that skips proposals skips no ruling.
  if (place.ruling !== null && !stands && !mayUndo('decided')) {
    return { kind: 'refused', why: 'not_theirs', standing: before };
  }
  // The label of a ruling that stands may have been lost: it is set again, and the ruling goes on standing.
  const ruling = place.ruling === null || stands ? 'keep' : 'drop';
  const deed = before === null || before.state === 'proposed' || stands ? 'confirmed' : 'changed';
  return { kind: 'change', tags, ruling, deed, role, motion, before, reason: null };
}

/** A proposal stands beside what counts already, and changes nothing of it. */
function propose(place: TagPlace, { role, motion }: Wanted): TagPlan {
  const before = standingTag(place);
  if (before?.state === 'decided') return { kind: 'refused', why: 'not_theirs', standing: before };
  const counts = before?.state === 'confirmed' && before.role === role;
  if (counts && (motion === null || before.motion === motion)) return { kind: 'nothing', why: 'as_asked' };
  const proposed = strongest(place.labels, 'proposed');
  const known = proposed === null ? null : { role: proposed.role, motion: motionOf(place, proposed.role) };
  const tags = [...confirmedOf(place.labels), { role, motion: null, state: 'proposed' as const }];
  if (isSame(known, { role, motion }) && isExactly(place.labels, tags)) {
    return { kind: 'nothing', why: 'as_asked' };
  }
  const deed = proposed === null ? 'proposed' : 'changed';
  return { kind: 'change', tags, ruling: 'keep', deed, role, motion, before, reason: null };
}

const confirmedOf = (labels: readonly LabelTag[]): readonly LabelTag[] =>
  labels.filter(({ state }) => state === 'confirmed');

/** What made a proposal: the newest that was proposed of the partner, if it had that role; null where no record tells. */
export function proposalOf(history: readonly TagEvent[], partnerId: PartnerId, role: Role): TagEvent | null {
  const made = history.find(
    (one) => one.partnerId === partnerId && (one.what === 'proposed' || one.what === 'changed'),
  );
  return made?.role === role ? made : null;
}

/** No label has the motion of a proposal: what was recorded when it was made does. */
const motionOf = ({ history }: TagPlace, role: Role): Motion | null => {
  const [newest] = history;
  return newest === undefined ? null : (proposalOf(history, newest.partnerId, role)?.motion ?? null);
};

function remove(place: TagPlace, { mayUndo }: TagRights): TagPlan {
  const before = standingTag(place);
  if (before === null) return { kind: 'nothing', why: 'no_tag' };
  const gone = { kind: 'change', deed: 'removed', before, reason: null } as const;
  if (mayUndo(before.state)) {
    const ruling = place.ruling === null ? 'keep' : 'drop';
    return { ...gone, tags: [], ruling, role: before.role, motion: before.motion };
  }
  const proposed = strongest(place.labels, 'proposed');
  if (proposed === null || !mayUndo('proposed')) {
    return { kind: 'refused', why: 'not_theirs', standing: before };
  }
  const motion = motionOf(place, proposed.role);
  return { ...gone, tags: confirmedOf(place.labels), ruling: 'keep', role: proposed.role, motion };
}

function confirm(place: TagPlace): TagPlan {
  const before = standingTag(place);
  const proposed = strongest(place.labels, 'proposed');
  if (proposed === null) {
    return before === null
      ? { kind: 'refused', why: 'no_tag', standing: null }
      : { kind: 'nothing', why: 'as_asked' };
  }
  const { role } = proposed;
  const motion = motionOf(place, role);
  const tags: readonly LabelTag[] = [{ role, motion, state: 'confirmed' }];
  const ruling = place.ruling === null ? 'keep' : 'drop';
  return { kind: 'change', tags, ruling, deed: 'confirmed', role, motion, before, reason: null };
}

function decide(place: TagPlace, ask: Extract<TagRuling, { readonly kind: 'decide' }>): TagPlan {
  const { role, reason } = ask;
  const before = standingTag(place);
  const motion = ask.motion ?? keptMotion(place, role);
  const tags: readonly LabelTag[] = [{ role, motion, state: 'confirmed' }];
  const isSo =
    place.ruling !== null && isSame(place.ruling, { role, motion }) && place.ruling.reason === reason;
  if (isSo && isExactly(place.labels, tags)) return { kind: 'nothing', why: 'as_asked' };
  return { kind: 'change', tags, ruling: 'make', deed: 'decided', role, motion, before, reason };
}

/** A decision that names no motion says nothing against the one of the tag that it replaces. */
function keptMotion(place: TagPlace, role: Role): Motion | null {
  const before = standingTag(place);
  const proposed = strongest(place.labels, 'proposed');
  if (before !== null && before.state !== 'proposed' && (before.role === role || proposed?.role !== role)) {
    return before.motion;
  }
  return proposed === null ? null : motionOf(place, proposed.role);
}

function refuse(place: TagPlace, reason: string): TagPlan {
  const before = standingTag(place);
  if (before === null) {
    // Refused already: somebody asks a second time.
    return place.history[0]?.what === 'refused'
      ? { kind: 'nothing', why: 'as_asked' }
      : { kind: 'refused', why: 'no_tag', standing: null };
  }
  const gone = { kind: 'change', deed: 'refused', before, reason } as const;
  const proposed = strongest(place.labels, 'proposed');
  if (proposed !== null) {
    const motion = motionOf(place, proposed.role);
    return { ...gone, tags: confirmedOf(place.labels), ruling: 'keep', role: proposed.role, motion };
  }
  const ruling = place.ruling === null ? 'keep' : 'drop';
  return { ...gone, tags: [], ruling, role: before.role, motion: before.motion };
}

const keyOf = ({ role, motion, state }: LabelTag): string => `${state} ${role} ${motion ?? ''}`;

function isExactly(labels: readonly LabelTag[], tags: readonly LabelTag[]): boolean {
  const wanted = new Set(tags.map(keyOf));
  const held = new Set(labels.map(keyOf));
  return wanted.size === held.size && [...held].every((key) => wanted.has(key));
}
