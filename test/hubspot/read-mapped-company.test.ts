/** Companies whose portal keeps partners, types, tiers and dates in properties of its own. */
import { describe, expect, it } from '@jest/globals';
import {
  DEFAULT_MAPPING,
  type MappedField,
  type Mapping,
  type PartnerField,
} from '../../src/domain/mapping.js';
import { askedProperties } from '../../src/hubspot/asked-properties.js';
import { readCompany } from '../../src/hubspot/read-company.js';
import { at } from '../domain/facts.js';

type Values = Readonly<Record<string, string | null>>;

const RELATIONSHIP: Mapping = {
  ...DEFAULT_MAPPING,
  partners: {
    from: 'company',
    property: 'relationship',
    values: ['Partner', 'Channel; partner', 'Reseller'],
  },
};
const PARTNER: Values = { name: 'Contoso', relationship: 'Partner' };

const field = (mode: MappedField['mode'], values: MappedField['values'] = {}): MappedField => ({
  on: 'company',
  property: 'theirs',
  mode,
  values,
});
const under = (fields: Partial<Record<PartnerField, MappedField>>): Mapping => ({
  ...RELATIONSHIP,
  fields: { ...DEFAULT_MAPPING.fields, ...fields },
});
const read = (mapping: Mapping, values: Values) =>
  readCompany({ id: '7', properties: { ...PARTNER, ...values } }, mapping);
const problem = (property: string, value: string, reason: string) => ({
  objectType: 'companies',
  recordId: '7',
  property,
  value,
  reason,
  fatal: false,
});

describe('a company is a partner by the property that the mapping names', () => {
  it.each([
    ['Partner', true],
    ['Reseller', true],
    ['Customer;Reseller', true],
    ['Customer; Reseller ;Supplier', true],
    ['Channel; partner', true],
    ['partner', false],
    ['Customer', false],
    ['Customer;Supplier', false],
    [';', false],
    ['', false],
    [null, false],
  ])('%j: %s', (relationship, expected) => {
    expect(read(RELATIONSHIP, { relationship }).value?.partner !== null).toBe(expected);
  });
  it('and not by HubSpot’s own', () => {
    expect(read(RELATIONSHIP, { relationship: 'Customer', type: 'PARTNER' }).value?.partner).toBeNull();
  });
});

describe('tier', () => {
  const levels = { '1 - Gold': 'gold', '2 - Silver': 'silver', 'Gold (old)': 'gold' };
  it.each<[string, MappedField | null, Values, string | null, readonly object[]]>([
    ['ours, where nothing is mapped', null, { partnership_tier: 'gold', theirs: '2 - Silver' }, 'gold', []],
    ['theirs, read', field('read', levels), { theirs: '2 - Silver' }, 'silver', []],
    [
      'theirs, read, whatever ours says',
      field('read', levels),
      { partnership_tier: 'gold', theirs: '2 - Silver' },
      'silver',
      [],
    ],
    ['theirs, read, and empty', field('read', levels), { partnership_tier: 'gold' }, null, []],
    [
      'ours first, where theirs is migrated',
      field('migrate', levels),
      { partnership_tier: 'gold', theirs: '2 - Silver' },
      'gold',
      [],
    ],
    [
      'theirs, migrated where ours is empty',
      field('migrate', levels),
      { theirs: '2 - Silver' },
      'silver',
      [],
    ],
    [
      'no migration over a value of ours that is none',
      field('migrate', levels),
      { partnership_tier: 'best', theirs: '2 - Silver' },
      null,
      [problem('partnership_tier', 'best', 'option_unknown')],
    ],
    [
      'ours, where theirs is ignored',
      field('ignore', levels),
      { partnership_tier: 'gold', theirs: '2 - Silver' },
      'gold',
      [],
    ],
    ['several values that mean one', field('read', levels), { theirs: '1 - Gold;Gold (old)' }, 'gold', []],
    [
      'several values that mean several',
      field('read', levels),
      { theirs: '1 - Gold;2 - Silver' },
      null,
      [problem('theirs', '1 - Gold;2 - Silver', 'option_ambiguous')],
    ],
    [
      'a value that the mapping does not name',
      field('read', levels),
      { theirs: '3 - Bronze' },
      null,
      [problem('theirs', '3 - Bronze', 'option_unknown')],
    ],
    [
      'a known value beside one that is not',
      field('read', levels),
      { theirs: '1 - Gold;Bronze' },
      null,
      [problem('theirs', '1 - Gold;Bronze', 'option_unknown')],
    ],
    [
      'a value with the name of what every object has',
      field('read', levels),
      { theirs: 'constructor' },
      null,
      [problem('theirs', 'constructor', 'option_unknown')],
    ],
    [
      'a value that the mapping gives no tier of ours',
      field('read', { best: 'diamond' }),
      { theirs: 'best' },
      null,
      [problem('theirs', 'best', 'option_unknown')],
    ],
  ])('%s', (_name, tier, values, expected, problems) => {
    const answer = read(tier === null ? RELATIONSHIP : under({ tier }), values);
    expect(answer.value?.partner?.tier).toBe(expected);
    expect(answer.problems).toEqual(problems);
    expect(answer.value?.partner).toMatchObject({ id: '7', name: 'Contoso', type: null, stage: null });
  });
});

describe('a partner has', () => {
  it.each<[string, MappedField | null, Values, string | null]>([
    ['our own manager', null, { partnership_manager: '1', theirs: '2' }, '1'],
    ['their owner, read', field('read'), { partnership_manager: '1', theirs: '2' }, '2'],
    ['their owner, where ours is empty', field('migrate'), { theirs: '2' }, '2'],
    ['our own manager before theirs', field('migrate'), { partnership_manager: '1', theirs: '2' }, '1'],
    ['no manager, where theirs is ignored', field('ignore'), { theirs: '2' }, null],
  ])('%s', (_name, manager, values, expected) => {
    const mapping = manager === null ? RELATIONSHIP : under({ manager });
    expect(read(mapping, values).value?.partner?.managerId).toBe(expected);
  });

  it('the dates of its agreement', () => {
    const dated = (property: string, mode: MappedField['mode'] = 'read') => ({ ...field(mode), property });
    const mapping = under({
      signed: dated('signed_on'),
      starts: dated('s', 'ignore'),
      ends: dated('ends_on'),
    });
    const { value, problems } = read(mapping, { signed_on: '2025-03-01', s: '2025-04-01', ends_on: 'never' });
    expect(value?.partner?.agreement).toEqual({ signedAt: at('2025-03-01'), startsAt: null, endsAt: null });
    expect(problems).toEqual([problem('ends_on', 'never', 'instant_invalid')]);
  });
  it('no agreement, where the portal keeps no dates', () => {
    expect(read(RELATIONSHIP, {}).value?.partner).not.toHaveProperty('agreement');
  });
});

describe('a partner that somebody kept out of attribution', () => {
  it.each([
    ['is none, and says so', 'Partner', 'true', null, true],
    ['was one that nobody marked: it says nothing', 'Customer', 'true', null, undefined],
    ['is one where the box is not ticked', 'Partner', 'false', '7', undefined],
    ['is one where nobody was asked', 'Partner', '', '7', undefined],
  ])('%s', (_name, relationship, ticked, id, optedOut) => {
    const { value, problems } = read(RELATIONSHIP, { relationship, partnership_opt_out: ticked });
    expect([value?.partner?.id ?? null, value?.optedOut, problems]).toEqual([id, optedOut, []]);
  });
});

it('asks for what the mapping names, once, and for nothing that it ignores', () => {
  const asked = (fields: Partial<Record<PartnerField, MappedField>>) =>
    askedProperties(under(fields)).companies;
  expect(asked({})).toEqual(expect.arrayContaining(['relationship']));
  expect(asked({})).not.toContain('type');
  expect(asked({ tier: field('ignore') })).not.toContain('theirs');
  const twice = asked({
    tier: field('read'),
    manager: field('migrate'),
    type: { ...field('read'), property: 'name' },
  });
  expect(twice.filter((name) => name === 'theirs' || name === 'name')).toEqual(['name', 'theirs']);
  expect(asked({ tier: { ...field('read'), on: 'object' } })).not.toContain('theirs');
});
