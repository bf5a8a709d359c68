/**
 * The deal card: reads one deal and its neighbourhood in two rounds, computes it with the same rules as the sync, and
 * puts the answer in words.
 */
import { attributeDeal } from '../domain/attribute-deal.js';
import type { Instant } from '../domain/calendar.js';
import { compileRules } from '../domain/rules.js';
import type { Touch } from '../domain/touch.js';
import { recordAsOf } from './read-portal.js';
import type { DealId, PartnerId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import { AppError } from '../errors.js';
import type { Actor } from './actor.js';
import type { CompanyRecord, Crm, DealRecord, Link, RecordPage } from './crm-port.js';
import type { DealCardFacts } from './deal-card-facts.js';
import { MOST_EVENTS } from './deal-card-history.js';
import { problemWords } from './deal-card-problems.js';
import type { DealCardView } from './views/deal-card-view.js';
import type { DealSidebarView } from './views/deal-sidebar-view.js';
import { factsOf } from './deal-facts.js';
import type { InForce } from './in-force.js';
import type { Clock } from './ports.js';
import { presentDealCard } from './present-deal-card.js';
import { presentDealSidebar } from './present-deal-sidebar.js';

export interface DealCardDeps {
  readonly crm: Crm;
  readonly clock: Clock;
  readonly inForce: () => Promise<InForce>;
}

/**
 * Shows the card of a deal.
 * @throws AppError `record_not_found` where the portal has no such deal, `request_invalid` where a value of the deal
 *   cannot be read.
 */
export const showDealCard = async (
  deps: DealCardDeps & { readonly actor: Actor },
  dealId: DealId,
): Promise<DealCardView> => presentDealCard(await readDealCard(deps, dealId), deps.actor);

/** Shows the same deal in the few words that a sidebar has room for; errors as `showDealCard`. */
export const showDealSidebar = async (
  deps: DealCardDeps & { readonly actor: Actor },
  dealId: DealId,
): Promise<DealSidebarView> => presentDealSidebar(await readDealCard(deps, dealId), deps.actor);

/** Reads one deal and its neighbourhood, and attributes it; errors as `showDealCard`. */
export async function readDealCard(deps: DealCardDeps, dealId: DealId): Promise<DealCardFacts> {
  const { crm, clock, inForce } = deps;
  const [account, found, allLinks, owners, { policy, settings }] = await Promise.all([
    crm.account(),
    crm.dealById(dealId),
    crm.links('deals', 'companies', [dealId]),
    crm.owners(),
    inForce(),
  ]);
  const asOf = clock.now();
  const read = found?.read(account) ?? NOTHING;
  const record = knownDeal(read, dealId, asOf);
  const links = allLinks.get(dealId) ?? [];
  const companies = new Map(
    (await crm.companiesById(companiesAround(record, links))).map((one) => [one.id, one]),
  );
  const partners = partnersAmong(companies);
  // A company that has ceased to be a partner since the last sync has no touches here, as in the next one.
  const touches = publishedTouchesOf(record).filter((touch) => partners.has(touch.partnerId));
  const facts = factsOf({ record, links, companies, partners, touches });
  const attributed = attributeDeal(facts, {
    rules: compileRules(policy),
    models: [policy.model],
    partners,
    asOf,
    homeCurrency: account.homeCurrency,
  });
  const { problems } = read;
  return { account, policy, settings, asOf, record, problems, facts, attributed, partners, owners };
}

const NOTHING: RecordPage<DealRecord> = { records: [], setAside: [], problems: [] };

const publishedTouchesOf = ({ publishedTouches }: DealRecord): readonly Touch[] =>
  publishedTouches.kind === 'read' ? publishedTouches.touches : [];

function knownDeal({ records, problems }: RecordPage<DealRecord>, id: DealId, asOf: Instant): DealRecord {
  const [record] = records;
  const problem = problems.find((one) => one.fatal);
  if (record !== undefined) {
    const known = recordAsOf(record, asOf);
    if (known !== null) return known;
    throw new AppError(
      'request_invalid',
      'The create date of this deal lies ahead; nothing is attributed until then.',
      'Mend the create date on the deal, then reload the card.',
    );
  }
  if (problem !== undefined) {
    throw new AppError(
      'request_invalid',
      `This deal cannot be worked out: ${problemWords(problem)}.`,
      'Mend that value on the deal, then reload the card.',
    );
  }
  throw new AppError(
    'record_not_found',
    `The portal has no deal ${id}.`,
    'It may have been deleted or merged; reload the page.',
  );
}

function companiesAround(record: DealRecord, links: readonly Link[]): readonly string[] {
  const referrer = record.referral === null ? [] : [record.referral.partnerId];
  const active = publishedTouchesOf(record).map((touch) => touch.partnerId);
  const ruled = record.rulings.map((tag) => tag.partnerId);
  // Whose tag is gone has a name too.
  const once = (record.tagging.history ?? []).slice(0, MOST_EVENTS).map((event) => event.partnerId);
  const { insights } = record;
  const suggested = insights.kind === 'read' ? insights.insights.suggestions.map((one) => one.partnerId) : [];
  return [
    ...new Set([...links.map((link) => link.toId), ...referrer, ...active, ...ruled, ...once, ...suggested]),
  ];
}

const partnersAmong = (
  companies: ReadonlyMap<string, CompanyRecord>,
): ReadonlyMap<PartnerId, PartnerProfile> =>
  new Map(
    [...companies.values()].flatMap(({ partner }) =>
      partner === null ? [] : [[partner.id, partner] as const],
    ),
  );
