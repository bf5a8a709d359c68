/** Deal registrations from a file, as records of their own in the portal. */
import type { ImportRow } from '../domain/import-map.js';
import { AppError } from '../errors.js';
import type { RawRecord } from './crm-port.js';
import type { ImportDeps, ImportPlan, ImportRequest } from './import-plan.js';
import { companyOf } from './import-overlaps.js';
import type { ImportedLink } from './import-store-port.js';
import { clueName, cluesIn, companyMatcher, type FoundCompany } from './match-companies.js';
import { dealFinder, type DealFinder } from './match-deals.js';
import type { ImportAsideView, ImportChangeView } from './views/import-view.js';
import { writeRegistrations, type PlannedRegistration } from './write-registrations.js';

/** A row with whom it means. */
interface MeantRow {
  readonly row: ImportRow;
  /** Unique in the portal. */
  readonly key: string;
  readonly partner: FoundCompany;
  readonly account: FoundCompany | null;
  readonly dealId: string | null;
}

/** Plans it. */
export async function planRegistrations(deps: ImportDeps, request: ImportRequest): Promise<ImportPlan> {
  if (!(await deps.imports.hasRegistrations())) throw noPlace();
  const aside: ImportAsideView[] = [];
  const meant = await meantRows(deps, request, aside);
  const held = await heldRegistrations(deps, meant);
  const planned = meant.map((one) => plannedOf(deps, one, held));
  const shown = planned.filter(
    ({ view }) => view.action === 'create' || view.changes.length + view.links.length > 0,
  );
  return {
    view: {
      records: shown.map(({ view }) => view),
      unchanged: planned.length - shown.length,
      aside: aside.toSorted((a, b) => a.line - b.line),
      notices: [],
    },
    apply: (run) => writeRegistrations(deps, run, shown),
  };
}

const noPlace = (): AppError =>
  new AppError(
    'setup_missing',
    'The portal has no place for registrations: the custom object partner_registration. Nothing was written.',
    'Run partnership setup, which makes it where the portal allows custom objects (Enterprise); without them registrations cannot be imported.',
  );

async function meantRows(
  deps: ImportDeps,
  { map, rows }: ImportRequest,
  aside: ImportAsideView[],
): Promise<readonly MeantRow[]> {
  const match = await companyMatcher({
    crm: deps.crm,
    source: map.source,
    externalId: deps.imports.partnerProperties.externalId ?? '',
    clues: rows.flatMap((row) => [cluesIn(row, 'partner'), cluesIn(row, 'account')]),
  });
  const deals = await dealFinder(deps.crm, rows);
  const lines = new Map<string, number>();
  return rows.flatMap((row): readonly MeantRow[] => {
    const { line } = row;
    if (row.values['submittedAt'] === undefined || row.values['status'] === undefined) {
      aside.push({ line, why: 'unmatched', text: 'it has no status or no day of submission' });
      return [];
    }
    const partner = companyOf(row, 'partner', match, aside);
    if (partner === null) return [];
    const key = keyOf(deps, map.source, row, partner);
    const first = lines.get(key);
    if (first !== undefined) {
      aside.push({
        line,
        why: 'duplicate',
        text: `it is the registration of line ${first} again: that one counts`,
      });
      return [];
    }
    lines.set(key, line);
    const account = companyOf(row, 'account', match, aside);
    return [{ row, key, partner, account, dealId: dealOf(deals, row, account, aside) }];
  });
}

/** Of a file without ids, whom it is about and when it came. */
function keyOf({ digest }: ImportDeps, source: string, row: ImportRow, partner: FoundCompany): string {
  const { externalId, submittedAt } = row.values;
  const { id, domain, name } = cluesIn(row, 'account');
  const what = externalId ?? digest([partner.id, id ?? domain ?? name, submittedAt].join('\n')).slice(0, 16);
  return `${source}:${what}`;
}

function dealOf(
  deals: DealFinder,
  row: ImportRow,
  account: FoundCompany | null,
  aside: ImportAsideView[],
): string | null {
  const found = deals(row, account?.id ?? null);
  if (found.kind === 'missing') aside.push({ line: row.line, why: 'deal_unmatched', text: found.text });
  return found.kind === 'matched' ? found.dealId : null;
}

interface Held {
  readonly raws: ReadonlyMap<string, RawRecord>;
  readonly companies: ReadonlyMap<string, readonly string[]>;
  readonly deals: ReadonlyMap<string, readonly string[]>;
}

async function heldRegistrations({ imports }: ImportDeps, meant: readonly MeantRow[]): Promise<Held> {
  const raws = await imports.registrationsByKey(meant.map(({ key }) => key));
  const ids = [...raws.values()].map(({ id }) => id);
  if (ids.length === 0) return { raws, companies: new Map(), deals: new Map() };
  const [companies, deals] = await Promise.all([
    imports.registrationLinks('companies', ids),
    imports.registrationLinks('deals', ids),
  ]);
  return { raws, companies, deals };
}

function plannedOf(deps: ImportDeps, meant: MeantRow, { raws, companies, deals }: Held): PlannedRegistration {
  const { row, key, partner, account, dealId } = meant;
  const raw = raws.get(key);
  const wanted: readonly ImportedLink[] = [
    ...[...new Set([partner.id, ...(account === null ? [] : [account.id])])].map((id) => ({
      to: 'companies' as const,
      id,
    })),
    ...(dealId === null ? [] : [{ to: 'deals' as const, id: dealId }]),
  ];
  const heldLinks = { companies: companies.get(raw?.id ?? ''), deals: deals.get(raw?.id ?? '') };
  const links = wanted.filter(({ to, id }) => heldLinks[to]?.includes(id) !== true);
  const values = valuesOf(deps, meant, raw);
  return {
    key,
    links,
    view: {
      ...{ line: row.line, objectType: 'registrations', kept: [] },
      action: raw === undefined ? 'create' : 'change',
      recordId: raw?.id ?? null,
      name: nameOf(meant),
      by: raw === undefined ? null : 'external id',
      changes: values,
      links: links.map(({ to, id }) => (to === 'deals' ? `deal ${id}` : linkedCompany(id, partner, account))),
    },
  };
}

const linkedCompany = (id: string, partner: FoundCompany, account: FoundCompany | null): string =>
  id === partner.id ? `partner ${partner.name}` : `prospect ${account?.name ?? id}`;

const nameOf = ({ row, partner, account }: MeantRow): string =>
  `${partner.name} – ${account?.name ?? clueName(cluesIn(row, 'account'))}`;

/** What differs from what the registration holds; what the file does not have stays as it is. */
function valuesOf(
  { imports: { registrationProperties: names }, crm }: ImportDeps,
  meant: MeantRow,
  raw: RawRecord | undefined,
): readonly ImportChangeView[] {
  const { row, key, partner, account } = meant;
  const clues = cluesIn(row, 'account');
  const values: Readonly<Record<string, string | null | undefined>> = {
    ...row.values,
    ...{ name: nameOf(meant), key, partnerId: partner.id },
    ...{ accountName: clues.name ?? account?.name, accountDomain: clues.domain },
  };
  return Object.entries(names).flatMap(([field, property]): readonly ImportChangeView[] => {
    const newValue = values[field] ?? null;
    const now = raw?.properties[property] ?? null;
    const oldValue = now === '' ? null : now;
    if (newValue === null || crm.isSameValue(property, oldValue, newValue)) return [];
    return [{ property, oldValue, newValue }];
  });
}
