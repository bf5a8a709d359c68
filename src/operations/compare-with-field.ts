/**
 * Our class of every won deal against the portal's own field, from what the last sync has seen: before somebody trusts our
 * numbers, they see where they differ and by which clause. Posts and writes nothing.
 */
import { attributeDeals } from '../domain/attribute-deal.js';
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { DealClass } from '../domain/credit.js';
import { groupBy } from '../domain/group-by.js';
import { dealId, type DealId, type PartnerId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import { compileRules } from '../domain/rules.js';
import { differs, varianceMatrix, type FieldWord, type VarianceMatrix } from '../domain/variance.js';
import { AppError } from '../errors.js';
import { accountAsSynced } from './account-as-synced.js';
import { refuseOverflow } from './attribute-facts.js';
import type { Account, Crm, DealRecord } from './crm-port.js';
import { fullNameOf, type DealCardFacts } from './deal-card-facts.js';
import { isBeforeBaseline } from '../domain/baseline.js';
import { DEFAULT_SETTINGS } from './in-force.js';
import { ledgerEmpty } from './ledger-facts.js';
import type { Finding } from './portal-findings.js';
import type { Clock, Store } from './ports.js';
import { dealsAround, seenPartnerProfiles } from './seen-portal.js';
import { varianceClause } from './variance-clause.js';

/** One won deal. Amounts are integer minor units. */
export interface VarianceDeal {
  readonly dealId: DealId;
  readonly name: string | null;
  /** ISO 8601. */
  readonly closedAt: string;
  /** ISO 4217 of `amountMinor`. */
  readonly currency: string;
  readonly amountMinor: number;
  readonly homeAmountMinor: number | null;
  readonly theirs: FieldWord;
  /** As it is written; null where it is empty. */
  readonly value: string | null;
  readonly ours: DealClass;
  readonly sourcedBy: readonly string[];
  readonly influencedBy: readonly string[];
  readonly differs: boolean;
  /** Where they differ: what the field says, and the clause that gives ours. */
  readonly clause: string | null;
  /** Won before the baseline: the field's class counts, whatever our rules say here. */
  readonly legacy: boolean;
}

export interface Variance {
  readonly portalId: string;
  readonly homeCurrency: string;
  readonly timeZone: string;
  readonly policyVersion: string;
  readonly mappingVersion: string;
  /** The field that is compared. */
  readonly property: string;
  /** ISO 8601: as of when the last sync computed. */
  readonly asOf: string;
  readonly matrix: VarianceMatrix;
  /** The largest differences first, then the deals on which both agree; in the order of ids where they are as large. */
  readonly deals: readonly VarianceDeal[];
}

export interface VarianceDeps {
  /** Reads by the mapping whose baseline is compared. */
  readonly crm: Crm;
  readonly store: Store;
  readonly clock: Clock;
}

/** Deals that are put together at a time. */
const PAGE = 2_000;

/**
 * Compares.
 * @throws AppError `baseline_refused` where the mapping names no field, `ledger_empty` before the first sync,
 *   `total_overflow`.
 */
export async function compareWithField(
  { crm, store, clock }: VarianceDeps,
  policy: Policy,
): Promise<Variance> {
  const { baseline, version: mappingVersion } = crm.mapping;
  if (baseline === null) throw noField();
  const synced = await accountAsSynced(crm, store);
  if (synced.state === null || synced.state.completeAt === null) throw ledgerEmpty();
  const { portalId, homeCurrency, timeZone, legacyBefore = null } = synced.account;
  const asOf = synced.state.computedAsOf ?? clock.now();
  // By the rules on every deal: a legacy one would agree with itself.
  const account: Account = { ...synced.account, legacyBefore: null };
  const partners = await seenPartnerProfiles({ crm, store }, portalId);
  const deals: VarianceDeal[] = [];
  for (let after: string | null = null; ;) {
    const ids: readonly string[] = await store.seenIds(portalId, 'deals', after, PAGE);
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
    const seen = await dealsAround({ crm, store }, { account, asOf, partners }, ids.map(dealId));
    const findings = groupBy(seen.findings, (one) => one.dealId);
    for (const card of cardsOf(seen, { account, policy, asOf })) {
      const { id, status } = card.facts.deal;
      const own = (findings.get(id) ?? []).map(({ finding }) => finding);
      if (status === 'won') deals.push(compared(card, own, legacyBefore));
    }
  }
  return {
    ...{ portalId, homeCurrency, timeZone, policyVersion: policy.version, mappingVersion },
    property: baseline.property,
    asOf: formatInstant(asOf),
    matrix: refuseOverflow(() => varianceMatrix(deals)),
    deals: deals.sort(bySize),
  };
}

/** As explain's words take them. */
function cardsOf(
  { deals, facts, partners }: Awaited<ReturnType<typeof dealsAround>>,
  { account, policy, asOf }: Pick<DealCardFacts, 'account' | 'policy' | 'asOf'>,
): readonly DealCardFacts[] {
  const attributed = attributeDeals(facts, {
    rules: compileRules(policy),
    models: [policy.model],
    partners,
    asOf,
    homeCurrency: account.homeCurrency,
  }).deals;
  const basis = { account, policy, asOf, settings: DEFAULT_SETTINGS, problems: [], owners: [] } as const;
  return deals.flatMap((record, place) => {
    const [own, one] = [facts[place], attributed[place]];
    if (own === undefined || one === undefined) return [];
    // The sentence on another policy of the last sync belongs to cards.
    return [
      { ...basis, record: { ...record, publishedPolicy: null }, facts: own, attributed: one, partners },
    ];
  });
}

function compared(
  card: DealCardFacts,
  findings: readonly Finding[],
  legacyBefore: Instant | null,
): VarianceDeal {
  const { deal } = card.facts;
  const { result } = card.attributed;
  const value = card.record.legacyValue ?? null;
  const theirs = wordOf(card.record);
  const isDifferent = differs({ theirs, ours: result.class });
  const named = (ids: readonly PartnerId[]): readonly string[] => ids.map((id) => fullNameOf(card, id));
  return {
    dealId: deal.id,
    name: card.record.name,
    closedAt: deal.closedAt === null ? '' : formatInstant(deal.closedAt),
    ...{ currency: deal.currency, amountMinor: deal.amountMinor, homeAmountMinor: deal.homeAmountMinor },
    ...{ theirs, value, ours: result.class, differs: isDifferent },
    sourcedBy: named(result.sourcingPartnerIds),
    influencedBy: named(result.influencingPartnerIds),
    clause: isDifferent ? varianceClause(card, theirs, value, findings) : null,
    legacy: card.record.legacyClass !== null && isBeforeBaseline(deal, legacyBefore),
  };
}

const wordOf = ({ legacyClass, legacyValue }: DealRecord): FieldWord =>
  legacyClass ?? (legacyValue === undefined ? 'empty' : 'unknown');

// The sort is stable, and deals come in the order of ids.
const bySize = (a: VarianceDeal, b: VarianceDeal): number =>
  Number(b.differs) - Number(a.differs) ||
  Math.abs(b.homeAmountMinor ?? 0) - Math.abs(a.homeAmountMinor ?? 0);

const noField = (): AppError =>
  new AppError(
    'baseline_refused',
    'The mapping names no baseline: there is no field of the portal to compare with.',
    'Name the property that says who brought a deal in the mapping, under "baseline"; docs/baseline.md has an example.',
  );
