import type { Flag } from '../domain/flag.js';
import { DEFAULT_MAPPING } from '../domain/mapping.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';
import { problemWords } from './deal-card-problems.js';
import { isWithoutPartner } from './deal-card-headline.js';
import { findingNotices } from './deal-card-suggestions.js';
import { excludedPartners } from './deal-card-why-not.js';
import type { DealCardNotice as Notice } from './views/deal-card-view.js';

/** Conflicts and findings in a rep's words; what concerns only bookkeeping stays behind “Why”. */
export function noticesOf(card: DealCardFacts): readonly Notice[] {
  const { flags } = card.attributed.classification;
  // Where nobody is on the deal, a missing amount or customer is none of this card's business.
  const notices = isWithoutPartner(card) ? [] : flags.flatMap((flag) => noticeOf(card, flag) ?? []);
  return [
    ...notices,
    ...findingNotices(card),
    ...namesNobody(card),
    ...touchNotices(card),
    ...problemNotices(card),
  ];
}

// Touches that cannot be read have a notice of their own; the next sync writes suggestions anew.
const QUIET: ReadonlySet<string> = new Set(['touches_unreadable', 'suggestions_unreadable']);

const problemNotices = ({ problems }: DealCardFacts): readonly Notice[] =>
  problems
    .filter(({ reason, fatal }) => !fatal && !QUIET.has(reason))
    .map((problem) => ({
      text: `Left out here: ${problemWords(problem)}. Mend that value on the deal.`,
      variant: 'warning',
    }));

const namesNobody = ({ namesNobody: values = [], mapping }: DealCardFacts): readonly Notice[] =>
  values.map((value) => ({
    text: `This deal’s field “${mapping?.tags.property?.property ?? ''}” says “${value}”, and no partner has that name. Correct it if it is misspelt; a company that is no partner does not count.`,
    variant: 'warning',
  }));

function touchNotices({ record: { publishedTouches } }: DealCardFacts): readonly Notice[] {
  if (publishedTouches.kind === 'unreadable') {
    const text =
      'What partners did here cannot be read: somebody changed the property “Partner touches (data)”. The next sync mends it.';
    return [{ text, variant: 'warning' }];
  }
  if (publishedTouches.kind === 'none' || publishedTouches.older === 0) return [];
  const text = `${publishedTouches.older} older activities are not on this card; credit here is computed without them.`;
  return [{ text, variant: 'warning' }];
}

function noticeOf(card: DealCardFacts, flag: Flag): Notice | null {
  const text = noticeText(card, flag);
  if (text === null) return null;
  return { text, variant: WARNINGS.has(flag) ? 'warning' : 'info' };
}

const WARNINGS: ReadonlySet<Flag> = new Set([
  'sourcing_conflict',
  'tag_role_conflict',
  'partner_is_customer',
  'amount_missing',
]);

function noticeText(card: DealCardFacts, flag: Flag): string | null {
  switch (flag) {
    case 'sourcing_conflict':
      return `${claimants(card)} claim this deal. The partnership manager can decide who sourced it.`;
    case 'tag_proposed':
      // Each proposal has a line of its own on the card.
      return null;
    case 'tag_role_conflict':
      return 'One partner carries two roles on this deal; the “sourced” label counts. Remove the label that is wrong.';
    case 'tag_without_evidence':
      return `Tagged on this deal, with nothing in the CRM to show for that role: ${unproven(card)}.`;
    case 'partner_is_customer':
      return `The customer itself, or of the same group, and so without credit: ${listed(excludedPartners(card).map((id) => nameOf(card, id)))}.`;
    case 'touch_after_close':
      return 'Some partner activity came after the deal closed; it is shown, and does not count.';
    case 'amount_missing':
      return card.facts.deal.status === 'lost'
        ? null
        : `${noAmount(card)}, so there is no credit to give yet.`;
    case 'customer_unknown':
      return 'This deal has no primary company, so it cannot be checked whether a partner is the customer.';
    case 'outcome_missing':
      return 'A partner meeting on this deal has no outcome. Set it, so that it is clear that the meeting took place.';
    case 'legacy':
      // Behind “Why”, with what the field says.
      return null;
    case 'home_amount_missing':
      // Without an amount in any currency, a rate would not help.
      if (card.attributed.classification.flags.includes('amount_missing')) return null;
      return `This deal has no amount in ${card.account.homeCurrency}: it is in no total of the portal. Set its exchange rate.`;
    case 'amount_rounded':
      return null;
  }
}

/** Revenue may be counted by another property than the amount that the record shows. */
function noAmount({ mapping }: DealCardFacts): string {
  const { property } = mapping?.amount ?? DEFAULT_MAPPING.amount;
  if (property === DEFAULT_MAPPING.amount.property) return 'This deal has no amount';
  return `Your team counts revenue by the field “${property}”, which is empty on this deal`;
}

const claimants = (card: DealCardFacts): string =>
  listed(card.attributed.classification.claims.map((claim) => nameOf(card, claim.partnerId)));

function unproven(card: DealCardFacts): string {
  const { judged, tags } = card.attributed.classification;
  const proves = (role: 'sourced' | 'influenced', standing: string): boolean =>
    standing === 'counts_for_sourcing' || (role === 'influenced' && standing === 'counts_for_influence');
  const without = tags.filter(
    ({ tag }) =>
      !judged.some(({ touch, standing }) => touch.partnerId === tag.partnerId && proves(tag.role, standing)),
  );
  return listed(without.map(({ tag }) => nameOf(card, tag.partnerId)));
}
