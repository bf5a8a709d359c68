/** What a set-up asks of a portal first: each check in a portal where it is fine and in one where it is not. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_MAPPING, type Mapping } from '../../src/domain/mapping.js';
import { isAppError } from '../../src/errors.js';
import { hubspotPreflight } from '../../src/hubspot/preflight.js';
import { hubspotScanner } from '../../src/hubspot/scan.js';
import { TAG_LABELS } from '../../src/hubspot/schema.js';
import { mappingProblems } from '../../src/operations/mapping-problems.js';
import { preflight, refuseStopped, type Preflight } from '../../src/operations/preflight.js';
import { scopeNeeds } from '../../src/operations/scope-needs.js';
import { requireSetUp, setUpPortal } from '../../src/operations/set-up-portal.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { OPTIONAL_SCOPES, SCOPES } from '../../src/staging/scopes.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { crmOf, transportTo, type Tamper } from './portal.js';
import { wholePortal } from './whole-portal.js';

it('the scopes that are asked for are those that the app has, each needed by something', () => {
  const needed = scopeNeeds(DEFAULT_MAPPING).flatMap(({ scopes }) => scopes);
  expect(needed.toSorted()).toEqual([...SCOPES, ...OPTIONAL_SCOPES].map(({ name }) => name).toSorted());
});

let sandbox: Sandbox;
let close: () => Promise<void> = () => Promise.resolve();
afterEach(async () => {
  await close();
  close = () => Promise.resolve();
});

const open = async (options: Partial<SandboxOptions> = {}): Promise<void> => {
  sandbox = await startSandbox({ port: 0, empty: true, faults: WIDE_LIMITS, ...options });
  close = () => sandbox.close();
};

async function ask(mapping: Mapping = DEFAULT_MAPPING, tamper?: Tamper): Promise<Preflight> {
  const transport = transportTo(sandbox, tamper);
  return preflight(
    {
      reader: hubspotPreflight(transport, sandbox.accessToken),
      mappingProblems: (one) => mappingProblems(hubspotScanner(transport), one),
      markedCompanies: () => Promise.resolve(null),
    },
    mapping,
  );
}

const lineOf = ({ lines }: Preflight, code: string) => lines.find((line) => line.code === code);

const call = async (method: string, path: string, body: unknown): Promise<void> => {
  const headers = { authorization: `Bearer ${sandbox.accessToken}`, 'content-type': 'application/json' };
  const answer = await fetch(sandbox.url + path, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
};

const fillLabels = async (count: number): Promise<void> => {
  for (let at = 0; at < count; at += 1) {
    const path = '/crm/associations/2026-09/deals/companies/labels';
    await call('POST', path, { name: `theirs_${at}`, label: `Theirs ${at}` });
  }
};

function refusalOf(found: Preflight) {
  try {
    refuseStopped(found);
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  return null;
}

describe('a portal in which nothing stands in the way', () => {
  it('has no line that stops or warns but that nobody is a partner yet, and nothing is written', async () => {
    await open();
    const before = await wholePortal(sandbox);
    const found = await ask();
    expect(found.lines.filter(({ state }) => state === 'stops' || state === 'warning')).toMatchObject([
      { code: 'partners', next: expect.stringContaining('partnership map') },
    ]);
    expect(refusalOf(found)).toBeNull();
    expect(lineOf(found, 'cards')).toMatchObject({
      state: 'note',
      next: expect.stringContaining('Add cards'),
    });
    expect(lineOf(found, 'lifecycle')?.text).toContain('cannot be read through the API');
    expect(await wholePortal(sandbox)).toEqual(before);
  });

  it('says so once everything is there', async () => {
    await open();
    await setUpPortal(crmOf(sandbox), { dryRun: false });
    const found = await ask();
    for (const code of ['names', 'deal_properties', 'company_properties', 'labels', 'objects'])
      expect([code, lineOf(found, code)?.state]).toEqual([code, 'ok']);
  });
});

describe('what stops', () => {
  it.each([
    ['crm.schemas.deals.write', 'create our properties and labels', 'stops'],
    ['crm.objects.companies.write', 'publish results', 'stops'],
    ['crm.objects.custom.write', 'keep settings', 'warning'],
  ])('without the scope %s: the token cannot %s', async (scope, what, state) => {
    const scopes = [...SCOPES, ...OPTIONAL_SCOPES].map(({ name }) => name).filter((name) => name !== scope);
    await open({ settings: { scopes } });
    const found = await ask();
    expect(lineOf(found, 'scopes')).toMatchObject({
      state,
      text: expect.stringContaining(`cannot ${what}`),
      next: expect.stringContaining('scopes'),
    });
    expect(lineOf(found, 'scopes')?.text).toContain(scope);
  });

  it('a token that may read nothing: one line, with HubSpot’s words', async () => {
    await open({ settings: { scopes: [] } });
    const { lines, review } = await ask();
    expect(lines.every(({ code, state }) => code === 'scopes' && state !== 'ok')).toBe(true);
    expect(refusalOf({ lines, review })?.code).toBe('preflight_stopped');
  });

  it('a property of our name with another type', async () => {
    await open();
    const theirs = { label: 'Theirs', type: 'string', fieldType: 'text', groupName: 'dealinformation' };
    await call('POST', '/crm/properties/2026-09/deals', { ...theirs, name: 'partnership_class' });
    const found = await ask();
    expect(lineOf(found, 'names')).toMatchObject({ state: 'stops' });
    const error = refusalOf(found);
    expect([error?.code, error?.exitCode]).toEqual(['preflight_stopped', 1]);
    expect(error?.message).toMatch(/partnership_class has the type string, and enumeration is needed/);
    expect(error?.next).toContain('Rename or archive');
  });

  it('no room for our properties', async () => {
    await open({ settings: { customPropertiesPerObject: 3 } });
    expect(lineOf(await ask(), 'deal_properties')).toMatchObject({
      state: 'stops',
      text: expect.stringContaining('there is room for 3'),
      next: expect.stringContaining('Archive'),
    });
  });

  it('a mapping that names what is not there, with the place to change', async () => {
    await open();
    const mapping: Mapping = {
      ...DEFAULT_MAPPING,
      version: 'acme-1',
      partners: { from: 'company', property: 'relationship', values: ['Partner'] },
    };
    const line = lineOf(await ask(mapping), 'mapping');
    expect(line).toMatchObject({ state: 'stops', next: expect.stringContaining('partnership map') });
    expect(line?.text).toMatch(/partners\.property: .*relationship/);
  });
});

describe('what warns', () => {
  const plain = TAG_LABELS.filter(({ motion }) => motion === null);

  it('labels near the cap: the plain ones are made first, motions are left out by name, and a sync may run', async () => {
    await open({ settings: { labelsPerPair: 10 } });
    await fillLabels(4);
    const found = await ask();
    const line = lineOf(found, 'labels');
    expect(line).toMatchObject({
      state: 'warning',
      text: expect.stringMatching(/^Of 14 labels to create, 6 fit\./),
    });
    expect(line?.text).toContain('“Partner influenced: implementation”');
    for (const { label } of plain) expect(line?.text).not.toContain(`“${label}”`);
    const { created, unavailable } = await setUpPortal(crmOf(sandbox), { dryRun: false });
    const labels = created.filter(({ kind }) => kind === 'label').map(({ label }) => label);
    expect(labels).toHaveLength(6);
    expect(labels.slice(0, 4)).toEqual(plain.map(({ label }) => label));
    expect(unavailable.filter(({ kind }) => kind === 'label')).toHaveLength(8);
    await requireSetUp(crmOf(sandbox));
  });

  it('no room for any label: the sync works without', async () => {
    await open({ settings: { labelsPerPair: 2 } });
    await fillLabels(2);
    expect(lineOf(await ask(), 'labels')).toMatchObject({
      state: 'warning',
      text: expect.stringContaining('There is no room for any label'),
    });
    await setUpPortal(crmOf(sandbox), { dryRun: false });
    await requireSetUp(crmOf(sandbox));
  });

  it('a subscription without labels and custom objects', async () => {
    await open({ settings: { associationLabels: false, customObjects: false } });
    const found = await ask();
    expect(refusalOf(found)).toBeNull();
    expect(lineOf(found, 'objects')).toMatchObject({ state: 'warning' });
    const { created } = await setUpPortal(crmOf(sandbox), { dryRun: false });
    expect(new Set(created.map(({ kind }) => kind))).toEqual(new Set(['group', 'property']));
    await requireSetUp(crmOf(sandbox));
  });

  it.each([
    [1, 'warning', 'no partner fits'],
    [2, 'warning', 'one partner fits'],
    [5, 'ok', 'its customer and 4 partners'],
  ])('at most %d companies a deal: %s, %s', async (companiesPerDeal, state, text) => {
    await open({ settings: { companiesPerDeal } });
    expect(lineOf(await ask(), 'companies_per_deal')).toMatchObject({
      state,
      text: expect.stringContaining(text),
    });
  });

  it('partners whom HubSpot made customers', async () => {
    await open({ empty: false, deals: 30 });
    const companies = [...sandbox.portal.records.list('companies')];
    const partner = companies.find(({ properties }) => properties.get('type') === 'PARTNER');
    await call('PATCH', `/crm/objects/2026-09/companies/${partner?.id}`, {
      properties: { lifecyclestage: 'customer' },
    });
    const line = lineOf(await ask(), 'lifecycle');
    expect(line).toMatchObject({ state: 'warning', next: expect.stringContaining('Lifecycle stage') });
    expect(line?.text).toMatch(/^\d+ of \d+ partner companies have the lifecycle stage “customer”/);
  });

  it('counts partners whom contacts make beside those whom a property makes, each once', async () => {
    await open({ empty: false, deals: 30 });
    const companies = [...sandbox.portal.records.list('companies')];
    const isPartner = ({ properties }: (typeof companies)[number]): boolean =>
      properties.get('type') === 'PARTNER';
    const [partner, other] = [companies.find(isPartner), companies.find((one) => !isPartner(one))];
    const reader = hubspotPreflight(transportTo(sandbox), sandbox.accessToken);
    const ids = [partner?.id ?? '', other?.id ?? ''];
    const all = companies.filter(isPartner).length;
    expect((await reader.lifecycleOf(DEFAULT_MAPPING.partners, null)).partners).toBe(all);
    expect((await reader.lifecycleOf(DEFAULT_MAPPING.partners, ids)).partners).toBe(all + 1);
  });

  it('a rule of an administrator on a property of ours', async () => {
    await open();
    await setUpPortal(crmOf(sandbox), { dryRun: false });
    const rules = {
      results: [
        { propertyName: 'partnership_credits', propertyValidationRules: [{ ruleType: 'MAX_LENGTH' }] },
        { propertyName: 'dealname', propertyValidationRules: [{ ruleType: 'MIN_LENGTH' }] },
      ],
    };
    const found = await ask(DEFAULT_MAPPING, ({ path }) =>
      path === '/crm/property-validations/2026-03/0-3'
        ? { status: 200, header: () => null, text: JSON.stringify(rules) }
        : null,
    );
    expect(lineOf(found, 'rules')).toMatchObject({
      state: 'warning',
      text: expect.stringContaining('deals.partnership_credits (MAX_LENGTH)'),
    });
  });
});

it('what HubSpot does not tell is a note, and nothing is refused for it', async () => {
  await open();
  const found = await ask(DEFAULT_MAPPING, ({ path }) =>
    /\/limits\/|access-token-info|property-validations|configurations/.test(path)
      ? { status: 404, header: () => null, text: '{"message":"not here"}' }
      : null,
  );
  expect(refusalOf(found)).toBeNull();
  const notes = found.lines.filter(({ state }) => state === 'note').map(({ code }) => code);
  expect(notes).toEqual(expect.arrayContaining(['scopes', 'deal_properties', 'labels', 'rules']));
});

it('a property that stood there before us stops a set-up, even where its type is ours', async () => {
  await open();
  await call('POST', '/crm/properties/2026-09/deals/groups', { name: 'theirs', label: 'Theirs' });
  await call('POST', '/crm/properties/2026-09/deals', {
    ...{ name: 'partnership_touch_count', label: 'Touches', groupName: 'theirs' },
    ...{ type: 'number', fieldType: 'number' },
  });
  const before = await ask();
  expect(lineOf(before, 'names')).toMatchObject({
    state: 'stops',
    text: 'A name of ours is taken: deals.partnership_touch_count was there before us, and a sync would write over its values.',
  });
  expect(() => refuseStopped(before)).toThrow('was there before us');
});

it('a property of ours that an administrator moved to another group stops nothing', async () => {
  await open();
  await setUpPortal(crmOf(sandbox), { dryRun: false });
  await call('POST', '/crm/properties/2026-09/deals/groups', { name: 'theirs', label: 'Theirs' });
  await call('PATCH', '/crm/properties/2026-09/deals/partnership_touch_count', { groupName: 'theirs' });
  expect(lineOf(await ask(), 'names')).toMatchObject({ state: 'ok' });
});
