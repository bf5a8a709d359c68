import type { Dice } from './dice.js';

const KINDS = [
  'registration',
  'referral',
  'meeting',
  'call',
  'email',
  'demo',
  'proposal',
  'campaign',
  'event',
  'implementation',
];
const DAYS = [0, 0.1, 0.3, 0.5, 0.7, 1 / 3, 1e-7, 1, 7, 14, 14.000001, 30, 90, 180, 400];
const POINTS = [0, 0.1, 0.2, 0.3, 0.5, 1 / 3, 1, 2];
const MIN_POINTS = [0.1, 0.3, 0.6, 1, 1, 1.5, 2, 1e-9, 0.9999999999999999];
const WEIGHTS = [0, 0, 0.1, 0.25, 1, 3, 1 / 3, 1e-7, 1e21];
const HALF_LIVES = [0.001, 1, 7.5, 30, 365];
const TRUST = ['trusted', 'require_evidence'];

type Settings = Record<string, unknown>;

/** A few random settings of one object, so that most stay at their defaults. */
function partOf(dice: Dice, share: number, settings: Readonly<Record<string, () => unknown>>): Settings {
  const part: Settings = {};
  for (const [key, choose] of Object.entries(settings)) if (dice.chance(share)) part[key] = choose();
  return part;
}

const numbersByKind = (dice: Dice, values: readonly number[]): Settings =>
  Object.fromEntries(dice.some([...KINDS, 'tag'], 0.4).map((kind) => [kind, dice.pick(values)]));

/** A valid policy file, mostly partial. */
export function generatePolicy(dice: Dice): Settings {
  const share = dice.pick([0, 0.15, 0.5]);
  const maybe = (settings: Readonly<Record<string, () => unknown>>) => () => partOf(dice, share, settings);
  return partOf(dice, share === 0 ? 0 : 0.6, {
    version: () => dice.pick(['2026-q3', 'default-1', 'é "quoted"']),
    sourcing: maybe({
      kinds: () => dice.some(KINDS),
      lookbackDays: () => dice.pick(DAYS),
      lateClaimDays: () => dice.pick(DAYS),
      coSourcing: () => dice.pick(['earliest', 'split', 'split']),
    }),
    influence: maybe({
      kinds: () => dice.some([...KINDS, 'tag'], 0.7),
      lookbackDays: () => dice.pick(DAYS),
      points: () => numbersByKind(dice, POINTS),
      minPoints: () => dice.pick(MIN_POINTS),
    }),
    tags: maybe({ sourced: () => dice.pick(TRUST), influenced: () => dice.pick(TRUST) }),
    model: () => dice.pick(['first_touch', 'last_touch', 'linear', 'u_shaped', 'w_shaped', 'weighted']),
    halfLifeDays: () => dice.pick(HALF_LIVES),
    kindWeights: () => (dice.chance(0.2) ? allZero() : numbersByKind(dice, WEIGHTS)),
    exclude: maybe({
      partnerIsCustomer: () => dice.chance(0.5),
      sharedParent: () => dice.chance(0.5),
    }),
    lockDays: () => dice.pick(DAYS),
    buckets: maybe({
      renewal: () => dice.pick([[], ['renewal', 'Renewal']]),
      expansion: () => dice.pick([[], ['upsell', 'existing,business']]),
    }),
  });
}

const allZero = (): Settings => Object.fromEntries([...KINDS, 'tag'].map((kind) => [kind, 0]));
