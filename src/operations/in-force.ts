/** The policy, the settings and the mapping that hold in a portal. */
import type { Instant } from '../domain/calendar.js';
import { DEFAULT_MAPPING, type Mapping } from '../domain/mapping.js';
import { DEFAULT_POLICY, type Policy } from '../domain/policy.js';
import type { PortalData, PortalSettings } from './portal-data-port.js';

export interface InForce {
  readonly policy: Policy;
  /** `file`: ops keep it in a file, so that it cannot be saved on a page. */
  readonly policyFrom: 'file' | 'portal' | 'default';
  readonly settings: PortalSettings;
}

/** What the portal's own things mean, and who says so. */
export interface MappingInForce {
  readonly mapping: Mapping;
  /** `file`: of ops, or compiled into a function. */
  readonly from: 'file' | 'portal' | 'default';
  /** Since when it is in the portal; null where it is not from there. */
  readonly savedAt: Instant | null;
}

/** What holds in a portal; both are read by one request, which is made when the first of them is asked for. */
export interface Holding {
  readonly inForce: () => Promise<InForce>;
  readonly mapping: () => Promise<MappingInForce>;
}

/** What ops keep in files, which goes before what is saved in the portal; null where they keep none. */
export interface Filed {
  readonly policy: Policy | null;
  readonly mapping: Mapping | null;
}

/** Reads the JSON of what is saved in the portal. */
export interface SavedParsers {
  readonly policy: (text: string) => Policy;
  readonly mapping: (text: string) => Mapping;
}

/** What holds where nobody has set anything. */
export const DEFAULT_SETTINGS: PortalSettings = { tagging: 'propose' };
export const DEFAULT_MAPPING_IN_FORCE: MappingInForce = {
  mapping: DEFAULT_MAPPING,
  from: 'default',
  savedAt: null,
};

/** What holds where a command was given its policy, and nobody asks the portal. */
export const fixedInForce = (policy: Policy): (() => Promise<InForce>) => {
  const inForce: InForce = { policy, policyFrom: 'file', settings: DEFAULT_SETTINGS };
  return () => Promise.resolve(inForce);
};

/**
 * Reads what holds, once.
 * @throws AppError `policy_invalid` or `mapping_invalid`, each from its own, where what is saved cannot be read; what the
 *   CRM throws.
 */
export function readHolding(data: PortalData, filed: Filed, parse: SavedParsers): Holding {
  const saved = once(() => data.read(['policy', 'settings', 'mapping']));
  return {
    inForce: once(async (): Promise<InForce> => {
      const { policy, settings } = await saved();
      const rest = { settings: settings ?? DEFAULT_SETTINGS };
      if (filed.policy !== null) return { policy: filed.policy, policyFrom: 'file', ...rest };
      if (policy === null) return { policy: DEFAULT_POLICY, policyFrom: 'default', ...rest };
      return { policy: parse.policy(policy.text), policyFrom: 'portal', ...rest };
    }),
    mapping: once(async (): Promise<MappingInForce> => {
      if (filed.mapping !== null) return { mapping: filed.mapping, from: 'file', savedAt: null };
      const { mapping } = await saved();
      if (mapping === null) return DEFAULT_MAPPING_IN_FORCE;
      return { mapping: parse.mapping(mapping.text), from: 'portal', savedAt: mapping.savedAt };
    }),
  };
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | null = null;
  return () => (reading ??= read());
}
