/** Our classes beside the field of a lived-in portal, from what observe mode has seen. */
import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { varianceCsv, varianceHtml, varianceJson, varianceTable } from '../../src/cli/variance-formats.js';
import { compareWithField, type Variance } from '../../src/operations/compare-with-field.js';
import { DROPDOWN_MAPPING, DropdownPortal } from './dropdown-portal.js';

const GOLDEN = 'test/operations/golden/variance.txt';

let portal: DropdownPortal;
let variance: Variance;
const compare = (mapping = DROPDOWN_MAPPING): Promise<Variance> =>
  compareWithField(
    { crm: portal.crm(mapping), store: portal.on.store, clock: { now: () => portal.on.now() } },
    DEFAULT_POLICY,
  );

beforeAll(async () => {
  portal = await DropdownPortal.open();
});
afterAll(() => portal.on.close());

// One portal lives through all of these, in their order.
describe('the variance', () => {
  it('before the first sync, and without a field, is refused with the next step', async () => {
    await expect(compare()).rejects.toMatchObject({ code: 'ledger_empty' });
    await expect(compare({ ...DROPDOWN_MAPPING, baseline: null })).rejects.toMatchObject({
      code: 'baseline_refused',
    });
  });

  it('has every won deal once, with a clause where the two differ and nowhere else', async () => {
    const { totals } = await portal.sync({ observe: true });
    variance = await compare();
    expect(variance.matrix.total.total.homeMinor).toBe(totals.wonMinor);
    const { ours } = variance.matrix.total;
    expect([ours.sourced.homeMinor, ours.influenced.homeMinor, ours.direct.homeMinor]).toEqual([
      totals.sourcedMinor,
      totals.influencedMinor,
      totals.directMinor,
    ]);
    expect(new Set(variance.deals.map(({ dealId }) => dealId)).size).toBe(variance.deals.length);
    for (const { differs, clause } of variance.deals) expect(clause !== null).toBe(differs);
    expect(variance.matrix.differing.deals).toBeGreaterThan(3);
  });

  it('reads as it reads', async () => {
    const text = varianceTable({ ...variance, asOf: '2026-11-20T17:00:00.000Z' });
    if (process.env['WRITE_GOLDEN'] === '1') await writeFile(GOLDEN, text);
    expect(text).toBe(await readFile(GOLDEN, 'utf8'));
  });

  it('has all deals in CSV and JSON, and is one file in HTML', () => {
    expect(varianceCsv(variance).trim().split('\n').length).toBeGreaterThan(variance.deals.length);
    expect(JSON.parse(varianceJson(variance))).toEqual(variance);
    const html = varianceHtml(variance);
    expect(html).toContain('Where they differ');
    expect(html).not.toMatch(/<script|https?:/);
  });

  it('stays by the rules once a baseline holds, and marks the deals on which the field counts', async () => {
    await portal.sync({
      observe: true,
      baseline: { kind: 'set', property: 'deal_origin', since: '2026-07-01' },
    });
    const later = await compare();
    expect(later.matrix).toEqual(variance.matrix);
    expect(variance.deals.some(({ legacy }) => legacy)).toBe(false);
    expect(later.deals.filter(({ legacy }) => legacy).length).toBeGreaterThan(5);
  });
});
