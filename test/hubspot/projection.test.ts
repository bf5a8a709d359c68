/** Results → properties: only what differs from what the record holds is written. */
import { describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { partnerId } from '../../src/domain/ids.js';
import { dealChanges, partnerChanges } from '../../src/hubspot/projection.js';
import type {
  CompanyRecord,
  DealProjection,
  DealRecord,
  PartnerProjection,
  PropertyValues,
} from '../../src/operations/crm-port.js';
import { AS_OF, day, deal, touch } from '../domain/facts.js';
import { result } from '../store/sample.js';
import { decodeMonths } from '../../src/hubspot/published-months.js';
import type { Month } from '../../src/domain/period.js';

const NAMES = new Map([
  [partnerId('7'), 'Northwind'],
  [partnerId('9'), 'Contoso'],
]);

const projection = (changes: Partial<DealProjection> = {}): DealProjection => ({
  result: result('1', { flags: ['sourcing_conflict', 'tag_proposed'] }),
  model: 'linear',
  partnerNames: NAMES,
  touchCount: 3,
  touches: [touch('7', 'demo', day(1)), touch('9', 'call', day(2))],
  asOf: AS_OF,
  ...changes,
});

const record = (published: PropertyValues): DealRecord => ({
  deal: deal(),
  name: null,
  referral: null,
  rulings: [],
  tagging: { rulings: [], history: [] },
  publishedTouches: { kind: 'none' },
  insights: { kind: 'none' },
  dismissals: [],
  recordedAt: null,
  namedPartners: [],
  legacyClass: null,
  publishedPolicy: null,
  published,
});

const EMPTY = record({});
const PUBLISHED = dealChanges(EMPTY, projection());

describe('what is published on a deal', () => {
  it('is everything that a list or a workflow may want', () => {
    const { partnership_touches: touches, ...others } = PUBLISHED;
    expect(others).toEqual({
      partnership_class: 'sourced',
      partnership_sourcing_partner: 'Northwind',
      partnership_sourcing_partner_ids: '7',
      // 12 has no name.
      partnership_influencing_partners: 'Contoso; 12',
      partnership_influencing_partner_ids: '9; 12',
      partnership_credits: 'Linear: Northwind 666.67 USD; Contoso 333.33 USD',
      partnership_bucket: 'new',
      partnership_flags: 'sourcing_conflict;tag_proposed',
      partnership_touch_count: '3',
      partnership_policy_version: 'default-1',
    });
    expect(touches).toContain(`"asOf":"2026-10-01T00:00:00.000Z"`);
  });

  it('is nothing where the record holds it already', () => {
    expect(dealChanges(record(PUBLISHED), projection())).toEqual({});
  });

  it.each<[string, PropertyValues, Partial<DealProjection>]>([
    ['only as-of', {}, { asOf: instant(AS_OF + 1) }],
    ['the order in which activities are read', {}, { touches: projection().touches.toReversed() }],
    ['the order of options', { partnership_flags: 'tag_proposed;sourcing_conflict' }, {}],
    ['trailing zeros', { partnership_touch_count: '3.00' }, {}],
    ['a point without digits', { partnership_touch_count: '3.' }, {}],
  ])('is nothing where %s differs', (_name, held, changes) => {
    expect(dealChanges(record({ ...PUBLISHED, ...held }), projection(changes))).toEqual({});
  });

  it.each<[string, PropertyValues, Partial<DealProjection>, readonly string[]]>([
    ['a value that somebody changed', { partnership_class: 'direct' }, {}, ['partnership_class']],
    ['a value that somebody emptied', { partnership_bucket: null }, {}, ['partnership_bucket']],
    ['another number', { partnership_touch_count: '30' }, {}, ['partnership_touch_count']],
    [
      'a number that is 0 where there was none',
      { partnership_touch_count: '' },
      { touchCount: 0 },
      ['partnership_touch_count'],
    ],
    ['one option less', { partnership_flags: 'tag_proposed' }, {}, ['partnership_flags']],
    ['a new name', { partnership_sourcing_partner: 'Northwind Inc' }, {}, ['partnership_sourcing_partner']],
    [
      'one touch more',
      {},
      { touches: [...projection().touches, touch('9', 'email', day(3))] },
      ['partnership_touches'],
    ],
  ])('is %s, and nothing else', (_name, held, changes, properties) => {
    expect(Object.keys(dealChanges(record({ ...PUBLISHED, ...held }), projection(changes)))).toEqual(
      properties,
    );
  });

  it('empties what no longer is', () => {
    const direct = result('1', {
      class: 'direct',
      sourcingPartnerIds: [],
      influencingPartnerIds: [],
      flags: [],
      credits: { source: new Map(), influence: new Map(), model: new Map() },
    });
    const changes = dealChanges(
      record(PUBLISHED),
      projection({ result: direct, touches: [], touchCount: 0 }),
    );
    expect(changes).toEqual({
      partnership_class: 'direct',
      partnership_sourcing_partner: '',
      partnership_sourcing_partner_ids: '',
      partnership_influencing_partners: '',
      partnership_influencing_partner_ids: '',
      partnership_credits: '',
      partnership_flags: '',
      partnership_touch_count: '0',
      partnership_touches: '',
    });
  });

  it('fits into a property, however many partners there are', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => partnerId(String(index)));
    const { partnership_influencing_partners: names = '' } = dealChanges(
      EMPTY,
      projection({ result: result('1', { influencingPartnerIds: many }) }),
    );
    expect(names?.length).toBeLessThanOrEqual(65_536);
  });
});

describe('what is published on a partner', () => {
  const partner = (published: PropertyValues): CompanyRecord => ({
    id: '7',
    name: 'Northwind',
    domain: null,
    parentCompanyId: null,
    partner: null,
    months: null,
    programme: {},
    published,
  });
  const numbers: PartnerProjection = {
    numbers: {
      sourcedMinor: 100_050,
      influencedGrossMinor: 0,
      modelMinor: new Map([['linear', -5]]),
      wonDeals: 2,
      sourcedPipelineMinor: 7,
    },
    model: 'linear',
    homeCurrency: 'USD',
    policyVersion: 'default-1',
    history: {
      months: [
        { month: '2026-09' as Month, deals: 2, sourcedMinor: 100_050, influencedMinor: 0, modelMinor: -5 },
      ],
      earlier: null,
      influencedPipelineMinor: 0,
    },
    withChildren: null,
    asOf: instant(Date.UTC(2026, 8, 15)),
  };
  const published = partnerChanges(partner({}), numbers);

  it('is in the home currency, as plain decimals', () => {
    expect(published).toEqual({
      partnership_sourced_revenue: '1000.50',
      partnership_influenced_revenue: '0.00',
      partnership_model_credit: '-0.05',
      partnership_sourced_pipeline: '0.07',
      partnership_won_deals: '2',
      partnership_home_currency: 'USD',
      partnership_policy_version: 'default-1',
      partnership_months:
        '{"v":1,"asOf":"2026-09-15T00:00:00.000Z","policy":"default-1","model":"linear","currency":"USD",' +
        '"influencedPipeline":0,"earlier":null,"months":[["2026-09",2,100050,0,-5]]}',
    });
  });

  it('has what a parent brings with its children beside the months, and nothing of it elsewhere', () => {
    const family = {
      sourcedMinor: 5,
      influencedGrossMinor: 6,
      modelMinor: new Map([['linear', 7]]),
      wonDeals: 8,
      sourcedPipelineMinor: 9,
    };
    const changes = partnerChanges(partner({}), { ...numbers, withChildren: family });
    const months = changes['partnership_months'] ?? null;
    expect({ ...published, partnership_months: months }).toEqual(changes);
    expect(decodeMonths(months)?.withChildren).toEqual({
      sourcedMinor: 5,
      influencedMinor: 6,
      modelMinor: 7,
      wonDeals: 8,
      sourcedPipelineMinor: 9,
    });
  });

  it('has months that are read as they were written, and are the same at another instant', () => {
    const text = published['partnership_months'] ?? '';
    expect(decodeMonths(text)).toEqual({
      ...numbers.history,
      withChildren: null,
      asOf: numbers.asOf,
      policyVersion: 'default-1',
      model: 'linear',
      homeCurrency: 'USD',
    });
    for (const other of [null, '', '{}', text.slice(0, -3)]) expect(decodeMonths(other)).toBeNull();
    const later = { ...numbers, asOf: instant(Date.UTC(2026, 8, 16)) };
    expect(partnerChanges(partner(published), later)).toEqual({});
  });

  it('is nothing where HubSpot writes the same numbers in its own way', () => {
    const held = { ...published, partnership_sourced_revenue: '1000.5', partnership_influenced_revenue: '0' };
    expect(partnerChanges(partner(held), numbers)).toEqual({});
  });

  it('tells 100 from 1', () => {
    const held = { ...published, partnership_won_deals: '200' };
    expect(partnerChanges(partner(held), numbers)).toEqual({ partnership_won_deals: '2' });
  });
});
