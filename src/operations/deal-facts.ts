/** One deal's facts from the records around it: the same for the sync of a portal and for a card. */
import type { Deal, DealFacts } from '../domain/deal.js';
import { sortFlags } from '../domain/flag.js';
import { compareIds, partnerId, touchId, type PartnerId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Tag, Touch } from '../domain/touch.js';
import type { CompanyRecord, DealRecord, Link } from './crm-port.js';

export interface DealNeighbourhood {
  readonly record: DealRecord;
  /** The deal's companies, with the tags that their labels stand for. */
  readonly links: readonly Link[];
  readonly companies: ReadonlyMap<string, CompanyRecord>;
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
  /** From activities. */
  readonly touches: readonly Touch[];
}

/** Puts a deal together with its customer, touches and tags. */
export function factsOf({ record, links, companies, partners, touches }: DealNeighbourhood): DealFacts {
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
    tags: tagsOf(record, links, partners),
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

function tagsOf(
  record: DealRecord,
  links: readonly Link[],
  partners: DealNeighbourhood['partners'],
): readonly Tag[] {
  const labelled = links.flatMap((link) =>
    link.tags.map((tag): Tag => ({ ...tag, dealId: record.deal.id, partnerId: partnerId(link.toId) })),
  );
  return [...record.rulings, ...labelled].filter((tag) => partners.has(tag.partnerId));
}
