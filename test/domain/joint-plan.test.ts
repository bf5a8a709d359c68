import { describe, expect, it } from '@jest/globals';
import { initiativeQueue, planStanding, type PlanRecords } from '../../src/domain/joint-plan.js';
import type { InitiativeLink, KeyResult, Objective } from '../../src/domain/partner-programme.js';
import type { ProgrammeTask } from '../../src/domain/programme-facts.js';
import { at, factsOf, partnerOf } from './programme-sample.js';

const objective = (id: string, rest: Partial<Objective> = {}): Objective => ({
  ...{
    id,
    title: `Objective ${id}`,
    startsAt: at('2026-10-01'),
    keyResults: [],
    initiatives: [],
    closedAt: null,
  },
  ...rest,
});
const task = (id: string, dueOn: string | null, rest: Partial<ProgrammeTask> = {}): ProgrammeTask => ({
  ...{ id, title: `Task ${id}`, isDone: false, dueAt: dueOn === null ? null : at(dueOn), ownerId: null },
  ...rest,
});
const link = (recordId: string, kind: InitiativeLink['kind'] = 'task'): InitiativeLink => ({
  kind,
  recordId,
});
const keyResult = (id: string, dueOn: string): KeyResult => ({
  id,
  kpi: 'sourced_revenue',
  target: 100,
  dueAt: at(dueOn),
});
const recordsOf = (...tasks: readonly ProgrammeTask[]): PlanRecords => ({
  tasks: new Map(tasks.map((one) => [one.id, one])),
  events: new Map([
    ['e1', { id: 'e1', name: 'Partner day', kind: 'event', at: at('2026-12-01') }],
    ['e2', { id: 'e2', name: 'Autumn campaign', kind: 'campaign', at: at('2026-10-15') }],
  ]),
});
const planOf = (objectives: readonly Objective[], records: PlanRecords) =>
  planStanding(objectives, {
    ...{ measured: new Map(), records, asOf: at('2026-11-20T12:00:00Z'), timeZone: 'UTC' },
  });

describe('a joint plan', () => {
  it('shows what is late first, then what is due first, and closed objectives last', () => {
    const objectives = [
      objective('closed early', { closedAt: at('2026-10-20'), keyResults: [keyResult('k0', '2026-10-10')] }),
      objective('nothing due'),
      objective('due in March', { keyResults: [keyResult('k1', '2027-03-31')] }),
      objective('due in December', { initiatives: [link('1')] }),
      objective('late task', { initiatives: [link('2')] }),
      objective('late key result', { keyResults: [keyResult('k2', '2026-10-31')] }),
      objective('closed lately', { closedAt: at('2026-11-10') }),
    ];
    const plan = planOf(objectives, recordsOf(task('1', '2026-12-15'), task('2', '2026-11-19')));
    expect(plan.map((one) => `${one.objective.id}${one.isLate ? ' (late)' : ''}`)).toEqual([
      'late key result (late)',
      'late task (late)',
      'due in December',
      'due in March',
      'nothing due',
      'closed lately',
      'closed early',
    ]);
  });

  it('reads initiatives from the CRM: late, gone, to come and done', () => {
    const initiatives = ['done', 'open', 'late', 'gone', 'undated', 'today'].map((id) => link(id));
    const [only] = planOf(
      [objective('a', { initiatives: [...initiatives, link('e1', 'event'), link('e2', 'event')] })],
      recordsOf(
        task('done', '2026-11-01', { isDone: true }),
        task('open', '2026-12-24'),
        task('late', '2026-11-19T17:00:00Z'),
        task('undated', null),
        task('today', '2026-11-20T08:00:00Z'),
      ),
    );
    expect(only?.initiatives.map((one) => `${one.link.recordId} ${one.state}`)).toEqual([
      'late late',
      'gone gone',
      'today open',
      'e1 open',
      'open open',
      'undated open',
      'e2 done',
      'done done',
    ]);
  });

  it('does not call what it may not read gone', () => {
    const [only] = planOf([objective('a', { initiatives: [link('1'), link('e1', 'event')] })], {
      tasks: null,
      events: null,
    });
    expect(only?.initiatives.map(({ state }) => state)).toEqual(['unread', 'unread']);
    expect(only?.isLate).toBe(false);
  });

  it('is not late for what is late in a closed objective', () => {
    const closed = objective('a', { closedAt: at('2026-11-19'), initiatives: [link('1')] });
    expect(planOf([closed], recordsOf(task('1', '2026-11-01')))[0]?.isLate).toBe(false);
  });
});

describe('the queue of initiatives', () => {
  const tasks = [
    task('1', '2026-11-10', { ownerId: '5' }),
    task('2', '2026-11-20'),
    task('3', '2026-11-01', { isDone: true }),
    task('4', '2026-11-19', { title: '' }),
    task('5', '2026-11-01'),
  ];
  const objectives = [
    objective('a', { title: 'Grow in Spain', initiatives: ['1', '2', '3', '4'].map((id) => link(id)) }),
    objective('b', { closedAt: at('2026-11-02'), initiatives: [link('5')] }),
  ];
  const owners = new Map([['5', 'Ana Ruiz']]);

  it('names the task, its objective, its day and who is to finish it', () => {
    const queue = initiativeQueue(factsOf({ partners: [partnerOf({}, { objectives })], tasks, owners }));
    expect(queue.map(({ record, text }) => `${record.type} ${record.id}: ${text}`)).toEqual([
      'tasks 1: “Task 1” of the objective “Grow in Spain” was due on 10 Nov 2026, 10 days ago. Ask Ana Ruiz to finish it, or move its due date.',
      'tasks 4: “A task without a name” of the objective “Grow in Spain” was due on 19 Nov 2026, 1 day ago. Nobody owns it: give it an owner, or move its due date.',
    ]);
  });

  it('is empty of a partner that ended, and where tasks were not read', () => {
    expect(
      initiativeQueue(factsOf({ partners: [partnerOf({ stage: 'ended' }, { objectives })], tasks })),
    ).toEqual([]);
    expect(initiativeQueue(factsOf({ partners: [partnerOf({}, { objectives })] }))).toEqual([]);
  });
});
