/** What somebody who looks at a deal may state about partners: tags, proposals, and who rules on them. */
import type { PartnerId } from '../domain/ids.js';
import { MOTIONS, type Tag } from '../domain/touch.js';
import type { Actor } from './actor.js';
import { MOTION_LABELS } from './deal-card-evidence.js';
import { fullNameOf, listed, nameOf, type DealCardFacts } from './deal-card-facts.js';
import { mayRule, mayTag, mayUndo, stateOfTag } from './permissions.js';
import { possessive } from './spoken-name.js';
import type { DealCardProposal, DealCardTag, DealCardTagging } from './views/deal-card-view.js';

const HINTS = {
  proposed: 'A partnership manager confirms it on the Partnership home page; until then it does not count.',
  confirmed: 'It counts at once.',
} as const;

/** What the dialog offers; null where whoever looks may not tag. */
export function taggingOf({ settings }: DealCardFacts, actor: Actor): DealCardTagging | null {
  if (!mayTag(actor)) return null;
  const state = stateOfTag(actor, settings);
  return {
    button: state === 'confirmed' ? 'Tag a partner' : 'Propose a partner',
    go: state === 'confirmed' ? 'Tag' : 'Propose',
    hint: HINTS[state],
    roles: [
      { value: 'sourced', label: 'Sourced', description: 'It brought this deal to us.' },
      { value: 'influenced', label: 'Influenced', description: 'It helped while the deal was on its way.' },
    ],
    motions: MOTIONS.map((value) => ({ value, label: capital(MOTION_LABELS[value]) })),
  };
}

const STATE_WORDS = {
  proposed: 'proposed, and not confirmed yet',
  confirmed: 'confirmed',
  decided: 'decided by the partnership manager',
} as const;

/** The tag that says most about a partner: decided before confirmed before proposed; null where it has none. */
export function tagOf(card: DealCardFacts, id: PartnerId, actor: Actor): DealCardTag | null {
  const left = card.attributed.classification.tags.find(({ tag }) => tag.partnerId === id)?.tag;
  const tag = left ?? card.facts.tags.find((one) => one.partnerId === id);
  if (tag === undefined) return null;
  const { role, motion, state } = tag;
  const stated = card.statedBy?.get(id) ?? [];
  const suffix = motion === null ? '' : ` · ${MOTION_LABELS[motion]}`;
  return {
    role,
    motion,
    text: `Tagged as ${role}${suffix}${stated.length === 0 ? '' : ` ${listed(stated)}`}: ${STATE_WORDS[state]}.`,
    // What only the portal's own label, contact or property says is changed there, and not here.
    canChange: mayUndo(actor, card.settings, state) && card.taggedByUs?.has(id) !== false,
  };
}

/** Proposals that nothing has settled yet, one a partner. */
export function proposalsOf(card: DealCardFacts, actor: Actor): readonly DealCardProposal[] {
  const settled = new Set(
    card.facts.tags.filter(({ state }) => state !== 'proposed').map(({ partnerId }) => partnerId),
  );
  const open = new Map<PartnerId, Tag>();
  for (const tag of card.facts.tags)
    if (!settled.has(tag.partnerId) && !open.has(tag.partnerId)) open.set(tag.partnerId, tag);
  // On a record nobody vouches for who looks, so there only those may rule whose own tags count at once.
  const canRule = mayRule(actor) && stateOfTag(actor, card.settings) === 'confirmed';
  return [...open].map(([id, { role, motion }]) => ({
    companyId: id,
    name: fullNameOf(card, id),
    text: `Nobody has confirmed ${possessive(nameOf(card, id))} role yet: it is proposed as ${role}${motion === null ? '' : ` (${MOTION_LABELS[motion]})`}.`,
    canRule,
    hint: canRule ? '' : 'A partnership manager confirms it on the Partnership home page.',
  }));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
