/** Alerts on a sandbox portal and a database: once each, whatever stops a run. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, instant, type Instant } from '../../src/domain/calendar.js';
import { portalId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import type { QueueItem } from '../../src/domain/programme-queue.js';
import type { AlertSettings } from '../../src/domain/programme-settings.js';
import type { AlertMessage } from '../../src/operations/alert-port.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { withLease } from '../../src/operations/with-lease.js';
import { itemOf, killedAt, madeOn, sendOn, taskOn, type Sending } from './alerting.js';
import { answer, crmOf, PortalOnDatabase, programmeOf, type Tamper } from './portal.js';

let portal: PortalOnDatabase;
let partner: { readonly id: string; readonly name: string; readonly managerId: string | null };
let NOW: Instant;

beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 60 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  await portal.sync();
  NOW = portal.now();
  const [first] = await portal.store.seenPartners(id());
  const record = portal.sandbox.portal.records.get('companies', first!.id)!;
  partner = {
    id: first!.id,
    name: record.properties.get('name')!,
    managerId: record.properties.get('partnership_manager') ?? null,
  };
}, 60_000);
afterAll(() => portal.close());

const id = () => portalId(String(portal.sandbox.portalId));

let day = 0;
beforeEach(() => void (day += 1));

const item = (more: Partial<QueueItem> = {}) => itemOf(partner, instant(NOW + day * DAY_MS), more);

const send = (options: Partial<Sending> = {}) => sendOn(portal, { queue: [item()], now: NOW, ...options });

const made = (type?: 'tasks' | 'notes') => madeOn(portal, type);
const count = (type: 'tasks' | 'notes' = 'tasks'): number => made(type).length;

it('makes a task on the record, due that day, given to the partner manager, and none the second time', async () => {
  const before = count();
  const summary = await send();
  expect(summary).toMatchObject({ due: 1, sentBefore: 0, failed: [], left: 0, webhook: null });
  expect(summary.sent).toMatchObject([{ title: `Agreement due: ${partner.name}`, problem: null }]);
  const task = made().at(-1)!;
  expect(Object.fromEntries(task.properties)).toMatchObject({
    hs_task_subject: `Agreement due: ${partner.name}`,
    hs_task_status: 'NOT_STARTED',
    ...(partner.managerId === null ? {} : { hubspot_owner_id: partner.managerId }),
  });
  expect(task.properties.get('hs_task_body')).toContain('the agreement ends &lt;soon&gt;. Where: ');
  expect(Date.parse(task.properties.get('hs_timestamp')!)).toBe(NOW + day * DAY_MS);
  const linked = await programmeOf(portal.sandbox).linked('companies', 'tasks', [partner.id]);
  expect(linked.get(partner.id)).toContain(task.id);
  expect(await send()).toMatchObject({ due: 1, sentBefore: 1, sent: [] });
  expect(count()).toBe(before + 1);
});

it('sends anew when the day moves, and not when the words do', async () => {
  await send();
  const before = count();
  await send({ queue: [item({ text: 'else', overdue: true })] });
  expect(count()).toBe(before);
  day += 1;
  await send();
  expect(count()).toBe(before + 1);
});

it('makes a note where the policy says so, and no task besides', async () => {
  const [tasks, notes] = [count(), count('notes')];
  await send({ alerts: { as: 'note' } });
  expect([count(), count('notes')]).toEqual([tasks, notes + 1]);
  expect(await send()).toMatchObject({ sentBefore: 1, sent: [] });
});

it('a dry run shows the same and writes nothing, neither there nor here', async () => {
  const before = count();
  const webhook = { posted: [] as AlertMessage[] };
  const shown = await send({ dryRun: true, webhook });
  expect([count(), webhook.posted]).toEqual([before, []]);
  const { sent } = await send();
  expect(shown.sent).toEqual(sent);
});

it('sends nothing that is turned off', async () => {
  const before = count();
  expect(await send({ alerts: { on: [] } })).toMatchObject({ due: 0, sent: [] });
  expect(await send({ alerts: { on: ['tier_at_risk'] } })).toMatchObject({ due: 0, sent: [] });
  expect(count()).toBe(before);
});

it('makes no more in a run than its limit, and the rest in the next', async () => {
  const before = count();
  const queue = [item(), item({ kind: 'tier_at_risk' }), item({ kind: 'compliance_due' })];
  expect(await send({ queue, limit: 2 })).toMatchObject({ due: 3, left: 1, sentBefore: 0 });
  expect(await send({ queue, limit: 2 })).toMatchObject({ due: 3, left: 0, sentBefore: 2 });
  expect(count()).toBe(before + 3);
});

describe('a run that is stopped', () => {
  const made_ = /tasks\/batch\/create/;

  it.each<[string, Tamper, number]>([
    ['before anything was made', killedAt(made_), 0],
    ['between the task and its association', killedAt(/associations\/.*tasks/), 1],
  ])('%s doubles nothing, and the next one puts it on its record', async (_, tamper, after) => {
    const before = count();
    await expect(send({ tamper })).rejects.toThrow();
    expect(count()).toBe(before + after);
    const summary = await send();
    expect(summary).toMatchObject({ due: 1, foundAgain: after, sentBefore: 0 });
    expect(count()).toBe(before + 1);
    const linked = await programmeOf(portal.sandbox).linked('companies', 'tasks', [partner.id]);
    expect(linked.get(partner.id)).toContain(made().at(-1)!.id);
    expect(await send()).toMatchObject({ sentBefore: 1, sent: [], foundAgain: 0 });
  });

  it('after the answer was lost finds what was made', async () => {
    const before = count();
    const lost: Tamper = async ({ method, path, body }) => {
      if (!made_.test(path)) return null;
      await portal.call(method, path, body);
      return answer(502, {});
    };
    await expect(send({ tamper: lost })).rejects.toMatchObject({ code: 'crm_unreachable' });
    expect(count()).toBe(before + 1);
    expect(await send()).toMatchObject({ foundAgain: 1, sent: [] });
    expect(count()).toBe(before + 1);
  });
});

it('a task that HubSpot refuses is said, keeps no other from being made, and is tried again', async () => {
  const before = count();
  const queue = [item(), item({ kind: 'tier_at_risk' })];
  const refuse: Tamper = ({ path, body }) =>
    /tasks\/batch\/create/.test(path) && JSON.stringify(body).includes('agreement_due')
      ? answer(400, { status: 'error', message: 'not this one', category: 'VALIDATION_ERROR' })
      : null;
  const summary = await send({ queue, tamper: refuse });
  expect(summary.failed).toMatchObject([
    { kind: 'agreement_due', problem: expect.stringContaining('not this one') },
  ]);
  expect(summary.sent).toMatchObject([{ kind: 'tier_at_risk' }]);
  expect((await send({ queue })).sent).toMatchObject([{ kind: 'agreement_due' }]);
  expect(count()).toBe(before + 2);
});

describe('the webhook', () => {
  it('is told each alert once; what it did not take it is told by the next run, and the task stays one', async () => {
    const before = count();
    const webhook = { posted: [] as AlertMessage[], refusals: ['the webhook answered 503', null] };
    expect((await send({ webhook })).webhook).toMatchObject({
      ...{ sent: 0, refused: 1, waiting: 1, reason: 'the webhook answered 503', unsure: 0 },
    });
    expect(count()).toBe(before + 1);
    const later = DAY_MS;
    expect((await send({ webhook, later })).webhook).toMatchObject({ sent: 1, waiting: 0, reason: null });
    expect((await send({ webhook, later })).webhook).toMatchObject({ sent: 0, waiting: 0 });
    expect(webhook.posted.map(({ id: message }) => message)).toHaveLength(2);
    expect(webhook.posted[0]).toEqual(webhook.posted[1]);
    expect(webhook.posted[0]!.lines[0]!.title).toBe(`Agreement due: ${partner.name}`);
    expect(count()).toBe(before + 1);
  });

  it('that is set later is told nothing of what was sent before', async () => {
    await send();
    const webhook = { posted: [] as AlertMessage[] };
    await send({ webhook });
    expect(webhook.posted).toEqual([]);
  });

  it('is not told again what a stopped run may have told it', async () => {
    const webhook = { posted: [] as AlertMessage[] };
    const queue = [item()];
    const { sent } = await send({ webhook: { posted: [], refusals: ['away'] }, queue });
    const [kept] = [...(await portal.store.keptAlerts(id(), [sent[0]!.key])).values()];
    await portal.store.keepAlerts(id(), [{ ...kept!, webhook: 'claimed' }]);
    expect((await send({ webhook, queue })).webhook).toMatchObject({ sent: 0, unsure: 1 });
    expect((await send({ webhook, queue })).webhook).toMatchObject({ sent: 0, unsure: 0 });
    expect(webhook.posted).toEqual([]);
  });

  it('is tried five times, further and further apart, then set aside until somebody asks for it', async () => {
    const no = 'the webhook did not answer within 10 s';
    const webhook = { posted: [] as AlertMessage[], refusals: [no, no, no, no, no] as (string | null)[] };
    const HOUR_MS = DAY_MS / 24;
    const at = async (later: number, more: Partial<Sending> = {}) =>
      (await send({ webhook, later, ...more })).webhook;
    expect(await at(0)).toMatchObject({ tries: 1, mostTries: 5, last: no, reason: no });
    expect(await at(HOUR_MS / 12)).toMatchObject({ tries: 1, waiting: 1, sent: 0, reason: null });
    expect(await at(HOUR_MS)).toMatchObject({ tries: 2, waiting: 1 });
    const shown = await send({ webhook, later: HOUR_MS, dryRun: true });
    expect(shown.webhook).toMatchObject({ sent: 0, waiting: 1, tries: 2, mostTries: 5, last: no });
    for (const hours of [2, 9]) expect((await at(hours * HOUR_MS))?.waiting).toBe(1);
    expect(await at(34 * HOUR_MS)).toMatchObject({ waiting: 0, setAside: 1, setAsideLast: no, reason: no });
    expect(await at(900 * HOUR_MS)).toMatchObject({ setAside: 1, sent: 0, reason: null });
    expect(webhook.posted).toHaveLength(5);
    expect(await at(900 * HOUR_MS, { retryWebhook: true })).toMatchObject({ setAside: 0, sent: 1 });
    expect(new Set(webhook.posted.map(({ id: message }) => message)).size).toBe(1);
  });

  it('gets many alerts in few messages, and no more after one that was not taken', async () => {
    const queue = Array.from({ length: 45 }, (_, place) =>
      item({ dueAt: instant(NOW + (1000 + place) * DAY_MS) }),
    );
    const webhook = { posted: [] as AlertMessage[], refusals: [null, 'away'] };
    expect((await send({ queue, webhook })).webhook).toMatchObject({ sent: 20, waiting: 25 });
    expect((await send({ queue, webhook })).webhook).toMatchObject({ sent: 5, waiting: 20 });
    expect((await send({ queue, webhook, later: DAY_MS })).webhook).toMatchObject({ sent: 20, waiting: 0 });
    expect(webhook.posted.map(({ lines }) => lines.length)).toEqual([20, 20, 5, 20]);
    expect(webhook.posted[3]).toEqual(webhook.posted[1]);
  });
});

it('tells conflicts and tags without evidence by the results of the last sync, in words with the deal’s name', async () => {
  const flagged = await portal.store.flaggedDeals(id(), instant(0));
  expect(flagged.length).toBeGreaterThan(0);
  const on: AlertSettings['on'] = ['conflict', 'lock_without_evidence'];
  const { sent } = await send({ queue: [], alerts: { on, lockDays: 10_000 }, dryRun: true });
  const lockedBefore = NOW - DEFAULT_POLICY.lockDays * DAY_MS;
  const conflicts = flagged.filter(
    ({ flags, closedAt }) =>
      flags.includes('sourcing_conflict') && (closedAt === null || closedAt >= lockedBefore),
  );
  expect(sent.filter(({ kind }) => kind === 'conflict')).toHaveLength(conflicts.length);
  const results = await portal.store.resultsOf(
    id(),
    flagged.map(({ dealId }) => dealId),
  );
  for (const one of flagged) expect(results.get(one.dealId)!.status).not.toBe('lost');
  for (const { record, title } of sent) {
    const name = portal.sandbox.portal.records.get('deals', record.id)!.properties.get('dealname')!;
    expect(title).toContain(name);
  }
});

it('is refused while a sync runs, and shown all the same by a dry run', async () => {
  await withLease(portal.store, id(), 'sync', async () => {
    await expect(send()).rejects.toMatchObject({ code: 'lease_held' });
    expect((await send({ dryRun: true })).sent).toHaveLength(1);
  });
});

const taskNow = (task: { readonly id: string }) => taskOn(portal, task);
const statusOf = (task: { readonly id: string }) => taskNow(task).get('hs_task_status');

describe('steps before a day', () => {
  const step = (days: number) => ({ queue: [item({ step: days })] });
  it('are an alert each, once; those that a run has missed are never told, nor those behind a nearer one', async () => {
    const before = count();
    expect((await send(step(90))).sent).toHaveLength(1);
    expect((await send(step(90))).sent).toHaveLength(0);
    expect((await send(step(30))).sent).toMatchObject([{ key: expect.stringMatching(/ 30d$/) }]);
    expect(await send(step(60))).toMatchObject({ due: 1, sentBefore: 1, sent: [] });
    expect(count()).toBe(before + 2);
  });

  it('leave one open task: the nearer one completes that before it', async () => {
    await send(step(90));
    const first = made().at(-1)!;
    expect((await send({ ...step(60), dryRun: true })).over).toMatchObject([{ because: 'overtaken' }]);
    expect(first.properties.get('hs_task_status')).toBe('NOT_STARTED');
    const { sent, over } = await send(step(60));
    expect([sent.length, over]).toMatchObject([1, [{ because: 'overtaken', taskId: first.id }]]);
    expect([first, made().at(-1)!].map(statusOf)).toEqual(['COMPLETED', 'NOT_STARTED']);
  });
});
