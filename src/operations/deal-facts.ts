/** One deal's facts from the records around it: the same for the sync of a portal and for a card. */
import type { Deal, DealFacts } from '../domain/deal.js';
import { sortFlags } from '../domain/flag.js';
import { compareIds, partnerId, touchId, type PartnerId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Tag, Touch } from '../domain/touch.js';
import type { CompanyRecord, DealRecord, Link } from './crm-port.js';
import type { PartnerByName, PersonOnDeal } from './who-is-who.js';

export interface DealNeighbourhood {
  readonly record: DealRecord;
  /** The deal's companies, with the tags that their labels stand for. */
  readonly links: readonly Link[];
  readonly companies: ReadonlyMap<string, CompanyRecord>;
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
  /** Contacts under labels that are tags; absent where the mapping knows of none. */
  readonly people?: readonly PersonOnDeal[];
  /** Whom the deal's property names; absent where the mapping knows of none. */
  readonly names?: readonly PartnerByName[];
  /** From activities. */
  readonly touches: readonly Touch[];
}

/** Puts a deal together with its customer, touches and tags. */
export function factsOf(around: DealNeighbourhood): DealFacts {
  const { record, links, companies, partners, touches } = around;
  const customer = linkedCustomer(links, companies);
  const deal: Deal = {
    ...record.deal,
    customer:
      customer === null
        ? null
        : { companyId: customer.id, domain: customer.domain, parentCompanyId: customer.parentCompanyId },
    flags: customer === null ? sortFlags([...record.deal.flags, 'customer_unknown']) : record.deal.flags,
  };
  return {
    deal,
    touches: [...touches, ...referralTouches(record, partners)],
    tags: tagsOf(around).map(({ tag }) => tag),
  };
}

/** The deal's customer as far as it is there: see `customerLink`. */
export function linkedCustomer(
  links: readonly Link[],
  companies: ReadonlyMap<string, CompanyRecord>,
): CompanyRecord | null {
  const customer = customerLink(links);
  return customer === undefined ? null : (companies.get(customer.toId) ?? null);
}

/**
 * The link to the deal's customer, whether the company is there or not: the company under the label that the mapping names
 * as the end customer, else the primary one, unless that carries a partner label (attribution.md §1). Of several end
 * customers the primary one counts, else the one with the smallest id: people label a group of companies as they buy.
 */
export function customerLink(links: readonly Link[]): Link | undefined {
  const ends = links.filter(({ endCustomer }) => endCustomer === true);
  if (ends.length > 0) {
    return ends.find(({ primary }) => primary) ?? ends.toSorted((a, b) => compareIds(a.toId, b.toId))[0];
  }
  return links.find((link) => link.primary && link.tags.length === 0);
}

function referralTouches(
  { deal, referral }: DealRecord,
  partners: DealNeighbourhood['partners'],
): readonly Touch[] {
  if (referral === null || !partners.has(referral.partnerId)) return [];
  const { partnerId: id, at } = referral;
  return [
    {
      id: touchId(`referral-${deal.id}`),
      dealId: deal.id,
      partnerId: id,
      at,
      kind: 'referral',
      status: null,
      title: null,
    },
  ];
}

/** A tag with what of the portal's own says so; null of our own labels and rulings. */
export interface StatedTag {
  readonly tag: Tag;
  readonly by:
    | { readonly kind: 'label'; readonly label: string }
    | { readonly kind: 'contact'; readonly contactId: string; readonly label: string }
    | { readonly kind: 'property'; readonly value: string }
    | null;
}

/** Every tag of a deal: rulings, labels of companies and of contacts, and whom its property names. */
export function tagsOf({
  record: {
    deal: { id },
    rulings,
  },
  links,
  partners,
  people = [],
  names = [],
}: Pick<DealNeighbourhood, 'record' | 'links' | 'partners' | 'people' | 'names'>): readonly StatedTag[] {
  const tagged = (
    partner: PartnerId,
    { role, state, motion }: Pick<Tag, 'role' | 'state' | 'motion'>,
  ): Tag => ({
    ...{ dealId: id, partnerId: partner, role, state, motion },
  });
  const labelled = links.flatMap(({ toId, tags }) =>
    tags.map((tag): StatedTag => ({
      tag: tagged(partnerId(toId), tag),
      by: tag.label === undefined ? null : { kind: 'label', label: tag.label },
    })),
  );
  const inPerson = people.flatMap(({ link: { toId: contactId, tags }, partnerId: partner }) =>
    partner === null
      ? []
      : tags.map((tag): StatedTag => ({
          tag: tagged(partner, tag),
          by: { kind: 'contact', contactId, label: tag.label ?? '' },
        })),
  );
  const named = names.flatMap(({ named: { value, role, motion }, match }): readonly StatedTag[] =>
    match.kind === 'matched'
      ? [
          {
            tag: tagged(match.partnerId, { role, state: 'confirmed', motion }),
            by: { kind: 'property', value },
          },
        ]
      : [],
  );
  const ruled = rulings.map((tag): StatedTag => ({ tag, by: null }));
  return [...ruled, ...labelled, ...inPerson, ...named].filter(({ tag }) => partners.has(tag.partnerId));
}
