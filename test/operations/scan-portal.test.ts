/** Scans of portals that were never made for us, what is proposed of them, and what a mapping may cost before a sync. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { checkMapping } from '../../src/domain/check-whole-mapping.js';
import { mappingOf } from '../../src/domain/mapping-lines.js';
import { mappingViolations } from '../../src/domain/mapping-violations.js';
import { DEFAULT_MAPPING, type Mapping } from '../../src/domain/mapping.js';
import { proposeMapping } from '../../src/domain/propose-mapping.js';
import { isAppError } from '../../src/errors.js';
import { requireMapping } from '../../src/operations/require-mapping.js';
import { scanPortal } from '../../src/operations/scan-portal.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { answer, scannerOf, type Asked } from './portal.js';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function open(portal: NonNullable<SandboxOptions['portal']>): Promise<void> {
  sandbox = await startSandbox({ port: 0, faults: WIDE_LIMITS, portal, deals: 60 });
}

/** A scanner that notes what it asks for. */
function noting() {
  const asked: Asked[] = [];
  const scanner = scannerOf(sandbox, (one) => {
    asked.push(one);
    return null;
  });
  return { asked, scanner };
}

/** What of a mapping says how the portal was understood. */
const shortOf = ({ partners, people, fields, tags, customer, pipelines, amount, baseline }: Mapping) => ({
  partners,
  people,
  fields: Object.entries(fields).flatMap(([name, field]) =>
    field === null ? [] : [`${name}: ${field.property} of the ${field.on}`],
  ),
  labels: tags.labels.map(
    ({ object, label, role, motion }) => `${object} ${label}: ${role} ${motion ?? '-'}`,
  ),
  property: tags.property,
  customer: customer.label,
  pipelines: pipelines.map(({ label, use }) => `${label}: ${use}`),
  amount: amount.property,
  baseline,
});

describe.each(['dropdown', 'object', 'contacts', 'pipelines', 'demo'] as const)(
  'the portal “%s”',
  (portal) => {
    it('is read only; what is proposed is a sound mapping that fits it', async () => {
      await open(portal);
      const { asked, scanner } = noting();
      const scan = await scanPortal(scanner, null);
      const mapping = mappingOf(proposeMapping(scan).lines, 'test-1');
      expect(shortOf(mapping)).toMatchSnapshot();
      expect(mappingViolations(mapping)).toEqual([]);
      const isRead = ({ method, path }: Asked) => method === 'GET' || /\/(search|batch\/read)$/.test(path);
      expect(asked.filter((one) => !isRead(one))).toEqual([]);
      expect(asked.length).toBeLessThan(60);
      const issues = checkMapping(await scanPortal(scanner, mapping), mapping);
      expect(issues.filter(({ broken }) => broken)).toEqual([]);
    });
  },
);

it('a portal that does not let us read labels and custom objects is scanned without, and says so', async () => {
  await open('pipelines');
  const scanner = scannerOf(sandbox, ({ path }) =>
    /\/(labels|schemas)$/.test(path)
      ? answer(403, { status: 'error', message: 'no scope', category: 'MISSING_SCOPES' })
      : null,
  );
  const scan = await scanPortal(scanner, null);
  expect(scan.structure.unread.map(({ what }) => what)).toEqual([
    'labels of companies',
    'labels of contacts',
    'custom objects',
  ]);
  expect(mappingOf(proposeMapping(scan).lines, 'test-1').tags.labels).toEqual([]);
});

describe('before a sync', () => {
  const NAMED: Mapping = {
    ...DEFAULT_MAPPING,
    version: 'acme-1',
    tags: {
      labels: [{ object: 'contacts', label: 'Introduced by', role: 'sourced', motion: null }],
      property: null,
    },
    people: { property: 'contact_role', values: ['Consultant'], company: null },
    customer: { label: 'End customer' },
    pipelines: [
      { label: 'Sales pipeline', use: 'count' },
      { label: 'Renewals', use: 'renewal' },
    ],
    amount: { property: 'annual_recurring_revenue' },
    fields: {
      ...DEFAULT_MAPPING.fields,
      manager: { on: 'company', property: 'cam', mode: 'read', values: {} },
    },
  };

  it('the default mapping is not asked about', async () => {
    await open('demo');
    const { asked, scanner } = noting();
    await requireMapping(scanner, DEFAULT_MAPPING);
    expect(asked).toEqual([]);
  });

  it('any mapping costs at most four requests, and says every line that is gone', async () => {
    await open('demo');
    const { asked, scanner } = noting();
    const refused = await requireMapping(scanner, NAMED, (path) => path.length).catch(
      (error: unknown) => error,
    );
    if (!isAppError(refused)) throw new Error('it was not refused');
    expect(asked).toHaveLength(4);
    expect([refused.code, refused.message]).toEqual([
      'mapping_outdated',
      expect.stringContaining('Nothing was written'),
    ]);
    expect(refused.message).toContain(
      'line 2, customer.label: it names the label “End customer” between deals and companies',
    );
    expect(refused.message).toContain(
      'line 2, amount.property: it names the property annual_recurring_revenue of deals',
    );
    expect(refused.message).toContain('fields.manager.property');
    expect(refused.message).not.toContain('pipelines');
  });

  it('a mapping that fits is let through', async () => {
    await open('demo');
    const { scanner } = noting();
    const { pipelines } = NAMED;
    await expect(
      requireMapping(scanner, { ...DEFAULT_MAPPING, version: 'acme-1', pipelines }),
    ).resolves.toBeUndefined();
  });
});
