/** Points at which a first sync has read or written the partner programme by half. */
import type { KillPoint } from './doomed-sync.js';
import { EVERYTHING } from './share.js';

const listOf = (type: string): readonly string[] => [`GET /crm/objects/2026-09/${type}?`];
const storeOf = (table: string, source: string): readonly string[] => [
  `insert into partnership.programme_${table} `,
  `"${source}"`,
];

/** By name; those of a second thousand of tickets where the scene has one. */
export const NAMED: Readonly<Record<string, KillPoint>> = {
  'in the middle of the list of tickets': { of: listOf('tickets'), dieAt: 2, when: 'sent' },
  'between the list of tickets and its store': {
    of: storeOf('records', 'tickets'),
    dieAt: 1,
    when: 'before',
  },
  'between the tickets and that they are all': {
    of: storeOf('sources', 'tickets'),
    dieAt: 1,
    when: 'before',
  },
  'in the middle of the list of surveys': { of: listOf('feedback_submissions'), dieAt: 2, when: 'sent' },
  'between the list of surveys and its store': {
    of: storeOf('records', 'surveys'),
    dieAt: 1,
    when: 'before',
  },
  'while tasks are read': {
    ...{ of: ['POST /crm/objects/2026-09/tasks/batch/read'], dieAt: 1, when: 'sent' },
  },
  'between the tasks and their store': { of: storeOf('records', 'tasks'), dieAt: 1, when: 'before' },
  'while registrations are moved on': {
    ...{ of: ['POST /crm/objects/2026-09/p_partner_registration/batch/update'], dieAt: 1, when: 'after' },
  },
  'between two of the numbers that are published': {
    ...{ of: ['p_partnership_data/batch/upsert'], dieAt: 2, when: 'before' },
  },
  ...(EVERYTHING
    ? {
        'after a thousand tickets were stored': { of: listOf('tickets'), dieAt: 11, when: 'before' },
        'in the middle of the second thousand': { of: listOf('tickets'), dieAt: 12, when: 'sent' },
      }
    : {}),
};
