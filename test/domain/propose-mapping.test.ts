import { describe, expect, it } from '@jest/globals';
import { chosenOf, mappingOf, type MappingLine } from '../../src/domain/mapping-lines.js';
import { mappingViolations } from '../../src/domain/mapping-violations.js';
import type { Mapping } from '../../src/domain/mapping.js';
import type { PortalScan } from '../../src/domain/portal-scan.js';
import { askedLines, chose, proposeMapping } from '../../src/domain/propose-mapping.js';
import { deal, dropdown, label, partner, property, scanOf, TYPE } from './scans.js';

const lineOf = (scan: PortalScan, key: string): MappingLine | undefined =>
  proposeMapping(scan).lines.find((line) => line.key === key);

/** What a line proposes, with a question mark where somebody is asked. */
function said(scan: PortalScan, key: string): string {
  const line = lineOf(scan, key);
  return line === undefined ? 'no line' : `${line.chosen}${line.ask === null ? '' : '?'}`;
}

const mapping = (scan: PortalScan): Mapping => mappingOf(proposeMapping(scan).lines, 'test-1');
const asked = (scan: PortalScan): readonly string[] => askedLines(proposeMapping(scan)).map(({ key }) => key);

describe('who is a partner', () => {
  const RELATION = dropdown('companies', 'Relationship', []);
  const withValue = (value: string): PortalScan =>
    scanOf(
      {
        properties: [
          {
            ...RELATION,
            options: [
              { value, label: value, hidden: false },
              { value: 'Partner', label: 'Partner', hidden: false },
            ],
          },
        ],
      },
      { [`companies.relationship=${value}`]: 4, 'companies.relationship=Partner': 9 },
    );

  it.each([
    ['partner ', 'partner'],
    ['Channel partner', 'partner'],
    ['Reseller', 'partner'],
    ['Distributor', 'partner'],
    ['Vertriebspartner', 'partner'],
    ['Consultant', 'partner?'],
    ['System integrator', 'partner?'],
    ['Former partner', 'none?'],
    ['Partner prospect', 'none?'],
    ['Lost partner', 'none?'],
    ['Customer', 'no line'],
    ['Vendor', 'no line'],
  ])('takes the value “%s” for: %s', (value, expected) => {
    expect(said(withValue(value), `partner_value:relationship:${value}`)).toBe(expected);
  });

  it('is HubSpot’s own type where nothing else says so, and nobody is asked', () => {
    const scan = scanOf({}, { 'companies.type=PARTNER': 24, 'companies.type=RESELLER': 0 });
    expect(mapping(scan).partners).toEqual({
      from: 'company',
      property: 'type',
      values: ['PARTNER', 'RESELLER'],
    });
    expect(asked(scan)).toEqual([]);
  });

  it('stays the default where no company says anything', () => {
    const scan = scanOf({ properties: [] }, { 'companies.type=PARTNER': 0 });
    expect(mapping(scan).partners).toMatchObject({ from: 'company', property: 'type' });
    expect(lineOf(scan, 'partners')).toMatchObject({ confidence: 'low', count: { records: 0 } });
  });

  it('is asked about where two properties say so, the one of more companies first', () => {
    const scan = scanOf(
      { properties: [dropdown('companies', 'Relationship', ['Partner'])] },
      { 'companies.relationship=Partner': 9, 'companies.type=PARTNER': 3 },
    );
    expect(said(scan, 'partners')).toBe('companies.relationship?');
  });

  it('is a checkbox that says partner, by being ticked', () => {
    const scan = scanOf(
      { properties: [property('companies', 'Is partner', 'bool', { fieldType: 'booleancheckbox' })] },
      { 'companies.is_partner=true': 12 },
    );
    expect(mapping(scan).partners).toEqual({ from: 'company', property: 'is_partner', values: ['true'] });
  });

  it('is not what kind of partner it is', () => {
    const scan = scanOf(
      { properties: [dropdown('companies', 'Partner type', ['Reseller', 'Referral'])] },
      { 'companies.partner_type=Reseller': 99, 'companies.type=PARTNER': 3 },
    );
    expect(mapping(scan).partners).toMatchObject({ property: 'type' });
  });

  it('is a custom object before any property, without those who have not become one', () => {
    const scan = scanOf(
      {
        objects: [
          { name: 'partner_account', label: 'Partner account', origin: 'theirs' },
          { name: 'partner_registration', label: 'Deal registration', origin: 'theirs' },
          { name: 'partnership_data', label: 'Partnership data', origin: 'ours' },
        ],
        properties: [dropdown('partner_account', 'Status', ['Active', 'Prospective', 'Terminated'])],
        records: { deals: 0, partner_account: 11 },
      },
      { 'companies.type=PARTNER': 40, 'partner_account.status=Prospective': 1 },
    );
    const where = { property: 'status', values: ['Active', 'Terminated'] };
    expect(mapping(scan).partners).toEqual({ from: 'object', object: 'partner_account', where });
    expect(asked(scan)).toContain('partners.where:status');
  });

  it('are contacts too, by values that say consultant or affiliate, for the company that they name', () => {
    const scan = scanOf(
      {
        properties: [
          dropdown('contacts', 'Contact role', ['Buyer', 'Consultant', 'Affiliate', 'Partner contact']),
          property('contacts', 'Partner company', 'string'),
        ],
      },
      { 'contacts.contact_role=Consultant': 6, 'contacts.contact_role=Partner contact': 2 },
    );
    expect(mapping(scan).people).toEqual({
      property: 'contact_role',
      values: ['Consultant', 'Affiliate'],
      company: 'partner_company',
    });
    expect(said(scan, 'people_value:contact_role:Partner contact')).toBe('none?');
  });
});

describe('what the portal knows of its partners', () => {
  it.each([
    ['Partner level', '0 - Platinum', 'field_value:tier:0 - Platinum', 'platinum'],
    ['Partner level', 'gold (old)', 'field_value:tier:gold (old)', 'gold'],
    ['Partner tier', 'Bronze', 'field_value:tier:Bronze', 'registered'],
    ['Partner tier', 'Tier 2', 'field_value:tier:Tier 2', 'leave?'],
    ['Partner type', 'VAR', 'field_value:type:VAR', 'reseller_channel'],
    ['Partner type', 'SI', 'field_value:type:SI', 'system_integrator'],
    ['Partner type', 'Agency', 'field_value:type:Agency', 'leave?'],
    ['Partner status', 'Active', 'field_value:stage:Active', 'activation_growth'],
    ['Partner status', 'Inactive', 'field_value:stage:Inactive', 'ended'],
    ['Partner status', 'Onboarding', 'field_value:stage:Onboarding', 'onboarding_enablement'],
    ['Partner status', 'Paused', 'field_value:stage:Paused', 'leave?'],
  ])('%s “%s”', (name, value, key, expected) => {
    // Beside a value that says what the property is about.
    const one = dropdown('companies', name, [value, 'Gold', 'Reseller', 'Onboarded']);
    const scan = scanOf(
      { properties: [one] },
      { [`companies.${one.name}`]: 8, [`companies.${one.name}=${value}`]: 2 },
    );
    expect(said(scan, key)).toBe(expected);
  });

  it('are read, theirs staying the source, and only of properties that are filled in', () => {
    const scan = scanOf(
      {
        properties: [
          property('companies', 'Channel manager', 'enumeration', { ofOwners: true }),
          property('companies', 'Agreement signed on', 'date'),
          property('companies', 'Partner agreement ends', 'date'),
          property('companies', 'Contract end', 'date'),
        ],
      },
      {
        'companies.channel_manager': 7,
        'companies.agreement_signed_on': 9,
        'companies.partner_agreement_ends': 0,
      },
    );
    expect(mapping(scan).fields).toEqual({
      type: null,
      tier: null,
      stage: null,
      manager: { on: 'company', property: 'channel_manager', mode: 'read', values: {} },
      signed: { on: 'company', property: 'agreement_signed_on', mode: 'read', values: {} },
      starts: null,
      ends: null,
    });
  });

  it('are left out where none of their values means anything', () => {
    const scan = scanOf(
      { properties: [dropdown('companies', 'Partner tier', ['Tier 1', 'Tier 2'])] },
      { 'companies.partner_tier': 8, 'companies.partner_tier=Tier 1': 8 },
    );
    expect(mapping(scan).fields.tier).toBeNull();
    const answered = chose(proposeMapping(scan), 'field_value:tier:Tier 1', 'gold');
    expect(mappingOf(answered.lines, 'test-1').fields.tier?.values).toEqual({ 'Tier 1': 'gold' });
  });
});

describe('labels', () => {
  it.each([
    ['Referral partner', 'sourced', 'referral'],
    ['Referred by', 'sourced', 'referral'],
    ['Introduced by', 'sourced', 'referral'],
    ['Partner sourced', 'sourced', null],
    ['Influencing partner', 'influenced', null],
    ['Advised by', 'influenced', 'services'],
    ['Implementation partner', 'influenced', 'implementation'],
    ['SI partner', 'influenced', 'implementation'],
    ['Co-sell partner', 'influenced', 'cosell'],
  ])('“%s” is a tag: %s, %s, and nobody is asked', (text, role, motion) => {
    const scan = scanOf({ labels: [label(text)], deals: [deal({}, `companies ${text}`)] });
    expect(mapping(scan).tags.labels).toEqual([{ object: 'companies', label: text, role, motion }]);
    expect(asked(scan)).toEqual([]);
  });

  it.each([
    ['Reseller', 'influenced', 'resale'],
    ['Partner', 'influenced', null],
  ])('“%s” is asked about; proposed is the lesser claim: %s, %s', (text, role, motion) => {
    const scan = scanOf({ labels: [label(text, 'contacts')], deals: [deal({}, `contacts ${text}`)] });
    expect(mapping(scan).tags.labels).toEqual([{ object: 'contacts', label: text, role, motion }]);
    expect(lineOf(scan, `label:contacts:${text}`)?.count).toEqual({ records: 1, of: 'deals', sampled: null });
    expect(asked(scan)).toEqual([`label:contacts:${text}`]);
  });

  it.each(['Billing contact', 'Decision maker', 'Parent company', 'Procurement agent'])(
    '“%s” is none',
    (text) => {
      expect(mapping(scanOf({ labels: [label(text)] })).tags.labels).toEqual([]);
    },
  );

  it.each([
    [['End customer', 'Reseller'], 'End customer', false],
    [['Endkunde'], 'Endkunde', false],
    [['Customer'], 'Customer', true],
    [['Customer', 'End user'], 'End user', true],
    [['Reseller'], null, false],
  ])('of %j the customer is %s', (texts, customer, isAsked) => {
    const scan = scanOf({
      labels: texts.map((text) => label(text)),
      deals: [deal({}, ...texts.map((text) => `companies ${text}`))],
    });
    expect(mapping(scan).customer.label).toBe(customer);
    expect(asked(scan).includes('customer')).toBe(isAsked);
  });

  it('of ours are no lines', () => {
    const scan = scanOf({ labels: [{ ...label('Partner sourced'), origin: 'ours' }] });
    expect(mapping(scan).tags.labels).toEqual([]);
  });
});

describe('a deal property that names partners', () => {
  const NAMES = ['Contoso', 'contoso ltd.', 'Twin', 'Contosso', 'Globex', 'N/A', 'www.fabrikam.example'];
  const PARTNERS = [
    partner('10', 'Contoso'),
    partner('11', 'Fabrikam', { domain: 'fabrikam.example' }),
    partner('12', 'Twin'),
    partner('13', 'Twin'),
  ];
  const scan = scanOf({
    properties: [dropdown('deals', 'Referring partner', NAMES)],
    partners: PARTNERS,
    deals: NAMES.map((name) => deal({ referring_partner: name })),
  });

  it('matches what is plain, lists what is not, and asks about what is like a partner', () => {
    const { namings } = proposeMapping(scan);
    expect(namings.map(({ value, match, partners }) => [value, match, partners.map(({ id }) => id)])).toEqual(
      [
        ['Contoso', 'matched', ['10']],
        ['contoso ltd.', 'matched', ['10']],
        ['Twin', 'ambiguous', ['12', '13']],
        ['Contosso', 'unmatched', ['10']],
        ['Globex', 'unmatched', []],
        ['N/A', 'nobody', []],
        ['www.fabrikam.example', 'matched', ['11']],
      ],
    );
    expect(asked(scan)).toEqual(['tag_property', 'tag_value:Twin', 'tag_value:Contosso']);
  });

  it('is a tag of the role that its name says; what means nobody is written down, nothing else is', () => {
    expect(mapping(scan).tags.property).toEqual({
      property: 'referring_partner',
      role: 'sourced',
      motion: 'referral',
      values: { 'N/A': null },
    });
  });

  it('takes a person’s answer for a name', () => {
    const answered = chose(proposeMapping(scan), 'tag_value:Twin', '13');
    expect(mappingOf(answered.lines, 'test-1').tags.property?.values).toEqual({ 'N/A': null, Twin: '13' });
  });

  it('has the role that most of its deals say in the earlier field, where its name says none', () => {
    const named = scanOf({
      properties: [
        property('deals', 'Partner name', 'string'),
        dropdown('deals', 'Deal origin', ['Partner sourced', 'Partner influenced', 'Direct']),
      ],
      deals: ['Partner sourced', 'Partner sourced', 'Direct'].map((origin) =>
        deal({ partner_name: 'Contoso', deal_origin: origin }),
      ),
      partners: PARTNERS,
    });
    expect(said(named, 'tag_property')).toBe('partner_name:sourced?');
    expect(lineOf(named, 'tag_property')?.why).toContain('2 of 3 deals');
  });

  it('may say nothing of partners by its name, where most of its values are partners', () => {
    const named = scanOf({
      properties: [dropdown('deals', 'Via', ['Contoso', 'Fabrikam', 'Globex'])],
      deals: [deal({ via: 'Contoso' })],
      partners: PARTNERS,
    });
    expect(said(named, 'tag_property')).toBe('via:influenced?');
  });

  it.each(['Partner notes', 'Partner e-mail', 'Partner commission', 'Referral date'])(
    'is not “%s”',
    (name) => {
      const noted = property('deals', name, 'string');
      expect(
        said(scanOf({ properties: [noted], deals: [deal({ [noted.name]: 'x' })] }), 'tag_property'),
      ).toBe('no line');
    },
  );
});

describe('deals', () => {
  it.each([
    ['Sales', 'count'],
    ['Renewals', 'renewal?'],
    ['Expansion', 'expansion?'],
    ['Upsell EMEA', 'expansion?'],
    ['Leads', 'ignore?'],
    ['TEST - do not use', 'ignore?'],
    ['Partner recruitment', 'ignore?'],
    ['Contests', 'count'],
  ])('the pipeline “%s”: %s', (text, expected) => {
    const pipelines = [
      { id: '1', label: text },
      { id: '2', label: 'New business' },
    ];
    expect(said(scanOf({ pipelines, deals: [deal({ pipeline: '1' })] }), `pipeline:${text}`)).toBe(expected);
  });

  it('the only pipeline is counted, whatever it is called', () => {
    expect(said(scanOf({ pipelines: [{ id: '1', label: 'Leads' }] }), 'pipeline:Leads')).toBe('count');
  });

  it('the amount is asked about only where another one is filled in', () => {
    const properties = [property('deals', 'ARR', 'number'), property('deals', 'TCV', 'number')];
    expect(said(scanOf({ properties, deals: [deal({ amount: '1' })] }), 'amount')).toBe('amount');
    const filled = scanOf({ properties, deals: [deal({ amount: '1', arr: '1' })] });
    expect(said(filled, 'amount')).toBe('amount?');
    expect(lineOf(filled, 'amount')?.choices.map(({ key }) => key)).toEqual(['amount', 'arr']);
  });

  it('types of meetings and calls that say demo or proposal are such, in the portal’s own words', () => {
    const types = dropdown('meetings', 'Type', ['Product walkthrough', 'Commercial proposal', 'Standup'], {
      name: 'hs_activity_type',
      origin: 'hubspot',
    });
    expect(mapping(scanOf({ properties: [types] })).activityKinds).toEqual({
      demo: ['Product walkthrough'],
      proposal: ['Commercial proposal'],
    });
  });

  it.each([
    ['Partner sourced', 'sourced'],
    ['Partner influenced', 'influenced'],
    ['Channel', 'sourced'],
    ['Direct', 'direct'],
    ['Inbound', 'direct'],
    ['Blue', 'leave?'],
  ])('the earlier field’s “%s”: %s', (value, expected) => {
    const scan = scanOf({
      properties: [dropdown('deals', 'Deal origin', [...new Set(['Partner sourced', 'Direct', value])])],
      deals: [deal({ deal_origin: value })],
    });
    expect(said(scan, `baseline_value:${value}`)).toBe(expected);
    expect(mapping(scan).baseline?.property).toBe('deal_origin');
  });
});

describe('a proposal', () => {
  it('of a portal without anything is the default mapping with its pipeline', () => {
    const { pipelines, ...rest } = mapping(scanOf({ properties: [TYPE] }));
    expect(pipelines).toEqual([{ label: 'Sales', use: 'count' }]);
    expect(rest).toMatchObject({
      tags: { labels: [], property: null },
      people: null,
      customer: { label: null },
      baseline: null,
    });
  });

  it('is a sound mapping whatever is chosen of each line', () => {
    const scan = scanOf(
      {
        properties: [
          dropdown('companies', 'Relationship', ['Partner', 'Consultant']),
          dropdown('companies', 'Partner tier', ['Tier 1', 'Gold']),
          dropdown('contacts', 'Contact role', ['Consultant']),
          dropdown('deals', 'Referring partner', ['Twin', 'N/A']),
          dropdown('deals', 'Deal origin', ['Partner sourced', 'Direct']),
        ],
        labels: [label('Reseller'), label('Customer')],
        partners: [partner('12', 'Twin'), partner('13', 'Twin')],
        deals: [deal({ referring_partner: 'Twin', deal_origin: 'Direct' })],
      },
      {
        'companies.relationship=Partner': 2,
        'companies.relationship=Consultant': 1,
        'companies.partner_tier': 2,
        'companies.partner_tier=Tier 1': 1,
        'contacts.contact_role=Consultant': 1,
      },
    );
    const proposal = proposeMapping(scan);
    for (const line of proposal.lines) {
      for (const { key } of line.choices) {
        const { lines } = chose(proposal, line.key, key);
        expect([line.key, key, mappingViolations(mappingOf(lines, 'test-1'))]).toEqual([line.key, key, []]);
      }
    }
    expect(proposal.lines.map((line) => chosenOf(line).key)).not.toContain(undefined);
  });
});
