/** What alerts call partners and deals by, and whom they are given to. */
import type { AlertNames, DueAlert } from '../domain/alerts.js';
import { companyIdOf } from '../domain/partner.js';
import type { AlertOwners } from './alert-records.js';
import type { Account, Crm } from './crm-port.js';
import type { Store } from './ports.js';
import type { ProgrammeCrm } from './programme-port.js';
import { seenPartnerProfiles } from './seen-portal.js';

export interface NamedAlerts {
  readonly names: AlertNames;
  readonly owners: AlertOwners;
}

const OWNER = 'hubspot_owner_id';

/** Partners as the last sync saw them; deals and owners by their ids, at most a request for a hundred of each type. */
export async function alertNames(
  deps: { readonly crm: Crm; readonly programme: ProgrammeCrm; readonly store: Store },
  { portalId, timeZone }: Account,
  alerts: readonly DueAlert[],
): Promise<NamedAlerts> {
  const profiles = await seenPartnerProfiles(deps, portalId);
  const dealNames = new Map<string, string>();
  const ofRecord = new Map<string, string>();
  const dealIds = idsOf(alerts, 'deals');
  const companyIds = alerts.flatMap(({ record, partnerIds }) => [
    ...(record.type === 'companies' ? [record.id] : []),
    ...partnerIds.flatMap((id) => {
      const profile = profiles.get(id);
      return profile === undefined ? [] : [companyIdOf(profile)];
    }),
  ]);
  const wanted = [
    ['deals', dealIds],
    ['companies', [...new Set(companyIds)]],
  ] as const;
  for (const [type, ids] of wanted) {
    if (ids.length === 0) continue;
    const properties = type === 'deals' ? ['dealname', OWNER] : [OWNER];
    for (const { id, properties: values } of await deps.programme.byId(type, properties, ids)) {
      const [name, owner] = [values['dealname'], values[OWNER]];
      if (name != null && name !== '') dealNames.set(id, name);
      if (owner != null && owner !== '') ofRecord.set(`${type} ${id}`, owner);
    }
  }
  const names: AlertNames = {
    timeZone,
    deal: (id) => dealNames.get(id) ?? `deal ${id}`,
    partner: (id) => profiles.get(id)?.name ?? `partner ${id}`,
  };
  return { names, owners: { profiles, ofRecord } };
}

const idsOf = (alerts: readonly DueAlert[], type: DueAlert['record']['type']): readonly string[] => [
  ...new Set(alerts.flatMap(({ record }) => (record.type === type ? [record.id] : []))),
];
