/** The portals that others have lived in: one seed gives one portal, and nothing of the product is there. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeToJson } from '../../../src/sandbox/change.js';
import type { PortalName } from '../../../src/sandbox/index.js';
import { SEED_NOW } from '../../../src/sandbox/clock.js';
import { PortalUnderTest } from '../portal-under-test.js';

const PORTALS: readonly PortalName[] = ['dropdown', 'object', 'contacts', 'pipelines'];

const bytesOf = ({ sandbox }: PortalUnderTest): string =>
  [...sandbox.portal.snapshot()].map((change) => JSON.stringify(changeToJson(change))).join('\n');

/** Of seed 7, so that it is the same in any process and on any machine; a change of the story changes them on purpose. */
const DIGESTS: Readonly<Record<string, string>> = {
  demo: 'eff828872ae34a70',
  dropdown: '8b0e1ccc5e38fe20',
  object: '73fb721fbf2ea1d7',
  contacts: '740620e0ce502050',
  pipelines: 'eb890cc68b44fef2',
};

describe.each(['demo', ...PORTALS] as const)('the bytes of %s', (name) => {
  it('are those of every process', async () => {
    const portal = await PortalUnderTest.start({ portal: name, deals: 60 });
    expect(createHash('sha256').update(bytesOf(portal)).digest('hex').slice(0, 16)).toBe(DIGESTS[name]);
    await portal.close();
  });
});

describe.each(PORTALS)('the portal %s', (name) => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await PortalUnderTest.start({ portal: name });
  });
  afterAll(() => portal.close());
  const deals = () => [...portal.sandbox.portal.records.list('deals')];

  it('is the same, byte for byte, for the same seed, and another for another', async () => {
    const same = await PortalUnderTest.start({ portal: name });
    const other = await PortalUnderTest.start({ portal: name, seed: 8 });
    expect(bytesOf(same)).toBe(bytesOf(portal));
    expect(bytesOf(other)).not.toBe(bytesOf(portal));
    for (const one of [same, other]) await one.close();
  });

  it('has 40 to 120 deals over about two years, won, lost and open, each with a name of its own', () => {
    const names = deals().map(({ properties }) => properties.get('dealname'));
    expect(names.length).toBeGreaterThanOrEqual(40);
    expect(names.length).toBeLessThanOrEqual(120);
    expect(new Set(names).size).toBe(names.length);
    const states = deals().map(
      ({ properties }) => `${properties.get('hs_is_closed')} ${properties.get('hs_is_closed_won')}`,
    );
    expect(new Set(states)).toEqual(new Set(['false false', 'true false', 'true true']));
    const created = deals().map(({ properties }) => Date.parse(properties.get('createdate') ?? ''));
    expect((SEED_NOW - Math.min(...created)) / 86_400_000).toBeGreaterThan(540);
    expect(Math.max(...created)).toBeLessThan(SEED_NOW);
  });

  it('closes nothing in the future, and nothing of it was changed in the future', () => {
    for (const { properties, updatedAt } of deals()) {
      expect(updatedAt).toBeLessThanOrEqual(SEED_NOW);
      if (properties.get('hs_is_closed') !== 'true') continue;
      expect(Date.parse(properties.get('closedate') ?? '')).toBeLessThanOrEqual(SEED_NOW);
    }
  });

  it('has nothing of ours: no property, no group, no label, no object', () => {
    const { properties, labels, schemas } = portal.sandbox.portal;
    const types = portal.sandbox.portal.types();
    const names = [
      ...types.flatMap((type) => properties.list(type).map((one) => one.name)),
      ...types.flatMap((type) => properties.listGroups(type).map((one) => one.name)),
      ...labels.userPairs().map(({ forward }) => forward.name),
      ...schemas.list().map((schema) => schema.name),
    ];
    expect(
      names.filter((one) => /^partnership|^partner_(sourced|influenced|registration)/.test(one)),
    ).toEqual([]);
  });
});
