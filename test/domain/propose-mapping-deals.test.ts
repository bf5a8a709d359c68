import { describe, expect, it } from '@jest/globals';
import { mappingOf, type MappingLine } from '../../src/domain/mapping-lines.js';
import type { Mapping } from '../../src/domain/mapping.js';
import type { PortalScan } from '../../src/domain/portal-scan.js';
import { askedLines, chose, proposeMapping } from '../../src/domain/propose-mapping.js';
import { deal, dropdown, label, partner, property, scanOf } from './scans.js';

const lineOf = (scan: PortalScan, key: string): MappingLine | undefined =>
  proposeMapping(scan).lines.find((line) => line.key === key);

/** What a line proposes, with a question mark where somebody is asked. */
function said(scan: PortalScan, key: string): string {
  const line = lineOf(scan, key);
  return line === undefined ? 'no line' : `${line.chosen}${line.ask === null ? '' : '?'}`;
}

const mapping = (scan: PortalScan): Mapping => mappingOf(proposeMapping(scan).lines, 'test-1');
const asked = (scan: PortalScan): readonly string[] => askedLines(proposeMapping(scan)).map(({ key }) => key);

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
