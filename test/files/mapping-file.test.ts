import { describe, expect, it } from '@jest/globals';
import { DEFAULT_MAPPING, type Mapping } from '../../src/domain/mapping.js';
import { parseMapping, writeMapping } from '../../src/files/mapping-file.js';
import { parseKeptMapping } from '../../src/files/read-mapping.js';

const parse = (mapping: unknown): Mapping => parseMapping(JSON.stringify(mapping), 'mapping.json');

const FULL: Mapping = {
  version: 'acme-1',
  partners: {
    from: 'object',
    object: 'partner_account',
    where: { property: 'status', values: ['Active', 'Onboarding'] },
  },
  fields: {
    type: { on: 'object', property: 'program', mode: 'read', values: { VAR: 'reseller_channel' } },
    tier: { on: 'company', property: 'partner_level', mode: 'migrate', values: { '1 - Gold': 'gold' } },
    stage: { on: 'object', property: 'phase', mode: 'ignore', values: {} },
    manager: { on: 'object', property: 'account_manager', mode: 'read', values: {} },
    signed: null,
    starts: { on: 'object', property: 'signed_on', mode: 'read', values: {} },
    ends: null,
  },
  tags: {
    labels: [
      { object: 'companies', label: 'Referral partner', role: 'sourced', motion: 'referral' },
      { object: 'contacts', label: 'Advised by', role: 'influenced', motion: null },
    ],
    property: {
      property: 'partner_name',
      role: 'sourced',
      motion: null,
      values: { 'N/A': null, MSFT: 'Microsoft' },
    },
  },
  people: { property: 'contact_role', values: ['Consultant'], company: 'works_for' },
  customer: { label: 'End customer' },
  pipelines: [
    { label: 'Renewals', use: 'renewal' },
    { label: 'Test', use: 'ignore' },
  ],
  amount: { property: 'annual_value' },
  activityKinds: { demo: ['Live demo'], proposal: [] },
  baseline: { property: 'deal_origin', values: { 'Partner sourced': 'sourced', Direct: 'direct' } },
};

describe('a partial file', () => {
  it('is the defaults where it says nothing', () => expect(parse({})).toEqual(DEFAULT_MAPPING));
  it('takes the defaults back whole', () => expect(parse(DEFAULT_MAPPING)).toEqual(DEFAULT_MAPPING));
  it('takes a whole mapping', () => expect(parse(FULL)).toEqual(FULL));
  it('may start with a byte order mark', () =>
    expect(parseMapping('\uFEFF{}', 'm')).toEqual(DEFAULT_MAPPING));

  it.each<[string, object, object]>([
    [
      'fields merge key by key',
      { fields: { tier: { property: 'level', mode: 'read', values: { G: 'gold' } } } },
      {
        fields: {
          ...DEFAULT_MAPPING.fields,
          tier: { on: 'company', property: 'level', mode: 'read', values: { G: 'gold' } },
        },
      },
    ],
    [
      'tags merge key by key',
      { tags: { labels: [{ object: 'contacts', label: ' Introduced by ', role: 'sourced' }] } },
      {
        tags: {
          labels: [{ object: 'contacts', label: 'Introduced by', role: 'sourced', motion: null }],
          property: null,
        },
      },
    ],
    [
      'kinds of activity merge key by key, their lists replace',
      { activityKinds: { demo: ['Walkthrough'] } },
      { activityKinds: { demo: ['Walkthrough'], proposal: DEFAULT_MAPPING.activityKinds.proposal } },
    ],
    [
      'an object without a condition',
      { partners: { from: 'object', object: 'partner_account' } },
      { partners: { from: 'object', object: 'partner_account', where: null } },
    ],
    [
      'values keep their blanks: a portal may hold them',
      { partners: { from: 'company', property: 'relationship', values: ['Partner', 'partner '] } },
      { partners: { from: 'company', property: 'relationship', values: ['Partner', 'partner '] } },
    ],
    [
      'two spellings with one meaning',
      { baseline: { property: 'origin', values: { Partner: 'sourced', 'partner ': 'sourced' } } },
      { baseline: { property: 'origin', values: { Partner: 'sourced', 'partner ': 'sourced' } } },
    ],
    [
      'a pipeline that is called 2026',
      { pipelines: [{ label: '2026', use: 'new' }] },
      { pipelines: [{ label: '2026', use: 'new' }] },
    ],
  ])('%s', (_name, file, mapping) =>
    expect(parse({ version: 'acme-1', ...file })).toEqual({
      ...DEFAULT_MAPPING,
      version: 'acme-1',
      ...mapping,
    }),
  );

  it('leaves the defaults as they are', () => {
    const before = structuredClone(DEFAULT_MAPPING);
    parse(FULL);
    expect(DEFAULT_MAPPING).toEqual(before);
  });
});

it('what was kept is read the same way, without lines', () => {
  expect(parseKeptMapping(writeMapping(FULL), 'saved in the portal')).toEqual(FULL);
  expect(() => parseKeptMapping('{"amuont": {}}', 'saved in the portal')).toThrow(
    'The mapping saved in the portal is not valid: amuont is an unknown key; the nearest known key is amount.',
  );
  expect(() => parseKeptMapping('{', 'saved in the portal')).toThrow('the mapping must be an object');
});

describe('writing', () => {
  it.each<[string, Mapping]>([
    ['everything', FULL],
    ['nothing', DEFAULT_MAPPING],
    [
      'a company property',
      {
        ...DEFAULT_MAPPING,
        version: 'a',
        partners: { from: 'company', property: 'type', values: ['X'] },
      },
    ],
  ])('reads back as it was: %s', (_name, mapping) => {
    expect(parseMapping(writeMapping(mapping), 'm')).toEqual(mapping);
  });

  it('says only what differs, in one order', () => {
    const { baseline, ...rest } = FULL;
    expect(writeMapping({ baseline, ...rest })).toBe(writeMapping(FULL));
    expect(writeMapping({ ...DEFAULT_MAPPING, version: 'acme-1', customer: { label: 'End customer' } })).toBe(
      '{\n  "version": "acme-1",\n  "customer": {\n    "label": "End customer"\n  }\n}\n',
    );
  });
});
