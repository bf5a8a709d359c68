/**
 * The class of every deal of the portal `dropdown`, worked out by hand from docs/attribution.md under
 * examples/mappings/dropdown.json: whom "Referring partner" names has a confirmed sourced tag, which is trusted; nobody
 * registers or refers in any other way, so that only that tag sources a deal. Never taken from a run of the product.
 */
import type { DealClass } from '../../../src/domain/credit.js';

type Row = readonly [deal: string, expected: DealClass, why: string];

const TELLING: readonly Row[] = [
  ['Contoso brought Alder Foods', 'sourced', '"Contoso" means Contoso Partners, whose tag is trusted'],
  ['Spelled contoso ltd. at Bayfield', 'sourced', 'the mapping says what "contoso ltd." means'],
  [
    'Spelled CONTOSO Partners GmbH at Cedarbrook',
    'sourced',
    'the mapping says it; a lost deal has a class too',
  ],
  ['N/A written at Dunmore', 'direct', '"N/A" is nobody, and nobody took part'],
  ['Nobody knows Globex at Eastgate', 'direct', 'no company is called so: a finding, no partner'],
  ['Former partner at Foxglove', 'direct', '"Former partner" is no value that makes a partner'],
  ['Two Fabrikam meetings at Granite', 'influenced', 'two meetings in the cycle are 2 points'],
  ['One call is half a point at Harborview', 'direct', 'a call is 0.5 and 1 is needed'],
  ['Call and e-mail add up at Ironbridge', 'influenced', '0.5 and 0.5 of one partner are 1'],
  ['Meetings that were not held at Kestrel', 'direct', 'CANCELED and NO_SHOW never count'],
  ['Contoso buys for itself', 'direct', 'the partner is the customer'],
  ['Tailspin sells to its sister', 'direct', 'partner and customer share a parent'],
  ['Meeting long before Lakeshore', 'direct', '120 days before the deal, and 90 are looked back'],
  [
    'Meeting before there was a deal at Maplewood',
    'influenced',
    'it belongs to the next deal of that customer, 20 days on',
  ],
  ['Meeting after Northgate was won', 'direct', 'after the close it is evidence only'],
  ['Shared pipeline review at Oakridge', 'direct', 'on two deals, with nobody of the customer'],
  ['Shared pipeline review at Pinecrest', 'direct', 'the same meeting, the same reason'],
  ['Joint workshop at Quarry', 'influenced', 'on two deals, but somebody of Quarry was there'],
  ['Joint workshop shown at Riverbend', 'direct', 'the same meeting, and nobody of Riverbend was there'],
  ['Call typed demo at Stonebridge', 'influenced', 'a call of type Demo is a demo: 1 point'],
  ['Wingtip named and Litware there at Tidewater', 'sourced', 'Wingtip sources it, Litware influences'],
  [
    'Sold to the billing record of Adatum',
    'direct',
    'the customer has the domain of the partner that is named',
  ],
];

const NAMED: readonly Row[] = [
  ['Westbrook Networks – Juniper Platform', 'sourced', '"Fabrikam" by the mapping'],
  ['Yarrow Stores – Juniper Insights', 'sourced', 'matched by its name'],
  ['Bayfield Logistics – Juniper Flow', 'sourced', 'matched by its domain'],
  ['Cedarbrook Clinics – Juniper Connect', 'sourced', 'matched by its name; open'],
  ['Dunmore Tooling – Juniper Plan', 'sourced', 'the mapping knows the misspelling "Northwnd"'],
  ['Eastgate Insurance – Juniper Platform', 'sourced', '"Adatum" by the mapping'],
  ['Foxglove Outfitters – Juniper Insights', 'sourced', '"Litware" by the mapping'],
  ['Granite Water – Juniper Flow', 'sourced', '"litware cloud " is its name but for case and a blank'],
  [
    'Harborview College – Juniper Connect',
    'sourced',
    '"Wingtip" by the mapping; the origin is empty, which says nothing',
  ],
  [
    'Ironbridge Freight – Juniper Plan',
    'sourced',
    'named as the referrer, though the origin says influenced',
  ],
  ['Kestrel Energy – Juniper Platform', 'sourced', 'matched by its name'],
  ['Lakeshore Dairy – Juniper Insights', 'sourced', '"Relecloud" by the mapping'],
  ['Maplewood Mutual – Juniper Flow', 'sourced', 'named, though the origin says direct'],
  ['Northgate Telecom – Juniper Connect', 'sourced', 'matched by its name; a paused partner is one'],
];

const HELPED: readonly Row[] = [
  ['Oakridge Stores – Juniper Plan', 'influenced', 'a meeting with Contoso'],
  ['Pinecrest Medical Group – Juniper Platform', 'influenced', 'a meeting with Northwind'],
  ['Quarry Machinery – Juniper Insights', 'influenced', 'two calls of one partner are 1 point'],
  ['Riverbend Mills – Juniper Flow', 'influenced', 'a meeting that names Tailspin by its company'],
  ['Stonebridge Capital – Juniper Connect', 'influenced', 'a past meeting without an outcome counts'],
  ['Tidewater Shipping – Juniper Plan', 'influenced', '"N/A" is nobody; the meeting with Wingtip counts'],
  ['Westbrook Networks – Juniper Insights', 'influenced', '"Unknown" is nobody; two e-mails are 1 point'],
  ['Yarrow Stores – Juniper Flow', 'influenced', 'nobody is called Globex; the meeting with Adatum counts'],
  ['Alder Foods – Juniper Connect', 'influenced', 'a meeting 30 days before the deal is within 90'],
  ['Bayfield Logistics – Juniper Plan', 'influenced', 'meetings with two partners; open'],
];

const ALONE: readonly Row[] = [
  ['Cedarbrook Clinics – Juniper Platform', 'direct', 'nobody'],
  ['Dunmore Tooling – Juniper Insights', 'direct', 'nobody'],
  ['Eastgate Insurance – Juniper Flow', 'direct', 'nobody; open'],
  ['Foxglove Outfitters – Juniper Connect', 'direct', '"-" is nobody'],
  ['Granite Water – Juniper Plan', 'direct', '"N/A" is nobody'],
  [
    'Harborview College – Juniper Platform',
    'direct',
    'the origin says influenced, and nobody is named or was there',
  ],
  ['Ironbridge Freight – Juniper Insights', 'direct', 'the origin says sourced, and names nobody'],
  ['Kestrel Energy – Juniper Flow', 'direct', 'a meeting with a former partner is none with a partner'],
  ['Lakeshore Dairy – Juniper Connect', 'direct', 'the meeting lies ahead, and is not known yet'],
  ['Maplewood Mutual – Juniper Plan', 'direct', 'RESCHEDULED never counts'],
  ['Northgate Telecom – Juniper Platform', 'direct', 'one e-mail is half a point'],
  ['Oakridge Stores – Juniper Insights', 'direct', 'nobody'],
  ['Pinecrest Medical Group – Juniper Flow', 'direct', 'nobody; open'],
  ['Quarry Machinery – Juniper Connect', 'direct', 'nobody'],
  ['Riverbend Mills – Juniper Plan', 'direct', 'nobody; open'],
  ['Stonebridge Capital – Juniper Platform', 'direct', '"Unknown" is nobody'],
];

/** Every deal of the portal. */
export const DROPDOWN_CLASSES: readonly Row[] = [...TELLING, ...NAMED, ...HELPED, ...ALONE];
