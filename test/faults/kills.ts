/** The scenes in which a sync is killed, and the seeded points. */
import { runId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal, type SyncDeps, type SyncSummary } from '../../src/operations/sync-portal.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { openStore } from '../../src/store/store.js';
import { Dice } from '../differential/dice.js';
import { crmOf, portsOn, transportTo } from '../operations/portal.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { testDatabase } from '../store/database.js';
import type { KillPoint, Task } from './doomed-sync.js';
import { differences, nowOf, type ExactState } from './final-state.js';
import { KillStage, type Scene } from './kill-stage.js';
import { NAMED } from './named-kills.js';
import { edit, manyTickets } from './scene-edits.js';
import { register } from './registered.js';
import { EVERYTHING } from './share.js';

/** By name, how many processes are killed one after the other. */
export const SCENES = {
  'a first sync': 1,
  'a sync of changes': 1,
  'a plan that is applied': 1,
  'an undo': 1,
  'a sync of changes, twice': 2,
} as const;
export type SceneName = keyof typeof SCENES;

/** Sets a scene up: a small portal with a history, and a database that knows it. */
export async function sceneOf(name: SceneName, deals: number): Promise<Scene> {
  const sandbox = await startSandbox({ port: 0, deals, faults: WIDE_LIMITS });
  const template = await testDatabase();
  const store = await openStore({ databaseUrl: template.databaseUrl, home: '' });
  try {
    const run = (id: string) => ({
      ...portsOn(transportTo(sandbox)),
      store,
      clock: { now: () => nowOf(sandbox) },
      newRunId: () => runId(id),
    });
    await setUpPortal(crmOf(sandbox), { dryRun: false });
    await register(sandbox);
    if (EVERYTHING) manyTickets(sandbox);
    const task = await prepare(name, sandbox, run);
    return { changes: [...sandbox.portal.snapshot()], now: sandbox.portal.now(), template, task };
  } finally {
    await store.close();
    await sandbox.close();
  }
}

async function prepare(name: SceneName, sandbox: Sandbox, run: (id: string) => SyncDeps): Promise<Task> {
  const sync = (id: string, dryRun = false): Promise<SyncSummary> =>
    syncPortal(run(id), { policy: DEFAULT_POLICY, dryRun }, () => undefined);
  if (name === 'a first sync') return { kind: 'sync' };
  await sync('first');
  sandbox.portal.clock.set(sandbox.portal.now() + 2 * 3_600_000);
  if (name === 'an undo') return { kind: 'undo', run: 'first' };
  await edit(sandbox);
  if (name !== 'a plan that is applied') return { kind: 'sync' };
  return { kind: 'apply', plan: (await sync('planned', true)).plan!.hash };
}

/** Seeded points, spread over all steps; as many for each play as the scene kills. */
export function killPoints(
  seed: number,
  steps: number,
  { plays, each }: { readonly plays: number; readonly each: number },
): readonly (readonly KillPoint[])[] {
  const dice = new Dice(seed);
  return Array.from({ length: plays }, () =>
    Array.from({ length: each }, () => ({
      dieAt: dice.whole(1, steps),
      when: dice.pick(['before', 'sent', 'after'] as const),
    })),
  );
}

/** The name of a point that has one; else "a first sync:120:sent" or, for two in a row, "…:120:sent:7:after". */
export const pointText = (name: SceneName, points: readonly KillPoint[]): string =>
  Object.keys(NAMED).find((one) => NAMED[one] === points[0]) ??
  [name, ...points.flatMap(({ dieAt, when }) => [String(dieAt), when])].join(':');

/** The inverse of `pointText`; null where the text is of another scene. */
export function pointsFrom(name: SceneName, text: string): readonly KillPoint[] | null {
  const [scene, ...rest] = text.split(':');
  if (scene !== name) return null;
  return Array.from({ length: rest.length / 2 }, (_, place) => ({
    dieAt: Number(rest[2 * place]),
    when: rest[2 * place + 1] as KillPoint['when'],
  }));
}

/**
 * Plays a scene with each of the kills, on several stages side by side.
 * @returns every play after which something was different, as KILL_AT takes it.
 */
export async function killAll(
  [name, scene]: readonly [SceneName, Scene],
  plays: readonly (readonly KillPoint[])[],
  expected: ExactState,
  stages: number,
): Promise<readonly string[]> {
  const found: string[] = [];
  const left = [...plays];
  const work = async (): Promise<void> => {
    const stage = await KillStage.open(scene);
    try {
      for (let points = left.pop(); points !== undefined; points = left.pop()) {
        const what = await differencesAt(stage, points, expected);
        if (what.length > 0) found.push(`KILL_AT="${pointText(name, points)}": ${what.join('\n')}`);
      }
    } finally {
      await stage.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(stages, plays.length) }, work));
  return found;
}

async function differencesAt(
  stage: KillStage,
  points: readonly KillPoint[],
  expected: ExactState,
): Promise<readonly string[]> {
  try {
    return differences(expected, (await stage.play(points)).state);
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}
