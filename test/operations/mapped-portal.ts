/** The lived-in portals, each with the mapping that the examples have for it, on a database. */
import { parseMapping } from '../../src/files/mapping-file.js';
import { readFileSync } from 'node:fs';
import { dealId } from '../../src/domain/ids.js';
import type { Mapping } from '../../src/domain/mapping.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import type { Crm } from '../../src/operations/crm-port.js';
import { fixedInForce } from '../../src/operations/in-force.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal, type SyncProgress, type SyncSummary } from '../../src/operations/sync-portal.js';
import type { DealCardDeps } from '../../src/operations/show-deal-card.js';
import { ExtractedPortal } from './extracting.js';
import { crmOf, PortalOnDatabase, type Tamper } from './portal.js';

const FILES = {
  contacts: 'contacts',
  dropdown: 'dropdown',
  object: 'custom-object',
  pipelines: 'pipelines',
} as const;

export const exampleMapping = (portal: keyof typeof FILES): Mapping => {
  const path = `examples/mappings/${FILES[portal]}.json`;
  return parseMapping(readFileSync(path, 'utf8'), path);
};

export class MappedPortal extends ExtractedPortal {
  /** Events of the last sync. */
  events: SyncProgress[] = [];

  static async of(portal: keyof typeof FILES, changes: Partial<Mapping> = {}): Promise<MappedPortal> {
    const mapping = { ...exampleMapping(portal), ...changes };
    const one = new MappedPortal(await PortalOnDatabase.open({ portal }), mapping);
    await setUpPortal(one.crm(), { dryRun: false });
    return one;
  }

  async sync(
    options: {
      readonly full?: boolean;
      readonly dryRun?: boolean;
      readonly mapping?: Mapping;
      readonly tamper?: Tamper;
    } = {},
  ): Promise<SyncSummary> {
    const { full = false, dryRun = false, mapping = this.mapping, tamper } = options;
    this.events = [];
    return syncPortal(
      { ...this.portal.deps(), crm: crmOf(this.portal.sandbox, tamper, mapping) },
      { policy: DEFAULT_POLICY, full, dryRun },
      (event) => this.events.push(event),
    );
  }

  /** What a card is shown by. */
  card(crm: Crm = this.crm()): DealCardDeps {
    return {
      crm,
      clock: { now: () => this.now() },
      inForce: fixedInForce(DEFAULT_POLICY),
    };
  }

  #record(type: 'deals' | 'companies', property: string, name: string) {
    const found = [...this.portal.sandbox.portal.records.list(type)].find(
      (one) => one.archivedAt === null && one.properties.get(property) === name,
    );
    if (found === undefined) throw new Error(`the portal has no ${type} “${name}”`);
    return found;
  }

  /** Id of a deal by its name. */
  deal(name: string) {
    return dealId(this.#record('deals', 'dealname', name).id);
  }

  company(name: string): string {
    return this.#record('companies', 'name', name).id;
  }

  /** A value that stands on a deal now. */
  valueOn(name: string, property: string): string {
    return this.#record('deals', 'dealname', name).properties.get(property) ?? '';
  }

  /** "sourced: Doe Advisory" of each deal, as published. */
  resultOf(name: string): string {
    const names = (property: string): readonly string[] =>
      this.valueOn(name, property)
        .split(';')
        .filter((id) => id !== '')
        .map((id) => this.portal.sandbox.portal.records.get('companies', id)?.properties.get('name') ?? id)
        .sort();
    const sourcing = names('partnership_sourcing_partner_ids');
    const influencing = names('partnership_influencing_partner_ids');
    const kind = this.valueOn(name, 'partnership_class');
    return [kind, ...sourcing.map((one) => `by ${one}`), ...influencing.map((one) => `with ${one}`)].join(
      ' ',
    );
  }

  /** Sets the status of a record of the custom object that keeps partners, found by a part of its name. */
  async statusOfAccount(named: string): Promise<(status: string) => Promise<unknown>> {
    const call = <T>(...request: Parameters<PortalOnDatabase['call']>): Promise<T> =>
      this.portal.call<T>(...request);
    const { results: schemas } = await call<{ results: { name: string; objectTypeId: string }[] }>(
      'GET',
      '/crm-object-schemas/2026-09/schemas',
    );
    const type = schemas.find(({ name }) => name === 'partner_account')?.objectTypeId ?? '';
    const path = `/crm/objects/2026-09/${type}`;
    const { results } = await call<{ results: { id: string; properties: { account_name?: string } }[] }>(
      'GET',
      `${path}?limit=100&properties=account_name`,
    );
    const account = results.find(({ properties }) => properties.account_name?.includes(named));
    if (account === undefined) throw new Error(`no account is named ${named}`);
    return (status) => call('PATCH', `${path}/${account.id}`, { properties: { account_status: status } });
  }
}
