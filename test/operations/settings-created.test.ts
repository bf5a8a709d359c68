/** What the settings page says once it has created what was missing, and where the cards are to be put. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseKeptMapping } from '../../src/files/read-mapping.js';
import { parsePolicy, readPolicy } from '../../src/files/policy-file.js';
import { createMissing } from '../../src/operations/create-missing.js';
import type { SchemaItem } from '../../src/operations/crm-port.js';
import { DEFAULT_MAPPING_IN_FORCE, readHolding } from '../../src/operations/in-force.js';
import type { PortalSummary } from '../../src/operations/portal-summary.js';
import { presentSetUp } from '../../src/operations/present-set-up.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { EXTENSIONS } from '../../src/staging/extensions.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { crmOf, dataOf } from './portal.js';

let portal: Sandbox;
beforeAll(async () => {
  portal = await startSandbox({ port: 0, empty: true, faults: WIDE_LIMITS });
  await setUpPortal(crmOf(portal), { dryRun: false });
});
afterAll(() => portal.close());

const LABEL = 'Partner influenced: services';

/** Creates in a portal that lacks these, by kind and name. */
const createdAfterLosing = async (kinds: readonly SchemaItem['kind'][], synced: boolean) => {
  const crm = crmOf(portal);
  const real = await crm.reviewSchema();
  const lost = kinds.map((kind) =>
    real.present.find((item) => item.kind === kind && (kind !== 'label' || item.label === LABEL))!,
  );
  let reviews = 0;
  const data = dataOf(portal);
  return createMissing({
    crm: {
      ...crm,
      account: () => crm.account(),
      reviewSchema: () => {
        reviews += 1;
        const missing = reviews === 1 ? lost : [];
        return Promise.resolve({ ...real, missing });
      },
      createSchemaItem: () => Promise.resolve(),
    },
    data,
    ...readHolding(
      data,
      { policy: null, mapping: null },
      {
        policy: (text) => parsePolicy(text, 'saved'),
        mapping: (text) => parseKeptMapping(text, 'saved'),
      },
    ),
    summary: () => Promise.resolve(synced ? ({ asOf: 0 } as unknown as PortalSummary) : null),
    actor: { name: 'Sam Lee', identity: { kind: 'unknown' } },
    readPolicy,
  });
};

describe('what was created', () => {
  it('is named, and of a deleted label it says that its tags are gone and how to set them again', async () => {
    const { message, next } = await createdAfterLosing(['label'], true);
    expect(message).toBe(`Created: Label “${LABEL}”.`);
    expect(next).toContain(`Tags that carried the deleted label “${LABEL}” are not restored`);
    expect(next).toContain('Set them again');
  });

  it.each([
    ['a property', ['property'], true],
    ['a label of a portal that was never synced', ['label'], false],
  ] as const)('brings no word of lost tags for %s', async (_what, kinds, synced) => {
    const { message, next } = await createdAfterLosing(kinds, synced);
    expect([message, next]).toEqual([expect.stringMatching(/^Created: .+\.$/), null]);
  });
});

describe('the steps of an administrator', () => {
  const { areas, steps } = presentSetUp({
    review: { present: [], missing: [], conflicts: [], unavailable: [] },
    refused: null,
    mapping: DEFAULT_MAPPING_IN_FORCE,
    syncedAt: null,
    timeZone: 'UTC',
    mayCreate: true,
  });

  it('call each card as the app calls it', () => {
    const words = steps[0]?.lines.join(' ') ?? '';
    const nameAt = (location: string) => EXTENSIONS.find((one) => one.location === location)?.name ?? '?';
    expect(words).toContain(`choose ${nameAt('crm.record.tab')} from`);
    expect(words).toContain(`in the right sidebar, add ${nameAt('crm.record.sidebar')},`);
  });

  it('stand beside what the app may read, in words', () => {
    expect(areas.at(-2)).toMatchObject({
      name: 'Scopes',
      state: 'Granted',
      details: [expect.stringMatching(/^The app may read: deals and companies/)],
    });
  });
});
