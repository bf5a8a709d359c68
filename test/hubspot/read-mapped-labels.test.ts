/** Association labels of the portal's own: tags, and who the end customer is. What ours mean stays. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_MAPPING, type Mapping } from '../../src/domain/mapping.js';
import { hubspotCrm } from '../../src/hubspot/hubspot-crm.js';
import type { Link, LinkedType } from '../../src/operations/crm-port.js';
import { guardWire, hubspot, openWire } from './wire.js';

beforeAll(guardWire.start);
afterEach(guardWire.check);
afterAll(guardWire.end);

const MAPPED: Mapping = {
  ...DEFAULT_MAPPING,
  customer: { label: 'End customer' },
  tags: {
    property: null,
    labels: [
      { object: 'companies', label: 'Referral partner', role: 'sourced', motion: 'referral' },
      { object: 'companies', label: 'Reseller', role: 'influenced', motion: 'resale' },
      { object: 'contacts', label: 'Introduced by', role: 'sourced', motion: null },
      { object: 'companies', label: 'Partner influenced', role: 'sourced', motion: null },
    ],
  },
};

type Type = readonly [label: string | null, category?: string, typeId?: number];

async function linkOf(
  mapping: Mapping,
  [from, to]: readonly [LinkedType, LinkedType],
  ...types: readonly Type[]
): Promise<Link | undefined> {
  const associationTypes = types.map(([label, category = 'USER_DEFINED', typeId = 77]) => ({
    ...{ category, typeId, label },
  }));
  hubspot()
    .post(`/crm/associations/2026-09/${from}/${to}/batch/read`)
    .reply(200, { results: [{ from: { id: '1' }, to: [{ toObjectId: 2, associationTypes }] }] });
  const crm = hubspotCrm(openWire('fetch').transport, undefined, mapping);
  return (await crm.links(from, to, ['1'])).get('1')?.[0];
}

const COMPANIES = ['deals', 'companies'] as const;
const CONTACTS = ['deals', 'contacts'] as const;
const link = (more: Partial<Link> = {}): Link => ({ toId: '2', primary: false, tags: [], ...more });
const theirs = (label: string, role: 'sourced' | 'influenced', motion: 'referral' | 'resale' | null) =>
  ({ role, state: 'confirmed', motion, label }) as const;

describe('between a deal and', () => {
  it.each<[string, readonly [LinkedType, LinkedType], readonly Type[], Link]>([
    [
      'a company, a mapped label is a confirmed tag that names it',
      COMPANIES,
      [['Referral partner']],
      link({ tags: [theirs('Referral partner', 'sourced', 'referral')] }),
    ],
    [
      'a company, mapped labels, ours and “primary” stand beside each other',
      COMPANIES,
      [
        [null, 'HUBSPOT_DEFINED', 341],
        ['Primary', 'HUBSPOT_DEFINED', 5],
        ['Reseller'],
        ['Proposed: partner sourced'],
      ],
      link({
        primary: true,
        tags: [
          theirs('Reseller', 'influenced', 'resale'),
          { role: 'sourced', state: 'proposed', motion: null },
        ],
      }),
    ],
    ['a company, the label of the end customer', COMPANIES, [['End customer']], link({ endCustomer: true })],
    [
      'a company, a label of ours means what it says, whatever the mapping says',
      COMPANIES,
      [['Partner influenced']],
      link({ tags: [{ role: 'influenced', state: 'confirmed', motion: null }] }),
    ],
    ['a company, a label for people means nothing', COMPANIES, [['Introduced by']], link()],
    ['a company, a label that nobody mapped means nothing', COMPANIES, [['Champion']], link()],
    ['a company, a label in another case means nothing', COMPANIES, [['reseller']], link()],
    [
      'a contact, a mapped label is a tag',
      CONTACTS,
      [['Introduced by']],
      link({ tags: [theirs('Introduced by', 'sourced', null)] }),
    ],
    ['a contact, a label for companies means nothing', CONTACTS, [['Reseller'], ['End customer']], link()],
    ['a contact, a label like ours means nothing', CONTACTS, [['Partner sourced']], link()],
  ])('%s', async (_name, pair, types, expected) => {
    expect(await linkOf(MAPPED, pair, ...types)).toEqual(expected);
  });
});

it.each<[string, Mapping, readonly [LinkedType, LinkedType]]>([
  ['without a mapping', DEFAULT_MAPPING, COMPANIES],
  ['between other types', MAPPED, ['contacts', 'companies']],
])('%s, none of them means anything', async (_name, mapping, pair) => {
  const types: readonly Type[] = [['Referral partner'], ['End customer'], ['Introduced by']];
  expect(await linkOf(mapping, pair, ...types)).toEqual(link());
});
