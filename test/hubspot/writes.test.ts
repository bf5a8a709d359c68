/** Batch updates: every record has an outcome, and one bad record does not hold the rest back. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { RecordUpdate, WriteOutcome } from '../../src/operations/crm-port.js';
import { errorOf, guardWire, hubspot, limited, openWire, refused } from './wire.js';

beforeAll(guardWire.start);
afterEach(guardWire.check);
afterAll(guardWire.end);

const UPDATE = '/crm/objects/2026-09/deals/batch/update';
const updates = (count: number): readonly RecordUpdate[] =>
  Array.from({ length: count }, (_, index) => ({ recordId: String(index + 1), properties: { a: 'x' } }));

interface Batch {
  readonly inputs: readonly { readonly id: string; readonly properties: Record<string, string> }[];
}
const idsOf = (body: unknown): readonly string[] => (body as Batch).inputs.map(({ id }) => id);

/** A portal that refuses a batch whole for any of these records. */
function portalThatRefuses(...bad: readonly string[]): readonly (readonly string[])[] {
  const asked: (readonly string[])[] = [];
  hubspot()
    .persist()
    .post(UPDATE)
    .reply((_uri, body) => {
      const ids = idsOf(body);
      asked.push(ids);
      if (ids.some((id) => bad.includes(id))) {
        return [
          400,
          refused(
            'VALIDATION_ERROR',
            `Property values were not valid: ${ids.filter((id) => bad.includes(id)).join()}`,
          ),
        ];
      }
      return [200, { status: 'COMPLETE', results: ids.map((id) => ({ id, properties: {} })) }];
    });
  return asked;
}

/** Updates, and gathers the outcomes of every request. */
async function update(
  objectType: 'deals' | 'companies',
  changes: readonly RecordUpdate[],
): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  await openWire('SDK').crm.update(objectType, changes, (some) => {
    outcomes.push(...some);
    return Promise.resolve();
  });
  return outcomes;
}

describe('a batch update', () => {
  it('sends 100 records a request, and empties with the empty text', async () => {
    const asked = portalThatRefuses();
    const outcomes = await update('deals', updates(201));
    expect(asked.map((ids) => ids.length)).toEqual([100, 100, 1]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 201 }, () => 'written'));
    nock.cleanAll();
    hubspot()
      .post(UPDATE, { inputs: [{ id: '1', properties: { a: '', b: 'x' } }] })
      .reply(200, { results: [{ id: '1' }] });
    await update('deals', [{ recordId: '1', properties: { a: null, b: 'x' } }]);
    nock.cleanAll();
  });

  it('sends nothing for nothing', async () => {
    expect(await update('deals', [])).toEqual([]);
  });

  it('207: tells record by record, also of one that the answer does not mention', async () => {
    hubspot()
      .post(UPDATE)
      .reply(207, {
        status: 'COMPLETE',
        numErrors: 1,
        results: [{ id: '1', properties: {} }],
        errors: [
          {
            status: 'error',
            category: 'OBJECT_NOT_FOUND',
            message: 'Could not get some deals',
            context: { ids: ['2'] },
          },
        ],
      });
    expect(await update('deals', updates(3))).toEqual([
      { kind: 'written', recordId: '1' },
      { kind: 'failed', recordId: '2', reason: 'Could not get some deals' },
      { kind: 'failed', recordId: '3', reason: 'HubSpot’s answer does not mention this record' },
    ]);
  });

  it('200 with errors is partial success too', async () => {
    hubspot()
      .post(UPDATE)
      .reply(200, { results: [{ id: '1' }], errors: [{ message: 'No', context: { ids: ['2'] } }] });
    const outcomes = await update('deals', updates(2));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['written', 'failed']);
  });

  it.each([
    [1, ['1']],
    [2, ['2']],
    [7, ['1']],
    [7, ['4', '7']],
    [100, ['37']],
  ])('400 for a batch of %d: only %j fails, with HubSpot’s words', async (count, bad) => {
    const asked = portalThatRefuses(...bad);
    const outcomes = await update('deals', updates(count));
    expect(outcomes.map(({ recordId }) => recordId)).toEqual(updates(count).map(({ recordId }) => recordId));
    const failed = outcomes.filter((one) => one.kind === 'failed');
    expect(failed.map(({ recordId }) => recordId)).toEqual(bad);
    for (const one of failed) expect(one.reason).toContain(`Property values were not valid: ${one.recordId}`);
    expect(asked.length).toBeLessThanOrEqual(1 + 2 * bad.length * Math.ceil(Math.log2(count + 1)));
    nock.cleanAll();
  });

  it.each([
    ['the daily limit', 429, limited('DAILY'), 'crm_daily_limit'],
    ['a token that is no longer good', 401, refused('EXPIRED_AUTHENTICATION', 'Expired'), 'token_invalid'],
    ['a missing scope', 403, refused('MISSING_SCOPES', 'No'), 'scope_missing'],
  ])('%s stops it, and nothing is halved', async (_name, status, body, code) => {
    hubspot().post(UPDATE).reply(status, body);
    expect((await errorOf(update('deals', updates(10)))).code).toBe(code);
  });

  it('is sent again after a 5xx: setting a value twice is as good as once', async () => {
    hubspot().post(UPDATE).reply(502, '');
    hubspot()
      .post(UPDATE)
      .reply(200, { results: [{ id: '1' }] });
    expect(await update('deals', updates(1))).toEqual([{ kind: 'written', recordId: '1' }]);
  });
});
