/** What a person should look at in a portal's records, and a deal as it stands among those around it. */
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { Evidence, NeighbourDeal } from '../domain/evidence.js';
import { dealId, partnerId, type DealId } from '../domain/ids.js';
import type { Mapping } from '../domain/mapping.js';
import { dealAsOf } from '../domain/rules.js';
import type { CompanyRecord, DealRecord, Links, SetAsideRecord } from './crm-port.js';
import { linkedCustomer, type DealNeighbourhood } from './deal-facts.js';
import { legacyFinding } from './legacy-findings.js';

/** Something about a record that a person should look at; it changes no number by itself. */
export interface Finding {
  readonly kind:
    | 'activity_on_several_deals'
    | 'referral_of_unknown_partner'
    | 'tag_on_company_that_is_no_partner'
    | 'deal_created_later'
    | 'partner_name_unmatched'
    | 'partner_name_ambiguous'
    | 'partner_contact_without_company'
    | 'created_long_before_import'
    | 'circular_parents'
    | 'legacy_value_empty'
    | 'legacy_value_unknown';
  readonly recordId: string;
  /** What the record is called; absent where it has no name, or none that was read. */
  readonly recordName?: string;
  readonly detail: string;
  /** Other deals that it is about. */
  readonly dealIds?: readonly DealId[];
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

export const laterFinding = ({ deal, name }: DealRecord): Finding => ({
  kind: 'deal_created_later',
  ...recordOf({ deal, name }),
  detail: `its create date, ${formatInstant(deal.createdAt)}, lies ahead: in no number until then`,
});

const recordOf = ({
  deal,
  name,
}: Pick<DealRecord, 'deal' | 'name'>): Pick<Finding, 'recordId' | 'recordName'> => ({
  recordId: deal.id,
  ...(name === null ? {} : { recordName: name }),
});

/** A deal with what is stated on it. */
export type StatedDeal = Required<
  Pick<DealNeighbourhood, 'record' | 'links' | 'partners' | 'people' | 'names'>
>;

type FindingsOf = (deal: StatedDeal, mapping: Mapping) => readonly Pick<Finding, 'kind' | 'detail'>[];

/** Findings on deals themselves. */
export const dealFindings = (deals: readonly StatedDeal[], mapping: Mapping): readonly Finding[] =>
  RULES.flatMap((rule) =>
    deals.flatMap((deal) => rule(deal, mapping).map((found) => ({ ...found, ...recordOf(deal.record) }))),
  );

const unknownReferrer: FindingsOf = ({ record: { referral }, partners }) =>
  referral === null || partners.has(referral.partnerId)
    ? []
    : [
        {
          kind: 'referral_of_unknown_partner',
          detail: `referred by company ${referral.partnerId}, which is not marked as a partner`,
        },
      ];

const tagsOnOthers: FindingsOf = ({ links, partners }) =>
  links
    .filter(({ toId, tags }) => tags.length > 0 && !partners.has(partnerId(toId)))
    .map(({ toId }) => ({
      kind: 'tag_on_company_that_is_no_partner',
      detail: `company ${toId} carries a partner label but is not marked as a partner`,
    }));

const peopleOfNobody: FindingsOf = ({ people }) =>
  people
    .filter(({ partnerId: partner }) => partner === null)
    .map(({ link: { toId, tags } }) => ({
      kind: 'partner_contact_without_company',
      detail: `contact ${toId} carries the label ${quoted(tags[0]?.label ?? '')} and stands for no partner company, or for several: associate it with its partner, as the primary company`,
    }));

const names: FindingsOf = ({ names: named, partners }, { tags: { property } }) =>
  named.flatMap(({ named: { value, means }, match }): ReturnType<FindingsOf> => {
    const says = `${property?.property ?? ''} says ${quoted(value)}${means === undefined ? '' : `, which the mapping takes for ${quoted(means)}`}`;
    if (match.kind === 'matched') return [];
    if (match.kind === 'none') {
      return [
        {
          kind: 'partner_name_unmatched',
          detail: `${says}: no partner has that id, domain or name. Say in the mapping whom it means, or mark the company as a partner`,
        },
      ];
    }
    const alike = match.partnerIds.map(
      (id) => `${partners.get(id)?.name ?? 'a company without a name'} (${id})`,
    );
    return [
      {
        kind: 'partner_name_ambiguous',
        detail: `${says}: ${alike.join(' and ')} answer to it alike. Say in the mapping which one it means, by company id`,
      },
    ];
  });

const quoted = (text: string): string => `“${text}”`;

const DAY_MS = 86_400_000;
/** People enter a deal days after it began; an import, months. */
const CREATED_APART_DAYS = 30;

const importedLater: FindingsOf = ({ record: { deal, recordedAt } }) => {
  const days = recordedAt === null ? 0 : Math.floor(Math.abs(recordedAt - deal.createdAt) / DAY_MS);
  if (recordedAt === null || days <= CREATED_APART_DAYS) return [];
  const side = recordedAt > deal.createdAt ? 'before' : 'after';
  return [
    {
      kind: 'created_long_before_import',
      detail: `its create date, ${formatInstant(deal.createdAt)}, lies ${days} days ${side} the record was made (${formatInstant(recordedAt)}): windows are counted from the create date`,
    },
  ];
};

const RULES: readonly FindingsOf[] = [
  unknownReferrer,
  tagsOnOthers,
  peopleOfNobody,
  names,
  importedLater,
  unsaid,
];

function unsaid({ record }: StatedDeal, mapping: Mapping): ReturnType<FindingsOf> {
  return legacyFinding(record, mapping);
}

/** An activity that is influence on some of its deals only, or on none. */
export const leftOutFinding = ({ activityId, dealIds }: Evidence['leftOut'][number]): Finding => ({
  kind: 'activity_on_several_deals',
  recordId: activityId,
  detail: `on deals ${dealIds.join(', ')} with nobody of their customers: influence on none of them`,
  dealIds,
});
