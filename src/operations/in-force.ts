/** The policy and the settings that hold in a portal. */
import { DEFAULT_POLICY, type Policy } from '../domain/policy.js';
import type { PortalData, PortalSettings } from './portal-data-port.js';

export interface InForce {
  readonly policy: Policy;
  /** `file`: ops keep it in a file, so that it cannot be saved on a page. */
  readonly policyFrom: 'file' | 'portal' | 'default';
  readonly settings: PortalSettings;
}

/** What holds where nobody has set anything. */
export const DEFAULT_SETTINGS: PortalSettings = { tagging: 'propose' };

/** What holds where a command was given its policy, and nobody asks the portal. */
export const fixedInForce = (policy: Policy): (() => Promise<InForce>) => {
  const inForce: InForce = { policy, policyFrom: 'file', settings: DEFAULT_SETTINGS };
  return () => Promise.resolve(inForce);
};

/**
 * Reads what holds, once.
 * @param filed the policy of ops' own file, which goes before what a page has saved; null where they keep none.
 * @param parse reads a policy's JSON.
 * @throws AppError `policy_invalid` where what is saved cannot be read; what the CRM throws.
 */
export function readInForce(
  data: PortalData,
  filed: Policy | null,
  parse: (text: string) => Policy,
): () => Promise<InForce> {
  let reading: Promise<InForce> | null = null;
  const read = async (): Promise<InForce> => {
    const { policy: saved, settings } = await data.read(['policy', 'settings']);
    const rest = { settings: settings ?? DEFAULT_SETTINGS };
    if (filed !== null) return { policy: filed, policyFrom: 'file', ...rest };
    if (saved === null) return { policy: DEFAULT_POLICY, policyFrom: 'default', ...rest };
    return { policy: parse(saved.text), policyFrom: 'portal', ...rest };
  };
  return () => (reading ??= read());
}
