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
