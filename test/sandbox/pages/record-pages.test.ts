/** The record pages as a server: what they answer, to whom, and what they refuse. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';

import { mountRecordPages } from '../../../src/sandbox/pages/mount.js';
import type { PageView, RecordView } from '../../../src/sandbox/pages/page-view.js';
import { bundleFunctions } from '../../../src/staging/bundle-function.js';
import { type FixturePortal, startFixturePortal, TOKEN } from './fixture-portal.js';

describe('the record pages', () => {
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
    await writeFile(
      path.join(dist, 'cards/cards.json'),
      JSON.stringify([{ ...card, objectTypes: ['deals'] }]),
    );
    await writeFile(path.join(dist, 'record-page/page.js'), '// page');
    await bundleFunctions(path.resolve('test/fixtures/functions'), ['echo'], path.join(dist, 'functions'), {
      kind: 'runner',
    });
    portal = await startFixturePortal((app) =>
      mountRecordPages(app, { accessToken: TOKEN, portalId: 4242, policyText: '{"version":"p-1"}', dist }),
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
      { label: 'Partner attribution', value: 'Partner-sourced' },
      { label: 'Sourcing partner', value: 'Northwind Systems' },
      { label: 'Influencing partners', value: 'Contoso Partners' },
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

  it('refuses a request that names no record', async () => {
    expect((await post('echo', { origin: portal.url }, { recordId: 7 })).status).toBe(400);
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
