/** Joint plan, meetings, health reviews and escalations of a partner on the emulated portal: read live, tasks written to it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProgrammeChange } from '../../src/domain/programme-change.js';
import { changeProgramme } from '../../src/operations/change-programme.js';
import type { ChangeProgrammeDeps } from '../../src/operations/programme-deps.js';
import { showPartnerProgramme } from '../../src/operations/show-partner-programme.js';
import { answer, programmeOf, type Tamper } from './portal.js';
import { effect, MANAGER, REP, saved, TaggingPortal, type DepsOptions } from './tagging-portal.js';

let portal: TaggingPortal;
let partner: string;
beforeAll(async () => {
  portal = await TaggingPortal.open({ deals: 60 });
  partner = portal.partner('Northwind Systems');
  await portal.portal.call('PATCH', `/crm/v3/objects/companies/${partner}`, {
    properties: {
      ...{ partnership_tier: 'gold', partnership_stage: 'activation_growth' },
      ...{ partnership_joint_plan: '', partnership_health_reviews: '' },
    },
  });
});
afterAll(() => portal.close());

let ids = 0;
const deps = (options: DepsOptions = {}): ChangeProgrammeDeps => ({
  ...portal.deps({ actor: MANAGER, ...options }),
  programme: programmeOf(portal.portal.sandbox, options.tamper),
  newId: () => `id-${(ids += 1)}`,
});
const change = (asked: ProgrammeChange, options: DepsOptions & { readonly basis?: string } = {}) =>
  changeProgramme(deps(options), {
    ...{ companyId: partner, change: asked, mode: 'save', basis: options.basis ?? null },
  });
const show = (tamper?: Tamper) => showPartnerProgramme(deps(tamper === undefined ? {} : { tamper }), partner);
const day = (days: number): string =>
  new Date(portal.portal.now() + days * 86_400_000).toISOString().slice(0, 10);
const record = (type: 'tasks' | 'tickets', id: string) =>
  portal.portal.sandbox.portal.records.getLive(type, id)?.properties;
const count = (type: 'tasks'): number => [...portal.portal.sandbox.portal.records.list(type)].length;
const make = async (type: string, properties: Record<string, string>): Promise<string> => {
  const made = await portal.portal.call<{ id: string }>('POST', `/crm/v3/objects/${type}`, { properties });
  await portal.portal.call(
    'PUT',
    `/crm/v4/objects/${type}/${made.id}/associations/default/companies/${partner}`,
  );
  return made.id;
};

describe('a joint plan', () => {
  it('is empty at first, and says so', async () => {
    const { plan } = await show();
    expect(plan.headline).toBe(
      'There is no open objective. Add the first: what do you want to reach together?',
    );
    expect(plan.choices.today).toBe(day(0));
  });

  it('takes an objective with a key result, which waits for the sync to measure it', async () => {
    const keyResult = { kpi: 'sourced_revenue', target: '40,000', dueOn: day(90) } as const;
    const done = saved(await change({ kind: 'add_objective', title: 'Grow in Spain', keyResult }));
    expect(done.message).toBe('The joint plan with Northwind Systems gets the objective “Grow in Spain”.');
    const { plan, log } = await show();
    expect(plan.headline).toBe('1 objective open, nothing late.');
    expect(plan.notices).toEqual(['Key results are measured by the next sync.']);
    expect(plan.objectives[0]?.keyResults).toMatchObject([
      {
        label: 'Partner-sourced revenue',
        target: 'at least $40,000.00',
        dueOn: day(90),
        state: { text: 'Not measured' },
      },
    ]);
    expect(log.items[0]).toMatchObject({ who: 'Mia', text: done.message });
  });

  it('makes a task on the partner company once its effect was seen, and reads it back from HubSpot', async () => {
    const [objective] = (await show()).plan.objectives;
    const [owner] = (await show()).plan.choices.owners;
    const add = {
      kind: 'add_initiative',
      ...{ objectiveId: objective?.id ?? '', title: 'Joint webinar' },
      ...{ dueOn: day(5), ownerId: owner?.id ?? '' },
    } as const;
    const before = count('tasks');
    const told = effect(await change(add));
    expect(told.sentences[0]).toContain(`HubSpot gets the task “Joint webinar” on Northwind Systems`);
    expect(count('tasks')).toBe(before);
    saved(await change(add, { basis: told.basis }));
    expect(count('tasks')).toBe(before + 1);
    const { plan } = await show();
    const [task] = plan.objectives[0]?.initiatives ?? [];
    expect(task).toMatchObject({
      label: 'Joint webinar',
      owner: owner?.label,
      state: { text: 'Open' },
      canComplete: true,
    });
    expect(record('tasks', task?.recordId ?? '')?.get('hubspot_owner_id')).toBe(owner?.id);
    const linked = await programmeOf(portal.portal.sandbox).linked('companies', 'tasks', [partner]);
    expect(linked.get(partner)).toContain(task?.recordId);
  });

  it('is late when a task is, whoever moved its day in HubSpot', async () => {
    const [objective] = (await show()).plan.objectives;
    const id = objective?.initiatives[0]?.recordId ?? '';
    await portal.portal.call('PATCH', `/crm/v3/objects/tasks/${id}`, {
      properties: { hs_timestamp: `${day(-3)}T17:00:00Z` },
    });
    const { plan } = await show();
    expect(plan.headline).toBe('1 objective open, and late.');
    expect(plan.objectives[0]?.initiatives[0]).toMatchObject({ state: { text: 'Late', variant: 'danger' } });
    expect(plan.objectives[0]?.initiatives[0]?.due).toContain('3 days ago');
  });

  it('completes the task in HubSpot', async () => {
    const [objective] = (await show()).plan.objectives;
    const [task] = objective?.initiatives ?? [];
    const ids = { objectiveId: objective?.id ?? '', recordId: task?.recordId ?? '' };
    saved(await change({ kind: 'complete_initiative', ...ids }));
    expect(record('tasks', ids.recordId)?.get('hs_task_status')).toBe('COMPLETED');
    await expect(change({ kind: 'complete_initiative', ...ids })).rejects.toMatchObject({
      code: 'programme_refused',
    });
  });

  it('makes no second task of an effect that was saved already', async () => {
    const [objective] = (await show()).plan.objectives;
    const add = {
      kind: 'add_initiative',
      ...{ objectiveId: objective?.id ?? '', title: 'Price list' },
      ...{ dueOn: day(5), ownerId: null },
    } as const;
    const { basis } = effect(await change(add));
    saved(await change(add, { basis }));
    const stood = count('tasks');
    await expect(change(add, { basis })).rejects.toMatchObject({ code: 'effect_outdated' });
    expect(count('tasks')).toBe(stood);
  });

  it('says that the task stands where the plan cannot be saved after it', async () => {
    const [objective] = (await show()).plan.objectives;
    const add = {
      kind: 'add_initiative',
      ...{ objectiveId: objective?.id ?? '', title: 'Half done', dueOn: day(5), ownerId: null },
    } as const;
    const { basis } = effect(await change(add));
    const tamper: Tamper = ({ path }) =>
      path.includes('/companies/batch/update')
        ? answer(400, { status: 'error', category: 'VALIDATION_ERROR', message: 'a rule of the admin' })
        : null;
    await expect(change(add, { basis, tamper })).rejects.toMatchObject({
      message: expect.stringContaining('HubSpot has made the task, and the plan could not be saved'),
    });
    expect((await show()).plan.choices.tasks.map(({ label }) => label).join()).toContain('Half done');
  });

  it('puts a task on the plan that HubSpot has already', async () => {
    const id = await make('tasks', {
      hs_task_subject: 'Train two people',
      hs_timestamp: `${day(9)}T08:00:00Z`,
    });
    const { plan } = await show();
    expect(plan.choices.tasks.map(({ label }) => label)).toEqual(
      expect.arrayContaining([expect.stringContaining('Train two people')]),
    );
    const objectiveId = plan.objectives[0]?.id ?? '';
    saved(await change({ kind: 'link_initiative', objectiveId, initiative: { kind: 'task', recordId: id } }));
    expect((await show()).plan.objectives[0]?.initiatives.map(({ label }) => label)).toContain(
      'Train two people',
    );
  });

  it('is for partnership managers to change', async () => {
    const asked = { kind: 'add_objective', title: 'Mine', keyResult: null } as const;
    await expect(change(asked, { actor: REP })).rejects.toMatchObject({ code: 'not_permitted' });
  });
});

describe('meetings', () => {
  it('are read from HubSpot: the last that was held and the next that is booked', async () => {
    const start = (days: number): Record<string, string> => ({ hs_timestamp: `${day(days)}T12:00:00Z` });
    await make('meetings', { ...start(-2), hs_meeting_title: 'Weekly', hs_meeting_outcome: 'COMPLETED' });
    await make('meetings', { ...start(-1), hs_meeting_title: 'No show', hs_meeting_outcome: 'NO_SHOW' });
    await make('meetings', { ...start(12), hs_meeting_title: 'Quarterly', hs_meeting_outcome: 'SCHEDULED' });
    await make('meetings', { ...start(11), hs_meeting_title: 'Called off', hs_meeting_outcome: 'CANCELED' });
    const { cadence } = await show();
    expect(cadence.headline).toBe(
      'Gold partners are met every month, and with an executive every half-year.',
    );
    expect(cadence.rows[0]).toMatchObject({ who: 'With the partner', state: { text: 'In time' } });
    const titles = cadence.meetings.map(({ title, outcome }) => `${title}: ${outcome}`);
    expect(titles).toEqual(
      expect.arrayContaining(['Weekly: Held', 'No show: Not held', 'Quarterly: Booked']),
    );
    expect(titles.join()).not.toContain('Called off');
  });
});

describe('a health review', () => {
  it('is told first, then kept with the day of the next', async () => {
    const hold = {
      kind: 'hold_review',
      decision: 'expand',
      note: 'Spain goes well',
      heldOn: null,
      nextOn: null,
    } as const;
    const told = effect(await change(hold));
    expect(told.sentences.at(-1)).toBe('Next step: Add an objective to the joint plan for what is to grow.');
    saved(await change(hold, { basis: told.basis }));
    const { reviews } = await show();
    expect(reviews.headline).toContain('in 90 days');
    expect(reviews.history).toMatchObject([{ decision: 'Expand', note: 'Spain goes well', who: 'Mia' }]);
  });
});

describe('escalations', () => {
  it('are the tickets of the named category, open ones first, with owner and age', async () => {
    const [owner] = (await show()).plan.choices.owners;
    const open = {
      hs_pipeline: '0',
      hs_pipeline_stage: '1',
      hs_ticket_category: 'PRODUCT_ISSUE;PARTNER_ESCALATION',
    };
    const before = (await show()).escalations.rows.map(({ ticketId }) => ticketId);
    await make('tickets', { ...open, subject: 'Sync is down', createdate: `${day(-12)}T12:00:00Z` });
    await make('tickets', { ...open, subject: 'Wrong invoice', hubspot_owner_id: owner?.id ?? '' });
    await make('tickets', { ...open, subject: 'A question', hs_ticket_category: 'GENERAL_INQUIRY' });
    const { escalations } = await show();
    const ours = escalations.rows.filter(({ ticketId }) => !before.includes(ticketId));
    expect(ours).toMatchObject([
      { title: 'Sync is down', owner: 'Nobody', age: '12 days', state: { text: 'Open, nobody owns it' } },
      { title: 'Wrong invoice', owner: owner?.label, age: '0 days', state: { text: 'Open' } },
    ]);
  });

  it.each([
    ['tickets', 'escalations', 'Escalations cannot be shown.'],
    ['tasks', 'plan', '1 objective open, nothing late.'],
  ] as const)(
    'without leave to read %s the section says so, and all others stand',
    async (type, section, headline) => {
      const refused: Tamper = ({ path }) =>
        path.includes(`/companies/${type}/batch/read`)
          ? answer(403, { status: 'error', category: 'MISSING_SCOPES', message: 'no scope' })
          : null;
      const view = await show(refused);
      expect(view[section].headline).toBe(headline);
      expect(view[section].notices.join(' ')).toContain(`does not let this app read ${type}`);
      const others = (['plan', 'cadence', 'escalations'] as const).filter((one) => one !== section);
      for (const other of others)
        expect(view[other].notices.join(' ')).not.toContain('does not let this app');
    },
  );
});
