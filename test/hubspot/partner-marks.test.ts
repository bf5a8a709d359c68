/** Partners that are records of a custom object, or contacts: read once, kept with the company, published for cards. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_MAPPING, type MappedPeople, type Mapping } from '../../src/domain/mapping.js';
import { hubspotCrm } from '../../src/hubspot/hubspot-crm.js';
import { partnerChanges } from '../../src/hubspot/projection.js';
import { readCompany } from '../../src/hubspot/read-company.js';
import type { Crm, PartnerProjection, PropertyValues } from '../../src/operations/crm-port.js';
import { errorOf } from './error-of.js';
import { guardWire, hubspot, openWire } from './wire.js';

beforeAll(guardWire.start);
afterEach(guardWire.check);
afterAll(guardWire.end);

const OBJECT: Mapping = {
  ...DEFAULT_MAPPING,
  partners: { from: 'object', object: 'account', where: { property: 'status', values: ['Active'] } },
  fields: {
    ...DEFAULT_MAPPING.fields,
    tier: { on: 'object', property: 'level', mode: 'read', values: { 'Gold!': 'gold' } },
  },
};
const people = (more: Partial<MappedPeople> = {}): Mapping => ({
  ...DEFAULT_MAPPING,
  people: { property: 'role', values: ['Consultant', 'Affiliate'], company: null, ...more },
});
const portal = (mapping: Mapping): Crm => hubspotCrm(openWire('fetch').transport, undefined, mapping);
const record = (id: string, properties: PropertyValues) => ({ id, properties });
const reason = (one: { recordId: string; value: string; reason: string; fatal: boolean }) =>
  `${one.recordId} ${one.value} ${one.reason}${one.fatal ? ' fatal' : ''}`;

const hasObject = (name = 'account') =>
  hubspot()
    .get('/crm-object-schemas/2026-09/schemas')
    .reply(200, { results: [{ name, objectTypeId: '2-77', properties: [] }] });
const objects = (results: readonly object[], after?: string, next?: string) =>
  hubspot()
    .get('/crm/objects/2026-09/2-77')
    .query(({ properties, after: asked }) => properties === 'status,level' && asked === after)
    .reply(200, { results, paging: next === undefined ? null : { next: { after: next } } });
const companiesOf = (type: string, links: Readonly<Record<string, readonly (readonly [string, number])[]>>) =>
  hubspot()
    .post(`/crm/associations/2026-09/${type}/companies/batch/read`)
    .reply(200, {
      results: Object.entries(links).map(([id, to]) => ({
        from: { id },
        to: to.map(([toObjectId, typeId]) => ({
          toObjectId,
          associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId, label: null }],
        })),
      })),
    });
const finds = (type: string, property: string, results: readonly object[], values?: readonly string[]) =>
  hubspot()
    .post(
      `/crm/objects/2026-09/${type}/search`,
      (body: { filterGroups: { filters: { propertyName: string; values: unknown }[] }[] }) => {
        const [filter] = body.filterGroups[0]?.filters ?? [];
        return (
          filter?.propertyName === property &&
          (values === undefined || JSON.stringify(filter.values) === JSON.stringify(values))
        );
      },
    )
    .reply(200, { results, total: results.length });
const lists = (...results: readonly object[]) =>
  hubspot().get('/crm/objects/2026-09/companies').query(true).reply(200, { results });

describe('records of a custom object', () => {
  it('make partners of their companies, with their properties; all pages are read, once', async () => {
    const crm = portal(OBJECT);
    hasObject();
    objects(
      [record('9', { status: 'Active', level: 'Gold!' }), record('10', { status: 'Ended' })],
      undefined,
      'x',
    );
    objects([record('8', { status: 'Active', level: '' }), record('11', { status: 'Active' })], 'x');
    companiesOf('2-77', {
      '9': [
        ['71', 1],
        ['72', 2],
      ],
      '8': [['71', 1]],
    });
    lists(record('71', { name: 'Contoso' }), record('73', { partnership_partner: 'x' }));
    const page = await crm.listPage('companies', null, false);
    const marks = await crm.partnerMarks();
    expect([...(marks?.ofCompany ?? [])]).toEqual([
      ['71', { '~marked': 'true', '~object': '8', '~object.status': 'Active' }],
      ['72', { '~marked': 'true', '~object': '9', '~object.status': 'Active', '~object.level': 'Gold!' }],
    ]);
    expect(marks?.problems.map(reason)).toEqual(['9 71 partner_twice', '11  company_missing']);
    expect(page.records.map(({ properties }) => properties)).toEqual([
      { name: 'Contoso', '~marked': 'true', '~object': '8', '~object.status': 'Active' },
      { partnership_partner: 'x', '~marked': 'false' },
    ]);
    expect(page.records.map((raw) => crm.readCompany(raw).records[0]?.partner?.id)).toEqual([
      '71',
      undefined,
    ]);
  });

  it('are all meant where the mapping says nothing of them', async () => {
    const crm = portal({
      ...OBJECT,
      partners: { from: 'object', object: 'account', where: null },
      fields: DEFAULT_MAPPING.fields,
    });
    hasObject();
    hubspot()
      .get('/crm/objects/2026-09/2-77?limit=100')
      .reply(200, { results: [record('9', {})] });
    companiesOf('2-77', { '9': [['71', 1]] });
    expect([...((await crm.partnerMarks())?.ofCompany.keys() ?? [])]).toEqual(['71']);
  });

  it('of an object that is gone are said, and looked for again the next time', async () => {
    const crm = portal(OBJECT);
    hasObject('other');
    const { code, message } = await errorOf(crm.partnerMarks());
    expect([code, message.includes('“account”')]).toEqual(['mapping_outdated', true]);
    hasObject();
    objects([]);
    expect((await crm.partnerMarks())?.ofCompany.size).toBe(0);
  });

  it('have values that the mapping names; another is a problem of the company', () => {
    const marked = (level: string) =>
      readCompany(record('71', { '~marked': 'true', '~object': '8', '~object.level': level }), OBJECT);
    expect(marked('gold!').value?.partner?.tier).toBe('gold');
    expect(marked('Iron').problems).toMatchObject([
      { recordId: '71', property: 'level', value: 'Iron', fatal: false },
    ]);
  });
});

describe('contacts', () => {
  const jane = record('31', { firstname: 'Jane', lastname: 'Doe', role: 'Consultant' });
  const joe = record('32', { firstname: 'Joe', lastname: ' ', role: 'Affiliate;Speaker' });

  it('make partners of their primary companies', async () => {
    const crm = portal(people());
    const other = record('30', { role: 'consultants' });
    finds('contacts', 'role', [joe, jane, other, record('33', { role: 'Affiliate' })]);
    companiesOf('contacts', {
      '31': [
        ['71', 279],
        ['72', 1],
      ],
      '32': [['72', 1]],
      '33': [['71', 279]],
    });
    const marks = await crm.partnerMarks();
    expect([...(marks?.ofCompany ?? [])]).toEqual([
      ['72', { '~marked': 'true', '~contacts': '[["31","Jane Doe"],["32","Joe"]]' }],
    ]);
    expect([...(marks?.companyOfContact ?? [])]).toEqual([
      ['31', '72'],
      ['32', '72'],
    ]);
    expect(marks?.problems).toEqual([
      {
        ...{ objectType: 'contacts', recordId: '33', property: 'role', value: 'Affiliate' },
        ...{ reason: 'company_missing', fatal: false },
      },
    ]);
    const properties = marks?.ofCompany.get('72') ?? {};
    expect(readCompany(record('72', properties), people()).value?.partner).toMatchObject({
      id: '72',
      people: [
        { id: '31', name: 'Jane Doe' },
        { id: '32', name: 'Joe' },
      ],
    });
  });

  it('are searched beyond one page', async () => {
    const crm = portal(people());
    const bodies: unknown[] = [];
    hubspot()
      .post('/crm/objects/2026-09/contacts/search')
      .times(2)
      .reply((_uri, body) => {
        bodies.push((body as { filterGroups: [{ filters: object[] }] }).filterGroups[0].filters);
        return [200, bodies.length === 1 ? { results: [jane], total: 2 } : { results: [joe], total: 1 }];
      });
    companiesOf('contacts', {});
    expect((await crm.partnerMarks())?.problems).toHaveLength(2);
    const values = { propertyName: 'role', operator: 'IN', values: ['Consultant', 'Affiliate'] };
    expect(bodies).toEqual([
      [values],
      [values, { propertyName: 'hs_object_id', operator: 'GT', value: '31' }],
    ]);
  });

  it('name their companies by id, domain or name; who names none, an unknown or several, is told', async () => {
    const crm = portal(people({ company: 'works_for' }));
    const who = (id: string, works_for: string | null) => record(id, { role: 'Consultant', works_for });
    const named = ['71', 'contoso.example', 'Contoso', 'Nobody', null, 'Twin'];
    finds(
      'contacts',
      'role',
      named.map((text, place) => who(String(40 + place), text)),
    );
    hubspot()
      .post(
        '/crm/objects/2026-09/companies/batch/read',
        (body: { inputs: object[] }) => body.inputs.length === 1,
      )
      .reply(200, { results: [record('71', { name: 'Fabrikam' })] });
    finds('companies', 'domain', [record('72', { domain: 'contoso.example', name: 'Contoso' })]);
    finds('companies', 'name', [
      record('72', { name: 'Contoso', domain: 'contoso.example' }),
      record('73', { name: 'Twin' }),
      record('74', { name: 'twin' }),
    ]);
    const marks = await crm.partnerMarks();
    expect([...(marks?.companyOfContact ?? [])]).toEqual([
      ['40', '71'],
      ['41', '72'],
      ['42', '72'],
    ]);
    expect(marks?.problems.map(reason)).toEqual([
      '43 Nobody company_unknown',
      '44  company_missing',
      '45 Twin company_ambiguous',
    ]);
  });

  it('beside companies that are partners by their own property', () => {
    const of = (properties: PropertyValues) => readCompany(record('72', properties), people()).value;
    expect(of({ type: 'PARTNER', '~marked': 'false' })?.partner?.id).toBe('72');
    expect(of({ type: 'PARTNER', '~marked': 'false' })?.partner).not.toHaveProperty('people');
    expect(of({ type: 'OTHER', '~marked': 'false' })?.partner).toBeNull();
  });
});

describe('what the sync publishes of them', () => {
  const projection = {
    numbers: { modelMinor: new Map() },
    ...{ model: 'linear', homeCurrency: 'USD', policyVersion: 'p', withChildren: null, asOf: 0 },
    history: { months: [], earlier: null, influencedPipelineMinor: 0 },
  } as unknown as PartnerProjection;
  const markerOf = (properties: PropertyValues, mapping: Mapping) => {
    const { value } = readCompany(record('71', properties), mapping);
    if (value === null) throw new Error('a company is always read');
    const zero = { sourcedMinor: 0, influencedGrossMinor: 0, sourcedPipelineMinor: 0, wonDeals: 0 };
    const numbers = { ...projection.numbers, ...zero };
    return partnerChanges(value, { ...projection, numbers }).partnership_partner;
  };

  it.each<[string, Mapping, PropertyValues]>([
    ['an object', OBJECT, { '~marked': 'true', '~object': '8', '~object.level': 'Gold!' }],
    ['contacts', people(), { '~marked': 'true', '~contacts': '[["31","Jane \\"JD\\" Doe"]]' }],
    ['its own property, where contacts may do so too', people(), { '~marked': 'false', type: 'PARTNER' }],
  ])('reads like the marks of a partner by %s', (_name, mapping, properties) => {
    const marker = markerOf(properties, mapping);
    const own = Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith('~')));
    const alone = readCompany(record('71', { ...own, partnership_partner: marker ?? '' }), mapping);
    const together = readCompany(record('71', properties), mapping);
    expect(alone.problems).toEqual([]);
    expect(alone.value?.partner).toEqual(together.value?.partner);
    expect(alone.value?.partner).not.toBeNull();
    expect(markerOf({ ...properties, partnership_partner: marker ?? '' }, mapping)).toBeUndefined();
  });

  it('is nothing where only companies’ own properties make partners, and what stood there goes', () => {
    expect(markerOf({ type: 'PARTNER' }, DEFAULT_MAPPING)).toBeUndefined();
    expect(markerOf({ type: 'PARTNER', partnership_partner: '{}' }, DEFAULT_MAPPING)).toBe('');
  });

  it('makes no partner of a company whose marks were read and are gone', () => {
    const { value } = readCompany(
      record('71', { '~marked': 'false', partnership_partner: '{"v":1,"marks":{"~object":"8"}}' }),
      OBJECT,
    );
    expect([value?.partner, value?.published.partnership_partner]).toEqual([null, expect.any(String)]);
  });

  it('is a problem where somebody edited it, and makes no partner', () => {
    const { value, problems } = readCompany(record('71', { partnership_partner: 'yes' }), OBJECT);
    expect([value?.partner, problems.map(reason)]).toEqual([null, ['71 yes marker_unreadable']]);
  });

  it('is what a search for partners asks for', async () => {
    const filters: unknown[] = [];
    hubspot()
      .post('/crm/objects/2026-09/companies/search')
      .times(3)
      .reply((_uri, body) => {
        filters.push((body as { filterGroups: [{ filters: object[] }] }).filterGroups[0].filters);
        return [200, { results: [], total: 0 }];
      });
    const order = { by: 'name', direction: 'ascending' } as const;
    for (const mapping of [OBJECT, people(), DEFAULT_MAPPING]) {
      await portal(mapping).searchCompanies({ anyOf: [[{ kind: 'partner' }]], order, offset: 0, limit: 5 });
    }
    const marked = [{ propertyName: 'partnership_partner', operator: 'HAS_PROPERTY' }];
    expect(filters).toEqual([
      marked,
      marked,
      [{ propertyName: 'type', operator: 'IN', values: ['PARTNER'] }],
    ]);
  });
});

it('a portal without marks is asked for none', async () => {
  const crm = portal(DEFAULT_MAPPING);
  lists(record('71', { type: 'PARTNER' }));
  expect((await crm.listPage('companies', null, false)).records[0]?.properties).toEqual({ type: 'PARTNER' });
  expect(await crm.partnerMarks()).toBeNull();
});
