/** Batch updates: every record has an outcome, and one bad record does not hold the rest back. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { RecordUpdate, WriteOutcome } from '../../src/operations/crm-port.js';
import { errorOf } from './error-of.js';
import { limited, refused } from './error-bodies.js';
import { guardWire, hubspot, openWire } from './wire.js';

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
      .post(UPDATE, { inputs: [{ id: '1', objectWriteTraceId: '1', properties: { a: '', b: 'x' } }] })
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
      { kind: 'written', recordId: '1', properties: {} },
      { kind: 'failed', recordId: '2', reason: 'Could not get some deals', category: 'OBJECT_NOT_FOUND' },
      {
        kind: 'failed',
        recordId: '3',
        reason: 'HubSpot’s answer does not mention this record',
        category: null,
      },
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
    expect(await update('deals', updates(1))).toEqual([{ kind: 'written', recordId: '1', properties: {} }]);
  });

  it('tells what HubSpot’s answer shows of what was written, as it normalised it', async () => {
    const properties = {
      partnership_sourced_revenue: '16000.00',
      partnership_flags: 'b;a',
      partnership_credits: null,
      other: 'x',
    };
    hubspot()
      .post(UPDATE)
      .reply(200, {
        results: [
          {
            id: '1',
            properties: {
              partnership_sourced_revenue: '16000',
              partnership_flags: 'a;b',
              partnership_credits: '',
              hs_lastmodifieddate: '2026-01-01T00:00:00Z',
            },
          },
        ],
      });
    expect(await update('deals', [{ recordId: '1', properties }])).toEqual([
      {
        kind: 'written',
        recordId: '1',
        properties: {
          partnership_sourced_revenue: '16000',
          partnership_flags: 'a;b',
          partnership_credits: null,
        },
      },
    ]);
  });

  it('an answer that shows another value is no success: a workflow of the portal may have set it back', async () => {
    hubspot()
      .post(UPDATE)
      .reply(200, { results: [{ id: '1', properties: { a: 'old', b: null } }] });
    expect(await update('deals', [{ recordId: '1', properties: { a: 'x', b: 'y'.repeat(100) } }])).toEqual([
      {
        kind: 'failed',
        recordId: '1',
        reason: `HubSpot kept “old” in a, where “x” was written; nothing in b, where “${'y'.repeat(80)}…” was written`,
        category: 'VALUE_NOT_TAKEN',
      },
    ]);
  });

  it.each([
    ['MISSING_REQUIRED_PROPERTY', 'wants it filled in'],
    ['MISSING_CONDITIONAL_REQUIRED_PROPERTY', 'given what else the record holds'],
  ])('%s is told for its record with the property, and the rest is written', async (code, words) => {
    const errors = [
      {
        status: 'error',
        category: 'VALIDATION_ERROR',
        message: 'Property values were not valid',
        context: { objectWriteTraceId: ['2'] },
        errors: [{ code, message: 'is required', context: { propertyName: ['closed_lost_reason'] } }],
      },
    ];
    hubspot()
      .post(UPDATE)
      .reply(207, { results: [{ id: '1' }, { id: '3' }], numErrors: 1, errors });
    const outcomes = await update('deals', updates(3));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['written', 'failed', 'written']);
    const [, failed] = outcomes;
    const reason = failed?.kind === 'failed' ? failed.reason : '';
    expect(reason).toMatch(/^closed_lost_reason is empty, and a rule of the portal’s admin/);
    expect(reason).toContain(words);
    expect(reason).toContain(code);
  });

  it('the same where the whole request is refused for its one record', async () => {
    const errors = [{ code: 'MISSING_REQUIRED_PROPERTY', context: { propertyName: ['closed_lost_reason'] } }];
    hubspot()
      .post(UPDATE)
      .reply(400, { ...refused('VALIDATION_ERROR', 'Required'), errors });
    expect(await update('deals', updates(1))).toMatchObject([
      {
        kind: 'failed',
        category: 'VALIDATION_ERROR',
        reason: expect.stringMatching(/^closed_lost_reason is empty/),
      },
    ]);
  });

  it('several requests are under way at once, and outcomes are told one call after the other', async () => {
    let [underWay, most] = [0, 0];
    const ids = new Set<string>();
    hubspot()
      .persist()
      .post(UPDATE)
      .reply(async (_uri, body) => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        return [200, { results: idsOf(body).map((id) => ({ id })) }];
      });
    let [telling, mostTelling] = [0, 0];
    await openWire('fetch').crm.update('deals', updates(2_000), async (some) => {
      telling += 1;
      mostTelling = Math.max(mostTelling, telling);
      await new Promise((resolve) => setImmediate(resolve));
      for (const { recordId } of some) ids.add(recordId);
      telling -= 1;
    });
    nock.cleanAll();
    expect([ids.size, mostTelling]).toEqual([2_000, 1]);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(16);
  });

  it('one that fails as a whole stops the rest, and nothing of what was written is lost', async () => {
    const written = new Set<string>();
    const told = new Set<string>();
    hubspot()
      .persist()
      .post(UPDATE)
      .reply((_uri, body) => {
        const ids = idsOf(body);
        if (ids.includes('350')) return [403, refused('MISSING_SCOPES', 'No')];
        for (const id of ids) written.add(id);
        return [200, { results: ids.map((id) => ({ id })) }];
      });
    const run = openWire('fetch').crm.update('deals', updates(5_000), (some) => {
      for (const { recordId } of some) told.add(recordId);
      return Promise.resolve();
    });
    expect((await errorOf(run)).code).toBe('scope_missing');
    nock.cleanAll();
    expect(told).toEqual(written);
    expect(written.size).toBeLessThan(2_000);
  });
});
