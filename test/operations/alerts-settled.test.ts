/** Alerts whose matter is settled, comes back, or was left by a run that was stopped. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, instant, type Instant } from '../../src/domain/calendar.js';
import { portalId } from '../../src/domain/ids.js';
import type { QueueItem } from '../../src/domain/programme-queue.js';
import { NOT_TRIED, type AlertMessage } from '../../src/operations/alert-port.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { itemOf, killedAt, madeOn, sendOn, taskOn, type Sending } from './alerting.js';
import { answer, crmOf, PortalOnDatabase, programmeOf, type Tamper } from './portal.js';

let portal: PortalOnDatabase;
let partner: { readonly id: string; readonly name: string };
let NOW: Instant;

beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 60 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  await portal.sync();
  NOW = portal.now();
  const [first] = await portal.store.seenPartners(id());
  const record = portal.sandbox.portal.records.get('companies', first!.id)!;
  partner = { id: first!.id, name: record.properties.get('name')! };
}, 60_000);
afterAll(() => portal.close());

const id = () => portalId(String(portal.sandbox.portalId));

let day = 0;
beforeEach(() => void (day += 1));

const item = (more: Partial<QueueItem> = {}) => itemOf(partner, instant(NOW + day * DAY_MS), more);
const send = (options: Partial<Sending> = {}) => sendOn(portal, { queue: [item()], now: NOW, ...options });
const made = (type?: 'tasks' | 'notes') => madeOn(portal, type);
const count = (type: 'tasks' | 'notes' = 'tasks'): number => made(type).length;
const taskNow = (task: { readonly id: string }) => taskOn(portal, task);
const statusOf = (task: { readonly id: string }) => taskNow(task).get('hs_task_status');
const SETTLED = { queue: [] };

const change = (task: { readonly id: string }, properties: object) =>
  portal.call('PATCH', `/crm/objects/2026-09/tasks/${task.id}`, { properties });

describe('a task whose matter is settled', () => {
  it('is completed once, and stays as it is while its matter stands, is turned off, or could not be read', async () => {
    const registration = item({
      kind: 'registration_due',
      record: { type: 'registrations', id: '999999999' },
    });
    await send({ queue: [item(), registration] });
    const [task, other] = made().slice(-2);
    await send({ ...SETTLED, standing: [item()], missing: ['registrations'] });
    await send({ queue: [item()], alerts: { on: [] }, missing: ['registrations'] });
    expect((await send({ ...SETTLED, dryRun: true })).over).toHaveLength(2);
    expect([task, other].map((one) => statusOf(one!))).toEqual(['NOT_STARTED', 'NOT_STARTED']);
    const { over } = await send(SETTLED);
    expect(over.map(({ because, theirs, problem }) => [because, theirs, problem])).toEqual([
      ['settled', null, null],
      ['settled', null, null],
    ]);
    expect([task, other].map((one) => statusOf(one!))).toEqual(['COMPLETED', 'COMPLETED']);
    expect((await send(SETTLED)).over).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['gave it another day', { hs_timestamp: '2030-01-01T00:00:00Z' }, 'changed its due date'],
    ['wrote into it', { hs_task_body: '<p>I call them.</p>' }, 'changed its text'],
    ['began with it', { hs_task_status: 'IN_PROGRESS' }, 'changed its status'],
    ['completed it', { hs_task_status: 'COMPLETED' }, 'completed it'],
  ])('is left to somebody who %s, and not looked at again', async (_, properties, theirs) => {
    await send();
    const task = made().at(-1)!;
    await change(task, properties);
    const before = [...taskNow(task)];
    expect((await send(SETTLED)).over).toMatchObject([{ taskId: task.id, theirs }]);
    expect([...taskNow(task)]).toEqual(before);
    expect((await send(SETTLED)).over).toEqual([]);
  });

  it('is completed once also where the answer was lost, and again where HubSpot refused', async () => {
    await send();
    const task = made().at(-1)!;
    const refuse: Tamper = ({ path }) =>
      /tasks\/batch\/update/.test(path)
        ? answer(400, { message: 'not now', category: 'VALIDATION_ERROR' })
        : null;
    const [refused] = (await send({ ...SETTLED, tamper: refuse })).over;
    expect(refused?.problem).toContain('not now');
    const lost: Tamper = async ({ method, path, body }) => {
      if (!/tasks\/batch\/update/.test(path)) return null;
      await portal.call(method, path, body);
      throw new Error('killed');
    };
    await expect(send({ ...SETTLED, tamper: lost })).rejects.toThrow();
    expect(statusOf(task)).toBe('COMPLETED');
    expect((await send(SETTLED)).over).toMatchObject([{ because: 'settled', theirs: null }]);
  });
});

describe('what was settled and is due again', () => {
  const dayless = () => item({ kind: 'compliance_due', matter: 'insurance', dueAt: null });

  it.each<[string, () => QueueItem]>([
    ['with a day', () => item()],
    ['at a step before its day', () => item({ step: 60 })],
    ['without a day', dayless],
  ])('is told again %s, each time once, and what was sent stays kept', async (_, one) => {
    const queue = [one()];
    const webhook = { posted: [] as AlertMessage[] };
    const before = count();
    const { sent } = await send({ queue, webhook });
    const first = made().at(-1)!;
    expect((await send({ ...SETTLED, webhook })).over).toMatchObject([{ taskId: first.id, theirs: null }]);
    const shown = await send({ queue, webhook, dryRun: true });
    const again = await send({ queue, webhook });
    expect(again).toMatchObject({ due: 1, sentBefore: 0, over: [], webhook: { sent: 1 } });
    expect(shown.sent).toEqual(again.sent);
    expect(again.sent.map(({ key }) => key)).toEqual([`${sent[0]!.key} #2`]);
    expect(await send({ queue, webhook })).toMatchObject({ due: 1, sentBefore: 1, sent: [] });
    expect([first, made().at(-1)!].map(statusOf)).toEqual(['COMPLETED', 'NOT_STARTED']);
    await send({ ...SETTLED, webhook });
    expect((await send({ queue, webhook })).sent).toMatchObject([{ key: `${sent[0]!.key} #3` }]);
    expect(count()).toBe(before + 3);
    expect(new Set(webhook.posted.map(({ id: message }) => message)).size).toBe(3);
    const kept = await portal.store.keptAlerts(id(), [sent[0]!.key.replace(/ 60d$/, '')]);
    expect([...kept.values()].filter(({ crm }) => crm === 'sent')).toHaveLength(3);
    await send(SETTLED);
  });

  it('is told again where its note, or a task that somebody completed, was all there was', async () => {
    const [tasks, notes] = [count(), count('notes')];
    const alerts = { as: 'note' } as const;
    for (const times of [1, 2]) {
      expect((await send({ queue: [dayless()], alerts })).sent).toHaveLength(1);
      await send({ ...SETTLED, alerts });
      expect(count('notes')).toBe(notes + times);
    }
    await send({ queue: [item()] });
    await change(made().at(-1)!, { hs_task_status: 'COMPLETED' });
    expect((await send(SETTLED)).over).toMatchObject([{ theirs: 'completed it' }]);
    expect((await send({ queue: [item()] })).sent).toHaveLength(1);
    expect([count(), count('notes')]).toEqual([tasks + 2, notes + 2]);
  });

  it('is not told again while it stood on, whatever was told of it meanwhile', async () => {
    await send({ queue: [item({ step: 30 })] });
    const standing = [item({ step: 90 })];
    await send({ queue: [], standing });
    expect(await send({ queue: [item({ step: 30 })], standing })).toMatchObject({ sentBefore: 1, sent: [] });
  });

  it('is told again once also where a run is stopped, which finds neither the task of before nor makes two', async () => {
    await send();
    await send(SETTLED);
    const before = count();
    await expect(send({ tamper: killedAt(/tasks\/batch\/create/) })).rejects.toThrow();
    expect(await send()).toMatchObject({ foundAgain: 0, sent: [{ key: expect.stringMatching(/ #2$/) }] });
    expect(count()).toBe(before + 1);
  });
});

describe('a message that the webhook has not taken', () => {
  const no = 'the webhook answered 503';
  const registration = () =>
    item({ kind: 'registration_due', record: { type: 'registrations', id: `${999_000_000 + day}` } });
  /** An alert that waits, or that was tried five times. */
  async function refused(one: QueueItem, tries: number): Promise<string> {
    const webhook = { posted: [], refusals: Array.from({ length: tries }, () => no) };
    let key = '';
    for (let at = 0; at < tries; at += 1) {
      const { sent } = await send({ queue: [one], webhook, later: at * 2 * DAY_MS });
      key = sent[0]?.key ?? key;
    }
    return key;
  }
  const stateOf = async (key: string) => (await portal.store.keptAlerts(id(), [key])).get(key)?.webhook;
  const NOTHING = { waiting: 0, setAside: 0, nextTryAt: null, last: null, sent: 0 };

  it.each<[string, number, () => Partial<Sending>]>([
    ['waits, and whose matter is not due any more', 1, () => ({ queue: [], standing: [item()] })],
    ['was set aside, and whose matter is not due any more', 5, () => ({ queue: [], standing: [item()] })],
    ['waits, and whose kind is turned off', 1, () => ({ alerts: { on: [] } })],
    ['was set aside, and whose kind is turned off', 5, () => ({ alerts: { on: [] } })],
  ])('which %s, is not sent any more, nor told of', async (_, tries, now) => {
    const key = await refused(item(), tries);
    const webhook = { posted: [] as AlertMessage[] };
    const later = 90 * DAY_MS;
    const shown = await send({ ...now(), webhook, later, dryRun: true });
    expect(shown.webhook).toMatchObject(NOTHING);
    expect(await stateOf(key)).toBe(tries === 1 ? 'waiting' : 'set_aside');
    const ended = await send({ ...now(), webhook, later, retryWebhook: true });
    expect(ended.webhook).toMatchObject(NOTHING);
    expect(await stateOf(key)).toBe('off');
    expect((await send({ webhook, later, retryWebhook: true })).webhook).toMatchObject(NOTHING);
    expect(webhook.posted).toEqual([]);
    await send(SETTLED);
  });

  it('is not sent any more once there is no webhook, also while its matter is due', async () => {
    const key = await refused(item(), 1);
    await send({ dryRun: true });
    expect(await stateOf(key)).toBe('waiting');
    await send();
    expect(await stateOf(key)).toBe('off');
    await send(SETTLED);
  });

  it('waits on while its matter is due, or could not be read', async () => {
    const key = await refused(registration(), 1);
    const webhook = { posted: [] as AlertMessage[], refusals: [no] };
    await send({ queue: [], missing: ['registrations'], webhook });
    expect(await stateOf(key)).toBe('waiting');
    const again = await send({ queue: [registration()], webhook, later: DAY_MS });
    expect(again.webhook).toMatchObject({ waiting: 1, tries: 2 });
  });
});

describe('what an earlier version told without steps', () => {
  const DUE = 80;
  const at = (days: number, step: number): Partial<Sending> => ({
    queue: [
      item({ dueAt: instant(NOW + DUE * DAY_MS), record: { type: 'companies', id: `${5000 + day}` }, step }),
    ],
    later: (DUE - days) * DAY_MS,
  });
  /** Told so many days before its day, under a key without a step. */
  async function toldAt(days: number): Promise<void> {
    const { sent } = await send({ ...at(days, 90), dryRun: true });
    const { key, kind, record } = sent[0]!;
    await portal.store.keepAlerts(id(), [
      {
        ...{ key: key.replace(' 90d', ''), kind, record, crm: 'sent', made: { type: 'tasks', id: '1' } },
        ...{ webhook: 'off', delivery: NOT_TRIED, claimedAt: instant(NOW + (DUE - days) * DAY_MS) },
        ...{ reason: null, wrote: null, task: 'open', taskEndedAt: null, settledAt: null },
      },
    ]);
  }

  it.each<[told: number, now: number, step: number, sent: number]>([
    [25, 20, 30, 0],
    [30, 30, 30, 0],
    [31, 30, 30, 1],
    [75, 70, 90, 0],
    [75, 55, 60, 1],
    [25, 20, 60, 0],
  ])('%i days before is, %i days before at step %i, told %i times more', async (told, now, step, sent) => {
    await toldAt(told);
    expect((await send(at(now, step))).sent).toHaveLength(sent);
    await send(SETTLED);
  });
});

describe('a task that a stopped run has made', () => {
  const stop = (path: RegExp) => expect(send({ tamper: killedAt(path) })).rejects.toThrow();

  it('is completed where its matter was settled before the next run', async () => {
    await stop(/associations\/.*tasks/);
    const task = made().at(-1)!;
    expect(await send({ ...SETTLED, dryRun: true })).toMatchObject({
      over: [{ taskId: task.id, theirs: null }],
    });
    expect(statusOf(task)).toBe('NOT_STARTED');
    const ended = await send(SETTLED);
    expect(ended).toMatchObject({ due: 0, sentBefore: 0, foundAgain: 1, over: [{ taskId: task.id }] });
    expect(statusOf(task)).toBe('COMPLETED');
    expect(await send(SETTLED)).toMatchObject({ foundAgain: 0, over: [] });
    expect((await send()).sent).toMatchObject([{ key: expect.stringMatching(/ #2$/) }]);
    await send(SETTLED);
  });

  it('stays open and is known where its matter stands and is not due, and is not made again', async () => {
    await stop(/associations\/.*tasks/);
    const task = made().at(-1)!;
    expect(await send({ queue: [], standing: [item()] })).toMatchObject({ foundAgain: 1, over: [] });
    const linked = await programmeOf(portal.sandbox).linked('companies', 'tasks', [partner.id]);
    expect(linked.get(partner.id)).toContain(task.id);
    expect(await send()).toMatchObject({ sentBefore: 1, foundAgain: 0, sent: [] });
    expect((await send(SETTLED)).over).toMatchObject([{ taskId: task.id, theirs: null }]);
  });

  it('is found as what it was made as, whatever the policy says since', async () => {
    const before = [count(), count('notes')] as const;
    await stop(/associations\/.*tasks/);
    expect(await send({ alerts: { as: 'note' } })).toMatchObject({ foundAgain: 1, sent: [] });
    expect([count(), count('notes')]).toEqual([before[0] + 1, before[1]]);
    await send(SETTLED);
  });

  it('and that was not made is made once it is due, and looked for no more until then', async () => {
    await stop(/tasks\/batch\/create/);
    const before = count();
    expect(await send({ queue: [], standing: [item()] })).toMatchObject({ foundAgain: 0, over: [] });
    expect((await portal.store.openAlerts(id())).filter(({ crm }) => crm === 'claimed')).toEqual([]);
    expect((await send()).sent).toHaveLength(1);
    expect(count()).toBe(before + 1);
    await send(SETTLED);
  });
});
