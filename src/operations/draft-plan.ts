/**
 * What a sync would change, worked out and kept, without posting or writing anything. The hash of a plan is taken over
 * every change and over what each deal was worked out from, so that it stands for exactly this.
 */
import type { PartnerDirectory } from '../domain/rules.js';
import { unlessStopped } from '../errors.js';
import { canonicalJson } from '../domain/canonical-json.js';
import type { DealClass } from '../domain/credit.js';
import { dealId, type DealId } from '../domain/ids.js';
import type { Digest } from '../domain/ledger.js';
import {
  computeDeals,
  planRecordsOf,
  type ComputeBasis,
  type ComputeDeps,
  type ComputedDeals,
} from './compute-deals.js';
import {
  planPartners,
  PortfolioResultSums,
  sumPortfolio,
  type ClosedResult,
  type PortfolioSums,
} from './compute-partners.js';
import { basicsOf } from './deal-basics.js';
import { dealPages } from './deal-pages.js';
import type { RecordProblem } from './crm-port.js';
import { FirstNotes } from './first-notes.js';
import type { NoteSummary } from './note-summary.js';
import type { Finding } from './read-portal.js';
import type { DealMove, PlanSummary } from './sync-summary.js';
import type { PlanRecord } from './plan-port.js';
import type { ProgrammeSums } from './programme-sums.js';
import { programmeAfter } from './programme-after.js';
import type { CurrentResult } from './result-port.js';
import { seenPartnerProfiles } from './seen-portal.js';
import { uncountedAmong, uncountedCounts, type UncountedCounts } from './uncounted.js';
import type { UncountedDeal } from './uncounted-port.js';

export interface Draft {
  readonly summary: PlanSummary;
  readonly after: PortfolioSums;
  readonly computed: number;
  readonly touches: number;
  readonly deals: number;
  readonly partners: number;
  /** Of the deals that were worked out. */
  readonly notes: NoteSummary;
  readonly uncounted: UncountedCounts;
}

/** Deals that a plan names with what moves on them. */
const TOP = 10;

/** Works every deal that is due out, and keeps the plan under the run's id as a draft. */
export async function draftPlan(
  deps: ComputeDeps,
  basis: ComputeBasis,
  computeAfter: string | null,
  progress: (deals: number) => void,
  programme: ProgrammeSums | null = null,
): Promise<Draft> {
  const { store } = deps;
  const { account, policy, asOf, runId } = basis;
  const families = await seenPartnerProfiles(deps, account.portalId);
  const drafting = new Drafting(store.digest, policy.model, basis, families, programme);
  const again = { dealIds: new Set<DealId>(), uncounted: [] as UncountedDeal[] };
  for await (const page of dealPages(store, account.portalId, computeAfter, true)) {
    unlessStopped(deps.stop);
    const ids = page.ids.map(dealId);
    const before = await store.resultsOf(account.portalId, ids);
    const computed = await computeDeals(deps, basis, ids);
    await store.draftPlan(account.portalId, runId, drafting.addDeals(computed, before));
    for (const id of ids) again.dealIds.add(id);
    again.uncounted.push(...uncountedAmong(computed.seen));
    progress(drafting.computed);
  }
  for await (const page of store.eachResult(account.portalId, runId)) {
    unlessStopped(deps.stop);
    drafting.addKept(page);
  }
  const after = drafting.after.sums();
  const worked = await programmeAfter(deps, basis, programme);
  const partners = await planPartners(deps, basis, after, worked?.partners);
  await store.draftPlan(account.portalId, runId, drafting.addPartners(partners));
  const before = await sumPortfolio(store, account.portalId, policy.model, asOf, account.timeZone);
  const uncounted = uncountedCounts(await store.uncountedDeals(account.portalId), again);
  return { ...drafting.end(before, after), uncounted };
}

/** Adds up a plan as its parts come. */
class Drafting {
  readonly after: PortfolioResultSums;
  readonly #digest: Digest;
  readonly #homeCurrency: string;
  #hash: string;
  #computed = 0;
  readonly #findings: FirstNotes<Finding>;
  readonly #problems: FirstNotes<RecordProblem>;
  #top: DealMove[] = [];
  #reclassified = 0;
  #touches = 0;
  #values = 0;
  readonly #records = { deals: 0, companies: 0 };

  constructor(
    digest: Digest,
    model: string,
    { asOf, policy, account }: ComputeBasis,
    partners: PartnerDirectory,
    readonly programme: ProgrammeSums | null,
  ) {
    this.#digest = digest;
    this.#findings = new FirstNotes(digest, REPEATED);
    this.#problems = new FirstNotes(digest, REPEATED);
    this.after = new PortfolioResultSums(model, asOf, account.timeZone, partners);
    this.#homeCurrency = account.homeCurrency;
    // A plan of one policy, or of one portal, is none of another.
    this.#hash = digest(canonicalJson([account.portalId, policy]));
  }

  get computed(): number {
    return this.#computed;
  }

  addDeals(computed: ComputedDeals, before: ReadonlyMap<DealId, ClosedResult>): readonly PlanRecord[] {
    const { portfolio, seen, absences } = computed;
    this.#computed += portfolio.deals.length + absences.length;
    const facts = new Map(seen.facts.map((one) => [one.deal.id, one]));
    const names = new Map(seen.deals.map((record) => [record.deal.id, record.name]));
    const basics = basicsOf(seen);
    for (const { result } of portfolio.deals) {
      const own = facts.get(result.dealId);
      const known = basics.get(result.dealId);
      const now = {
        ...result,
        closedAt: own?.deal.closedAt ?? null,
        ...(known === undefined ? {} : { basics: known }),
      };
      this.#touches += own?.touches.length ?? 0;
      this.after.add(now);
      this.programme?.add(now);
      this.#move(result.dealId, names.get(result.dealId) ?? null, before.get(result.dealId), now);
    }
    for (const { dealId: id } of absences) {
      this.#move(id, null, before.get(id), undefined);
    }
    for (const { finding } of seen.findings) this.#findings.add(finding);
    for (const { problem } of seen.problems) this.#problems.add(problem);
    return this.#add(planRecordsOf(computed, this.#digest));
  }

  /** Results that stay as they are. */
  addKept(results: readonly CurrentResult[]): void {
    for (const result of results) {
      this.after.add(result);
      this.programme?.add(result);
    }
  }

  addPartners(planned: readonly Omit<PlanRecord, 'basis'>[]): readonly PlanRecord[] {
    return this.#add(planned.map((one) => ({ ...one, basis: '' })));
  }

  #add(records: readonly PlanRecord[]): readonly PlanRecord[] {
    for (const record of records) {
      this.#hash = this.#digest(this.#hash + canonicalJson(record));
      this.#values += record.changes.length;
      if (record.changes.length > 0) this.#records[record.objectType] += 1;
    }
    return records;
  }

  #move(
    id: DealId,
    name: string | null,
    before: ClosedResult | undefined,
    after: ClosedResult | undefined,
  ): void {
    const [was, is]: readonly [DealClass | null, DealClass | null] = [
      before?.class ?? null,
      after?.class ?? null,
    ];
    if (was !== is && before !== undefined) this.#reclassified += 1;
    const movedMinor = movedCredit(before, after);
    if (movedMinor === 0) return;
    this.#top.push({ dealId: id, name, before: was, after: is, movedMinor });
    if (this.#top.length > 10 * TOP) this.#top = largest(this.#top);
  }

  end(before: PortfolioSums, after: PortfolioSums): Omit<Draft, 'uncounted'> {
    return {
      summary: {
        hash: this.#hash.slice(0, HASH_LENGTH),
        records: this.#records.deals + this.#records.companies,
        values: this.#values,
        homeCurrency: this.#homeCurrency,
        totals: { before: before.totals, after: after.totals },
        reclassified: this.#reclassified,
        top: largest(this.#top),
      },
      after,
      computed: this.#computed,
      touches: this.#touches,
      deals: this.#records.deals,
      partners: this.#records.companies,
      notes: {
        findingCount: this.#findings.count,
        findings: this.#findings.first,
        problemCount: this.#problems.count,
        problems: this.#problems.first,
      },
    };
  }
}

/** Findings and problems that a summary repeats. */
const REPEATED = 1_000;

/** Half of a SHA-256 is still beyond any collision, and can be read aloud. */
const HASH_LENGTH = 32;

const largest = (moves: readonly DealMove[]): DealMove[] =>
  moves.toSorted((a, b) => b.movedMinor - a.movedMinor).slice(0, TOP);

/** How much source credit comes to partners who had less of it; of a deal that leaves, what they lose. */
function movedCredit(before: ClosedResult | undefined, after: ClosedResult | undefined): number {
  const [was, is] = [before?.homeCredits.source, after?.homeCredits.source];
  let [come, gone] = [0, 0];
  for (const id of new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])) {
    const difference = (is?.get(id) ?? 0) - (was?.get(id) ?? 0);
    if (difference > 0) come += difference;
    else gone -= difference;
  }
  return Math.max(come, gone);
}
