/** The portal's health in one view: what the last sync noticed, the quality of the data, and the invariants. */
import { formatInstant } from '../domain/calendar.js';
import type { Flag } from '../domain/flag.js';
import type { HygieneCode } from '../domain/hygiene.js';
import type { DealId, PortalId } from '../domain/ids.js';
import type { RecordProblem } from './crm-port.js';
import type { InsightTotals } from './insight-port.js';
import { FINDING_TITLES } from './insight-words.js';
import { isNamedType, knownNames, type NamedType } from './known-names.js';
import { noteSummary } from './note-summary.js';
import type { Clock, Run, Store } from './ports.js';
import type { Finding } from './read-portal.js';
import { verifyLedger, type Verification } from './verify-ledger.js';

export interface FlagCount {
  readonly flag: Flag;
  readonly deals: number;
}

export interface Diagnosis {
  readonly lastSync: { readonly asOf: string; readonly state: Run['state'] } | null;
  /** As they stand since the last sync. */
  readonly findings: readonly Finding[];
  /** Values that could not be read; fatal ones set their record aside. */
  readonly problems: readonly RecordProblem[];
  /** How many of today's deals raise each flag, the most frequent first. */
  readonly flags: readonly FlagCount[];
  /** What a partnership manager should look at, by code, with the first deals of each. */
  readonly hygiene: readonly HygieneCount[];
  /** Open suggestions, and how good they are on tagged deals. */
  readonly suggestions: Pick<InsightTotals, 'suggestions' | 'suggestedDeals' | 'precision'>;
  /** What the records above are called, by id, as they were last seen. */
  readonly names: Readonly<Record<NamedType, Readonly<Record<string, string>>>>;
  readonly verification: Verification;
}

export interface HygieneCount {
  readonly code: HygieneCode;
  /** Example: "Tagged shortly before close". */
  readonly title: string;
  readonly findings: number;
  readonly dealIds: readonly DealId[];
}

/** Deals that are named of each code; a list in HubSpot on “Partner hygiene findings” has all. */
const NAMED_DEALS = 5;

/**
 * Examines a portal from what is stored; asks the CRM nothing.
 * @throws AppError `ledger_empty` before the first sync.
 */
export async function diagnose(
  deps: { readonly store: Store; readonly clock: Clock },
  portalId: PortalId,
): Promise<Diagnosis> {
  const { store } = deps;
  const runs = (await store.listRuns(portalId, RUNS_LOOKED_AT)).filter((run) => run.kind === 'sync');
  const [newest] = runs;
  const { findings, problems } = await noteSummary(store, portalId, Number.MAX_SAFE_INTEGER);
  const insights = await insightsOf(store, portalId);
  const counts = new Map<Flag, number>();
  for await (const page of store.eachResult(portalId))
    for (const { flags } of page) for (const flag of flags) counts.set(flag, (counts.get(flag) ?? 0) + 1);
  return {
    lastSync: newest === undefined ? null : { asOf: formatInstant(newest.asOf), state: newest.state },
    findings,
    problems,
    flags: [...counts].map(([flag, deals]) => ({ flag, deals })).sort((a, b) => b.deals - a.deals),
    ...insights,
    names: await namesIn(store, portalId, { ...insights, findings, problems }),
    verification: await verifyLedger(deps, portalId),
  };
}

async function insightsOf(
  store: Store,
  portalId: PortalId,
): Promise<Pick<Diagnosis, 'hygiene' | 'suggestions'>> {
  const { findings, suggestions, suggestedDeals, precision } = await store.insightTotals(portalId);
  const deals = await store.dealsWithFindings(portalId, NAMED_DEALS);
  return {
    hygiene: [...deals].map(([code, dealIds]) => ({
      ...{ code, title: FINDING_TITLES[code], findings: findings[code], dealIds },
    })),
    suggestions: { suggestions, suggestedDeals, precision },
  };
}

type Named = Pick<Diagnosis, 'findings' | 'problems' | 'hygiene'>;

async function namesIn(
  store: Store,
  portalId: PortalId,
  { findings, problems, hygiene }: Named,
): Promise<Diagnosis['names']> {
  const idsOf = (type: NamedType): readonly string[] =>
    problems.filter(({ objectType }) => objectType === type).map(({ recordId }) => recordId);
  const dealIds = [...findings, ...hygiene].flatMap((one) => one.dealIds ?? []);
  const [deals, companies] = await Promise.all([
    knownNames(store, portalId, 'deals', [...dealIds, ...idsOf('deals')]),
    knownNames(store, portalId, 'companies', idsOf('companies')),
  ]);
  return { deals: Object.fromEntries(deals), companies: Object.fromEntries(companies) };
}

/** “Rollout” (4100001), or the id alone. */
export function nameAndId({ names }: Pick<Diagnosis, 'names'>, type: string, id: string): string {
  const name = isNamedType(type) ? names[type][id] : undefined;
  return name === undefined ? id : `“${name}” (${id})`;
}

const RUNS_LOOKED_AT = 100;
