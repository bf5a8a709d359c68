/**
 * The class of the hand-made deals of three lived-in portals, worked out by hand from docs/attribution.md under the
 * mapping of each in examples/mappings. Never taken from a run of the product. Null: the deal is in no number.
 */
import type { DealClass } from '../../../src/domain/credit.js';

type Row = readonly [deal: string, expected: DealClass | null, why: string];

export const OBJECT_CLASSES: readonly Row[] = [
  ['Referred by Contoso to Alder', 'sourced', 'the label is a trusted sourced tag'],
  [
    'Implemented by Fabrikam at Bayfield',
    'influenced',
    'the label is a trusted influenced tag, which implies a touch',
  ],
  ['Resold by Wingtip to Cedarbrook', 'sourced', 'the reseller is primary, the customer is the end customer'],
  ['Resold without an end customer', 'sourced', 'a primary company with a partner label is no customer'],
  ['Referral of a terminated partner at Eastgate', 'direct', 'only accounts that are Active make partners'],
  ['Two labels of one partner at Foxglove', 'sourced', 'sourced goes before influenced'],
  ['Reseller and referrer at Granite', 'sourced', 'two claims of strength 2; one of them wins'],
  ['Daughter of Litware at Harborview', 'sourced', 'its company is of the same account'],
  ['Walkthrough by phone at Ironbridge', 'influenced', 'the type is a demo: 1 point'],
  ['Label of a company without an account at Kestrel', 'direct', 'without an account it is no partner'],
  ['Northwind is its own end customer', 'direct', 'the partner is the customer'],
  ['Only a meeting at Maplewood', 'influenced', 'a meeting is 1 point'],
  ['Prospective partner at Northgate', 'direct', 'its account is not Active'],
];

export const CONTACT_CLASSES: readonly Row[] = [
  ['Introduced by Jane Doe to Alder', 'sourced', 'via Jane Doe, whose company is the partner'],
  ['Advised by Malik Osei at Bayfield', 'influenced', 'a trusted influenced tag'],
  ['Introduced by Jane and advised by Malik at Cedarbrook', 'sourced', 'one sources, the other influences'],
  ['Introduced by a champion of the customer', 'direct', 'a champion is no partner'],
  ['Clara Moreau has no company', 'direct', 'nobody to credit: a finding'],
  ['Two Kellers at Foxglove', 'sourced', 'two people of one partner; sourced goes first'],
  ['Sofia Rossini introduces her own company', 'direct', 'her company is the customer'],
  ['Meeting with Ingrid Dahl at Granite', 'influenced', 'a meeting is 1 point'],
  ['One call with Ravi Iyer at Harborview', 'direct', 'a call is half a point'],
  ['Jane decides at Ironbridge, which is no tag', 'direct', 'the label means nothing to us'],
  ['Two e-mails of Jane at Kestrel', 'influenced', 'two halves are 1'],
  ['Meeting with a colleague of Jane at Lakeshore', 'influenced', 'a contact of a partner company names it'],
];

export const PIPELINE_CLASSES: readonly Row[] = [
  ['Resold by Wingtip to Alder', 'sourced', 'the reseller is primary, the customer is the end customer'],
  ['Reseller without an end customer at Maplewood', 'sourced', 'customer unknown, the tag stands'],
  ['Renewal at Bayfield, referred by Contoso', 'sourced', 'the pipeline is a bucket, not a class'],
  ['Expansion at Cedarbrook with Fabrikam', 'influenced', 'a trusted influenced tag'],
  ['Lead of Northwind that was converted', null, 'the pipeline Leads is ignored'],
  ['TEST please ignore', null, 'the pipeline Test is ignored'],
  ['Reopened at Dunmore', 'sourced', 'open, whatever its close date says'],
  ['Reopened at Eastgate, nobody helped', 'direct', 'nobody; open'],
  [
    'Imported a year after it was created',
    'influenced',
    'createdate counts, and the meeting is 20 days after it',
  ],
  ['Created nine months after its own record', 'sourced', 'createdate counts'],
  ['Imported on a day after it was won', 'sourced', 'closed before it was created; the tag needs no touch'],
  ['Referred by the second record of Contoso', 'sourced', 'merged: its tag is the survivor’s'],
  ['Sold to the second record of Yarrow', 'influenced', 'merged: the customer is the survivor'],
  ['Yen at Kestrel', 'influenced', 'a trusted influenced tag'],
  ['Real without a rate at Lakeshore', 'sourced', 'the class needs no home amount'],
  ['ARR beside the amount at Northgate', 'direct', 'nobody'],
  [
    'Won without a purchase order: Quarry Machinery',
    'sourced',
    'referred; the write is refused, the class stands',
  ],
  ['Won without a purchase order: Riverbend Mills', 'direct', 'nobody'],
  ['Won without a purchase order: Stonebridge Capital', 'sourced', 'referred'],
  ['Won without a purchase order: Tidewater Shipping', 'direct', 'nobody'],
];
