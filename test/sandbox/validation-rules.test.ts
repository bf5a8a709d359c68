/** An admin's rules for writes: enforced from 2026-09 on, and on no path before. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Item, PortalUnderTest } from './portal-under-test.js';

const RULES = [
  { kind: 'required', type: 'deals', property: 'dealtype' },
  {
    kind: 'conditional',
    type: 'deals',
    when: { property: 'dealstage', values: ['closedlost'] },
    property: 'closed_lost_reason',
  },
] as const;

describe('validation rules', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await PortalUnderTest.start({ empty: true, settings: { validationRules: RULES } });
  });
  afterAll(() => portal.close());

  const deals = '/crm/objects/2026-09/deals';
  const create = (properties: object, path = deals) => portal.call<Item>('POST', path, { properties });
  const codes = (reply: { body: unknown }) =>
    (reply.body as { errors: { code: string }[] }).errors.map(({ code }) => code);

  it.each([
    ['nothing is missing', { dealtype: 'renewal' }, 201, []],
    ['a required property', {}, 400, ['MISSING_REQUIRED_PROPERTY']],
    [
      'a property that another one demands',
      { dealtype: 'renewal', dealstage: 'closedlost' },
      400,
      ['MISSING_CONDITIONAL_REQUIRED_PROPERTY'],
    ],
    [
      'both, told at once',
      { dealstage: 'closedlost' },
      400,
      ['MISSING_REQUIRED_PROPERTY', 'MISSING_CONDITIONAL_REQUIRED_PROPERTY'],
    ],
    [
      'the demanded property is given',
      { dealtype: 'renewal', dealstage: 'closedlost', closed_lost_reason: 'Price' },
      201,
      [],
    ],
  ])('on a create: %s', async (_name, properties, status, expected) => {
    const reply = await create(properties);
    expect(reply.status).toBe(status);
    if (status === 400) {
      expect(reply.body).toMatchObject({ category: 'VALIDATION_ERROR' });
      expect(codes(reply)).toEqual(expected);
    }
  });

  it.each(['/crm/v3/objects/deals', '/crm/objects/2026-03/deals'])('%s lets them pass', async (path) => {
    expect((await create({ dealstage: 'closedlost' }, path)).status).toBe(201);
  });

  it('an update breaks a rule only by what it touches', async () => {
    const { id } = (await create({}, '/crm/v3/objects/deals')).body;
    const patch = (properties: object) => portal.call('PATCH', `${deals}/${id}`, { properties });
    expect((await patch({ description: 'older record without a type' })).status).toBe(200);
    expect(codes(await patch({ dealstage: 'closedlost' }))).toEqual([
      'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
    ]);
    expect((await patch({ dealtype: 'renewal' })).status).toBe(200);
    expect(codes(await patch({ dealtype: '' }))).toEqual(['MISSING_REQUIRED_PROPERTY']);
  });

  it('in a batch: of the record where inputs have trace ids, else of the whole', async () => {
    const inputs = [{ properties: { dealtype: 'renewal' } }, { properties: {} }];
    const count = () => portal.sandbox.portal.records.count('deals');
    const before = count();
    const whole = await portal.call('POST', `${deals}/batch/create`, { inputs });
    expect([whole.status, count()]).toEqual([400, before]);
    const traced = inputs.map((input, index) => ({ ...input, objectWriteTraceId: String(index) }));
    const single = await portal.call('POST', `${deals}/batch/create`, { inputs: traced });
    expect(single).toMatchObject({
      status: 207,
      body: {
        results: [{ objectWriteTraceId: '0' }],
        errors: [
          {
            category: 'VALIDATION_ERROR',
            context: { objectWriteTraceId: ['1'] },
            errors: [{ code: 'MISSING_REQUIRED_PROPERTY' }],
          },
        ],
      },
    });
  });
});
