/** What a change of a tag is called, before it is made and afterwards. */
import { CLASS_TAGS } from './deal-card-headline.js';
import { MOTION_LABELS } from './deal-card-evidence.js';
import { nameOf } from './deal-card-facts.js';
import { possessive } from './spoken-name.js';
import type { TagPlan } from '../domain/tag-plan.js';
import type { Motion, Role } from '../domain/touch.js';
import type { TagStep } from './tag-step.js';

/** "sourced · referral" */
export const roleWords = (role: Role, motion: Motion | null): string =>
  motion === null ? role : `${role} · ${MOTION_LABELS[motion]}`;

/** "Propose Northwind Systems as sourced · referral" */
export function titleOf({ plan, target, after }: TagStep): string {
  const name = nameOf(after, target.partnerId);
  if (plan.kind !== 'change') return 'Nothing to do';
  const as = roleWords(plan.role, plan.motion);
  switch (plan.deed) {
    case 'proposed':
      return `Propose ${name} as ${as}`;
    case 'confirmed':
      return plan.before?.state === 'proposed' ? `Confirm ${name} as ${as}` : `Tag ${name} as ${as}`;
    case 'decided':
      return `Decide that ${name} ${plan.role} this deal`;
    case 'refused':
      return `Refuse ${name} as ${as}`;
    case 'removed':
      return `Take ${name} off this deal`;
    case 'changed':
      return isProposal(plan) ? `Propose ${name} as ${as}` : `Change ${name} to ${as}`;
  }
}

type Change = Extract<TagPlan, { readonly kind: 'change' }>;

const isProposal = ({ tags }: Change): boolean => tags.some(({ state }) => state === 'proposed');

/** Why there is nothing to do. */
export function nothingSentence({ plan, target, before }: TagStep): string {
  const name = nameOf(before, target.partnerId);
  const { ask } = target;
  if (plan.kind === 'nothing' && plan.why === 'no_tag') return `${name} has no tag on this deal.`;
  switch (ask.kind) {
    case 'set':
      return `${name} is already tagged as ${roleWords(ask.role, ask.motion)}.`;
    case 'confirm':
      return `${possessive(name)} role on this deal is confirmed already.`;
    case 'decide':
      return `That is decided already, with the same reason.`;
    case 'refuse':
      return `${name} is refused already.`;
    case 'remove':
      return `${name} has no tag on this deal.`;
  }
}

/** What was done. Example: "Northwind Systems is confirmed as sourced. This deal is partner-sourced now." */
export function doneSentence(step: TagStep): string {
  const { plan, target, before, after } = step;
  if (plan.kind !== 'change') return `Nothing to do: ${nothingSentence(step)}`;
  const name = nameOf(after, target.partnerId);
  const [was, is] = [before.attributed.result.class, after.attributed.result.class];
  const classNow = was === is ? '' : ` This deal is ${CLASS_TAGS[is].text.toLowerCase()} now.`;
  return `${deedSentence(name, plan)}${classNow}`;
}

function deedSentence(name: string, plan: Change): string {
  const as = roleWords(plan.role, plan.motion);
  switch (plan.deed) {
    case 'proposed':
      return `${name} is proposed as ${as}.`;
    case 'confirmed':
      return plan.before?.state === 'proposed'
        ? `${name} is confirmed as ${as}.`
        : `${name} is tagged as ${as}.`;
    case 'decided':
      return `It is decided that ${name} ${plan.role} this deal.`;
    case 'refused':
      return `${name} is refused as ${as}; the reason is kept.`;
    case 'removed':
      return `${name} is taken off this deal.`;
    case 'changed':
      return isProposal(plan) ? `${name} is proposed as ${as} now.` : `${name} is ${as} now.`;
  }
}

/** What happens next. */
export function nextSentence({ plan }: TagStep, published: boolean): string | null {
  if (plan.kind !== 'change') return null;
  if (isProposal(plan)) {
    return 'A partnership manager confirms, decides or refuses it on the Partnership home page; until then it does not count.';
  }
  return published
    ? 'The deal’s own properties are up to date; the partner’s numbers and the portal’s totals move with the next sync.'
    : 'The next sync brings the deal’s properties, the partner’s numbers and the portal’s totals up to date.';
}
