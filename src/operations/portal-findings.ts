/** What a person should look at in a portal's records, and a deal as it stands among those around it. */
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { Evidence, NeighbourDeal } from '../domain/evidence.js';
import { dealId, partnerId, type DealId, type PartnerId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import { dealAsOf } from '../domain/rules.js';
import type { CompanyRecord, DealRecord, Links, SetAsideRecord } from './crm-port.js';
import { linkedCustomer } from './deal-facts.js';

/** Something about a record that a person should look at; it changes no number by itself. */
export interface Finding {
  readonly kind:
    | 'activity_on_several_deals'
    | 'referral_of_unknown_partner'
    | 'tag_on_company_that_is_no_partner'
    | 'deal_created_later';
  readonly recordId: string;
  readonly detail: string;
}

/** A deal's record as it was known at an instant; null if created later. */
export function recordAsOf(record: DealRecord, asOf: Instant): DealRecord | null {
  const deal = dealAsOf(record.deal, asOf);
  return deal === null ? null : { ...record, deal };
}

/** A deal as the evidence needs it: one whose create date cannot be read is nobody's next deal. */
export function neighbourOf(
  {
    id,
    createdAt,
    why,
  }: { readonly id: string; readonly createdAt: Instant | null; readonly why?: SetAsideRecord['why'] },
  links: Links,
  companies: ReadonlyMap<string, CompanyRecord>,
): readonly (readonly [DealId, NeighbourDeal])[] {
  if (createdAt === null) return [];
  const customer = linkedCustomer(links.get(id) ?? [], companies);
  const neighbour = { id: dealId(id), createdAt, customerCompanyId: customer?.id ?? null };
  return [[dealId(id), why === undefined ? neighbour : { ...neighbour, uncounted: true }]];
}

export const laterFinding = ({ deal }: DealRecord): Finding => ({
  kind: 'deal_created_later',
  recordId: deal.id,
  detail: `its create date, ${formatInstant(deal.createdAt)}, lies ahead: in no number until then`,
});

/** Findings on deals themselves. */
export function dealFindings(
  deals: readonly DealRecord[],
  links: Links,
  partners: ReadonlyMap<PartnerId, PartnerProfile>,
): readonly Finding[] {
  const referrals = deals.flatMap(({ deal, referral }): readonly Finding[] =>
    referral === null || partners.has(referral.partnerId)
      ? []
      : [
          {
            kind: 'referral_of_unknown_partner',
            recordId: deal.id,
            detail: `referred by company ${referral.partnerId}, which is not marked as a partner`,
          },
        ],
  );
  const tags = deals.flatMap(({ deal }) =>
    (links.get(deal.id) ?? [])
      .filter((link) => link.tags.length > 0 && !partners.has(partnerId(link.toId)))
      .map((link): Finding => ({
        kind: 'tag_on_company_that_is_no_partner',
        recordId: deal.id,
        detail: `company ${link.toId} carries a partner label but is not marked as a partner`,
      })),
  );
  return [...referrals, ...tags];
}

/** An activity that is influence on some of its deals only, or on none. */
export const leftOutFinding = ({ activityId, dealIds }: Evidence['leftOut'][number]): Finding => ({
  kind: 'activity_on_several_deals',
  recordId: activityId,
  detail: `on deals ${dealIds.join(', ')} with nobody of their customers: influence on none of them`,
});
