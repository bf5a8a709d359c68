/**
 * What people change while a sync runs, and what search tells late: no credit is missed or counted twice. After the next
 * sync, portal, results and balances are those of one full sync into an empty database.
 */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal } from '../../src/operations/sync-portal.js';
import { openStore } from '../../src/store/store.js';
import { ExtractedPortal, HOUR_MS } from '../operations/extracting.js';
import { crmOf, portsOn, transportTo, type Tamper } from '../operations/portal.js';
import { testDatabase } from '../store/database.js';
import { finalState, nowOf, type FinalState } from './final-state.js';
import { requireProgramme } from './programme-state.js';
import { callOf, register, registrationsIn } from './registered.js';
import { EVERYTHING, share } from './share.js';

let one: ExtractedPortal;
beforeEach(async () => {
  one = await ExtractedPortal.open({ deals: 14 });
  one.portal.asBuilt = true;
  await setUpPortal(crmOf(one.portal.sandbox), { dryRun: false });
  await register(one.portal.sandbox);
}, 60_000);
afterEach(() => one.close());

async function freshly(): Promise<FinalState> {
  const { sandbox } = one.portal;
  const { databaseUrl, close } = await testDatabase();
  const store = await openStore({ databaseUrl, home: '' });
  try {
    const clock = { now: () => nowOf(sandbox) };
    const ports = portsOn(transportTo(sandbox));
    const deps = { ...ports, store, clock, newRunId: () => runId('fresh') };
    await syncPortal(deps, { policy: DEFAULT_POLICY, dryRun: false }, () => undefined);
    return await finalState(sandbox, store);
  } finally {
    await store.close();
    await close();
  }
}

async function expectAsIfFresh(gone: readonly string[] = []): Promise<void> {
  const ours = await finalState(one.portal.sandbox, one.portal.store);
  requireProgramme(ours, false, gone);
  expect(ours).toEqual(await freshly());
}

const won = (): readonly string[] =>
  [...one.portal.sandbox.portal.records.list('deals')]
    .filter(
      ({ properties, archivedAt }) => archivedAt === null && properties.get('hs_is_closed_won') === 'true',
    )
    .map(({ id }) => id);

const partner = (): string =>
  [...one.portal.sandbox.portal.records.list('companies')].find(
    ({ properties }) => (properties.get('partnership_type') ?? '') !== '',
  )!.id;

const lag = (searchLagMs: number): Promise<unknown> =>
  one.portal.call('POST', '/__sandbox__/faults', { searchLagMs });

const CHANGES: Readonly<Record<string, () => Promise<unknown>>> = {
  'two deals merged': () => one.merge('deals', won()[0]!, won()[1]!),
  'a deal archived': () => one.archive('deals', won()[0]!),
  'a deal archived and restored': async () => {
    const [deal] = won();
    await one.archive('deals', deal!);
    one.restore('deals', deal!);
  },
  'a tag set': () =>
    one.associate('deals', won()[0]!, 'companies', { id: partner(), label: 'Partner sourced' }),
  'a customer changed': async () => {
    const companies = [...one.portal.sandbox.portal.records.list('companies')];
    await one.associate('deals', won()[0]!, 'companies', { id: companies.at(-1)!.id, primary: true });
  },
  'an amount changed': () => one.edit('deals', won()[0]!, { amount: '4321' }),
  'a partner merged into another company': async () => {
    const companies = [...one.portal.sandbox.portal.records.list('companies')];
    await one.merge('companies', companies.at(-1)!.id, partner());
  },
};
/** In the partner programme; whom a change concerns is told by the record that changes. */
const PROGRAMME_CHANGES: typeof CHANGES = {
  'a ticket escalated': () => edit('tickets', 3, { hs_ticket_category: 'PARTNER_ESCALATION' }),
  'a ticket closed': () => edit('tickets', -1, { hs_pipeline_stage: '4' }),
  'a survey answered otherwise': () => edit('feedback_submissions', 0, { hs_value: '1' }),
  'a task done': () => edit('tasks', 0, { hs_task_status: 'COMPLETED' }),
  'a registration refused': async () => {
    const waiting = registrationsIn(one.portal.sandbox).find(
      ({ properties }) => properties.get('partnership_name') === 'Waits',
    );
    const path = `/crm/objects/2026-09/p_partner_registration/${waiting?.id}`;
    const properties = { partnership_status: 'rejected' };
    await callOf(one.portal.sandbox)('PATCH', path, { properties });
  },
  'a partner ended': () => edit('companies', 2, { partnership_stage: 'ended' }),
};

async function edit(
  type: 'tickets' | 'feedback_submissions' | 'tasks' | 'companies',
  place: number,
  properties: Record<string, string>,
): Promise<void> {
  const { sandbox } = one.portal;
  const id = [...sandbox.portal.records.list(type)].at(place)?.id;
  await callOf(sandbox)('PATCH', `/crm/objects/2026-09/${type}/${id}`, { properties });
}

/** The request before which it happens: in lists, in associations, just before what is written. */
const MOMENTS = [4, 10, 18, 26];
/** In the list of registrations, of tickets, of surveys; before people and tasks; before what is written and published. */
const PROGRAMME_MOMENTS = [36, 38, 41, 46, 49, 52];

const all = { ...CHANGES, ...PROGRAMME_CHANGES };
const at = (changes: typeof CHANGES, moments: readonly number[]) =>
  Object.keys(changes).flatMap((what) => moments.map((moment) => [what, moment] as const));
const cases = [
  ...share(at(CHANGES, MOMENTS), 2),
  ...(EVERYTHING
    ? at(PROGRAMME_CHANGES, PROGRAMME_MOMENTS)
    : ([
        ['a ticket escalated', 38],
        ['a registration refused', 49],
      ] as const)),
];

describe('in the middle of a sync', () => {
  it.each(cases)(
    '%s before request %i',
    async (what, moment) => {
      for (const full of [true, false]) {
        let requests = 0;
        const tamper: Tamper = async () => {
          requests += 1;
          if (requests === moment) await all[what]!();
          return null;
        };
        await one.portal.sync({ tamper, full });
        await one.pass(2 * HOUR_MS);
      }
      await one.portal.sync();
      // The deal of the registration that was won.
      await expectAsIfFresh(what === 'a deal archived' ? ['won'] : []);
    },
    60_000,
  );
});

describe('just before a sync, in a portal whose search lags', () => {
  it.each(share([20_000, 0, 60_000], 1))(
    'by %i ms',
    async (lagMs) => {
      await one.portal.sync();
      await one.pass(2 * HOUR_MS);
      await lag(lagMs);
      const [first, second] = won();
      await one.edit('deals', first!, { amount: '7654' });
      await one.create('deals', { dealname: 'Late', amount: '10', dealstage: 'closedwon' });
      await one.archive('deals', second!);
      await one.portal.sync();
      await one.pass(lagMs + 1_000);
      await one.portal.sync();
      await expectAsIfFresh();
      expect(one.portal.sandbox.portal.records.get('deals', first!)?.properties.get('amount')).toBe('7654');
    },
    60_000,
  );
});

const AT_ONCE = EVERYTHING ? 10_000 : 400;

it(`finds ${AT_ONCE} activities that changed in one millisecond`, async () => {
  await one.portal.sync();
  await one.pass(2 * HOUR_MS);
  const [deal] = won();
  const at = new Date(one.now() - 400 * 24 * HOUR_MS).toISOString();
  const ids = await one.createAtOnce('calls', AT_ONCE, { hs_timestamp: at, hs_call_title: 'Bulk' });
  for (const id of [ids[0]!, ids[AT_ONCE / 2]!, ids.at(-1)!]) {
    await one.associate('calls', id, 'deals', deal!);
    await one.associate('calls', id, 'companies', partner());
  }
  const { read } = await one.portal.sync();
  expect(read.calls).toBeGreaterThanOrEqual(AT_ONCE);
  await expectAsIfFresh();
}, 180_000);
