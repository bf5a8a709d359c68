/**
 * kill −9 at any request or query of a sync, of applying a plan and of an undo: what goes on from there ends with portal
 * and ledger equal to an uninterrupted one. KILLS is how many times each scene is played, KILL_SEED which points;
 * `npm run test:faults` gives each fifty. A failure prints the KILL_AT that plays it again.
 */
import { expect, test } from '@jest/globals';
import { KillStage } from './kill-stage.js';
import { killAll, killPoints, pointsFrom, SCENES, sceneOf, type SceneName } from './kills.js';
import { NAMED } from './named-kills.js';
import { EVERYTHING, share } from './share.js';

const KILLS = Number(process.env.KILLS ?? 1);
const SEED = Number(process.env.KILL_SEED ?? 1);
const KILL_AT = process.env.KILL_AT ?? '';
const STAGES = 2;
const DEALS = 14;

const names = (Object.keys(SCENES) as SceneName[]).filter(
  (name) => KILL_AT === '' || pointsFrom(name, KILL_AT) !== null,
);

test.each(names)(
  `%s, killed at ${KILLS} seeded points (KILL_SEED=${SEED}), ends as if it had not been`,
  async (name) => {
    const scene = await sceneOf(name, DEALS);
    try {
      const stage = await KillStage.open(scene);
      const whole = await stage.play([]).finally(() => stage.close());
      expect(whole.steps).toBeGreaterThan(20);
      const one = pointsFrom(name, KILL_AT);
      const plays = killPoints(SEED, whole.steps!, { plays: KILLS, each: SCENES[name] });
      expect(await killAll([name, scene], one === null ? plays : [one], whole.state, STAGES)).toEqual([]);
      process.stderr.write(`${name}: ${KILLS} points among ${whole.steps} steps, seed ${SEED}\n`);
    } finally {
      await scene.template.close();
    }
  },
  120_000 + KILLS * 20_000,
);

const points = Object.keys(NAMED).filter((name) => KILL_AT === '' || KILL_AT === name);

(points.length === 0 ? test.skip : test)(
  'a first sync, killed where the partner programme is half read or half written, ends as if it had not been',
  async () => {
    const scene = await sceneOf('a first sync', DEALS);
    try {
      const stage = await KillStage.open(scene);
      const whole = await stage.play([]).finally(() => stage.close());
      const plays = share(points, EVERYTHING ? points.length : 3).map((name) => [NAMED[name]!]);
      expect(await killAll(['a first sync', scene], plays, whole.state, STAGES)).toEqual([]);
    } finally {
      await scene.template.close();
    }
  },
  120_000 + points.length * 20_000,
);
