/** What partners did on a deal and whom to call, for a rep who reads one line. */
import { displayDay, instant } from '../domain/calendar.js';
import type { PartnerId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import { dayIn, fromCreation } from './deal-card-days.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';

/** What each partner did, the source first. */
export function helpSentences(card: DealCardFacts): readonly string[] {
  const { sourcingPartnerIds, influencingPartnerIds } = card.attributed.result;
  const sourced = sourcingPartnerIds.map((id) => sourcedSentence(card, id));
  const also = sourcingPartnerIds.length > 0 ? 'also helped' : 'helped';
  const helped = influencingPartnerIds.slice(0, MOST_NAMED).map((id) => helpSentence(card, id, also));
  const more = influencingPartnerIds.length - MOST_NAMED;
  return [
    ...sourced,
    ...helped,
    ...(more > 0
      ? [
          `${more} more ${more === 1 ? 'partner' : 'partners'} helped, and ${more === 1 ? 'is' : 'are'} in the table.`,
        ]
      : []),
  ];
}

const MOST_NAMED = 3;

/** "Contoso also helped: demo on 2 Oct 2026." */
export function helpSentence(card: DealCardFacts, id: PartnerId, helped: string): string {
  const deeds = deedsOf(card, id);
  if (deeds === '')
    return `${nameOf(card, id)} is tagged by your team${byWhat(card, id)}, with no activity in the CRM yet.`;
  return `${nameOf(card, id)} ${helped}: ${deeds}.`;
}

/** "Referred on 12 Sep 2026, three days before the deal was created." */
export function sourcedSentence(card: DealCardFacts, id: PartnerId): string {
  const first = card.attributed.classification.judged.find(
    ({ touch, standing }) => touch.partnerId === id && standing === 'counts_for_sourcing',
  )?.touch;
  if (first === undefined || first.kind === 'tag')
    return `${nameOf(card, id)} is tagged as the source by your team${byWhat(card, id)}.`;
  const verb =
    first.kind === 'registration' ? 'Registered' : first.kind === 'referral' ? 'Referred' : 'First active';
  return `${verb} on ${dayIn(card, first.at)}, ${fromCreation(card, first.at)}.`;
}

/** What of the portal's own says so. Example: ", via Jane Doe, by the label “Introduced by”". */
function byWhat(card: DealCardFacts, id: PartnerId): string {
  const stated = card.statedBy?.get(id) ?? [];
  return stated.length === 0 ? '' : `, ${listed(stated)}`;
}

// "demo on 2 Oct 2026 and 2 meetings (last on 5 Nov 2026)"; empty where only a tag speaks for the partner.
function deedsOf(card: DealCardFacts, id: PartnerId): string {
  const counting = card.attributed.classification.countingTouches.filter((touch) => touch.partnerId === id);
  const real = counting.filter((touch) => touch.kind !== 'tag');
  const kinds = [...new Set(real.map((touch) => touch.kind))];
  const deeds = kinds.map((kind) => {
    const same = real.filter((touch) => touch.kind === kind);
    const last = displayDay(same.at(-1)?.at ?? instant(0), card.account.timeZone);
    return same.length === 1 ? `${kind} on ${last}` : `${same.length} ${kind}s (last on ${last})`;
  });
  return listed(deeds);
}

/** "Call Northwind Systems on +1 555 0100. Our partner manager is Sam Lee."; null where neither is known. */
export function contactSentence(card: DealCardFacts): string | null {
  const first = contactOf(card);
  const partner = first === undefined ? undefined : card.partners.get(first);
  if (first === undefined || partner === undefined) return null;
  const call = partner.phone === null ? [] : [`Call ${nameOf(card, first)} on ${partner.phone}.`];
  const manager = managerOf(card, partner);
  const sentence = [...call, ...(manager === null ? [] : [`Our partner manager is ${manager}.`])].join(' ');
  return sentence === '' ? null : sentence;
}

/** Our own partner manager of a partner; null where nobody is. */
export const managerOf = (card: DealCardFacts, partner: PartnerProfile): string | null =>
  card.owners.find((owner) => owner.id === partner.managerId)?.name ?? null;

/** Whom to call about the deal: never the customer itself. */
function contactOf(card: DealCardFacts): PartnerId | undefined {
  const { sourcingPartnerIds, influencingPartnerIds } = card.attributed.result;
  return sourcingPartnerIds[0] ?? influencingPartnerIds[0];
}
