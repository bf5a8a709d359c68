import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isAppError } from '../../src/errors.js';
import { OBJECTS, PROPERTIES, TAG_LABELS } from '../../src/hubspot/schema.js';
import { requireSetUp, setUpPortal } from '../../src/operations/set-up-portal.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { crmOf, type Asked } from './portal.js';

const OWN = Object.values(PROPERTIES);
/** Each type has a group. */
const ALL = OWN.flat().length + OWN.length + TAG_LABELS.length + OBJECTS.length;
const property = (type: string, rest = '') => `/crm/properties/2026-09/${type}${rest}`;

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ port: 0, empty: true, faults: WIDE_LIMITS });
});
afterEach(() => sandbox.close());

/** A Crm that notes what it writes. */
function noting() {
  const writes: Asked[] = [];
  const crm = crmOf(sandbox, (asked) => {
    if (asked.method !== 'GET') writes.push(asked);
    return null;
  });
  return { crm, writes };
}

async function call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(sandbox.url + path, {
    method,
    headers: { authorization: `Bearer ${sandbox.accessToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** Everything that the portal has of properties, groups and labels. */
const schema = async (): Promise<string> =>
  JSON.stringify(
    await Promise.all(
      [
        property('deals'),
        property('companies'),
        property('contacts'),
        property('deals', '/groups'),
        property('companies', '/groups'),
        property('contacts', '/groups'),
        '/crm/associations/2026-09/deals/companies/labels',
      ].map((path) => call('GET', path)),
    ),
  );

async function refusalOf(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('setup', () => {
  it('creates what is missing, groups first; run again it finds all of it and writes nothing', async () => {
    const first = noting();
    const made = await setUpPortal(first.crm, { dryRun: false });
    expect(made.created).toHaveLength(ALL);
    expect(made.present).toEqual([]);
    expect(made.created.slice(0, 2).map(({ kind }) => kind)).toEqual(['group', 'group']);
    expect(first.writes).toHaveLength(ALL);

    const before = await schema();
    const second = noting();
    const again = await setUpPortal(second.crm, { dryRun: false });
    expect(again.created).toEqual([]);
    expect(again.present).toHaveLength(ALL);
    expect(second.writes).toEqual([]);
    expect(await schema()).toBe(before);
    await expect(requireSetUp(second.crm)).resolves.toMatchObject({ missing: [] });
  });

  it('a dry run names the same and creates nothing', async () => {
    const before = await schema();
    const { crm, writes } = noting();
    const planned = await setUpPortal(crm, { dryRun: true });
    expect(planned.created).toHaveLength(ALL);
    expect(writes).toEqual([]);
    expect(await schema()).toBe(before);
  });

  it('creates only what is missing of it', async () => {
    const { crm } = noting();
    await setUpPortal(crm, { dryRun: false });
    await call('DELETE', property('deals', '/partnership_bucket'));
    const { created } = await setUpPortal(crm, { dryRun: false });
    expect(created).toEqual([
      { kind: 'property', objectType: 'deals', name: 'partnership_bucket', label: 'Partner revenue line' },
    ]);
  });

  it('adds to an object of an earlier version what came later', async () => {
    const { crm } = noting();
    await setUpPortal(crm, { dryRun: false });
    const late = ['partnership_country', 'partnership_extended', 'partnership_decisions'];
    for (const name of late) await call('DELETE', property('p_partner_registration', `/${name}`));
    // A portal that nobody has set up again is synced all the same.
    const { missing } = await requireSetUp(crm);
    expect(missing.map(({ name, optional }) => [name, optional])).toEqual(late.map((name) => [name, true]));
    const { created } = await setUpPortal(crm, { dryRun: false });
    expect(created.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
      late.map((name) => `property ${name}`),
    );
    await expect(requireSetUp(crm)).resolves.toMatchObject({ missing: [], conflicts: [] });
  });

  it('leaves what is there as it is, whatever it is called', async () => {
    await call('POST', property('deals', '/groups'), { name: 'partnership', label: 'Our own' });
    await call('POST', property('deals'), {
      name: 'partnership_credits',
      label: 'Who gets what',
      type: 'string',
      fieldType: 'text',
      groupName: 'partnership',
    });
    const { created } = await setUpPortal(crmOf(sandbox), { dryRun: false });
    expect(created).toHaveLength(ALL - 2);
    expect(await call('GET', property('deals', '/partnership_credits'))).toMatchObject({
      label: 'Who gets what',
      fieldType: 'text',
    });
  });

  it('a name that is taken by another type is refused, with all of them named, and nothing is created', async () => {
    await call('POST', property('deals', '/groups'), { name: 'theirs', label: 'Theirs' });
    const theirs = { label: 'Theirs', type: 'string', fieldType: 'text', groupName: 'theirs' };
    await call('POST', property('deals'), { ...theirs, name: 'partnership_class' });
    await call('POST', property('deals'), { ...theirs, name: 'partnership_touch_count' });
    const before = await schema();
    const { crm, writes } = noting();
    const error = await refusalOf(setUpPortal(crm, { dryRun: false }));
    expect([error.code, error.exitCode]).toEqual(['property_conflict', 1]);
    expect(error.message).toMatch(/deals\.partnership_class has .*string.* needs .*enumeration/);
    expect(error.message).toMatch(/deals\.partnership_touch_count has .*string.* needs .*number/);
    expect(error.next).toMatch(/Rename or remove/);
    expect(writes).toEqual([]);
    expect(await schema()).toBe(before);
  });

  it('two at once: what the other has just made is as good as ours', async () => {
    await Promise.all([
      setUpPortal(crmOf(sandbox), { dryRun: false }),
      setUpPortal(crmOf(sandbox), { dryRun: false }),
    ]);
    await expect(requireSetUp(crmOf(sandbox))).resolves.toMatchObject({ missing: [] });
  });
});

describe('what a sync asks of a portal', () => {
  it('is refused with the first thing that is missing, and the command that makes it', async () => {
    const error = await refusalOf(requireSetUp(crmOf(sandbox)));
    expect([error.code, error.exitCode]).toEqual(['setup_missing', 1]);
    expect(error.message).toMatch(/and \d+ more/);
    expect(error.next).toContain('partnership setup');
  });
});
