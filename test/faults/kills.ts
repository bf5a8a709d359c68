/** The scenes in which a sync is killed, and the seeded points. */
import { instant } from '../../src/domain/calendar.js';
import { runId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal } from '../../src/operations/sync-portal.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { openStore } from '../../src/store/store.js';
import { Dice } from '../differential/dice.js';
import { crmOf } from '../operations/portal.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { testDatabase } from '../store/database.js';
import { KillStage, type FinalState, type KillPoint, type Scene } from './kill-stage.js';

export const SCENES = ['a first sync', 'a sync of changes', 'an undo'] as const;
export type SceneName = (typeof SCENES)[number];

/** Sets a scene up: a small portal with a history, and a database that knows it. */
export async function sceneOf(name: SceneName, deals: number): Promise<Scene> {
  const sandbox = await startSandbox({ port: 0, deals, faults: WIDE_LIMITS });
  const template = await testDatabase();
  const store = await openStore({ databaseUrl: template.databaseUrl, home: '' });
  try {
    const deps = {
      crm: crmOf(sandbox),
      store,
      clock: { now: () => instant(sandbox.portal.now()) },
      newRunId: () => runId('first'),
    };
    await setUpPortal(deps.crm, { dryRun: false });
    if (name !== 'a first sync') {
      await syncPortal(deps, { policy: DEFAULT_POLICY, dryRun: false }, () => undefined);
      sandbox.portal.clock.set(sandbox.portal.now() + 2 * 3_600_000);
    }
    if (name === 'a sync of changes') await edit(sandbox);
    return {
      changes: [...sandbox.portal.snapshot()],
      now: sandbox.portal.now(),
      template,
      what: name === 'an undo' ? 'first' : 'sync',
    };
  } finally {
    await store.close();
    await sandbox.close();
  }
}

/** A little of everything that people do between two syncs. */
async function edit({ portal, url, accessToken }: Sandbox): Promise<void> {
  const deals = [...portal.records.list('deals')].map(({ id }) => id);
  const [partner] = [...portal.records.list('companies')].map(({ id }) => id);
  const call = async (method: string, path: string, body?: unknown): Promise<void> => {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };
  const labels = [...portal.labels.userPairs()].flatMap((pair) => [pair]);
  if (labels.length === 0 || partner === undefined) throw new Error('the portal is not set up');
  for (const [place, id] of deals.entries()) {
    const at = `/crm/objects/2026-09/deals/${id}`;
    if (place % 5 === 0) await call('PATCH', at, { properties: { amount: String(1000 + place) } });
    if (place % 7 === 1) await call('PATCH', at, { properties: { partnership_class: 'direct' } });
    if (place % 11 === 2) await call('DELETE', at);
    if (place % 6 === 3) await call('PUT', `${at}/associations/default/companies/${partner}`);
  }
}

/** Seeded points, spread over all steps. */
export function killPoints(seed: number, steps: number, count: number): readonly KillPoint[] {
  const dice = new Dice(seed);
  return Array.from({ length: count }, () => ({
    dieAt: dice.whole(1, steps),
    when: dice.pick(['before', 'sent', 'after'] as const),
  }));
}

/** A kill after which the state was another than without it. */
export interface Difference {
  readonly point: KillPoint;
  readonly what: string;
}

/**
 * Kills a scene's run at each point, on several stages side by side.
 * @returns every point after which something was different.
 */
export async function killAll(
  scene: Scene,
  points: readonly KillPoint[],
  expected: FinalState,
  stages: number,
): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  const left = [...points];
  const work = async (): Promise<void> => {
    const stage = await KillStage.open(scene);
    try {
      for (let point = left.pop(); point !== undefined; point = left.pop()) {
        const what = await differenceAt(stage, point, expected);
        if (what !== null) differences.push({ point, what });
      }
    } finally {
      await stage.close();
    }
  };
  await Promise.all(Array.from({ length: stages }, work));
  return differences;
}

async function differenceAt(
  stage: KillStage,
  point: KillPoint,
  expected: FinalState,
): Promise<string | null> {
  try {
    const { state } = await stage.play(point);
    const keys = Object.keys(expected) as (keyof FinalState)[];
    const differing = keys.filter((key) => JSON.stringify(state[key]) !== JSON.stringify(expected[key]));
    return differing.length === 0
      ? null
      : `different: ${differing.map((key) => detail(key, expected, state)).join('; ')}`;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** The first line in which two states differ. */
function detail(key: keyof FinalState, expected: FinalState, actual: FinalState): string {
  const lines = (value: FinalState[keyof FinalState]): readonly string[] =>
    typeof value === 'object' ? value : String(value).split('\n');
  const [ours, theirs] = [lines(expected[key]), lines(actual[key])];
  const at = ours.findIndex((line, place) => line !== theirs[place]);
  return `${key}: ${ours[at] ?? 'nothing'} / ${theirs[at] ?? theirs.at(-1) ?? 'nothing'}`;
}
