/** The effect of one change of a tag on one deal, in words. */
import type { PartnerId } from '../domain/ids.js';
import { CLASS_TAGS } from './deal-card-headline.js';
import { locksAtOf } from './deal-card-basis.js';
import { dayIn } from './deal-card-days.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';
import { creditChanges, creditRows, partOf, partRows, type CreditChange } from './credit-changes.js';
import { nothingSentence, titleOf } from './tag-words.js';
import type { TagStep } from './tag-step.js';
import type { EffectView } from './views/effect-view.js';

type Effect = Omit<EffectView, 'basis'>;

/**
 * Puts the effect of a step in words; its basis is a digest that the operation adds. A proposal moves nothing: its effect
 * is that of its being confirmed.
 */
export function effectOf(step: TagStep): Effect {
  const { before, confirmed, target } = step;
  const then = confirmed ?? step.after;
  const changes = creditChanges(before, then);
  const moved = new Set(changes.map(({ partnerId }) => partnerId));
  const roles = partRows(before, then, moved);
  const classChange = classChangeOf(before, then);
  const moves = changes.length > 0 || roles.length > 0 || classChange !== null;
  return {
    kind: 'effect',
    title: titleOf(step),
    sentences: sentencesOf(step, then, moves),
    classChange,
    partners: [...creditRows(changes), ...roles],
    conflicts: conflictsOf(then),
    needsConfirmation:
      classChange !== null ||
      touchesOthers(before, then, changes, target.partnerId) ||
      (moves && lockSentences(before).length > 0) ||
      replacesRuling(step),
    ...(confirmed === null ? {} : { ifConfirmed: true as const }),
  };
}

/** The class of a deal before and after; null where it stays. */
export function classChangeOf(before: DealCardFacts, after: DealCardFacts): EffectView['classChange'] {
  const [was, is] = [before.attributed.result.class, after.attributed.result.class];
  return was === is ? null : { before: CLASS_TAGS[was].text, after: CLASS_TAGS[is].text };
}

const touchesOthers = (
  before: DealCardFacts,
  after: DealCardFacts,
  changes: readonly CreditChange[],
  own: PartnerId,
): boolean => {
  const ids = [before, after].flatMap(({ attributed: { result } }) => [
    ...result.sourcingPartnerIds,
    ...result.influencingPartnerIds,
  ]);
  return (
    changes.some(({ partnerId }) => partnerId !== own) ||
    ids.some((id) => id !== own && partOf(before, id) !== partOf(after, id))
  );
};

const replacesRuling = ({ plan }: TagStep): boolean =>
  plan.kind === 'change' && plan.before?.state === 'decided';

function sentencesOf(step: TagStep, then: DealCardFacts, moves: boolean): readonly string[] {
  const { plan, before, confirmed } = step;
  if (plan.kind !== 'change') return [nothingSentence(step)];
  return [
    ...(confirmed === null
      ? []
      : ['It is a proposal: nothing counts until a partnership manager confirms it.']),
    ...(moves
      ? (confirmed === null ? moveSentences : onceConfirmed)(before, then)
      : [staysSentence(confirmed)]),
    ...rulingSentences(step),
    ...evidenceSentences(step, then),
    ...(moves ? lockSentences(before) : []),
  ];
}

const staysSentence = (confirmed: DealCardFacts | null): string =>
  `${confirmed === null ? 'The' : 'Once it is confirmed, too, the'} class of the deal and everybody’s credit stay as they are.`;

/** "If a partnership manager confirms it: this deal becomes partner-sourced; now it is direct." */
function onceConfirmed(before: DealCardFacts, then: DealCardFacts): readonly string[] {
  const moves = moveSentences(before, then)
    .join(' ')
    .replace(/^This deal/, 'this deal');
  return moves === '' ? [] : [`If a partnership manager confirms it: ${moves}`];
}

/** "This deal becomes partner-sourced." "Northwind Systems sources it instead of Contoso Partners." */
export function moveSentences(before: DealCardFacts, after: DealCardFacts): readonly string[] {
  const change = classChangeOf(before, after);
  const [was, is] = [before, after].map(({ attributed }) => attributed.result.sourcingPartnerIds) as [
    readonly PartnerId[],
    readonly PartnerId[],
  ];
  const names = (ids: readonly PartnerId[]): string => listed(ids.map((id) => nameOf(after, id)));
  const isSame = was.join() === is.join();
  return [
    ...(change === null
      ? []
      : [`This deal becomes ${change.after.toLowerCase()}; now it is ${change.before.toLowerCase()}.`]),
    ...(isSame || is.length === 0
      ? []
      : [
          was.length === 0 ? `${names(is)} sources it.` : `${names(is)} sources it instead of ${names(was)}.`,
        ]),
    ...(isSame || is.length > 0 ? [] : [`${names(was)} sources it no more.`]),
  ];
}

export function rulingSentences({ plan, target, around, before }: TagStep): readonly string[] {
  const ruling = around.record.tagging.rulings?.find((one) => one.partnerId === target.partnerId);
  if (plan.kind !== 'change' || plan.ruling === 'keep' || ruling === undefined) return [];
  const { author, at, role, reason } = ruling;
  return [
    `It takes the place of a ruling: ${author} decided on ${dayIn(before, at)} that it ${role} this deal (${reason}). The ruling is kept in the history.`,
  ];
}

// Counted all the same; an auditor will ask.
function evidenceSentences({ target, plan }: TagStep, after: DealCardFacts): readonly string[] {
  const left = after.attributed.classification.tags.find(({ tag }) => tag.partnerId === target.partnerId);
  if (plan.kind !== 'change' || left === undefined || plan.deed === 'removed' || plan.deed === 'refused') {
    return [];
  }
  const name = nameOf(after, target.partnerId);
  if (!left.stands) {
    return [
      `The policy asks for an activity of ${name} that counts for that role, and there is none: the tag does not count.`,
    ];
  }
  const proves = new Set(
    left.tag.role === 'sourced' ? ['counts_for_sourcing'] : ['counts_for_sourcing', 'counts_for_influence'],
  );
  const proven = after.attributed.classification.judged.some(
    ({ touch, standing }) => touch.partnerId === target.partnerId && proves.has(standing),
  );
  return proven
    ? []
    : [`The CRM shows no activity of ${name} that counts for that role; the tag speaks alone.`];
}

export function lockSentences(card: DealCardFacts): readonly string[] {
  const at = locksAtOf(card);
  if (card.facts.deal.status !== 'won' || at === null || at > card.asOf) return [];
  return [
    `This deal locked on ${dayIn(card, at)}: what was reported stays, and the change posts as an adjustment in the current month.`,
  ];
}

/** What somebody has to settle on the deal as it is then. */
export function conflictsOf(card: DealCardFacts): readonly string[] {
  const { flags, claims } = card.attributed.classification;
  const conflicts: string[] = [];
  if (flags.includes('sourcing_conflict')) {
    const names = listed(claims.map(({ partnerId }) => nameOf(card, partnerId)));
    conflicts.push(`${names} claim to have sourced this deal. The partnership manager can decide.`);
  }
  if (flags.includes('tag_role_conflict')) {
    conflicts.push('One partner carries two roles on this deal; the “sourced” label counts.');
  }
  return conflicts;
}
