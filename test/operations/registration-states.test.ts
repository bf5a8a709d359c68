import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { syncPortal, type SyncSummary } from '../../src/operations/sync-portal.js';
import { decideRegistrations } from '../../src/operations/decide-registrations.js';
import { digest } from '../../src/handlers/digest.js';
import { undoRun } from '../../src/operations/undo-run.js';
import { importsOf } from './portal.js';
import { RegisteringPortal } from './registrations.js';

const DAY = 86_400_000;

let portal: RegisteringPortal;
let contoso: string;
beforeAll(async () => {
  portal = await RegisteringPortal.open();
  contoso = await portal.partner('Contoso');
}, 60_000);
afterAll(() => portal.close());

const deps = () => ({
  ...portal.portal.deps(),
  newRunId: () => runId(randomUUID()),
  imports: importsOf(portal.portal.sandbox),
});
const sync = (more: { dryRun?: boolean; observe?: boolean } = {}): Promise<SyncSummary> =>
  syncPortal(deps(), { policy: DEFAULT_POLICY, dryRun: false, ...more }, () => undefined);
const moved = ({ registrations }: SyncSummary) =>
  (registrations?.changed ?? []).map(({ name, became }) => `${name}: ${became}`);
const approvedFor = async (name: string): Promise<{ id: string; company: string }> => {
  const company = await portal.company(name);
  const id = await portal.register(contoso, company);
  await portal.rule(id, { kind: 'approve' });
  return { id, company };
};
const status = (id: string) => portal.held(id).partnership_status;

describe('registrations in a sync', () => {
  it('links the one deal that came of an approval, which it then sources; a dry run shows it and writes nothing', async () => {
    const { id, company } = await approvedFor('Acme');
    portal.wait(DAY);
    const deal = await portal.deal('Acme rollout', company, { amount: '1000' });
    portal.wait(DAY);
    const dry = await sync({ dryRun: true });
    expect(moved(dry)).toEqual(['Contoso – Acme: converted to a deal']);
    expect([status(id), await portal.dealsOf(id)]).toEqual(['approved', []]);
    expect(moved(await sync({ observe: true }))).toEqual([]);
    expect(status(id)).toBe('approved');
    const wet = await sync();
    expect(moved(wet)).toEqual(['Contoso – Acme: converted to a deal']);
    expect([status(id), await portal.dealsOf(id)]).toEqual(['converted', [deal]]);
    expect(wet.totals.sourcedPipelineMinor).toBe(100_000);
    expect(moved(await sync())).toEqual([]);

    await portal.portal.call('PATCH', `/crm/objects/2026-09/deals/${deal}`, {
      properties: { dealstage: 'closedwon', closedate: new Date(portal.portal.now()).toISOString() },
    });
    portal.wait(DAY);
    expect(moved(await sync())).toEqual(['Contoso – Acme: deal won']);
    expect(JSON.parse(portal.held(id).partnership_decisions ?? '')).toMatchObject({
      value: [{ deed: 'submitted' }, { deed: 'approved' }, { deed: 'converted', by: null }, { deed: 'won' }],
    });
  }, 60_000);

  it('expires what no deal came of, and undo takes that back', async () => {
    const { id } = await approvedFor('Omega');
    portal.wait(91 * DAY);
    const run = await sync();
    expect(moved(run)).toEqual(['Contoso – Omega: expired']);
    expect(status(id)).toBe('expired');
    const undone = await undoRun(deps(), { named: run.runId, dryRun: false }, () => undefined);
    expect(undone.imported).toMatchObject({ restored: 1, archived: 0 });
    expect(status(id)).toBe('approved');
  }, 60_000);

  it('leaves two deals to a person, and registrations of another system to that system', async () => {
    const { id, company } = await approvedFor('Sigma');
    portal.wait(DAY);
    await portal.deal('Sigma one', company);
    await portal.deal('Sigma two', company);
    await portal.importing.make('p_partner_registration', {
      partnership_name: 'Theirs',
      partnership_external_id: 'crossbeam:1',
      partnership_partner_id: contoso,
      partnership_status: 'approved',
      partnership_submitted_at: '2020-01-01T00:00:00Z',
    });
    portal.wait(DAY);
    expect(moved(await sync()).filter((line) => /Sigma|Theirs/.test(line))).toEqual([]);
    expect(status(id)).toBe('approved');
  }, 60_000);
});

describe('decisions from the command line', () => {
  const decide = (request: Parameters<typeof decideRegistrations>[1]) =>
    decideRegistrations({ ...portal.deps(), ...deps(), digest }, request);

  it('are told first, written as a run, and taken back', async () => {
    const company = await portal.company('Zeta');
    const id = await portal.register(contoso, company);
    const request = { ids: [id, '999'], ruling: { kind: 'approve', reason: null }, write: false } as const;
    const told = await decide(request);
    expect(told).toMatchObject({
      ...{ planned: [{ id, became: 'approved' }], done: null },
      refused: [{ id: '999', message: expect.stringMatching(/no registration 999/) }],
    });
    expect(status(id)).toBe('submitted');
    const { done } = await decide({ ...request, write: true });
    expect([done?.changed, status(id)]).toEqual([1, 'approved']);
    await undoRun(deps(), { named: done?.runId ?? '', dryRun: false }, () => undefined);
    expect(status(id)).toBe('submitted');
  }, 60_000);

  it('expire all whose protection is over, and no other', async () => {
    const over = await approvedFor('Eta');
    portal.wait(91 * DAY);
    const { id } = await approvedFor('Theta');
    const { done } = await decide({ ids: [], ruling: { kind: 'expire' }, write: true });
    expect(done?.refused).toEqual([]);
    expect([status(over.id), status(id)]).toEqual(['expired', 'approved']);
  }, 60_000);
});
