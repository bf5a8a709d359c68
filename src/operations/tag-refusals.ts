/** What cannot be done to a tag, said before anything is written. */
import { AppError } from '../errors.js';
import { linkedCustomer } from './deal-facts.js';
import { dayIn } from './deal-card-days.js';
import { fullNameOf, nameOf, type DealCardFacts } from './deal-card-facts.js';
import { whyNotTaggable } from './taggable.js';
import type { TagStep } from './tag-step.js';

/**
 * Refuses a change that cannot be.
 * @throws AppError `tag_refused`, `not_permitted`, `tag_record_unreadable`.
 */
export function refuseImpossible(step: TagStep): void {
  const { plan, target } = step;
  if (plan.kind === 'refused' && plan.why === 'not_theirs') throw notTheirs(step);
  const { kind } = target.ask;
  // What is there by mistake can always be taken off.
  if (kind !== 'remove' && kind !== 'refuse') refuseWhoIsNoPartner(step);
  if (plan.kind === 'refused') {
    throw new AppError(
      'tag_refused',
      `${nameOf(step.before, target.partnerId)} has no tag on ${dealName(step.before)} that could be ${kind === 'refuse' ? 'refused' : 'confirmed'}.`,
      'Reload the page; somebody may have ruled on it already.',
    );
  }
  if (plan.kind === 'change') refuseUnreadable(step);
}

/** What a deal is called: “Acme – 40 seats”. */
export const dealName = ({ record }: DealCardFacts): string =>
  record.name === null ? `deal ${record.deal.id}` : `“${record.name}”`;

function refuseWhoIsNoPartner({ around, before, target }: TagStep): void {
  const { partnerId } = target;
  const company = around.companies.get(partnerId);
  if (company === undefined) {
    throw new AppError(
      'tag_refused',
      `The portal has no company ${partnerId}.`,
      'It may have been deleted or merged; search the partner again.',
    );
  }
  if (company.partner === null) {
    throw new AppError(
      'tag_refused',
      `${company.name ?? `Company ${partnerId}`} is not marked as a partner.`,
      'Mark the company as a partner first; its type says so in a portal without a mapping of its own.',
    );
  }
  const customer = linkedCustomer(around.links, around.companies);
  const why = whyNotTaggable(company.partner, customer, before.partners, before.policy.exclude);
  if (why === null) return;
  throw new AppError(
    'tag_refused',
    `${fullNameOf(before, partnerId)} cannot be tagged on ${dealName(before)}. ${why}`,
    'Choose another partner, or mend the companies of the deal.',
  );
}

function notTheirs({ before, target, around }: TagStep): AppError {
  const name = nameOf(before, target.partnerId);
  const ruling = around.record.tagging.rulings?.find((one) => one.partnerId === target.partnerId);
  if (ruling === undefined) {
    return new AppError(
      'not_permitted',
      `${name} is confirmed as a partner of this deal, and only a partnership manager takes that back.`,
      'Ask a partnership manager, or propose another role: it stands beside the confirmed one until somebody rules on it.',
    );
  }
  return new AppError(
    'not_permitted',
    `${ruling.author} decided on ${dayIn(before, ruling.at)} that ${name} ${ruling.role} this deal: ${ruling.reason}`,
    'A partnership manager can decide anew on the Partnership home page.',
  );
}

function refuseUnreadable({ around, before }: TagStep): void {
  const { rulings, history } = around.record.tagging;
  if (rulings !== null && history !== null) return;
  const property = rulings === null ? 'Partner rulings' : 'Partner tag history';
  throw new AppError(
    'tag_record_unreadable',
    `The property “${property}” of ${dealName(before)} is not what Partnership Manager wrote there, so nothing is changed that it should record.`,
    'Bring back its former value from the history of the property, or empty it; then do this again.',
  );
}
