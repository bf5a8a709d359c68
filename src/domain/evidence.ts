/**
 * From the CRM's activities to touches: attribution.md §3a.
 */
import type { Instant } from './calendar.js';
import { groupBy } from './group-by.js';
import { compareIds, touchId, type DealId, type PartnerId } from './ids.js';
import type { Touch, TouchKind } from './touch.js';

/** What became of a meeting; other activities have no outcome. */
export type Outcome = 'held' | 'not_held' | 'unknown';

/** A meeting, call or email as the CRM has it. */
export interface Activity {
  /** Unique over all kinds: "meeting-123". */
  readonly id: string;
  readonly at: Instant;
  readonly kind: Extract<TouchKind, 'meeting' | 'call' | 'email' | 'demo' | 'proposal'>;
  readonly title: string | null;
  readonly outcome: Outcome;
  /** When it was entered in the CRM; null where that is not told. */
  readonly recordedAt: Instant | null;
  /** Of an e-mail: who it is from and to, in lower case; never shown. */
  readonly addresses: readonly string[];
}

/** An activity with the records that it is associated with. */
export interface LinkedActivity {
  readonly activity: Activity;
  readonly dealIds: readonly DealId[];
  readonly companyIds: readonly string[];
  readonly contactIds: readonly string[];
}

/** Who is who around the activities. */
export interface Neighbourhood {
  readonly partnerOfCompany: ReadonlyMap<string, PartnerId>;
  readonly companiesOfContact: ReadonlyMap<string, readonly string[]>;
  /** The partner company of contacts who are partners themselves, by the mapping. */
  readonly companyOfContact?: ReadonlyMap<string, string>;
  readonly deals: ReadonlyMap<DealId, NeighbourDeal>;
}

export interface NeighbourDeal {
  readonly id: DealId;
  readonly createdAt: Instant;
  readonly customerCompanyId: string | null;
  /** In no number on purpose: no activity waits for it as the next deal of its customer. */
  readonly uncounted?: true;
}

export interface Evidence {
  readonly touches: readonly Touch[];
  /** Activities on several deals that are influence on none of these, since nobody of the customer took part. */
  readonly leftOut: readonly { readonly activityId: string; readonly dealIds: readonly DealId[] }[];
}

/**
 * Turns activities into touches; those that were not held, or name no partner, give none. One without an outcome counts
 * once it is past, which the rules see by its date.
 */
export function evidenceOf(activities: Iterable<LinkedActivity>, around: Neighbourhood): Evidence {
  const dealsOfCustomer = groupBy(
    [...around.deals.values()]
      .filter(({ uncounted }) => uncounted !== true)
      .sort((a, b) => a.createdAt - b.createdAt || compareIds(a.id, b.id)),
    (deal) => deal.customerCompanyId,
  );
  const touches: Touch[] = [];
  const leftOut: { activityId: string; dealIds: readonly DealId[] }[] = [];
  for (const linked of activities) {
    const { activity } = linked;
    if (activity.outcome === 'not_held') continue;
    const companies = companiesNamed(linked, around);
    const partners = new Set(
      [...companies, ...partnersInPerson(linked, around)].flatMap(
        (id) => around.partnerOfCompany.get(id) ?? [],
      ),
    );
    if (partners.size === 0) continue;
    const { belongs, foreign } = dealsOf(linked, companies, around, dealsOfCustomer);
    if (foreign.length > 0) leftOut.push({ activityId: activity.id, dealIds: foreign });
    for (const dealId of belongs) {
      for (const partnerId of partners) touches.push(touchFrom(activity, dealId, partnerId));
    }
  }
  return { touches, leftOut };
}

const touchFrom = (activity: Activity, dealId: DealId, partnerId: PartnerId): Touch => ({
  id: touchId(activity.id),
  dealId,
  partnerId,
  at: activity.at,
  kind: activity.kind,
  status: null,
  title: activity.title,
  ...(activity.outcome === 'unknown' ? { outcomeMissing: true } : {}),
});

/** Companies that an activity names, itself or by its contacts. */
export function companiesNamed(
  linked: LinkedActivity,
  around: Pick<Neighbourhood, 'companiesOfContact'>,
): ReadonlySet<string> {
  const ofContacts = linked.contactIds.flatMap((id) => around.companiesOfContact.get(id) ?? []);
  return new Set([...linked.companyIds, ...ofContacts]);
}

/** Partner companies that contacts on an activity stand for, whatever company they are associated with. */
export const partnersInPerson = (
  { contactIds }: Pick<LinkedActivity, 'contactIds'>,
  { companyOfContact }: Pick<Neighbourhood, 'companyOfContact'>,
): readonly string[] => contactIds.flatMap((id) => companyOfContact?.get(id) ?? []);

function dealsOf(
  linked: LinkedActivity,
  companies: ReadonlySet<string>,
  around: Neighbourhood,
  dealsOfCustomer: ReadonlyMap<string | null, readonly NeighbourDeal[]>,
): { readonly belongs: readonly DealId[]; readonly foreign: readonly DealId[] } {
  const { dealIds, activity } = linked;
  if (dealIds.length === 0) {
    const next = [...companies].flatMap(
      (company) => dealsOfCustomer.get(company)?.find((deal) => deal.createdAt >= activity.at)?.id ?? [],
    );
    return { belongs: next, foreign: [] };
  }
  if (dealIds.length === 1) return { belongs: dealIds, foreign: [] };
  const ofPeople = new Set(linked.contactIds.flatMap((id) => around.companiesOfContact.get(id) ?? []));
  const belongs = dealIds.filter((id) => {
    const customer = around.deals.get(id)?.customerCompanyId ?? null;
    return customer !== null && ofPeople.has(customer);
  });
  const kept = new Set(belongs);
  return { belongs, foreign: dealIds.filter((id) => !kept.has(id)) };
}
