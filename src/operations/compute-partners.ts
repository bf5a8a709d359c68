/** The portfolio's totals and each partner's numbers, from the results that are kept, and what publishing them changes. */
import { yearBefore, type Instant } from '../domain/calendar.js';
import type { Flag } from '../domain/flag.js';
import type { Totals } from '../domain/portfolio.js';
import { FamilyResultSums } from '../domain/family-result-sums.js';
import { PartnerHistories } from '../domain/partner-history.js';
import { RevenueMonths } from '../domain/revenue-months.js';
import { ClassResultSums, PartnerResultSums } from '../domain/result-sums.js';
import type { DealResult } from '../domain/credit.js';
import type { PartnerId, PortalId } from '../domain/ids.js';
import type { PartnerNumbers } from '../domain/portfolio.js';
import type { PartnerDirectory } from '../domain/rules.js';
import { checkedIdentity, refuseOverflow } from './attribute-facts.js';
import { isStale, type ComputeBasis, type ComputeDeps } from './compute-deals.js';
import { partnerUpdates, plannedOf, type Update } from './planned-updates.js';
import type { Account } from './crm-port.js';
import { seenPartnerCompanies } from './seen-portal.js';
import type { PublishedPartnerProgramme } from './published-programme-port.js';
import type { CurrentResult, Store } from './ports.js';
import type { PlannedRecord } from './outbox-port.js';
import { withPromotions } from './promote-at-once.js';

/** A result with what dates it. */
export type ClosedResult = DealResult & { readonly closedAt: Instant | null };

/** Won revenue of legacy deals; home currency, minor units. */
export interface LegacySums {
  readonly deals: number;
  readonly totals: Totals;
  readonly lastTwelveMonths: Totals;
}

/** What a portfolio says; home currency, integer minor units. */
export interface PortfolioSums {
  readonly deals: number;
  /** All won and open deals. */
  readonly totals: Totals;
  /** The same over deals closed in the twelve months before as-of; its pipeline fields are 0. */
  readonly lastTwelveMonths: Totals;
  readonly dealsWithoutHomeAmount: number;
  /** What of it the portal's own field classed: deals from before the baseline. */
  readonly legacy: LegacySums;
  readonly partners: ReadonlyMap<PartnerId, PartnerNumbers>;
  readonly histories: Pick<PartnerHistories, 'of'>;
  /** Of partners with children: themselves and all their descendants, a deal counted once. */
  readonly families: ReadonlyMap<PartnerId, PartnerNumbers>;
  /** Won revenue by month of close. */
  readonly revenue: Pick<RevenueMonths, 'lines' | 'month'>;
  readonly flags: ReadonlyMap<Flag, number>;
  /** Won deals with a proposed tag, or with claims of several partners. */
  readonly undecidedWon: number;
  /** Open and won deals that several partners claim. */
  readonly conflicts: number;
}

/** What waits for a partnership manager. */
const UNDECIDED: ReadonlySet<Flag> = new Set(['tag_proposed', 'sourcing_conflict']);

/** Adds results up as they come. */
export class PortfolioResultSums {
  readonly #all = new ClassResultSums();
  readonly #lastYear = new ClassResultSums();
  readonly #legacy = new ClassResultSums();
  readonly #legacyLastYear = new ClassResultSums();
  readonly #partners: PartnerResultSums;
  readonly #histories: PartnerHistories;
  readonly #families: FamilyResultSums;
  readonly #revenue: RevenueMonths;
  readonly #flags = new Map<Flag, number>();
  readonly #since: Instant;
  #deals = 0;
  #undecidedWon = 0;
  #conflicts = 0;

  /**
   * @param timeZone IANA name, in which months are cut.
   * @param partners whose families are added up; none where nobody asks for families.
   */
  constructor(model: string, asOf: Instant, timeZone: string, partners: PartnerDirectory = new Map()) {
    this.#partners = new PartnerResultSums(model);
    this.#histories = new PartnerHistories(model, asOf, timeZone);
    this.#families = new FamilyResultSums(model, partners);
    this.#revenue = new RevenueMonths(timeZone);
    this.#since = yearBefore(asOf);
  }

  add(result: ClosedResult): void {
    this.#deals += 1;
    this.#all.add(result);
    this.#partners.add(result);
    this.#histories.add(result);
    this.#families.add(result);
    this.#revenue.add(result);
    if (result.status === 'won' && result.closedAt !== null && result.closedAt > this.#since) {
      this.#lastYear.add(result);
      if (result.flags.includes('legacy')) this.#legacyLastYear.add(result);
    }
    if (result.flags.includes('legacy')) this.#legacy.add(result);
    if (result.status === 'won' && result.flags.some((flag) => UNDECIDED.has(flag))) this.#undecidedWon += 1;
    if (result.status !== 'lost' && result.flags.includes('sourcing_conflict')) this.#conflicts += 1;
    for (const flag of result.flags) this.#flags.set(flag, (this.#flags.get(flag) ?? 0) + 1);
  }

  /** @throws AppError `total_overflow`, or `invariant_broken` where the identity does not hold. */
  sums(): PortfolioSums {
    return refuseOverflow(() => ({
      deals: this.#deals,
      totals: checkedIdentity(this.#all.totals()),
      lastTwelveMonths: checkedIdentity(this.#lastYear.totals()),
      dealsWithoutHomeAmount: this.#all.dealsWithoutHomeAmount,
      legacy: {
        deals: this.#flags.get('legacy') ?? 0,
        totals: checkedIdentity(this.#legacy.totals()),
        lastTwelveMonths: checkedIdentity(this.#legacyLastYear.totals()),
      },
      partners: this.#partners.numbers(),
      histories: this.#histories,
      families: this.#families.numbers(),
      revenue: this.#revenue,
      flags: this.#flags,
      undecidedWon: this.#undecidedWon,
      conflicts: this.#conflicts,
    }));
  }
}

/** Adds up every current result of a portal, streamed. @param also is given each result as it passes. */
export async function sumPortfolio(
  store: Store,
  portalId: PortalId,
  model: string,
  asOf: Instant,
  timeZone: string,
  partners?: PartnerDirectory,
  also?: (result: CurrentResult) => void,
): Promise<PortfolioSums> {
  const sums = new PortfolioResultSums(model, asOf, timeZone, partners);
  for await (const page of store.eachResult(portalId)) {
    for (const result of page) {
      sums.add(result);
      also?.(result);
    }
  }
  return sums.sums();
}

/** What publishing the numbers would change on companies, against what the CRM holds now. */
export async function planPartners(
  deps: ComputeDeps,
  basis: ComputeBasis,
  { partners: numbers, histories, families }: Pick<PortfolioSums, 'partners' | 'histories' | 'families'>,
  programme?: ReadonlyMap<PartnerId, PublishedPartnerProgramme>,
): Promise<readonly PlannedRecord[]> {
  const { account, policy, anew, asOf } = basis;
  const history = {
    ...{ asOf, families },
    ...(programme === undefined ? {} : { programme }),
    of: (id: PartnerId) => refuseOverflow(() => histories.of(id)),
  };
  const companies = await seenPartnerCompanies(deps, account.portalId);
  const updatesOf = (records: readonly (typeof companies)[number]['record'][]): readonly Update[] =>
    partnerUpdates(deps.crm, records, numbers, policy, account, history);
  const first = updatesOf(companies.map(({ record }) => record));
  const lastSeen = new Map(companies.map(({ record, lastSeen }) => [record.id, lastSeen]));
  const stale = first
    .filter((update) => isStale(basis, update, lastSeen.get(update.recordId), deps.clock.now()))
    .map(({ recordId }) => recordId);
  const fresh = stale.length === 0 ? [] : await deps.crm.recordsById('companies', stale);
  const again = updatesOf(fresh.flatMap((raw) => deps.crm.readCompany(raw).records));
  const reread = new Set(stale);
  const updates = [...first.filter(({ recordId }) => !reread.has(recordId)), ...again];
  const planned = updates.map((one) => plannedOf('companies', one));
  // A full sync publishes everything anew.
  const left = anew ? planned : await withoutUndone(deps, account, planned);
  return withPromotions(deps, basis, programme, left);
}

/** What an undo took away is not published again until it is another value. */
async function withoutUndone(
  { crm, store }: Pick<ComputeDeps, 'crm' | 'store'>,
  { portalId }: Account,
  planned: readonly PlannedRecord[],
): Promise<readonly PlannedRecord[]> {
  const ids = planned.map(({ recordId }) => recordId);
  const undone = await store.undoneValues(portalId, 'companies', ids);
  return planned.flatMap((record) => {
    const taken = undone.get(record.recordId) ?? {};
    const changes = record.changes.filter(
      ({ property, newValue }) =>
        !(property in taken) || !crm.isSameValue(property, taken[property] ?? null, newValue),
    );
    return changes.length === 0 ? [] : [{ ...record, changes }];
  });
}
