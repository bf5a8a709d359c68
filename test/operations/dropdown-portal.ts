/** The lived-in portal whose partners and classes stand in dropdowns, with the mapping of its things, on a database. */
import type { Mapping } from '../../src/domain/mapping.js';
import { DEFAULT_MAPPING } from '../../src/domain/mapping.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import { isAppError, type AppError } from '../../src/errors.js';
import { hubspotCrm } from '../../src/hubspot/hubspot-crm.js';
import type { BaselineChange } from '../../src/operations/baseline-in-force.js';
import type { Crm } from '../../src/operations/crm-port.js';
import { syncPortal, type SyncSummary } from '../../src/operations/sync-portal.js';
import { PortalOnDatabase, transportTo, type Tamper } from './portal.js';

export const DROPDOWN_MAPPING: Mapping = {
  ...DEFAULT_MAPPING,
  version: 'dropdown-1',
  partners: {
    from: 'company',
    property: 'relationship',
    values: ['Partner', 'partner ', 'Channel partner', 'Reseller'],
  },
  tags: {
    labels: [],
    property: {
      property: 'partner_name',
      role: 'sourced',
      motion: 'referral',
      values: {
        Contoso: 'Contoso Partners',
        'contoso ltd.': 'Contoso Partners',
        'CONTOSO Partners GmbH': 'Contoso Partners',
        Fabrikam: 'Fabrikam Consulting',
        Northwnd: 'Northwind Traders',
        Adatum: 'Adatum Resale',
        Litware: 'Litware Cloud',
        Wingtip: 'Wingtip Distribution',
        Relecloud: 'Relecloud Advisors',
        'N/A': null,
        '-': null,
        Unknown: null,
      },
    },
  },
  baseline: {
    property: 'deal_origin',
    values: { 'Partner sourced': 'sourced', 'Partner influenced': 'influenced', Direct: 'direct' },
  },
};

export interface MappedSync {
  readonly dryRun?: boolean;
  readonly full?: boolean;
  readonly plan?: string;
  readonly observe?: boolean;
  readonly baseline?: BaselineChange;
  readonly mapping?: Mapping;
  readonly policy?: Policy;
  readonly tamper?: Tamper;
}

/** A portal that was never made for us: nothing of ours is in it. */
export class DropdownPortal {
  private constructor(readonly on: PortalOnDatabase) {}

  static async open(): Promise<DropdownPortal> {
    return new DropdownPortal(await PortalOnDatabase.open({ portal: 'dropdown' }));
  }

  crm(mapping: Mapping = DROPDOWN_MAPPING, tamper?: Tamper): Crm {
    return hubspotCrm(transportTo(this.on.sandbox, tamper), undefined, mapping);
  }

  sync({
    mapping,
    tamper,
    policy = DEFAULT_POLICY,
    dryRun = false,
    ...rest
  }: MappedSync = {}): Promise<SyncSummary> {
    const deps = { ...this.on.deps(), crm: this.crm(mapping, tamper) };
    return syncPortal(deps, { policy, dryRun, ...rest }, () => undefined);
  }

  /** The refusal of a sync that must be refused. */
  async refusal(options: MappedSync): Promise<AppError> {
    try {
      await this.sync(options);
    } catch (error) {
      if (isAppError(error)) return error;
      throw error;
    }
    throw new Error('it was not refused');
  }

  /** Requests by method and path, since the portal was started. */
  requests(): Readonly<Record<string, number>> {
    return (this.on.sandbox.portal.counters.body() as { requests: Record<string, number> }).requests;
  }
}
