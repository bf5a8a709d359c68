import { describe, expect, it } from '@jest/globals';
import type { ProgrammeVerdict } from '../../src/domain/change-context.js';
import { withMadeTasks } from '../../src/domain/initiative-change.js';
import {
  EMPTY_PROGRAMME,
  type Objective,
  type PartnerProgramme,
} from '../../src/domain/partner-programme.js';
import { applyProgrammeChange, type ProgrammeChange } from '../../src/domain/programme-change.js';
import { allowed, contextOf, refusal, type Changed } from './programme-change-sample.js';
import { at } from './programme-sample.js';

const OBJECTIVE: Objective = {
  ...{ id: 'o1', title: 'Grow in Spain', startsAt: at('2026-10-01'), closedAt: null },
  keyResults: [{ id: 'k1', kpi: 'sourced_revenue', target: 4_000_000, dueAt: at('2027-03-31T04:00:00Z') }],
  initiatives: [
    { kind: 'task', recordId: '32' },
    { kind: 'task', recordId: '99' },
  ],
};
const CLOSED: Objective = {
  ...OBJECTIVE,
  id: 'o2',
  title: 'Launch',
  closedAt: at('2026-11-01'),
  initiatives: [],
};
const PLAN: PartnerProgramme = { ...EMPTY_PROGRAMME, objectives: [OBJECTIVE, CLOSED] };

const change = (asked: ProgrammeChange, programme = PLAN, context = contextOf()): ProgrammeVerdict =>
  applyProgrammeChange(context, programme, asked);
const changed = (...asked: Parameters<typeof change>): Changed => allowed(change(...asked));

describe('an objective', () => {
  it('is added with its first key result, from now on', () => {
    const asked = { kpi: 'joint_pipeline', target: '250,000', dueOn: '2027-06-30' } as const;
    const verdict = changed({ kind: 'add_objective', title: '  Win   Portugal ', keyResult: asked });
    expect(verdict.programme.objectives.at(-1)).toEqual({
      ...{
        id: 'id-2',
        title: 'Win Portugal',
        startsAt: at('2026-11-20T12:00:00Z'),
        closedAt: null,
        initiatives: [],
      },
      keyResults: [
        { id: 'id-1', kpi: 'joint_pipeline', target: 25_000_000, dueAt: at('2027-06-30T04:00:00Z') },
      ],
    });
    expect(verdict.sentences).toEqual([
      'The joint plan with Northwind Systems gets the objective “Win Portugal”.',
      'Joint pipeline created: at least $250,000.00 by 30 Jun 2027. It is measured with every sync.',
    ]);
    expect(verdict.programme.objectives.slice(0, 2)).toEqual(PLAN.objectives);
  });

  it.each<[string, ProgrammeChange, string]>([
    [
      'without a name',
      { kind: 'add_objective', title: '   ', keyResult: null },
      'The objective has no name.',
    ],
    [
      'with a name of 201 characters',
      { kind: 'add_objective', title: 'x'.repeat(201), keyResult: null },
      'it takes at most 200',
    ],
    [
      'under a name that an open one has, whatever its case',
      { kind: 'add_objective', title: 'grow in spain', keyResult: null },
      'has an open objective “grow in spain” already',
    ],
    ['renamed to nothing', { kind: 'change_objective', objectiveId: 'o1', title: '' }, 'has no name'],
    [
      'that is closed, changed',
      { kind: 'change_objective', objectiveId: 'o2', title: 'x' },
      '“Launch” of Northwind Systems is closed.',
    ],
    ['that is not there', { kind: 'close_objective', objectiveId: 'o9' }, 'has no such objective any more'],
    [
      'that is open, opened again',
      { kind: 'reopen_objective', objectiveId: 'o1' },
      'has no such closed objective',
    ],
  ])('%s is refused', (_, asked, message) => {
    expect(refusal(change(asked))).toContain(message);
  });

  it('may be called what it is called already, and what only a closed one is called', () => {
    expect(change({ kind: 'change_objective', objectiveId: 'o1', title: 'Grow in spain' }).kind).toBe(
      'changed',
    );
    expect(change({ kind: 'add_objective', title: 'Launch', keyResult: null }).kind).toBe('changed');
  });

  it('is closed and opened again, with all that it holds', () => {
    const closed = changed({ kind: 'close_objective', objectiveId: 'o1' });
    expect(closed.programme.objectives[0]).toEqual({ ...OBJECTIVE, closedAt: at('2026-11-20T12:00:00Z') });
    expect(closed.sentences[1]).toBe('Its 2 tasks stay in HubSpot as they are.');
    const again = changed({ kind: 'reopen_objective', objectiveId: 'o1' }, closed.programme);
    expect(again.programme).toEqual(PLAN);
  });

  it('is one of at most 20 open ones', () => {
    const objectives = Array.from({ length: 20 }, (_, place) => ({
      ...OBJECTIVE,
      id: `${place}`,
      title: `${place}`,
    }));
    const asked = { kind: 'add_objective', title: 'One more', keyResult: null } as const;
    expect(refusal(change(asked, { ...PLAN, objectives }))).toContain('has 20 open objectives');
    expect(change(asked, { ...PLAN, objectives: objectives.slice(1) }).kind).toBe('changed');
  });
});

describe('a key result', () => {
  const add = { kind: 'add_key_result', objectiveId: 'o1', kpi: 'sourced_revenue' } as const;

  it.each<[string, ProgrammeChange, string]>([
    [
      'due yesterday in the portal’s time zone',
      { ...add, target: '5', dueOn: '2026-11-19' },
      '19 Nov 2026 is past',
    ],
    [
      'due on a day that does not exist',
      { ...add, target: '5', dueOn: '2026-11-31' },
      '“2026-11-31” is no day.',
    ],
    ['due in more than ten years', { ...add, target: '5', dueOn: '2036-11-22' }, 'more than 10 years away'],
    [
      'with a target that is none',
      { ...add, target: 'a lot', dueOn: '2026-12-31' },
      '“a lot” is no target for Partner-sourced revenue',
    ],
    [
      'that stands there already',
      { ...add, target: '5', dueOn: '2027-03-31' },
      'has a target for Partner-sourced revenue on that day already',
    ],
    [
      'that is not there, changed',
      { kind: 'change_key_result', objectiveId: 'o1', keyResultId: 'k9', target: '5', dueOn: '2026-12-31' },
      'no such key result',
    ],
    [
      'that is not there, removed',
      { kind: 'remove_key_result', objectiveId: 'o1', keyResultId: 'k9' },
      'no such key result',
    ],
  ])('%s is refused', (_, asked, message) => {
    expect(refusal(change(asked))).toContain(message);
  });

  it('may be due today, as the portal counts days', () => {
    const late = contextOf({ now: at('2026-11-21T03:00:00Z') });
    expect(change({ ...add, target: '5', dueOn: '2026-11-20' }, PLAN, late).kind).toBe('changed');
  });

  it('keeps its number and its id when its target changes, and says what stood there before', () => {
    const asked = {
      kind: 'change_key_result',
      objectiveId: 'o1',
      keyResultId: 'k1',
      target: '50000',
      dueOn: '2027-06-30',
    } as const;
    const verdict = changed(asked);
    expect(verdict.programme.objectives[0]?.keyResults).toEqual([
      { id: 'k1', kpi: 'sourced_revenue', target: 5_000_000, dueAt: at('2027-06-30T04:00:00Z') },
    ]);
    expect(verdict.sentences[0]).toContain('Before: at least $40,000.00 by 31 Mar 2027.');
  });

  it('is taken off after somebody has seen which', () => {
    const verdict = changed({ kind: 'remove_key_result', objectiveId: 'o1', keyResultId: 'k1' });
    expect(verdict.programme.objectives[0]?.keyResults).toEqual([]);
    expect(verdict.needsConfirmation).toBe(true);
    expect(verdict.sentences).toEqual([
      '“Grow in Spain” loses the key result Partner-sourced revenue, at least $40,000.00 by 31 Mar 2027.',
    ]);
  });
});

describe('an initiative', () => {
  const add = {
    kind: 'add_initiative',
    objectiveId: 'o1',
    title: 'Joint webinar',
    dueOn: '2026-12-10',
    ownerId: '5',
  } as const;

  it('is a task that HubSpot gets, due at the end of the working day, told before it is made', () => {
    const verdict = changed(add);
    expect(verdict.needsConfirmation).toBe(true);
    expect(verdict.tasks).toEqual([
      {
        ...{
          kind: 'make',
          key: 'id-1',
          title: 'Joint webinar',
          ownerId: '5',
          dueAt: at('2026-12-10T22:00:00Z'),
        },
        note: 'For the objective “Grow in Spain” of the joint plan with Northwind Systems.',
      },
    ]);
    expect(verdict.sentences[0]).toBe(
      'HubSpot gets the task “Joint webinar” on Northwind Systems, due on 10 Dec 2026, for Sam Lee.',
    );
    const made = withMadeTasks(verdict.programme, new Map([['id-1', '77']]));
    expect(made.objectives[0]?.initiatives.map(({ recordId }) => recordId)).toEqual(['32', '99', '77']);
  });

  it.each<[string, ProgrammeChange, string]>([
    ['for somebody who is no user', { ...add, ownerId: '6' }, 'HubSpot has no user 6'],
    ['that was due yesterday', { ...add, dueOn: '2026-11-19' }, 'is past'],
    ['without a name', { ...add, title: '' }, 'The initiative has no name.'],
    ['of a closed objective', { ...add, objectiveId: 'o2' }, 'is closed'],
    [
      'completed that is done',
      { kind: 'complete_initiative', objectiveId: 'o1', recordId: '32' },
      '“Price list” is done already.',
    ],
    [
      'completed that HubSpot has no longer',
      { kind: 'complete_initiative', objectiveId: 'o1', recordId: '99' },
      'is not in HubSpot any more',
    ],
    [
      'completed that is of no objective',
      { kind: 'complete_initiative', objectiveId: 'o1', recordId: '31' },
      'no such initiative',
    ],
    [
      'linked that stands there already',
      { kind: 'link_initiative', objectiveId: 'o1', initiative: { kind: 'task', recordId: '32' } },
      '“Grow in Spain” names it already.',
    ],
    [
      'linked of another company’s tasks',
      { kind: 'link_initiative', objectiveId: 'o1', initiative: { kind: 'task', recordId: '1' } },
      'HubSpot has no such task on Northwind Systems.',
    ],
    [
      'linked of an event without the partner',
      { kind: 'link_initiative', objectiveId: 'o1', initiative: { kind: 'event', recordId: '1' } },
      'takes part in no such campaign or event',
    ],
  ])('%s is refused', (_, asked, message) => {
    expect(refusal(change(asked))).toContain(message);
  });

  it('may belong to nobody', () => {
    expect(changed({ ...add, ownerId: null }).sentences[0]).toContain('owned by nobody');
  });

  it('may be a task or an event that is there already', () => {
    const task = changed({
      kind: 'link_initiative',
      objectiveId: 'o1',
      initiative: { kind: 'task', recordId: '31' },
    });
    expect(task.programme.objectives[0]?.initiatives.at(-1)).toEqual({ kind: 'task', recordId: '31' });
    expect(task.tasks).toBeUndefined();
    const event = changed({
      kind: 'link_initiative',
      objectiveId: 'o1',
      initiative: { kind: 'event', recordId: '41' },
    });
    expect(event.sentences).toEqual(['“Partner day” of 8 Dec 2026 is an initiative of “Grow in Spain”.']);
  });

  it('is completed in HubSpot alone: the plan stays as it is', () => {
    const plan = {
      ...PLAN,
      objectives: [{ ...OBJECTIVE, initiatives: [{ kind: 'task', recordId: '31' } as const] }],
    };
    const verdict = changed({ kind: 'complete_initiative', objectiveId: 'o1', recordId: '31' }, plan);
    expect(verdict.programme).toBe(plan);
    expect(verdict.tasks).toEqual([{ kind: 'complete', recordId: '31' }]);
  });

  it('is taken off the plan and stays in HubSpot, also where HubSpot has it no longer', () => {
    const verdict = changed({ kind: 'remove_initiative', objectiveId: 'o1', recordId: '99' });
    expect(verdict.programme.objectives[0]?.initiatives).toEqual([{ kind: 'task', recordId: '32' }]);
    expect(verdict.tasks).toBeUndefined();
  });
});
