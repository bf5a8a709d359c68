/** Which deals the rows of a file mean: by record id, else by name and customer where only one deal has both. */
import type { ImportRow } from '../domain/import-map.js';
import type { CrmReader, Crm } from './crm-port.js';

export type DealMatch =
  | { readonly kind: 'matched'; readonly dealId: string }
  | { readonly kind: 'missing'; readonly text: string }
  /** The row names none. */
  | { readonly kind: 'none' };

export type DealFinder = (row: ImportRow, accountId: string | null) => DealMatch;

const sameName = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

/** Reads the deals that the rows name; the list of all deals only where some are named by name. */
export async function dealFinder(
  crm: Pick<Crm, 'links' | 'listPage' | 'recordsById'>,
  rows: readonly ImportRow[],
): Promise<DealFinder> {
  const ids = rows.flatMap(({ values }) => values['dealId'] ?? []);
  const there = new Set((ids.length === 0 ? [] : await crm.recordsById('deals', ids)).map(({ id }) => id));
  const names = rows.flatMap(({ values }) =>
    values['dealId'] === undefined ? (values['dealName'] ?? []) : [],
  );
  const byName = await dealsByName(crm, new Set(names.map(sameName)));
  const links = await crm.links('deals', 'companies', [...byName.values()].flat());
  return ({ values: { dealId, dealName } }, accountId) => {
    if (dealId !== undefined) {
      if (there.has(dealId)) return { kind: 'matched', dealId };
      return { kind: 'missing', text: `the portal has no deal ${dealId}` };
    }
    if (dealName === undefined) return { kind: 'none' };
    const all = byName.get(sameName(dealName)) ?? [];
    const own = all.filter((id) => (links.get(id) ?? []).some(({ toId }) => toId === accountId));
    const [only, ...others] = own;
    if (only !== undefined && others.length === 0) return { kind: 'matched', dealId: only };
    const found = own.length === 0 ? all : own;
    return {
      kind: 'missing',
      text:
        found.length === 0
          ? `no deal is called “${dealName}”`
          : `“${dealName}” may be deal ${found.slice(0, 5).join(', ')}: ${own.length === 0 ? 'none is associated with the prospect' : 'all are of this prospect'}`,
    };
  };
}

/** HubSpot's own name for it, as the cards read it too. */
const DEAL_NAME = 'dealname';

async function dealsByName(
  crm: Pick<CrmReader, 'listPage'>,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (let after: string | null = null, more = wanted.size > 0; more;) {
    const page = await crm.listPage('deals', after, false);
    for (const { id, properties } of page.records) {
      const name = sameName(properties[DEAL_NAME] ?? '');
      if (!wanted.has(name)) continue;
      const own = found.get(name);
      if (own === undefined) found.set(name, [id]);
      else own.push(id);
    }
    after = page.next;
    more = after !== null;
  }
  return found;
}
