/** Paging, batches and refusals of the reads behind the Crm port. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type nock from 'nock';
import { portalId } from '../../src/domain/ids.js';
import type { RecordPage } from '../../src/operations/crm-port.js';
import { errorOf } from './error-of.js';
import { guardWire, hubspot, openWire } from './wire.js';

beforeAll(guardWire.start);
afterEach(guardWire.check);
afterAll(guardWire.end);

const ACCOUNT = { portalId: portalId('1'), homeCurrency: 'USD', timeZone: 'UTC' };
const LINKS = '/crm/associations/2026-09/deals/companies/batch/read';

async function all<T>(pages: AsyncIterable<RecordPage<T>>): Promise<T[]> {
  const records: T[] = [];
  for await (const page of pages) records.push(...page.records);
  return records;
}

describe('lists', () => {
  it('follow `after` to the end, and encode it', async () => {
    const company = (id: string) => ({ id, properties: { name: `Company ${id}` } });
    hubspot()
      .get('/crm/objects/2026-09/companies')
      .query((query) => query.limit === '100' && query.after === undefined)
      .reply(200, { results: [company('1')], paging: { next: { after: 'a&b=1' } } });
    hubspot()
      .get('/crm/objects/2026-09/companies')
      .query((query) => query.after === 'a&b=1')
      .reply(200, { results: [company('2')], paging: null });
    const companies = await all(openWire('SDK').crm.companies());
    expect(companies.map(({ name }) => name)).toEqual(['Company 1', 'Company 2']);
  });

  it('ask for our properties by name', async () => {
    hubspot()
      .get('/crm/objects/2026-09/deals')
      .query((query) => /(^|,)partnership_class(,|$)/.test(String(query.properties)))
      .reply(200, { results: [] });
    expect(await all(openWire('SDK').crm.deals(ACCOUNT))).toEqual([]);
  });

  it('a page that fails ends the list: half a portal is none', async () => {
    hubspot()
      .get('/crm/objects/2026-09/companies')
      .query(true)
      .reply(200, { results: [], paging: { next: { after: '1' } } });
    hubspot().get('/crm/objects/2026-09/companies').query(true).reply(400, { message: 'bad' });
    expect((await errorOf(all(openWire('SDK').crm.companies()))).code).toBe('crm_refused');
  });
});

describe('one deal', () => {
  it('that is not there is null', async () => {
    hubspot().get('/crm/objects/2026-09/deals/5').query(true).reply(404, { category: 'OBJECT_NOT_FOUND' });
    expect(await openWire('fetch').crm.dealById('5')).toBeNull();
  });
  it('has its id encoded in the path', async () => {
    hubspot().get('/crm/objects/2026-09/deals/..%2Fcontacts').query(true).reply(404, { category: 'X' });
    expect(await openWire('fetch').crm.dealById('../contacts')).toBeNull();
  });
});

describe('the account', () => {
  const answered = (body: nock.Body) => hubspot().get('/account-info/2026-09/details').reply(200, body);
  it('has its id as text', async () => {
    answered({ portalId: 12, timeZone: 'Europe/Berlin', companyCurrency: 'EUR', accountType: 'STANDARD' });
    expect(await openWire('SDK').crm.account()).toEqual({
      portalId: '12',
      timeZone: 'Europe/Berlin',
      homeCurrency: 'EUR',
    });
  });
  it.each([
    ['currency', { portalId: 1, timeZone: 'UTC', companyCurrency: 'XYZ' }],
    ['time zone', { portalId: 1, timeZone: 'Mars/Olympus', companyCurrency: 'USD' }],
  ])('with an unknown %s is refused: no number could be right', async (_name, body) => {
    answered(body);
    expect((await errorOf(openWire('SDK').crm.account())).code).toBe('crm_unexpected_answer');
  });
});

describe('owners', () => {
  it('are called by name, else by e-mail, else by id, over all pages', async () => {
    hubspot()
      .get('/crm/owners/2026-09?limit=100')
      .reply(200, {
        results: [
          { id: '1', firstName: 'Sam', lastName: 'Lee', email: 's@x.com' },
          { id: '2', firstName: '', lastName: null, email: 'b@x.com' },
        ],
        paging: { next: { after: '2' } },
      });
    hubspot()
      .get('/crm/owners/2026-09?limit=100&after=2')
      .reply(200, { results: [{ id: '3' }] });
    expect((await openWire('SDK').crm.owners()).map(({ name }) => name)).toEqual([
      'Sam Lee',
      'b@x.com',
      'Owner 3',
    ]);
  });
});

describe('associations', () => {
  const label = (typeId: number, text: string | null, category = 'USER_DEFINED') => ({
    category,
    typeId,
    label: text,
  });
  const from = (id: string, to: readonly object[], after?: string) => ({
    from: { id },
    to,
    ...(after === undefined ? {} : { paging: { next: { after } } }),
  });
  const to = (id: number, ...associationTypes: readonly object[]) => ({ toObjectId: id, associationTypes });

  it('read the rest of a record that has more than one answer holds', async () => {
    hubspot()
      .post(LINKS, { inputs: [{ id: '1' }, { id: '2' }] })
      .reply(200, { results: [from('1', [to(10)], 'x'), from('2', [to(20)])] });
    hubspot()
      .post(LINKS, { inputs: [{ id: '1', after: 'x' }] })
      .reply(200, { results: [from('1', [to(11)], 'y')] });
    hubspot()
      .post(LINKS, { inputs: [{ id: '1', after: 'y' }] })
      .reply(200, { results: [from('1', [to(12)])] });
    const links = await openWire('SDK').crm.links('deals', 'companies', ['1', '2', '1']);
    expect([...links].map(([id, many]) => [id, many.map(({ toId }) => toId)])).toEqual([
      ['1', ['10', '11', '12']],
      ['2', ['20']],
    ]);
  });

  it('ask 1,000 ids a request, and nothing for nothing', async () => {
    const sizes: number[] = [];
    hubspot()
      .post(LINKS)
      .times(3)
      .reply((_uri, body) => {
        sizes.push((body as { inputs: unknown[] }).inputs.length);
        return [200, { results: [] }];
      });
    const ids = Array.from({ length: 2001 }, (_, index) => String(index));
    expect((await openWire('SDK').crm.links('deals', 'companies', ids)).size).toBe(0);
    expect(sizes.toSorted((a, b) => b - a)).toEqual([1000, 1000, 1]);
    expect((await openWire('SDK').crm.links('deals', 'companies', [])).size).toBe(0);
  });

  it('know the primary company and what our labels mean; other labels mean nothing', async () => {
    hubspot()
      .post(LINKS)
      .reply(200, {
        results: [
          from('1', [
            to(10, label(5, 'Primary', 'HUBSPOT_DEFINED'), label(341, null, 'HUBSPOT_DEFINED')),
            to(11, label(90, 'Partner sourced: referral'), label(91, 'Proposed: partner influenced')),
            to(12, label(5, 'Our own label'), label(92, 'Champion')),
          ]),
        ],
      });
    const links = await openWire('SDK').crm.links('deals', 'companies', ['1']);
    expect(links.get('1')).toEqual([
      { toId: '10', primary: true, tags: [] },
      {
        toId: '11',
        primary: false,
        tags: [
          { role: 'sourced', state: 'confirmed', motion: 'referral' },
          { role: 'influenced', state: 'proposed', motion: null },
        ],
      },
      { toId: '12', primary: false, tags: [] },
    ]);
  });

  it('207 for records without any is no error', async () => {
    hubspot()
      .post(LINKS)
      .reply(207, {
        results: [from('1', [to(10)])],
        numErrors: 1,
        errors: [
          {
            category: 'OBJECT_NOT_FOUND',
            subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
            message: 'none',
          },
        ],
      });
    expect([...(await openWire('SDK').crm.links('deals', 'companies', ['1', '2'])).keys()]).toEqual(['1']);
  });

  it('207 with another refusal is told: a tag that is not read would be credit that is lost', async () => {
    hubspot()
      .post(LINKS)
      .reply(207, {
        results: [],
        numErrors: 1,
        errors: [{ category: 'VALIDATION_ERROR', message: 'bad id' }],
      });
    const error = await errorOf(openWire('SDK').crm.links('deals', 'companies', ['1']));
    expect([error.code, error.message.includes('bad id')]).toEqual(['crm_refused', true]);
  });
});

describe('companies by id', () => {
  it('are asked for once each, and those that are not there are left out', async () => {
    hubspot()
      .post(
        '/crm/objects/2026-09/companies/batch/read',
        (body: { inputs: unknown[] }) => body.inputs.length === 2,
      )
      .reply(207, {
        results: [{ id: '1', properties: {} }],
        numErrors: 1,
        errors: [{ category: 'OBJECT_NOT_FOUND', message: 'gone' }],
      });
    const found = await openWire('fetch').crm.companiesById(['1', '2', '1']);
    expect(found.map(({ id }) => id)).toEqual(['1']);
  });

  it('refused for another reason are told: a company left out would be a partner or customer lost', async () => {
    const errors = [{ category: 'INTERNAL_ERROR', message: 'try later', context: { ids: ['2'], note: 'x' } }];
    hubspot()
      .post('/crm/objects/2026-09/companies/batch/read')
      .reply(207, { results: [{ id: '1', properties: {} }], numErrors: 1, errors });
    expect((await errorOf(openWire('fetch').crm.companiesById(['1', '2']))).message).toContain('try later');
  });

  it('leaves out what is no record id: people type into the referral property', async () => {
    hubspot()
      .post(
        '/crm/objects/2026-09/companies/batch/read',
        (body: { inputs: unknown[] }) => body.inputs.length === 1,
      )
      .reply(200, { results: [{ id: '1', properties: {} }] });
    const found = await openWire('fetch').crm.companiesById(['1', 'Northwind', '']);
    expect(found.map(({ id }) => id)).toEqual(['1']);
  });
});
