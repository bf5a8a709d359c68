/** A configuration goes from one portal into another by names; applied twice it changes nothing. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_MAPPING, type Mapping } from '../../src/domain/mapping.js';
import { instant } from '../../src/domain/calendar.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { isAppError } from '../../src/errors.js';
import { writeMapping } from '../../src/files/mapping-file.js';
import { parsePolicy } from '../../src/files/policy-file.js';
import { parseKeptMapping } from '../../src/files/read-mapping.js';
import { parseSetUp, writeSetUp } from '../../src/files/setup-file.js';
import { applySetUp, compareSetUp, isSame, type ApplyDeps } from '../../src/operations/apply-setup.js';
import { exportSetUp } from '../../src/operations/export-setup.js';
import { readHolding } from '../../src/operations/in-force.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { crmOf, dataOf } from './portal.js';

const NOW = instant(Date.parse('2026-11-20T17:00:00Z'));
const MAPPING: Mapping = {
  ...DEFAULT_MAPPING,
  version: 'acme-1',
  partners: { from: 'company', property: 'relationship', values: ['Partner', 'Reseller'] },
};
const POLICY = { ...DEFAULT_POLICY, version: 'acme-2026-1', lockDays: 30 };

let [source, target]: Sandbox[] = [];
const portals = (): readonly [Sandbox, Sandbox] => {
  if (source === undefined || target === undefined) throw new Error('not started');
  return [source, target];
};

const depsOf = (sandbox: Sandbox): ApplyDeps => {
  const data = dataOf(sandbox);
  return {
    crm: crmOf(sandbox),
    data,
    clock: { now: () => NOW },
    saved: readHolding(
      data,
      { policy: null, mapping: null },
      {
        policy: (text) => parsePolicy(text, 'saved'),
        mapping: (text) => parseKeptMapping(text, 'saved'),
      },
    ),
    mappingText: writeMapping,
  };
};

const exported = async (sandbox: Sandbox): Promise<string> => {
  const { crm, saved } = depsOf(sandbox);
  return writeSetUp(await exportSetUp(crm, saved));
};

beforeAll(async () => {
  const start = () => startSandbox({ port: 0, portal: 'dropdown', faults: WIDE_LIMITS });
  [source, target] = await Promise.all([start(), start()]);
  const [from] = portals();
  await setUpPortal(crmOf(from), { dryRun: false });
  const saved = { savedAt: NOW, savedBy: null };
  await dataOf(from).write('mapping', { text: writeMapping(MAPPING), ...saved });
  await dataOf(from).write('policy', { text: JSON.stringify(POLICY), ...saved, before: [] });
  await dataOf(from).write('settings', { tagging: 'confirm' });
});
afterAll(async () => {
  for (const one of portals()) await one.close();
});

describe('a configuration', () => {
  it('is names alone: no id of a portal is in the file', async () => {
    const [from] = portals();
    const text = await exported(from);
    expect(text).not.toContain(String(from.portalId));
    expect(JSON.parse(text)).toMatchObject({
      format: 'partnership-setup',
      version: 1,
      mapping: { version: 'acme-1' },
      policy: { version: 'acme-2026-1' },
      settings: { tagging: 'confirm' },
      items: expect.arrayContaining([
        { kind: 'label', objectType: 'deals–companies', name: 'partner_sourced', label: 'Partner sourced' },
      ]),
    });
  });

  it('shows what differs before it writes, and writes nothing by that', async () => {
    const [from, to] = portals();
    const wanted = parseSetUp(await exported(from), 'acme.json');
    const difference = await compareSetUp(depsOf(to), wanted);
    expect(difference.mapping.map(({ key }) => key).toSorted()).toEqual([
      'partners.property',
      'partners.values',
      'version',
    ]);
    expect(difference.policy).toEqual([
      { key: 'version', from: DEFAULT_POLICY.version, to: 'acme-2026-1' },
      { key: 'lockDays', from: DEFAULT_POLICY.lockDays, to: 30 },
    ]);
    expect(difference.settings).toEqual([{ key: 'tagging', from: 'propose', to: 'confirm' }]);
    expect(difference.create).toHaveLength(wanted.items.length);
    expect((await crmOf(to).reviewSchema()).present).toEqual([]);
  });

  it('makes the target say the same when it is exported, and nothing differs the second time', async () => {
    const [from, to] = portals();
    const text = await exported(from);
    const wanted = parseSetUp(text, 'acme.json');
    const deps = depsOf(to);
    const applied = await applySetUp(deps, wanted, await compareSetUp(deps, wanted), () => undefined);
    expect(applied).toMatchObject({ saved: ['mapping', 'policy', 'settings'], noPlace: [], unavailable: [] });
    expect(await exported(to)).toBe(text);
    const again = await compareSetUp(depsOf(to), wanted);
    expect([isSame(again), again.more, again.unknown]).toEqual([true, [], []]);
  });

  it('leaves alone what the file does not have, and says what this version does not know', async () => {
    const [from, to] = portals();
    const wanted = parseSetUp(await exported(from), 'acme.json');
    const label = 'Partner influenced: services';
    const items = [
      ...wanted.items.filter((item) => item.label !== label),
      { kind: 'property', objectType: 'deals', name: 'partnership_of_tomorrow', label: 'New' } as const,
    ];
    const difference = await compareSetUp(depsOf(to), { ...wanted, items });
    expect(difference.more.map((item) => item.label)).toEqual([label]);
    expect(difference.unknown.map(({ name }) => name)).toEqual(['partnership_of_tomorrow']);
    expect(isSame(difference)).toBe(true);
  });

  it('keeps the policy that the target had, in its history', async () => {
    const [from, to] = portals();
    const wanted = parseSetUp(await exported(from), 'acme.json');
    const deps = depsOf(to);
    const next = { ...wanted, policy: { ...POLICY, version: 'acme-2026-2', lockDays: 20 } };
    await applySetUp(deps, next, await compareSetUp(deps, next), () => undefined);
    const { policy } = await dataOf(to).read(['policy']);
    expect(policy?.before.map(({ text }) => (JSON.parse(text) as { version: string }).version)).toEqual([
      'acme-2026-1',
    ]);
  });
});

it.each([
  ['no JSON', 'hello', 'setup_file_invalid'],
  ['another file', '{"format":"else"}', 'setup_file_invalid'],
  ['a key too many', '{"format":"partnership-setup","version":1,"extra":1}', 'setup_file_invalid'],
])('%s is refused', (_what, text, code) => {
  try {
    parseSetUp(text, 'acme.json');
  } catch (error) {
    expect(isAppError(error) && error.code).toBe(code);
    return;
  }
  throw new Error('it was taken');
});
