/** One deal's facts from the records around it: the same for the sync of a portal and for a card. */
import type { Deal, DealFacts } from '../domain/deal.js';
import { sortFlags } from '../domain/flag.js';
import { partnerId, touchId, type PartnerId } from '../domain/ids.js';
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

/** The deal's primary company; one that carries a partner label is no customer. */
export function linkedCustomer(
  links: readonly Link[],
  companies: ReadonlyMap<string, CompanyRecord>,
): CompanyRecord | null {
  const primary = primaryLink(links);
  return primary === undefined ? null : (companies.get(primary.toId) ?? null);
}

/** The link to it, whether the company is there or not. */
export const primaryLink = (links: readonly Link[]): Link | undefined =>
  links.find((link) => link.primary && link.tags.length === 0);

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
