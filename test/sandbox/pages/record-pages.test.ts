/** The record pages as a server: what they answer, to whom, and what they refuse. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';

import { mountRecordPages } from '../../../src/sandbox/pages/mount.js';
import type {
  CompaniesView,
  DealsView,
  PageView,
  RecordView,
  TourView,
} from '../../../src/sandbox/pages/page-view.js';
import { bundleFunctions } from '../../../src/staging/bundle-function.js';
import { type FixturePortal, startFixturePortal, TOKEN } from './fixture-portal.js';

/** Answers what it is told to, as a handler that saves does. */
const SAVES = `exports.main = async ({ parameters }) => ({ ok: parameters.ok, view: { kind: parameters.kind } });`;

describe('the record pages', () => {
  const actions: string[] = [];
  let dist: string;
  let portal: FixturePortal;

  beforeAll(async () => {
    dist = await mkdtemp(path.join(os.tmpdir(), 'pages-'));
    const card = {
      uid: 'deal-card-tab',
      name: 'Partnership',
      file: 'DealCard.js',
      location: 'crm.record.tab',
    };
    for (const folder of ['cards', 'functions', 'record-page']) await mkdir(path.join(dist, folder));
    const bulk = { uid: 'bulk', name: 'Tag several', file: 'Bulk.js', location: 'crm.bulkActions' };
    const home = { uid: 'home', name: 'Home', file: 'Home.js', location: 'home', objectTypes: [] };
    await writeFile(
      path.join(dist, 'cards/cards.json'),
      JSON.stringify([{ ...card, objectTypes: ['deals'] }, { ...bulk, objectTypes: ['deals'] }, home]),
    );
    await writeFile(path.join(dist, 'record-page/page.js'), '// page');
    // A package.json above them that makes every .js file a module is nothing to the functions.
    await writeFile(path.join(dist, 'package.json'), '{"type":"module"}');
    await bundleFunctions(path.resolve('test/fixtures/functions'), ['echo'], path.join(dist, 'functions'), {
      kind: 'runner',
    });
    await writeFile(path.join(dist, 'functions/save.js'), SAVES);
    await writeFile(path.join(dist, 'functions/home.js'), SAVES);
    portal = await startFixturePortal((app) =>
      mountRecordPages(app, {
        accessToken: TOKEN,
        portalId: 4242,
        policyText: '{"version":"p-1"}',
        dist,
        onAction: (name) => actions.push(name),
      }),
    );
  });

  afterAll(async () => {
    await portal.close();
    await rm(dist, { recursive: true, force: true });
  });

  const open = async (route: string) => {
    const response = await fetch(`${portal.url}${route}`);
    const html = await response.text();
    const json = /<script type="application\/json" id="view">(.*)<\/script>/.exec(html)?.[1] ?? 'null';
    return { response, html, view: JSON.parse(json) as PageView };
  };

  it('shows a deal with its neighbours, labels, activities and card', async () => {
    const { response, view } = await open('/record/deals/901');
    const record = view as RecordView;
    expect(response.status).toBe(200);
    expect(record.title).toBe('Fabrikam Retail: warehouse platform');
    expect(record.highlights.map(({ value }) => value)).toEqual(['$48,000.00', '20 Nov 2026', 'Closed won']);
    expect(record.groups[1]!.properties).toEqual([
      { label: 'Partner attribution', value: 'Partner-sourced', edit: null },
      { label: 'Sourcing partner', value: 'Northwind Systems', edit: null },
      { label: 'Influencing partners', value: 'Contoso Partners', edit: null },
    ]);
    expect(record.associations[0]!.records.map(({ title, labels }) => [title, ...labels])).toContainEqual([
      'Northwind Systems',
      'Partner sourced: referral',
    ]);
    expect(record.activities.map(({ title }) => title)).toEqual(['Joint demo', 'Discovery workshop']);
    expect(record.cards.map(({ bundle }) => bundle)).toEqual(['/record/cards/DealCard.js']);
  });

  it('has no card on a company', async () => {
    const { view } = await open('/record/companies/501');
    expect((view as RecordView).cards).toEqual([]);
    expect((view as RecordView).associations[1]!.records[0]!.href).toBe('/record/deals/901');
  });

  it('lets no text of a record into the markup', async () => {
    const { html, view } = await open('/record/deals/902');
    expect((view as RecordView).title).toBe('Adatum: pilot <b>bold</b>');
    expect(html).not.toContain('<b>');
  });

  it('allows scripts of its own alone', async () => {
    const { response } = await open('/record/home');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('asks again where the portal’s limits are used up by others, as HubSpot’s own pages never meet them', async () => {
    portal.refuse(2);
    const { response, view } = await open('/record/deals');
    expect(response.status).toBe(200);
    expect(view.kind).toBe('deals');
  });

  it('says in words that a record is not there', async () => {
    const { response, view } = await open('/record/deals/999');
    expect(response.status).toBe(404);
    expect(view).toMatchObject({ kind: 'problem', title: 'This record is not in the portal' });
  });

  const post = (
    name: string,
    headers: Readonly<Record<string, string>>,
    body: unknown = { objectTypeId: '0-3', recordId: '901' },
  ) =>
    fetch(`${portal.url}/record/functions/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('runs a function with the properties of the record, whatever the parameters say', async () => {
    const response = await post(
      'echo',
      { origin: portal.url },
      {
        objectTypeId: '0-3',
        recordId: '901',
        parameters: { dealId: '902' },
        propertiesToSend: ['hs_object_id', 'amount', 'nothing'],
      },
    );
    expect(await response.json()).toMatchObject({
      status: 'SUCCESS',
      response: {
        context: {
          parameters: { dealId: '902' },
          propertiesToSend: { hs_object_id: '901', amount: '48000', nothing: null },
          secrets: { PRIVATE_APP_ACCESS_TOKEN: TOKEN },
        },
        environment: { PRIVATE_APP_ACCESS_TOKEN: TOKEN, HUBSPOT_API_URL: portal.url },
        policy: '{"version":"p-1"}',
      },
    });
  });

  it.each([
    ['no origin', {}],
    ['the origin of another site', { origin: 'https://elsewhere.example' }],
    ['a form of another site', { origin: 'null', 'content-type': 'text/plain' }],
    ['another site in the browser’s own words', { 'sec-fetch-site': 'cross-site' }],
  ])('runs no function for %s', async (_who, headers) => {
    const origin = 'sec-fetch-site' in headers ? { origin: portal.url } : {};
    expect((await post('echo', { ...origin, ...headers })).status).toBe(403);
  });

  it('runs a function for a page without a record, which has no properties to send', async () => {
    const body = { parameters: { q: 1 }, propertiesToSend: ['hs_object_id'] };
    const answer: unknown = await (await post('echo', { origin: portal.url }, body)).json();
    expect(answer).toMatchObject({ status: 'SUCCESS', response: { context: { propertiesToSend: {} } } });
  });

  it.each([
    ['half a record', { recordId: '901' }],
    ['a record in no known way', { objectTypeId: '0-3', recordId: 7 }],
  ])('refuses a request that names %s', async (_what, body) => {
    expect((await post('echo', { origin: portal.url }, body)).status).toBe(400);
  });

  it.each([
    ['saved', 'save', { ok: true, kind: 'saved' }, ['save']],
    ['showed an effect', 'save', { ok: true, kind: 'effect' }, []],
    ['saved many deals', 'save', { ok: true, kind: 'saved-deals' }, ['save']],
    ['created what was missing', 'save', { ok: true, kind: 'created' }, ['save']],
    ['was refused', 'save', { ok: false, kind: 'saved' }, []],
    ['is one that only shows', 'home', { ok: true, kind: 'saved' }, []],
  ])('tells of a function that %s', async (_what, name, parameters, told) => {
    actions.length = 0;
    await (await post(name, { origin: portal.url }, { parameters })).json();
    expect(actions).toEqual(told);
  });

  const ask = (route: string, body: unknown, origin = portal.url) =>
    fetch(`${portal.url}/record/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(body),
    });
  const deal = { objectTypeId: '0-3', recordId: '901' };

  it('hands a card the properties of its record', async () => {
    const some = await ask('properties', { ...deal, properties: ['amount', 'nothing'] });
    expect(await some.json()).toEqual({ amount: '48000', nothing: null });
    const all = await ask('properties', { ...deal, properties: '*' });
    expect(await all.json()).toMatchObject({ dealname: 'Fabrikam Retail: warehouse platform' });
  });

  it('changes the few properties that a person may change in the page, through the portal', async () => {
    const response = await ask('edit', { ...deal, properties: { amount: '50000' } });
    expect(response.status).toBe(200);
    expect(portal.written).toEqual([{ type: 'deals', id: '901', properties: { amount: '50000' } }]);
  });

  it.each([
    ['a property that is not one of them', { ...deal, properties: { partnership_class: 'direct' } }],
    ['a company', { objectTypeId: '0-2', recordId: '501', properties: { name: 'Other' } }],
    ['nothing', { ...deal, properties: {} }],
    ['what the portal refuses', { ...deal, properties: { amount: 'many' } }],
  ])('does not change %s', async (_what, body) => {
    const before = portal.written.length;
    const response = await ask('edit', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message: expect.any(String) });
    expect(portal.written).toHaveLength(before);
  });

  it('changes nothing for another site', async () => {
    const before = portal.written.length;
    const response = await ask('edit', { ...deal, properties: { amount: '1' } }, 'https://elsewhere.example');
    expect(response.status).toBe(403);
    expect(portal.written).toHaveLength(before);
  });

  it('says what can be edited, as the input has it', async () => {
    const { view } = await open('/record/deals/901');
    const [about] = (view as RecordView).groups;
    const edits = about!.properties.flatMap(({ edit }) =>
      edit === null ? [] : [[edit.property, edit.value]],
    );
    expect(edits).toEqual([
      ['dealname', 'Fabrikam Retail: warehouse platform'],
      ['amount', '48000'],
      ['dealstage', 'closedwon'],
      ['closedate', '2026-11-20'],
    ]);
  });

  it('answers the view alone where data is asked for, so that a page can show what is there now', async () => {
    const response = await fetch(`${portal.url}/record/deals/901`, {
      headers: { accept: 'application/json' },
    });
    expect(response.headers.get('vary')).toContain('accept');
    expect(await response.json()).toMatchObject({ kind: 'record', recordId: '901' });
  });

  it('lists deals by stage and attribution, with what can be done to several', async () => {
    const { view } = await open('/record/deals?attribution=sourced&stage=closedwon');
    expect(view).toMatchObject({ kind: 'deals', total: 1, range: '1–1 of 1', nextHref: null });
    expect((view as DealsView).rows.map(({ id, partner }) => [id, partner])).toEqual([
      ['901', 'Northwind Systems'],
    ]);
    expect((view as DealsView).bulkActions.map(({ name }) => name)).toEqual(['Tag several']);
  });

  it('lists partners alone where that is asked for', async () => {
    const all = await open('/record/companies');
    expect((all.view as CompaniesView).rows).toHaveLength(3);
    const partners = await open('/record/companies?show=partners');
    expect((partners.view as CompaniesView).rows.map(({ name, tier }) => [name, tier])).toEqual([
      ['Northwind Systems', 'Gold'],
    ]);
  });

  it('has the app’s home page, and says where a page of the app is missing', async () => {
    expect((await open('/record/home')).view).toMatchObject({ kind: 'home', cards: [{ uid: 'home' }] });
    expect((await open('/record/settings')).view).toMatchObject({ kind: 'settings', cards: [] });
  });

  it('leads newcomers from the bare address to three things to try', async () => {
    const response = await fetch(portal.url, { headers: { accept: 'text/html' }, redirect: 'manual' });
    expect(response.headers.get('location')).toBe('/record');
    const { view } = await open('/record');
    expect((view as TourView).stops.map(({ href }) => href)).toEqual([
      '/record/deals/901',
      '/record/home',
      '/record/settings',
    ]);
  });

  it('answers under a name of this machine alone', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const rebound = request(
        { port: portal.port, host: '127.0.0.1', path: '/record/home', headers: { host: 'evil.example' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      rebound.on('error', reject).end();
    });
    expect(status).toBe(403);
  });

  it('refuses to be mounted before it is built, with the command that builds it', () => {
    expect(() =>
      mountRecordPages(express(), { accessToken: TOKEN, portalId: 1, dist: path.join(dist, 'nowhere') }),
    ).toThrow(
      expect.objectContaining({ code: 'file_unreadable', next: expect.stringContaining('npm run build') }),
    );
  });
});
