/** Which policy a command works with: ops' own file, else what was saved on the settings page, else the defaults. */
import type { Config } from '../config.js';
import type { Policy } from '../domain/policy.js';
import { parsePolicy } from '../files/policy-file.js';
import { parseKeptMapping } from '../files/read-mapping.js';
import {
  DEFAULT_SETTINGS,
  readHolding,
  type Filed,
  type Holding,
  type InForce,
} from '../operations/in-force.js';
import type { PortalData } from '../operations/portal-data-port.js';
import { loadPolicy } from './load-policy.js';
import { SAVED_MAPPING } from './mapping-in-force.js';

/** What messages call the policy that was saved in the portal. */
const SAVED = 'saved on the settings page';

/**
 * The policy of `PARTNERSHIP_POLICY`; null where none is named. Read before anything is started, so that a policy that does
 * not hold is said at once.
 */
export const filedPolicy = ({ policyFile }: Config): Policy | null =>
  policyFile === null ? null : loadPolicy(policyFile);

/** Policy, settings and mapping of a portal, read once and when they are first asked for. */
export const holdingIn = (data: PortalData, filed: Filed): Holding =>
  readHolding(data, filed, {
    policy: (text) => parsePolicy(text, SAVED),
    mapping: (text) => parseKeptMapping(text, SAVED_MAPPING),
  });

/** The policy that a command works with; a portal is asked for it only where there is no file. */
export const policyInForce = (
  { holding }: { readonly holding: Holding },
  filed: Policy | null,
): Promise<InForce> =>
  filed === null
    ? holding.inForce()
    : Promise.resolve({ policy: filed, policyFrom: 'file', settings: DEFAULT_SETTINGS });

const FROM: Readonly<Record<InForce['policyFrom'], string>> = {
  file: ' (PARTNERSHIP_POLICY)',
  portal: ' (settings page)',
  default: '',
};

/** For headers: "policy acme-2026-2 (settings page)". */
export const policyWords = ({ policy, policyFrom }: InForce): string =>
  `policy ${policy.version}${FROM[policyFrom]}`;
