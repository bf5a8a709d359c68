/** The policy in force and those before it, as the settings page edits and shows them. */
import { displayDay } from '../domain/calendar.js';
import { canonicalJson } from '../domain/canonical-json.js';
import { DEFAULT_POLICY, type Policy } from '../domain/policy.js';
import type { InForce } from './in-force.js';
import { POLICY_FIELD_GROUPS } from './policy-fields.js';
import type { SavedPolicy } from './portal-data-port.js';
import type { PastPolicy, PolicyView } from './views/settings-view.js';

export interface PolicyFacts {
  readonly inForce: InForce;
  /** What the page saved last, with those before; null where nobody ever did. */
  readonly saved: SavedPolicy | null;
  readonly timeZone: string;
  readonly readOnly: string | null;
  /** The version that a policy's JSON names. */
  readonly versionOf: (text: string) => string;
}

/** How many past policies are shown. */
const SHOWN = 10;

export const indented = (policy: unknown): string => JSON.stringify(policy, null, 2);

/** Puts the policy in words and fields. */
export function presentPolicy({ inForce, saved, timeZone, readOnly, versionOf }: PolicyFacts): PolicyView {
  const { policy } = inForce;
  const past = saved === null ? [] : [saved, ...saved.before];
  const history = past.slice(0, SHOWN).map(({ text, savedAt, savedBy }): PastPolicy => ({
    version: versionOf(text),
    saved: `${displayDay(savedAt, timeZone)}${savedBy === null ? '' : `, by ${savedBy}`}`,
    text: reindented(text),
  }));
  return {
    sentence: `Policy ${policy.version} is in force: ${FROM[inForce.policyFrom]}.`,
    version: policy.version,
    text: indented(policy),
    defaults: indented(DEFAULT_POLICY),
    groups: POLICY_FIELD_GROUPS,
    readOnly,
    basis: policyBasis(inForce.policy),
    history,
  };
}

const FROM: Readonly<Record<InForce['policyFrom'], string>> = {
  file: 'the file of PARTNERSHIP_POLICY',
  portal: 'saved on this page',
  default: 'the built-in defaults',
};

/** Names a policy by its content: what was in force when somebody began to edit. */
export const policyBasis = (policy: Policy): string => canonicalJson(policy);

function reindented(text: string): string {
  try {
    return indented(JSON.parse(text));
  } catch {
    // Shown as it was kept: whoever looks at the history sees what is wrong with it.
    return text;
  }
}
