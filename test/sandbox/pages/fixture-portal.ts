/** A portal of three deals, small enough to read: the few HubSpot answers that the record pages ask for. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import express, { type Express } from 'express';

export const TOKEN = 'fixture-token';

interface FixtureRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
}

const record = (id: string, properties: FixtureRecord['properties']): FixtureRecord => ({
  id,
  properties: { hs_object_id: id, ...properties },
});

const DEALS = [
  record('901', {
    dealname: 'Fabrikam Retail: warehouse platform',
    amount: '48000',
    deal_currency_code: 'USD',
    dealstage: 'closedwon',
    createdate: '2026-09-15T08:00:00Z',
    closedate: '2026-11-20T16:00:00Z',
    dealtype: 'newbusiness',
    hubspot_owner_id: '71',
    partnership_class: 'sourced',
    partnership_sourcing_partner: 'Northwind Systems',
    partnership_influencing_partners: 'Contoso Partners',
  }),
  record('902', {
    dealname: 'Adatum: pilot <b>bold</b>',
    dealstage: 'open',
    createdate: '2026-10-01T08:00:00Z',
  }),
  record('903', { dealname: 'Litware renewal', amount: '12000', dealstage: 'open' }),
  // A name of 200 characters, and one that reads from right to left.
  record('904', { dealname: `Wingtip ${'Intercontinental-'.repeat(11)}rollout`, dealstage: 'open' }),
  record('905', { dealname: 'شراكة الشرق الأوسط: منصة المستودعات', amount: '90000', dealstage: 'open' }),
];

const COMPANIES = [
  record('501', {
    name: 'Northwind Systems',
    domain: 'northwind.example',
    city: 'Seattle',
    partnership_type: 'reseller',
    partnership_tier: 'gold',
  }),
  record('502', { name: 'Contoso Partners', domain: 'contoso.example', city: 'Austin' }),
  record('503', { name: 'Fabrikam Retail', domain: 'fabrikam.example', city: 'Chicago' }),
];

const CONTACTS = [
  record('301', {
    firstname: 'Ana',
    lastname: 'Ruiz',
    email: 'ana@northwind.example',
    jobtitle: 'Alliances lead',
  }),
  record('302', {
    firstname: 'Tom',
    lastname: 'Berg',
    email: 'tom@fabrikam.example',
    jobtitle: 'Head of IT',
  }),
];

const MEETINGS = [
  record('201', { hs_meeting_title: 'Joint demo', hs_meeting_start_time: '2026-10-02T14:00:00Z' }),
  record('202', { hs_meeting_title: 'Discovery workshop', hs_meeting_start_time: '2026-09-21T14:00:00Z' }),
];

const RECORDS = new Map(
  Object.entries({ deals: DEALS, companies: COMPANIES, contacts: CONTACTS, meetings: MEETINGS }),
);

const link = (toObjectId: string, ...labels: readonly string[]) => ({
  toObjectId,
  associationTypes: [null, ...labels].map((label, index) => ({
    category: 'HUBSPOT_DEFINED',
    typeId: index,
    label,
  })),
});

const LINKS = new Map([
  [
    'deals/companies/901',
    [
      link('503', 'Primary'),
      link('501', 'Partner sourced: referral'),
      link('502', 'Partner influenced: co-sell'),
    ],
  ],
  ['deals/contacts/901', [link('302'), link('301')]],
  ['deals/meetings/901', [link('201'), link('202')]],
  ['companies/deals/501', [link('901', 'Deal sourced by partner: referral')]],
]);

const property = (name: string, label: string, type = 'string', options: readonly string[] = []) => ({
  name,
  label,
  type,
  options: options.map((option) => ({ value: option.split('=')[0], label: option.split('=')[1] })),
});

const PROPERTIES = new Map([
  [
    'deals',
    [
      property('dealname', 'Deal name'),
      property('amount', 'Amount', 'number'),
      property('deal_currency_code', 'Currency'),
      property('dealstage', 'Deal stage'),
      property('closedate', 'Close date', 'datetime'),
      property('createdate', 'Create date', 'datetime'),
      property('dealtype', 'Deal type', 'enumeration', ['newbusiness=New business']),
      property('hubspot_owner_id', 'Deal owner'),
      property('partnership_class', 'Partner attribution', 'enumeration', ['sourced=Partner-sourced']),
      property('partnership_sourcing_partner', 'Sourcing partner'),
      property('partnership_influencing_partners', 'Influencing partners'),
      property('partnership_touches', 'Partner touches (data)'),
    ],
  ],
  [
    'companies',
    [
      property('name', 'Company name'),
      property('domain', 'Domain'),
      property('city', 'City'),
      property('partnership_type', 'Partner type', 'enumeration', ['reseller=Reseller/channel']),
      property('partnership_tier', 'Partner tier', 'enumeration', ['gold=Gold']),
    ],
  ],
]);

const readRoutes = (app: Express) => {
  app.get('/crm/properties/2026-09/:type', (request, response) => {
    response.json({ results: PROPERTIES.get(request.params.type) ?? [] });
  });
  app.get('/crm/pipelines/2026-09/deals', (_request, response) => {
    const stages = [
      { id: 'closedwon', label: 'Closed won' },
      { id: 'open', label: 'Presentation scheduled' },
    ];
    response.json({ results: [{ id: 'default', stages }] });
  });
  app.get('/crm/owners/2026-09', (_request, response) => {
    response.json({ results: [{ id: '71', firstName: 'Jo', lastName: 'Park' }] });
  });
  app.get('/crm/objects/2026-09/:type', (request, response) => {
    const records = RECORDS.get(request.params.type) ?? [];
    response.json({ results: records.slice(0, Number(request.query['limit'] ?? 10)) });
  });
  app.get('/crm/objects/2026-09/:type/:id', (request, response) => {
    const found = RECORDS.get(request.params.type)?.find((each) => each.id === request.params.id);
    if (found === undefined) response.status(404).json({ status: 'error', message: 'resource not found' });
    else response.json(found);
  });
};

interface Filter {
  readonly propertyName: string;
  readonly operator: string;
  readonly value?: string;
}

const passes = ({ properties }: FixtureRecord, { propertyName, operator, value = '' }: Filter): boolean => {
  const held = properties[propertyName] ?? '';
  if (operator === 'HAS_PROPERTY') return held !== '';
  if (operator === 'EQ') return held === value;
  return held.toLowerCase().includes(value.replaceAll('*', '').toLowerCase());
};

const writeRoutes = (app: Express, written: Write[]) => {
  app.patch('/crm/objects/2026-09/:type/:id', (request, response) => {
    const { type, id } = request.params;
    const { properties } = request.body as { properties: Record<string, string> };
    if (properties['amount'] === 'many') {
      response.status(400).json({ status: 'error', message: 'many was not a valid number.' });
      return;
    }
    written.push({ type, id, properties });
    response.json({ id, properties });
  });
};

const batchRoutes = (app: Express) => {
  app.post('/crm/objects/2026-09/:type/search', (request, response) => {
    const { filterGroups } = request.body as { filterGroups?: { filters: Filter[] }[] };
    const filters = filterGroups?.[0]?.filters ?? [];
    const results = (RECORDS.get(request.params.type) ?? []).filter((each) =>
      filters.every((filter) => passes(each, filter)),
    );
    response.json({ total: results.length, results });
  });
  app.post('/crm/objects/2026-09/:type/batch/read', (request, response) => {
    const wanted = new Set((request.body as { inputs: { id: string }[] }).inputs.map((input) => input.id));
    response.json({ results: (RECORDS.get(request.params.type) ?? []).filter(({ id }) => wanted.has(id)) });
  });
  app.post('/crm/associations/2026-09/:from/:to/batch/read', (request, response) => {
    const id = (request.body as { inputs: { id: string }[] }).inputs[0]!.id;
    const to = LINKS.get(`${request.params.from}/${request.params.to}/${id}`);
    response.json({ results: to === undefined ? [] : [{ from: { id }, to }] });
  });
};

/** What a page wrote; the portal's records stay as they are. */
export interface Write {
  readonly type: string;
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
}

export interface FixturePortal {
  readonly url: string;
  readonly written: readonly Write[];
  /** Refuses the next requests, as HubSpot does above its limits. */
  readonly refuse: (requests: number) => void;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Starts the portal with the given pages mounted. */
export const startFixturePortal = async (mount: (app: Express) => void): Promise<FixturePortal> => {
  const app = express();
  let refused = 0;
  mount(app);
  app.use('/crm', (_request, response, next) => {
    if (refused === 0) {
      next();
      return;
    }
    refused -= 1;
    response.status(429).json({ status: 'error', message: 'You have reached your secondly limit.' });
  });
  app.use('/crm', express.json(), (request, response, next) => {
    if (request.headers.authorization === `Bearer ${TOKEN}`) next();
    else response.status(401).json({ status: 'error', message: 'Authentication credentials not found.' });
  });
  const written: Write[] = [];
  readRoutes(app);
  writeRoutes(app, written);
  batchRoutes(app);
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    written,
    refuse: (requests) => {
      refused = requests;
    },
    port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
