import type { Flag } from '../domain/flag.js';
import type { DealCardView } from './deal-card-view.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';

type Notice = Extract<DealCardView, { kind: 'ready' }>['notices'][number];

/** Conflicts and findings in a rep's words; what concerns only bookkeeping stays behind “Why”. */
export function noticesOf(card: DealCardFacts): readonly Notice[] {
  const { flags } = card.attributed.classification;
  const notices = flags.flatMap((flag) => noticeOf(card, flag) ?? []);
  const older = card.record.publishedTouches?.older ?? 0;
  if (older === 0) return notices;
  const text = `${older} older activities are not on this card; credit here is computed without them.`;
  return [...notices, { text, variant: 'warning' }];
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
      return `${proposed(card)} is proposed as a partner here; nobody has confirmed it yet.`;
    case 'tag_role_conflict':
      return 'One partner carries two roles on this deal; the “sourced” label counts. Remove the label that is wrong.';
    case 'tag_without_evidence':
      return `${unproven(card)} is tagged on this deal, but the CRM shows nothing that it did for that role.`;
    case 'partner_is_customer':
      return 'A partner on this deal is the customer itself, or belongs to the same group; it gets no credit.';
    case 'touch_after_close':
      return 'Some partner activity came after the deal closed; it is shown, and does not count.';
    case 'amount_missing':
      return 'This deal has no amount, so there is no credit to give yet.';
    case 'customer_unknown':
      return 'This deal has no primary company, so it cannot be checked whether a partner is the customer.';
    case 'outcome_missing':
      return 'A partner meeting on this deal has no outcome. Set it, so that it is clear that the meeting took place.';
    case 'amount_rounded':
    case 'home_amount_missing':
      return null;
  }
}

const claimants = (card: DealCardFacts): string =>
  listed(card.attributed.classification.claims.map((claim) => nameOf(card, claim.partnerId)));

const proposed = (card: DealCardFacts): string =>
  listed([
    ...new Set(
      card.facts.tags.filter((tag) => tag.state === 'proposed').map((tag) => nameOf(card, tag.partnerId)),
    ),
  ]);

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
