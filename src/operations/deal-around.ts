/** A deal and what stands around it in the CRM, and the card's facts that follow: by the same rules as the sync. */
import { attributeDeal } from '../domain/attribute-deal.js';
import type { Instant } from '../domain/calendar.js';
import type { DealId, PartnerId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import { compileRules } from '../domain/rules.js';
import type { Touch } from '../domain/touch.js';
import { AppError } from '../errors.js';
import type { CompanyRecord, DealRecord, Link, RecordPage, RecordProblem } from './crm-port.js';
import type { DealCardFacts } from './deal-card-facts.js';
import { MOST_EVENTS } from './deal-card-history.js';
import { problemWords } from './deal-card-problems.js';
import { factsOf, tagsOf } from './deal-facts.js';
import { recordAsOf } from './read-portal.js';
import { statedWords, type Statements, viaNames } from './stated-words.js';
import { uncountedError, whyUncounted } from './uncounted-deal.js';
import { partnersByName, peopleOnDeal, whoIsAmong } from './who-is-who.js';

/** What is the same for every deal that is looked at together. */
export type CardBasis = Pick<
  DealCardFacts,
  'account' | 'policy' | 'settings' | 'asOf' | 'owners' | 'mapping'
>;

export interface DealAround {
  readonly record: DealRecord;
  readonly problems: readonly RecordProblem[];
  /** The deal's companies. */
  readonly links: readonly Link[];
  /** Those, and the companies of every partner that is named on the deal. */
  readonly companies: ReadonlyMap<string, CompanyRecord>;
  /** What the deal's words and its contacts state; absent where the mapping knows of nothing of the kind. */
  readonly statements?: Statements | undefined;
}

/** Attributes the deal. */
export function cardOf(basis: CardBasis, around: DealAround): DealCardFacts {
  const { record, problems, links, companies, statements } = around;
  const { account, policy, asOf } = basis;
  const partners = partnersAmong(companies);
  // A company that has ceased to be a partner since the last sync has no touches here, as in the next one.
  const touches = publishedTouchesOf(record).filter((touch) => partners.has(touch.partnerId));
  const who = statements === undefined ? null : whoIsAmong(statements.mapping, partners);
  const stated = {
    ...{ record, links, partners },
    ...(who === null || statements === undefined
      ? {}
      : {
          people: peopleOnDeal(statements.contacts, statements.companiesOf, who),
          names: partnersByName(record, who),
        }),
  };
  const facts = factsOf({ ...stated, companies, touches });
  const attributed = attributeDeal(facts, {
    rules: compileRules(policy),
    models: [policy.model],
    partners,
    asOf,
    homeCurrency: account.homeCurrency,
  });
  const tags = tagsOf(stated);
  const taggedByUs = new Set(tags.flatMap(({ tag, by }) => (by === null ? [tag.partnerId] : [])));
  const namesNobody = (stated.names ?? []).flatMap(({ named: { value }, match }) =>
    match.kind === 'none' ? [value] : [],
  );
  return {
    ...{ ...basis, record, problems, facts, attributed, partners, namesNobody, taggedByUs },
    ...{ statedBy: statedWords(tags, statements), via: viaNames(tags, statements) },
  };
}

const publishedTouchesOf = ({ publishedTouches }: DealRecord): readonly Touch[] =>
  publishedTouches.kind === 'read' ? publishedTouches.touches : [];

/**
 * The one deal that was read.
 * @throws AppError `record_not_found` where there is none, `request_invalid` where a value of it cannot be read, or
 *   where it is in no number on purpose.
 */
export function knownDeal(read: RecordPage<DealRecord>, id: DealId, asOf: Instant): DealRecord {
  const { records, problems } = read;
  const [record] = records;
  const uncounted = whyUncounted(read);
  if (uncounted !== null) throw uncountedError(uncounted);
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
    'It may have been deleted or merged: look for it in HubSpot.',
  );
}

/** The companies that a deal's card knows by name. */
export function companiesAround(record: DealRecord, links: readonly Link[]): readonly string[] {
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
