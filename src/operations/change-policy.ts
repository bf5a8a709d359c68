/** The policy editor: holds a policy against the rules, and saves it where it may be. */
import { canonicalJson } from '../domain/canonical-json.js';
import { DEFAULT_POLICY, type Policy } from '../domain/policy.js';
import { policyChanges } from '../domain/policy-difference.js';
import { AppError } from '../errors.js';
import type { Clock } from './ports.js';
import { requireMayChangeSettings } from './permissions.js';
import { changeWords } from './policy-fields.js';
import type { SavedPolicy } from './portal-data-port.js';
import { policyBasis } from './present-policy.js';
import { showSettings, type SettingsDeps } from './show-settings.js';
import type { PolicyCheckedView, SettingsSavedView } from './views/settings-view.js';

export type PolicyDeps = SettingsDeps & { readonly clock: Clock };

/** Kept with the policy in force; each is some 1 kB, and every card reads them all. */
const MOST_KEPT = 20;

/** Holds a policy against the rules and against the one in force; computes and writes nothing. */
export async function checkPolicy(
  { inForce, data, readPolicy }: PolicyDeps,
  text: string,
): Promise<PolicyCheckedView> {
  const reading = readPolicy(text);
  const nothing = { kind: 'policy-checked', changes: [], notes: [] } as const;
  if (reading.kind === 'unsound') return { ...nothing, valid: false, problems: reading.problems };
  const [{ policy: current }, { policy: saved }] = await Promise.all([inForce(), data.read(['policy'])]);
  const changes = policyChanges(current, reading.policy).map(changeWords);
  const taken = takenBy(reading.policy, knownPolicies(current, saved, readPolicy));
  return {
    ...nothing,
    valid: true,
    problems: [],
    changes,
    notes: [
      ...(changes.length === 0 ? ['No setting differs from the policy in force.'] : []),
      ...(taken === null ? [] : [`${taken} Call it ${nextVersion(reading.policy.version)}, for example.`]),
    ],
  };
}

/**
 * Saves a policy for the whole portal; the one before is kept.
 * @param basis of the policy that was in force when somebody began to edit.
 * @throws AppError `not_permitted`; `policy_refused` where a file is in force, where nothing differs, or where another
 *   policy has its version; `effect_outdated` where somebody else saved one meanwhile; `setup_missing`.
 */
export async function savePolicy(
  deps: PolicyDeps,
  { text, basis }: { readonly text: string; readonly basis: string },
): Promise<SettingsSavedView | PolicyCheckedView> {
  requireMayChangeSettings(deps.actor);
  const reading = deps.readPolicy(text);
  if (reading.kind === 'unsound') return checkPolicy(deps, text);
  const [{ policy: current, policyFrom }, { policy: saved }] = await Promise.all([
    deps.inForce(),
    deps.data.read(['policy']),
  ]);
  if (policyFrom === 'file') throw filed();
  if (policyBasis(current) !== basis) throw outdated(current);
  const { policy } = reading;
  refuseSame(policy, current, knownPolicies(current, saved, deps.readPolicy));
  const before = saved === null ? [] : [entryOf(saved), ...saved.before].slice(0, MOST_KEPT);
  const next: SavedPolicy = {
    // Whole, so that a later release with other defaults changes nothing that was decided here.
    text: JSON.stringify(policy),
    savedAt: deps.clock.now(),
    savedBy: deps.actor.name,
    before,
  };
  await deps.data.write('policy', next);
  const inForce = { ...(await deps.inForce()), policy, policyFrom: 'portal' } as const;
  return {
    kind: 'saved',
    message: `Policy ${policy.version} is in force.`,
    next: 'The next sync works every deal out anew under it, and publishes what changed. Cards follow it at once.',
    settings: await showSettings({ ...deps, inForce: () => Promise.resolve(inForce) }),
  };
}

const entryOf = ({ text, savedAt, savedBy }: SavedPolicy): SavedPolicy['before'][number] => ({
  text,
  savedAt,
  savedBy,
});

/** Every policy that had its name in this portal, the one in force first. */
function knownPolicies(
  current: Policy,
  saved: SavedPolicy | null,
  readPolicy: SettingsDeps['readPolicy'],
): readonly Policy[] {
  const past = saved === null ? [] : [saved, ...saved.before].map(({ text }) => readPolicy(text));
  return [current, DEFAULT_POLICY, ...past.flatMap((one) => (one.kind === 'sound' ? [one.policy] : []))];
}

/** One sentence where another policy has the version; null where it is free, or names the very same policy. */
function takenBy(policy: Policy, known: readonly Policy[]): string | null {
  const namesake = known.find(
    (one) => one.version === policy.version && canonicalJson(one) !== canonicalJson(policy),
  );
  return namesake === undefined
    ? null
    : `Another policy is called ${policy.version}: the version stands beside every number, so this one needs its own.`;
}

function refuseSame(policy: Policy, current: Policy, known: readonly Policy[]): void {
  if (canonicalJson(policy) === canonicalJson(current)) {
    throw new AppError(
      'policy_refused',
      `Policy ${policy.version} is in force already, as it stands here.`,
      'Change a setting and the version, then save.',
    );
  }
  const taken = takenBy(policy, known);
  if (taken !== null) {
    throw new AppError('policy_refused', taken, `Call it ${nextVersion(policy.version)}, for example.`);
  }
}

/** "acme-2026-1" → "acme-2026-2"; the built-in names stay ours. */
function nextVersion(version: string): string {
  const [, name = version, count] = /^(.*?)-?(\d+)$/.exec(version) ?? [];
  return name === 'default' || name === 'strict' ? 'custom-1' : `${name}-${Number(count ?? '1') + 1}`;
}

const filed = (): AppError =>
  new AppError(
    'policy_refused',
    'Ops keep the policy in a file (PARTNERSHIP_POLICY), which goes before what is saved here.',
    'Copy this policy into that file, or unset PARTNERSHIP_POLICY and build the app again.',
  );

const outdated = ({ version }: Policy): AppError =>
  new AppError(
    'effect_outdated',
    `Somebody saved policy ${version} while you were editing; nothing was saved.`,
    'Reload the page, look at what is in force now, and make your change again.',
  );
