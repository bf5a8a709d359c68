/**
 * kill −9 at any request or query of a sync: the resumed run ends with portal and ledger equal to an uninterrupted one.
 * KILLS is how many points a scene gets, KILL_SEED which; `npm run test:faults` gives each seventy.
 */
import { afterEach, expect, test } from '@jest/globals';
import { killPrograms } from '../store/program.js';
import { KillStage } from './kill-stage.js';
import { killAll, killPoints, SCENES, sceneOf } from './kills.js';

const KILLS = Number(process.env.KILLS ?? 4);
const SEED = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const STAGES = 2;

afterEach(killPrograms);

test.each(SCENES)(
  `%s, killed at ${KILLS} points (KILL_SEED=${SEED}), ends as if it had not been`,
  async (name) => {
    const scene = await sceneOf(name, 24);
    try {
      const stage = await KillStage.open(scene);
      const whole = await stage.play(null);
      await stage.close();
      expect(whole.steps).toBeGreaterThan(20);
      const points = killPoints(SEED, whole.steps!, KILLS);
      expect(await killAll(scene, points, whole.state, STAGES)).toEqual([]);
      process.stderr.write(`${name}: ${KILLS} kills among ${whole.steps} steps, seed ${SEED}\n`);
    } finally {
      await scene.template.close();
    }
  },
  60_000 + KILLS * 20_000,
);
