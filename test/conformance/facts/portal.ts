import { expect, it } from '@jest/globals';
import { datedConsumer } from '../dated-consumer.js';
import { refusal } from '../consumer.js';
import type { Ground } from '../ground.js';

/** The portal around the records: account, owners, stages, search, tokens. */
export function portalFacts(ground: () => Ground): void {
  it('a wrong token: 401 INVALID_AUTHENTICATION', async () => {
    const stranger = datedConsumer(ground().target.url, 'pat-na1-00000000-0000-0000-0000-000000000000');
    const refused = await refusal(stranger.list('deals', { limit: 1 }));
    expect([refused.status, refused.body.category]).toEqual([401, 'INVALID_AUTHENTICATION']);
  });

  it('the account tells its id, time zone and currency', async () => {
    const account = await ground().crm.account();
    expect(account.portalId).toBeGreaterThan(0);
    expect(() => new Intl.DateTimeFormat('en', { timeZone: account.timeZone })).not.toThrow();
    expect(account.companyCurrency).toMatch(/^[A-Z]{3}$/);
  });

  it('there are owners', async () => {
    expect((await ground().crm.ownerIds()).length).toBeGreaterThan(0);
  });

  it('won and closed follow from the stage; a close date stays when a deal is reopened', async () => {
    const { crm } = ground();
    const stages = await crm.stages();
    const won = stages.find(({ isClosed, probability }) => isClosed && probability === 1)!;
    const open = stages.find(({ isClosed }) => !isClosed)!;
    const { id } = await ground().make('deals', { dealstage: open.id, pipeline: 'default' });
    const read = async () =>
      (await crm.get('deals', id, { properties: ['hs_is_closed', 'hs_is_closed_won', 'closedate'] }))
        .properties;
    expect(await read()).toMatchObject({ hs_is_closed: 'false', hs_is_closed_won: 'false' });
    await crm.update('deals', id, { dealstage: won.id });
    const closed = await read();
    expect(closed).toMatchObject({ hs_is_closed: 'true', hs_is_closed_won: 'true' });
    expect(closed['closedate']).toMatch(/^\d{4}-/);
    await crm.update('deals', id, { dealstage: open.id });
    expect(await read()).toMatchObject({ hs_is_closed: 'false', closedate: closed['closedate'] });
  });

  it('search finds a record in the end, and an archived one no longer', async () => {
    const { crm } = ground();
    const { id } = await ground().make('deals');
    const search = () =>
      crm.search('deals', { property: 'hs_object_id', operator: 'EQ', value: id }, { limit: 10 });
    const found = await ground().eventually(search, ({ total }) => total === 1);
    expect(found.results.map((one) => one.id)).toEqual([id]);
    await crm.archive('deals', id);
    expect((await ground().eventually(search, ({ total }) => total === 0)).results).toEqual([]);
  });

  it('search ends at 10,000 results: 400 beyond', async () => {
    const filter = { property: 'hs_object_id', operator: 'GT', value: '0' };
    const refused = await refusal(ground().crm.search('deals', filter, { limit: 200, after: '9900' }));
    expect(refused.status).toBe(400);
  });

  it('a page of search has 200 records at most', async () => {
    const filter = { property: 'hs_object_id', operator: 'GT', value: '0' };
    expect((await refusal(ground().crm.search('deals', filter, { limit: 201 }))).status).toBe(400);
  });
}
