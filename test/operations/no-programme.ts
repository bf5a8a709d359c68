import { REGISTRATION_FORMAT } from '../../src/hubspot/registration-values.js';
import type { ProgrammeCrm } from '../../src/operations/programme-port.js';

/** A portal without tickets, tasks, surveys and events, in which nothing can be made. */
export const NO_PROGRAMME: ProgrammeCrm = {
  registrations: REGISTRATION_FORMAT,
  programmeLog: 'partnership_programme_log',
  listPage: () => Promise.resolve(null),
  changedPage: () => Promise.resolve(null),
  byId: () => Promise.resolve([]),
  versions: () => Promise.resolve(new Map()),
  madeSince: () => Promise.resolve([]),
  linked: () => Promise.resolve(new Map()),
  create: () => Promise.reject(new Error('nothing can be made here')),
  update: () => Promise.reject(new Error('nothing can be changed here')),
  link: () => Promise.reject(new Error('nothing can be associated here')),
};
