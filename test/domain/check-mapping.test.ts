import { describe, expect, it } from '@jest/globals';
import { checkNames, type MappingIssue } from '../../src/domain/check-mapping.js';
import { circles } from '../../src/domain/check-mapping-partners.js';
import { checkMapping } from '../../src/domain/check-whole-mapping.js';
import { DEFAULT_MAPPING, type Mapping } from '../../src/domain/mapping.js';
import type { PortalScan } from '../../src/domain/portal-scan.js';
import { deal, dropdown, label, partner, property, scanOf } from './scans.js';

const MAPPING: Mapping = {
  ...DEFAULT_MAPPING,
  version: 'acme-1',
  partners: { from: 'company', property: 'relationship', values: ['Partner', 'Channel'] },
  fields: {
    ...DEFAULT_MAPPING.fields,
    tier: { on: 'company', property: 'partner_level', mode: 'read', values: { Gold: 'gold' } },
    manager: { on: 'company', property: 'cam', mode: 'read', values: {} },
    signed: { on: 'company', property: 'signed', mode: 'ignore', values: {} },
  },
  tags: {
    labels: [{ object: 'companies', label: 'Reseller', role: 'sourced', motion: 'resale' }],
    property: { property: 'via', role: 'sourced', motion: null, values: { 'N/A': null, Con: 'Contoso' } },
  },
  customer: { label: 'End customer' },
  pipelines: [{ label: 'Sales', use: 'count' }],
  baseline: { property: 'origin', values: { Partner: 'sourced' } },
};

const THINGS = {
  properties: [
    dropdown('companies', 'Relationship', ['Partner', 'Channel', 'Customer']),
    dropdown('companies', 'Partner level', ['Gold']),
    property('companies', 'CAM', 'enumeration', { ofOwners: true }),
    dropdown('deals', 'Via', ['Contoso', 'Con', 'N/A']),
    dropdown('deals', 'Origin', ['Partner']),
  ],
  labels: [label('Reseller'), label('End customer')],
  partners: [partner('10', 'Contoso')],
  deals: [deal({ via: 'Contoso' }), deal({ via: 'Con' }), deal({ via: 'N/A' })],
};

/** "pipelines.0.label pipeline_gone", those that break it with a mark. */
const said = (issues: readonly MappingIssue[]): readonly string[] =>
  issues.map(({ path, kind, broken }) => `${broken ? '! ' : ''}${path.join('.')} ${kind}`);
const found = (scan: PortalScan, mapping = MAPPING): readonly string[] => said(checkMapping(scan, mapping));
const without = (name: string) => THINGS.properties.filter((one) => one.name !== name);

it('a mapping that fits its portal has no issue', () => expect(found(scanOf(THINGS))).toEqual([]));
it('the default mapping fits every portal', () =>
  expect(found(scanOf({ pipelines: [] }), DEFAULT_MAPPING)).toEqual([]));

describe('what cannot work', () => {
  it.each<[string, Partial<Parameters<typeof scanOf>[0]>, readonly string[]]>([
    [
      'a property that is gone',
      { properties: without('relationship') },
      ['! partners.property property_gone'],
    ],
    ['a label that is gone', { labels: [label('End customer')] }, ['! tags.labels.0.label label_gone']],
    [
      'a label that differs in case alone, and would not be found',
      { labels: [label('RESELLER'), label('End customer')] },
      ['! tags.labels.0.label label_gone'],
    ],
    ['a customer label that is gone', { labels: [label('Reseller')] }, ['! customer.label label_gone']],
    [
      'a pipeline of another name, which is new as well',
      { pipelines: [{ id: '1', label: 'Selling' }] },
      ['! pipelines.0.label pipeline_gone', 'pipelines pipeline_new'],
    ],
    [
      'a manager that is no owner any more',
      { properties: [...without('cam'), property('companies', 'CAM', 'string')] },
      ['! fields.manager.property property_unfit'],
    ],
    [
      'labels that the portal does not let us read',
      { labels: [], unread: [{ what: 'labels of companies', reason: 'no scope' }] },
      ['! tags.labels.0.label part_unreadable', '! customer.label part_unreadable'],
    ],
  ])('is %s', (_what, things, expected) => expect(found(scanOf({ ...THINGS, ...things }))).toEqual(expected));

  it('is a custom object that is gone, said once and not for each of its properties', () => {
    const mapping: Mapping = {
      ...DEFAULT_MAPPING,
      version: 'acme-1',
      partners: {
        from: 'object',
        object: 'partner_account',
        where: { property: 'status', values: ['Active'] },
      },
    };
    expect(found(scanOf({}), mapping)).toEqual(['! partners.object object_gone']);
  });

  it('says where a label of that name is, if it is on the other pair', () => {
    const issues = checkMapping(
      scanOf({ ...THINGS, labels: [label('Reseller', 'contacts'), label('End customer')] }),
      MAPPING,
    );
    expect(issues[0]?.message).toContain('there is one of that name between deals and contacts');
  });

  it('is not said of parts that were not looked at', () => {
    expect(checkNames(scanOf({ looked: ['pipelines'] }).structure, MAPPING)).toEqual([]);
  });
});

describe('what has drifted', () => {
  it.each<[string, Partial<Parameters<typeof scanOf>[0]>, readonly string[]]>([
    [
      'an option that went, by its place in the list',
      { properties: [...without('relationship'), dropdown('companies', 'Relationship', ['Partner'])] },
      ['partners.values.1 value_gone'],
    ],
    [
      'an option that came and says partner, and none that says customer',
      {
        properties: [
          ...without('relationship'),
          dropdown('companies', 'Relationship', ['Partner', 'Channel', 'Reseller', 'Supplier']),
        ],
      },
      ['partners.values value_new'],
    ],
    [
      'values that differ in case and blanks only are one where they are told what they mean',
      { properties: [...without('partner_level'), dropdown('companies', 'Partner level', [' GOLD'])] },
      [],
    ],
    [
      'and two where they say who is a partner, which is read to the letter',
      {
        properties: [
          ...without('relationship'),
          dropdown('companies', 'Relationship', ['Partner', 'Channel', 'partner ']),
        ],
      },
      ['partners.values value_new'],
    ],
    [
      'any new value of a field',
      { properties: [...without('partner_level'), dropdown('companies', 'Partner level', ['Gold', 'Lead'])] },
      ['fields.tier.values value_new'],
    ],
    [
      'a new label that says partner, and none that does not',
      { labels: [...THINGS.labels, label('Referred by'), label('Billing contact')] },
      ['tags.labels label_new'],
    ],
    [
      'a name that nobody has',
      { deals: [deal({ via: 'Globex' })] },
      ['tags.property.values value_unmatched'],
    ],
    [
      'a name that two have',
      {
        partners: [partner('10', 'Contoso'), partner('11', 'Contoso GmbH')],
        deals: [deal({ via: 'contoso ag' })],
      },
      ['tags.property.values value_ambiguous'],
    ],
    [
      'a meaning that nobody has any more, by its key',
      { partners: [partner('10', 'Fabrikam')], deals: [deal({ via: 'con' })] },
      ['tags.property.values.con value_unmatched'],
    ],
    [
      'one domain of two partners',
      {
        partners: [
          partner('10', 'Contoso', { domain: 'a.example' }),
          partner('11', 'Other', { domain: 'WWW.a.example' }),
        ],
      },
      ['partners partner_twice'],
    ],
    [
      'a mail provider’s domain of two partners is none',
      {
        partners: [
          partner('10', 'Contoso', { domain: 'gmail.com' }),
          partner('11', 'Other', { domain: 'gmail.com' }),
        ],
      },
      [],
    ],
  ])('is %s', (_what, things, expected) => expect(found(scanOf({ ...THINGS, ...things }))).toEqual(expected));

  it('has counts, in all or of the newest', () => {
    const scan = scanOf({
      ...THINGS,
      deals: [deal({ via: 'Globex' }), deal({ via: 'Globex' })],
      records: { deals: 9_000 },
    });
    expect(checkMapping(scan, MAPPING)[0]?.count).toEqual({ records: 2, of: 'deals', sampled: 2 });
  });
});

describe('parents in a circle', () => {
  const chain = (...parents: readonly (readonly [string, string | null])[]) =>
    circles(parents.map(([id, parentCompanyId]) => partner(id, id, { parentCompanyId }))).map((all) =>
      all.map(({ id }) => String(id)),
    );
  it.each([
    [
      'none',
      [
        ['1', '2'],
        ['2', '3'],
        ['3', null],
      ],
      [],
    ],
    ['a parent that is no partner', [['1', '99']], []],
    ['one’s own parent', [['1', '1']], [['1']]],
    [
      'two',
      [
        ['1', '2'],
        ['2', '1'],
      ],
      [['1', '2']],
    ],
    [
      'a way into one, once',
      [
        ['0', '1'],
        ['1', '2'],
        ['2', '1'],
        ['5', '2'],
      ],
      [['1', '2']],
    ],
    [
      'two circles',
      [
        ['1', '2'],
        ['2', '1'],
        ['3', '3'],
      ],
      [['1', '2'], ['3']],
    ],
  ] as const)('%s', (_what, parents, expected) => expect(chain(...parents)).toEqual(expected));
});
