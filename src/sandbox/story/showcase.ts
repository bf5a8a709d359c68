import { SALES_PIPELINE } from '../deal-pipelines.js';
import { OWNERS } from '../owners.js';
import { writeActivity, type Activity } from './activities.js';
import type { StoryCustomer } from './customers.js';
import type { StoryPartner } from './partners.js';
import { iso, type StoryWriter } from './writer.js';

/**
 * The deal that the story is told by: USD 48,000, won on the story's last day. Northwind referred it three days before it
 * was created; Contoso helped to sell it; Fabrikam's people were in two meetings, which nobody has tagged; Adatum's tag
 * says that it sourced the deal, too, and has nothing to show for it.
 */
const CREATED = Date.parse('2026-09-15T13:30:00.000Z');
const REFERRED = Date.parse('2026-09-12T14:05:00.000Z');
const WON = Date.parse('2026-11-20T15:10:00.000Z');

interface Cast {
  readonly northwind: StoryPartner;
  readonly contoso: StoryPartner;
  readonly fabrikam: StoryPartner;
  readonly adatum: StoryPartner;
  readonly customer: StoryCustomer;
}

const ids = (people: readonly { readonly id: string }[], count: number): readonly string[] =>
  people.slice(0, count).map(({ id }) => id);

type Scene = Omit<Activity, 'at' | 'ownerId' | 'dealIds' | 'companyIds'> & { readonly at: string };

function scenes({ contoso, fabrikam, customer }: Cast): readonly Scene[] {
  const buyers = ids(customer.people, 2);
  return [
    {
      kind: 'calls',
      title: `Intro call: ${customer.name}`,
      at: '2026-09-16T15:00:00.000Z',
      contactIds: ids(customer.people, 1),
      activityType: 'Discovery',
    },
    {
      kind: 'meetings',
      title: `Discovery workshop: ${customer.name} and Contoso`,
      at: '2026-09-24T15:00:00.000Z',
      contactIds: [...buyers, ...ids(contoso.people, 1)],
      activityType: 'Discovery',
    },
    {
      kind: 'meetings',
      title: 'Product demo with Contoso',
      at: '2026-10-02T16:00:00.000Z',
      contactIds: [...buyers, ...ids(contoso.people, 2)],
      activityType: 'Demo',
    },
    {
      kind: 'meetings',
      title: 'Rollout planning: data migration and single sign-on',
      at: '2026-10-14T14:30:00.000Z',
      contactIds: [...buyers, ...ids(fabrikam.people, 3)],
    },
    {
      kind: 'emails',
      title: 'Re: pricing for three years',
      at: '2026-10-21T13:12:00.000Z',
      contactIds: ids(customer.people, 1),
      incoming: true,
    },
    {
      kind: 'meetings',
      title: 'Contract check-in with Contoso',
      at: '2026-10-28T15:00:00.000Z',
      contactIds: [...ids(customer.people, 1), ...ids(contoso.people, 1)],
      outcome: 'CANCELED',
    },
    {
      kind: 'meetings',
      title: 'Implementation scope and timeline',
      at: '2026-11-05T15:30:00.000Z',
      contactIds: [...buyers, ...ids(fabrikam.people, 2)],
    },
  ];
}

const castOf = (partners: readonly StoryPartner[], customers: readonly StoryCustomer[]): Cast | null => {
  const [northwind, contoso, fabrikam, adatum] = partners;
  const customer = customers[0];
  return northwind && contoso && fabrikam && adatum && customer
    ? { northwind, contoso, fabrikam, adatum, customer }
    : null;
};

/** Writes the showcase deal, the first of the portal. */
export function writeShowcase(
  writer: StoryWriter,
  partners: readonly StoryPartner[],
  customers: readonly StoryCustomer[],
): string {
  const cast = castOf(partners, customers);
  const rep = OWNERS.find(({ lastName }) => lastName === 'Okafor');
  if (cast === null || rep === undefined) throw new Error('The showcase lacks somebody');
  const { northwind, contoso, adatum, customer } = cast;
  const dealId = writer.record(
    'deals',
    {
      dealname: `${customer.name} – Juniper Platform`,
      pipeline: SALES_PIPELINE.id,
      dealstage: 'closedwon',
      amount: '48000',
      deal_currency_code: 'USD',
      dealtype: 'newbusiness',
      createdate: iso(CREATED),
      closedate: iso(WON),
      hubspot_owner_id: rep.id,
      closed_won_reason: 'Northwind’s word with the CFO, and a demo that answered the security questions.',
      partnership_referral_partner: northwind.id,
      partnership_referral_date: iso(REFERRED),
    },
    CREATED,
    WON,
  );
  // 5: the deal's primary company.
  writer.link({ type: 'deals', id: dealId }, { type: 'companies', id: customer.id }, 'H5');
  for (const id of ids(customer.people, 2)) {
    writer.link({ type: 'deals', id: dealId }, { type: 'contacts', id });
  }
  writer.tag(dealId, northwind.id, 'partner_sourced_referral');
  writer.tag(dealId, contoso.id, 'partner_influenced_cosell');
  writer.tag(dealId, adatum.id, 'partner_sourced_resale');
  for (const scene of scenes(cast)) {
    const at = Date.parse(scene.at);
    const companyIds = [customer.id];
    writeActivity(writer, { ...scene, at, ownerId: rep.id, dealIds: [dealId], companyIds });
  }
  return dealId;
}
