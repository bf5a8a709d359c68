/**
 * kill −9 at any request or query of a sync, of applying a plan and of an undo: what goes on from there ends with portal
 * and ledger equal to an uninterrupted one. KILLS is how many times each scene is played, KILL_SEED which points;
 * `npm run test:faults` gives each fifty. A failure prints the KILL_AT that plays it again.
 */
import { expect, test } from '@jest/globals';
import type { KillPoint } from './doomed-sync.js';
import { KillStage } from './kill-stage.js';
import { killAll, killPoints, pointsFrom, SCENES, sceneOf, type SceneName } from './kills.js';
import { NAMED } from './named-kills.js';
import { share } from './share.js';

const KILLS = Number(process.env.KILLS ?? 1);
const SEED = Number(process.env.KILL_SEED ?? 1);
const KILL_AT = process.env.KILL_AT ?? '';
const STAGES = 2;
const DEALS = 14;

const names = (Object.keys(SCENES) as SceneName[]).filter(
  (name) =>
    KILL_AT === '' || pointsFrom(name, KILL_AT) !== null || (name === 'a first sync' && KILL_AT in NAMED),
);

/** Those of a first sync that have a name: all of them, or a few. */
const named = Object.keys(NAMED).filter((name) => KILL_AT === '' || KILL_AT === name);

/** Those that KILL_AT names; else seeded ones, and with a first sync some that have a name. */
function playsOf(name: SceneName, steps: number): readonly (readonly KillPoint[])[] {
  const one = pointsFrom(name, KILL_AT);
  if (one !== null) return [one];
  const seeded = KILL_AT === '' ? killPoints(SEED, steps, { plays: KILLS, each: SCENES[name] }) : [];
  if (name !== 'a first sync') return seeded;
  return [...seeded, ...share(named, Math.min(3, named.length)).map((point) => [NAMED[point]!])];
}

test.each(names)(
  `%s, killed at ${KILLS} seeded points (KILL_SEED=${SEED}), ends as if it had not been`,
  async (name) => {
    const scene = await sceneOf(name, DEALS);
    try {
      const stage = await KillStage.open(scene);
      const whole = await stage.play([]).finally(() => stage.close());
      expect(whole.steps).toBeGreaterThan(20);
      const plays = playsOf(name, whole.steps!);
      expect(await killAll([name, scene], plays, whole.state, STAGES)).toEqual([]);
      process.stderr.write(`${name}: ${plays.length} points among ${whole.steps} steps, seed ${SEED}\n`);
    } finally {
      await scene.template.close();
    }
  },
  120_000 + (KILLS + named.length) * 20_000,
);
