import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { syncPortal, type SyncSummary } from '../../src/operations/sync-portal.js';
import { decideRegistrations } from '../../src/operations/decide-registrations.js';
import { digest } from '../../src/handlers/digest.js';
import { undoRun } from '../../src/operations/undo-run.js';
import { importsOf, type Tamper } from './portal.js';
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

  it('take back what was decided on a card, with a reason, and are taken back themselves', async () => {
    const { id } = await approvedFor('Iota');
    portal.wait(DAY);
    await portal.rule(id, { kind: 'extend' });
    const until = portal.held(id).partnership_protected_until;
    await portal.rule(id, { kind: 'dispute', reason: 'Too long.' });
    await portal.rule(id, { kind: 'reject', reason: 'A slip.' });
    const request = { ids: [id], ruling: { kind: 'reopen', reason: 'Wrong row.' }, write: false } as const;
    const told = await decide(request);
    expect(told).toMatchObject({ planned: [{ id, became: 'last decision taken back' }], refused: [] });
    expect(status(id)).toBe('rejected');
    const { done } = await decide({ ...request, write: true });
    const { partnership_decided_by, partnership_disputed_at } = portal.held(id);
    expect([status(id), partnership_decided_by, portal.held(id).partnership_protected_until]).toEqual([
      ...['approved', 'Sam Lee', until],
    ]);
    expect(partnership_disputed_at).toMatch(/^20/);
    expect(JSON.parse(portal.held(id).partnership_decisions ?? '')).toMatchObject({
      value: [...[{}, {}, {}, {}], { deed: 'rejected' }, { deed: 'taken_back', reason: 'Wrong row.' }],
    });
    expect((await decide(request)).refused).toMatchObject([
      { id, next: expect.stringMatching(/Decide anew/) },
    ]);
    await undoRun(deps(), { named: done?.runId ?? '', dryRun: false }, () => undefined);
    expect(status(id)).toBe('rejected');
  }, 60_000);

  it('take back no decision whose protection another partner has by now, none of a sync, none without a reason', async () => {
    const company = await portal.company('Kappa');
    const id = await portal.register(contoso, company);
    const reopen = (one: string, reason = 'Wrong row.') =>
      decide({ ids: [one], ruling: { kind: 'reopen', reason }, write: true }).then(({ done, refused }) =>
        done === null ? (refused[0]?.message ?? '') : 'taken back',
      );
    expect(await reopen(id)).toMatch(/“Submitted”: that is no decision/);
    await portal.rule(id, { kind: 'approve' });
    expect(await reopen(id, ' ')).toMatch(/without a reason/);
    await portal.rule(id, { kind: 'dispute', reason: 'Not theirs.' });
    await portal.rule(id, { kind: 'reject', reason: 'Not theirs.' });
    const other = await portal.register(await portal.partner('Tailspin'), company);
    await portal.rule(other, { kind: 'approve' });
    const stood = portal.all();
    expect(await reopen(id)).toMatch(/cannot be approved for Contoso: Tailspin registered Kappa/);
    expect(portal.all()).toEqual(stood);
    expect([await reopen(other), status(other)]).toEqual(['taken back', 'submitted']);
  }, 60_000);

  it('are told of one that somebody else decided on at the same time, whose decision stands', async () => {
    const id = await portal.register(contoso, await portal.company('Lambda'));
    let isHeld = false;
    const tamper: Tamper = async ({ path }) => {
      if (isHeld || !/partner_registration\/batch\/update/.test(path)) return null;
      isHeld = true;
      await portal.rule(id, { kind: 'approve' });
      portal.wait(1000);
      return null;
    };
    const imports = importsOf(portal.portal.sandbox, tamper);
    const request = { ids: [id], ruling: { kind: 'reject', reason: 'No.' }, write: true } as const;
    const { done } = await decideRegistrations({ ...portal.deps(), ...deps(), imports, digest }, request);
    expect(done).toMatchObject({
      changed: 0,
      refused: [{ reason: expect.stringMatching(/^Sam Lee decided on it at the same time\. That stands/) }],
    });
    expect(status(id)).toBe('approved');
    // What the late one wrote, and set back, stands among the versions that tell what was before.
    const reopened = await decide({ ids: [id], ruling: { kind: 'reopen', reason: 'A slip.' }, write: true });
    expect(reopened.refused).toEqual([]);
    expect([status(id), portal.held(id).partnership_decided_by]).toEqual(['submitted', undefined]);
  }, 60_000);

  it('take back the first decision on a registration that was made by hand', async () => {
    const company = await portal.company('Omicron');
    const made = await portal.portal.call('POST', '/crm/v3/objects/p_partner_registration', {
      properties: {
        ...{ partnership_name: 'By hand', partnership_status: 'submitted' },
        ...{ partnership_partner_id: contoso, partnership_prospect_company_id: company },
        partnership_submitted_at: new Date(portal.portal.now()).toISOString(),
      },
    });
    const { id } = made as { id: string };
    portal.wait(1000);
    await portal.rule(id, { kind: 'approve' });
    expect([status(id), portal.held(id).partnership_decided_by]).toEqual(['approved', 'Sam Lee']);
    const reopened = await decide({ ids: [id], ruling: { kind: 'reopen', reason: 'A slip.' }, write: true });
    expect(reopened.refused).toEqual([]);
    expect([status(id), portal.held(id).partnership_decided_by]).toEqual(['submitted', undefined]);
    expect(portal.held(id).partnership_protected_until).toBe(undefined);
  }, 60_000);

  it.each([
    ['take back', 'Upsilon', { kind: 'reopen', reason: 'A slip.' }],
    ['approve', 'Omega', { kind: 'approve', reason: 'A slip.' }],
  ] as const)(
    '%s no two in one command that would protect one prospect for two partners',
    async (_, name, ruling) => {
      const company = await portal.company(name);
      const ids: string[] = [];
      for (const partner of [contoso, await portal.partner(`Woodgrove${name}`)]) {
        const id = await portal.register(partner, company);
        await portal.rule(id, { kind: 'approve' });
        await portal.rule(id, { kind: 'dispute', reason: 'Not theirs.' });
        await portal.rule(id, { kind: 'reject', reason: 'Not theirs.' });
        if (ruling.kind === 'approve') await portal.rule(id, { kind: 'dispute', reason: 'It is.' });
        ids.push(id);
      }
      const [first = '', second = ''] = ids;
      for (const write of [false, true]) {
        const { planned, refused } = await decide({ ids: [first, second, first], ruling, write });
        expect([planned.map(({ id }) => id), refused]).toEqual([
          [first],
          [
            expect.objectContaining({
              ...{
                id: second,
                message: expect.stringMatching(/cannot be approved for Woodgrove.*: Contoso/),
              },
            }),
          ],
        ]);
      }
      expect(ids.map(status)).toEqual(['approved', 'rejected']);
    },
    60_000,
  );

  it('expire all whose protection is over, and no other', async () => {
    const over = await approvedFor('Eta');
    portal.wait(91 * DAY);
    const { id } = await approvedFor('Theta');
    const { done } = await decide({ ids: [], ruling: { kind: 'expire' }, write: true });
    expect(done?.refused).toEqual([]);
    expect([status(over.id), status(id)]).toEqual(['expired', 'approved']);
  }, 60_000);
});
