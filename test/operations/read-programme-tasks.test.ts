/** Which tasks of joint plans a sync asks for, and what it keeps of them. */
import { expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { PROGRAMME_READING } from '../../src/hubspot/programme-reading.js';
import type { ProgrammeReadDeps, ProgrammeReadRequest } from '../../src/operations/programme-read-deps.js';
import type { ProgrammeRecord, ProgrammeSourceState } from '../../src/operations/programme-store-port.js';
import { readTasks } from '../../src/operations/read-programme-tasks.js';

const task = (id: string, subject = `Task ${id}`): ProgrammeRecord => ({
  ...{ id, properties: { hs_task_subject: subject }, links: {} },
});
const objective = (closedAt: number | null, ...tasks: readonly string[]) => ({
  closedAt,
  initiatives: tasks.map((recordId) => ({ kind: 'task', recordId })),
});

/** One open objective with tasks 1 and 2, one closed with 2, 3 and 4; task 5 is of none any more. */
async function read(
  full: boolean,
  kept: readonly ProgrammeRecord[],
  there: readonly ProgrammeRecord[],
  known: readonly string[] = [],
) {
  let gone: readonly string[] | undefined;
  const asked: string[] = [];
  const saved: string[] = [];
  const dropped: string[] = [];
  const unit = {
    saveProgrammeRecords: (source: string, records: readonly ProgrammeRecord[]) => {
      if (source === 'tasks') saved.push(...records.map(({ id }) => id));
    },
    dropProgrammeRecords: (source: string, ids: readonly string[]) => {
      if (source === 'tasks') dropped.push(...ids);
    },
    saveProgrammeSource: (_source: string, state: ProgrammeSourceState) => {
      gone = state.gone;
    },
  };
  const deps = {
    clock: { now: () => instant(0) },
    programme: {
      byId: (_type: string, _asked: readonly string[], ids: readonly string[]) => {
        asked.push(...ids);
        return Promise.resolve(there.filter(({ id }) => ids.includes(id)));
      },
    },
    crm: {
      programmeReading: PROGRAMME_READING,
      owners: () => Promise.resolve([]),
      readCompany: (raw: unknown) => ({ records: [raw] }),
      partnerProgramme: () => ({
        programme: { objectives: [objective(null, '1', '2'), objective(9, '2', '3', '4')] },
      }),
    },
    store: {
      seenPartners: () => Promise.resolve([{}]),
      programmeRecords: (_portal: string, source: string) => Promise.resolve(source === 'tasks' ? kept : []),
      programmeSources: () => Promise.resolve(new Map([['tasks', { gone: known }]])),
      writeSync: (_portal: string, _lease: unknown, work: (of: typeof unit) => Promise<void>) => work(unit),
    },
  };
  await readTasks(deps as unknown as ProgrammeReadDeps, { full } as unknown as ProgrammeReadRequest);
  return { asked, saved, dropped, gone };
}

const ALL = ['1', '2', '3', '4'].map((id) => task(id));
const KEPT = [task('1', 'Older'), task('2'), task('3'), task('5')];

it('asks for those of open objectives, and of closed ones for what is not kept', async () => {
  expect(await read(false, KEPT, ALL)).toEqual({
    asked: ['1', '2', '4'],
    saved: ['1', '4'],
    dropped: ['5'],
    gone: [],
  });
});

it('asks for all of them with `--full`', async () => {
  const { asked } = await read(true, KEPT, ALL);
  expect(asked).toEqual(['1', '2', '3', '4']);
});

it('keeps none that was deleted', async () => {
  const { dropped } = await read(false, KEPT, []);
  expect(dropped).toEqual(['1', '2', '5']);
});

it('asks for a deleted task of a closed objective once, and again with `--full`', async () => {
  const there = ALL.slice(0, 3);
  const first = await read(false, KEPT, there);
  expect(first).toMatchObject({ asked: ['1', '2', '4'], gone: ['4'] });
  expect(await read(false, KEPT, there, first.gone)).toMatchObject({ asked: ['1', '2'], gone: ['4'] });
  expect(await read(true, KEPT, ALL, first.gone)).toMatchObject({ asked: ['1', '2', '3', '4'], gone: [] });
});

it('goes on asking for a deleted task of an open objective', async () => {
  expect(await read(false, KEPT, [], ['1', '2'])).toMatchObject({ asked: ['1', '2', '4'], gone: ['4'] });
});
