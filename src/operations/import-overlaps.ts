/** Overlap lists from a file: which accounts a partner knows too. They feed suggestions, and never credit. */
import { partnerId } from '../domain/ids.js';
import { overlapKey, OVERLAP_KINDS, type Overlap, type OverlapKind } from '../domain/overlap.js';
import type { ImportRow } from '../domain/import-map.js';
import { AppError } from '../errors.js';
import type { Account } from './crm-port.js';
import type { ImportDeps, ImportPlan, ImportRequest, ImportRun } from './import-plan.js';
import {
  clueName,
  cluesIn,
  companyMatcher,
  namesOf,
  type FoundCompany,
  type MatchCompany,
} from './match-companies.js';
import type { ImportAsideView, ImportDoneView, ImportRecordView } from './views/import-view.js';

interface WantedOverlap extends Overlap {
  readonly line: number;
  readonly name: string;
}

/** Plans it: what the list has and we have not, and the other way round. */
export async function planOverlaps(
  deps: ImportDeps,
  request: ImportRequest,
  { portalId }: Account,
): Promise<ImportPlan> {
  const { map, rows } = request;
  const match = await companyMatcher({
    crm: deps.crm,
    source: map.source,
    externalId: deps.imports.partnerProperties.externalId ?? '',
    clues: rows.flatMap((row) => [cluesIn(row, 'partner'), cluesIn(row, 'account')]),
  });
  const aside: ImportAsideView[] = [];
  const wanted = wantedOverlaps(rows, match, aside);
  const known = await deps.store.overlapsOfSource(portalId, map.source);
  const [wantedKeys, knownKeys] = [wanted, known].map((all) => new Set(all.map(overlapKey))) as [
    Set<string>,
    Set<string>,
  ];
  const add = wanted.filter((one) => !knownKeys.has(overlapKey(one)));
  const partners = new Set(wanted.map((one) => one.partnerId));
  const stale = known.filter(
    (one) => !wantedKeys.has(overlapKey(one)) && (map.replaces === 'source' || partners.has(one.partnerId)),
  );
  if (wanted.length === 0 && stale.length > 0 && !request.overwrite)
    throw emptyList(map.source, stale.length);
  // What could not be read may be what would be taken away.
  const remove = request.setAside > 0 ? [] : stale;
  const records = [...add.map(addedView), ...(await removedViews(deps, remove))];
  return {
    view: {
      records,
      unchanged: wanted.length - add.length,
      aside,
      notices:
        remove.length < stale.length
          ? [
              `${stale.length} overlaps of ${map.source} are not in the file; they stay while rows of it cannot be read.`,
            ]
          : [],
    },
    apply: (run) => applyOverlaps(deps, run, { source: map.source, add, remove }),
  };
}

const emptyList = (source: string, held: number): AppError =>
  new AppError(
    'import_refused',
    `No row of the file means a partner and an account of the portal, and ${held} overlaps of ${source} would go. Nothing was written.`,
    'Look at the rows that are listed; if all of them are to go, say so with --overwrite.',
  );

function wantedOverlaps(
  rows: readonly ImportRow[],
  match: MatchCompany,
  aside: ImportAsideView[],
): readonly WantedOverlap[] {
  const lines = new Map<string, number>();
  return rows.flatMap((row): readonly WantedOverlap[] => {
    const { line } = row;
    const partner = companyOf(row, 'partner', match, aside);
    const account = partner === null ? null : companyOf(row, 'account', match, aside);
    if (partner === null || account === null) return [];
    const kind = row.values['kind'] as OverlapKind | undefined;
    // The map says that this word means nothing.
    if (kind === undefined) return [];
    const overlap = { partnerId: partnerId(partner.id), companyId: account.id, kind };
    const key = overlapKey(overlap);
    const first = lines.get(key);
    if (first !== undefined) {
      aside.push({ line, why: 'duplicate', text: `it says the same as line ${first}` });
      return [];
    }
    lines.set(key, line);
    if (!partner.isPartner) {
      const text = `${partner.name} (${partner.id}) is no partner in the portal: its overlaps say nothing until it is one`;
      aside.push({ line, why: 'not_a_partner', text });
    }
    return [{ ...overlap, line, name: sentence(partner.name, account.name, kind) }];
  });
}

const sentence = (partner: string, account: string, kind: OverlapKind): string =>
  `${partner} has ${account} ${OVERLAP_KINDS[kind]}`;

/** The company that a row means; null after noting why none. */
export function companyOf(
  row: ImportRow,
  whose: 'partner' | 'account',
  match: MatchCompany,
  aside: ImportAsideView[],
): FoundCompany | null {
  const clues = cluesIn(row, whose);
  const found = match(clues);
  if (found.kind === 'matched') return found.company;
  const who = whose === 'partner' ? 'partner' : 'account';
  const { line } = row;
  if (found.kind === 'ambiguous') {
    const text = `the ${who} “${clueName(clues)}” may be ${namesOf(found.companies)} (by ${found.by})`;
    aside.push({ line, why: 'ambiguous', text });
  } else {
    const why = whose === 'partner' ? 'unmatched' : 'account_unmatched';
    aside.push({ line, why, text: `no company is the ${who} “${clueName(clues)}”` });
  }
  return null;
}

const view = { objectType: 'overlaps', recordId: null, by: null, changes: [], kept: [], links: [] } as const;

const addedView = ({ line, name }: WantedOverlap): ImportRecordView => ({
  ...view,
  line,
  name,
  action: 'add',
});

async function removedViews(
  { crm }: ImportDeps,
  remove: readonly Overlap[],
): Promise<readonly ImportRecordView[]> {
  const ids = [...new Set(remove.flatMap(({ partnerId: id, companyId }) => [id, companyId]))];
  const raws = ids.length === 0 ? [] : await crm.companiesById(ids);
  const names = new Map(raws.map(({ id, name }) => [id, name ?? id]));
  return remove.map(({ partnerId: id, companyId, kind }) => ({
    ...{ ...view, line: null, action: 'remove' },
    name: sentence(names.get(id) ?? id, names.get(companyId) ?? companyId, kind),
  }));
}

interface OverlapsToChange {
  readonly source: string;
  readonly add: readonly Overlap[];
  readonly remove: readonly Overlap[];
}

async function applyOverlaps(
  { store, clock }: ImportDeps,
  { account: { portalId }, runId, lease }: ImportRun,
  { source, add, remove }: OverlapsToChange,
): Promise<Omit<ImportDoneView, 'runId'>> {
  const bare = ({ partnerId: id, companyId, kind }: Overlap): Overlap => ({ partnerId: id, companyId, kind });
  const accounts = [...new Set([...add, ...remove].map(({ companyId }) => companyId))];
  const deals = [...(await store.seenOrigins(portalId, 'deals', 'companies', accounts)).values()].flat();
  await store.writeSync(portalId, lease, async (unit) => {
    await unit.changeOverlaps({
      runId,
      source,
      at: clock.now(),
      add: add.map(bare),
      remove: remove.map(bare),
    });
    // The next sync looks at their deals again.
    await unit.markDirty([...new Set(deals)]);
  });
  return { created: add.length, changed: remove.length, refused: [] };
}
