/** What changes of a partner's programme are judged by in tests: a gold partner, two tasks, one event, and somebody who asks. */
import type { ChangeContext, ProgrammeVerdict } from '../../src/domain/change-context.js';
import type { NamedRecords } from '../../src/domain/joint-plan.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { at, PROFILE } from './programme-sample.js';

const NAMED: NamedRecords = {
  owners: new Map([['5', 'Sam Lee']]),
  tasks: new Map([
    ['31', { id: '31', title: 'Joint webinar', isDone: false, dueAt: at('2026-12-01'), ownerId: '5' }],
    ['32', { id: '32', title: 'Price list', isDone: true, dueAt: null, ownerId: null }],
  ]),
  events: new Map([['41', { id: '41', name: 'Partner day', kind: 'event', at: at('2026-12-09') }]]),
};
export const contextOf = (rest: Partial<ChangeContext> = {}): ChangeContext => {
  let ids = 0;
  return {
    ...{ settings: DEFAULT_POLICY.programme, profile: PROFILE, name: 'Northwind Systems', by: 'Ana Ruiz' },
    ...{ now: at('2026-11-20T12:00:00Z'), timeZone: 'America/New_York', homeCurrency: 'USD' },
    ...{
      newId: () => `id-${(ids += 1)}`,
      measured: new Map(),
      people: [],
      certificationLines: new Map(),
      named: NAMED,
    },
    ...rest,
  };
};

export type Changed = Extract<ProgrammeVerdict, { kind: 'changed' }>;

/** A verdict that allows. */
export const allowed = (verdict: ProgrammeVerdict): Changed => {
  if (verdict.kind === 'refused') throw new Error(verdict.message);
  return verdict;
};

export const refusal = (verdict: ProgrammeVerdict): string =>
  verdict.kind === 'refused' ? verdict.message : 'allowed';
