/** The review of one partner that a manager sends: everything of it finished, nothing left to add up (programme.md). */
import { HEALTH_PARTS, type PartnerHealth } from '../domain/numbers/health-value.js';
import { revenueByMonth } from '../domain/numbers/month-revenue.js';
import { partnerLeague } from '../domain/numbers/partner-league.js';
import { PARTNER_TYPES } from '../domain/partner.js';
import type { ProgrammePartner } from '../domain/programme-facts.js';
import { tierName } from '../domain/tiers.js';
import { refuseOverflow } from './attribute-facts.js';
import { fullNameOf } from './company-card-facts.js';
import { findPartner } from './find-partner.js';
import { besideWords } from './number-words.js';
import { agreementSection } from './partner-programme-agreement.js';
import { enablementSection } from './partner-programme-enablement.js';
import { lifecycleSection } from './partner-programme-lifecycle.js';
import type { PublishedPartnerProgramme } from './published-programme-port.js';
import { reviewsSection } from './partner-programme-reviews.js';
import { tierSection } from './partner-programme-tier.js';
import type { PartnerProgrammeFacts } from './read-partner-programme.js';
import { queueOf } from './programme-queue-items.js';
import { readReview, type ReviewDeps, type ReviewFacts, type ReviewRequest } from './read-review.js';
import type { CurrentResult } from './result-port.js';
import { reviewDeals, isOn } from './review-deals.js';
import { reviewNumbers } from './review-numbers.js';
import {
  reviewEscalations,
  reviewMeetings,
  reviewPlan,
  reviewRegistrations,
} from './review-partner-sections.js';
import { reviewItem } from './review-queue.js';
import { tierMove } from './review-tier-moves.js';
import { reviewTiers, type TierReviewReport } from './review-tiers.js';
import type { PartnerReview } from './review-model.js';

export interface PartnerReviewRequest extends ReviewRequest {
  /** Id, domain or name. */
  readonly partner: string;
}

/** The chart's. */
const MONTHS = 12;

/**
 * Works the review out.
 * @throws AppError as `readReview` and `findPartner`.
 */
export async function reviewPartner(deps: ReviewDeps, request: PartnerReviewRequest): Promise<PartnerReview> {
  const results: CurrentResult[] = [];
  const review = await readReview(deps, request, ({ partners }) => {
    const { id } = findPartner(partners, request.partner).profile;
    return (result) => {
      if (isOn(id, result)) results.push(result);
    };
  });
  const partner = findPartner(review.facts.partners, request.partner);
  const { id } = partner.profile;
  const facts = await cardFacts(deps, review, partner);
  const { policy } = review;
  const tiers = await reviewTiers(deps, {
    ...{ policy, proposed: null },
    ...(request.asOf === null ? {} : { asOf: request.asOf }),
  });
  const deals = await reviewDeals(deps.store, review, id, results);
  return refuseOverflow(() => ({
    ...{ kind: 'partner-review' as const, basis: review.basis, notices: review.notices },
    missing: review.facts.missing,
    ...revenueOf(review, partner),
    ...deals,
    numbers: reviewNumbers(review, { kind: 'partner', partnerId: id }, policy.programme.numbers.shown),
    ...sectionsOf(deps, review, partner, { facts, tiers }),
  }));
}

function revenueOf(
  { sums, period, previous, lastMonth, asOf, account: { timeZone } }: ReviewFacts,
  { profile: { id } }: ProgrammePartner,
): Pick<PartnerReview, 'sums' | 'previous' | 'months'> {
  const { tally } = sums;
  return {
    sums: partnerLeague(tally, { from: period.from, to: period.to, asOf })(id),
    previous: partnerLeague(tally, { from: previous.from, to: previous.to, asOf })(id),
    months: revenueByMonth(tally, new Set([id]), { last: lastMonth, count: MONTHS, timeZone, asOf }),
  };
}

/** A partner as the sections of its card take it, from what the last sync kept; nothing is asked of the portal. */
async function cardFacts(
  { crm, store }: ReviewDeps,
  { account, facts, inForce, asOf }: ReviewFacts,
  { profile, programme, people, lastActivityAt }: ProgrammePartner,
): Promise<PartnerProgrammeFacts> {
  const id = profile.companyId ?? profile.id;
  const raw = (await store.seenRecords(account.portalId, 'companies', [id])).get(id);
  const [company] = raw === undefined ? [] : crm.readCompany(raw).records;
  const owners = [...(facts.owners ?? new Map<string, string>())].map(([owner, name]) => ({
    id: owner,
    name,
  }));
  return {
    basics: {
      ...{ account, owners, inForce, asOf, relatives: [] },
      company: company ?? {
        ...{ id, name: profile.name, domain: profile.domain, parentCompanyId: null, partner: profile },
        ...{ months: null, published: {}, programme: {} },
      },
      actor: { name: null, identity: { kind: 'unknown' } },
    },
    ...{ profile, programme, people, lastActivityAt, unreadable: [] },
    ...{ certificationLines: new Map(), heldByPeople: new Map(), morePeople: 0, measured: new Map() },
  };
}

type Sections = Omit<
  PartnerReview,
  | 'kind'
  | 'basis'
  | 'notices'
  | 'missing'
  | 'sums'
  | 'previous'
  | 'months'
  | 'won'
  | 'lost'
  | 'open'
  | 'numbers'
>;

function sectionsOf(
  { crm }: ReviewDeps,
  review: ReviewFacts,
  partner: ProgrammePartner,
  { facts, tiers }: { readonly facts: PartnerProgrammeFacts; readonly tiers: TierReviewReport },
): Sections {
  const { worked, asOf } = review;
  const { id } = partner.profile;
  const published: PublishedPartnerProgramme | null = worked.partners.get(id) ?? null;
  const health: PartnerHealth | null =
    published === null ? null : { ...published.health, partnerId: id, asOf };
  const agreement = agreementSection(facts, crm.mapping);
  const enablement = enablementSection(facts);
  const reviews = reviewsSection(facts, health);
  return {
    partner: headOf(crm, facts, published, tierMove(tiers, id)),
    registrations: reviewRegistrations(review, partner),
    health: healthOf(health, review.account.homeCurrency),
    plan: reviewPlan(review, facts, published),
    agreement: {
      ...{ headline: agreement.headline, due: agreement.due?.text ?? null, facts: agreement.facts },
      compliance: agreement.compliance.map(({ label, status, until }) => ({
        ...{ label, until, status: status.text },
      })),
    },
    enablement: {
      headline: enablement.headline,
      gaps: enablement.gaps.map(({ text, status }) => ({
        ...{ text, status: status.text, isHeld: status.variant === 'success' },
      })),
    },
    meetings: reviewMeetings(review, facts),
    escalations: reviewEscalations(review, partner),
    reviews: {
      ...{ headline: reviews.headline, nextStep: reviews.nextStep, history: reviews.history },
      decisions: reviews.decisions.map(({ label, says }) => `${label}: ${says}`),
      nextByTier: reviews.nextByTier,
    },
    due: queueOf(review.facts, review.policy.programme)
      .filter((item) => item.partnerId === id)
      .map((item) => reviewItem(item, facts.basics.company.name ?? `Partner ${id}`)),
  };
}

const NOT_SAID = 'Not said';

function headOf(
  crm: ReviewDeps['crm'],
  facts: PartnerProgrammeFacts,
  published: PublishedPartnerProgramme | null,
  move: readonly string[],
): PartnerReview['partner'] {
  const { profile, basics } = facts;
  const tier = tierSection(facts, { mapping: crm.mapping, publishedProgramme: () => published });
  const lifecycle = lifecycleSection(facts, crm.mapping);
  const manager = basics.owners.find((owner) => owner.id === profile.managerId)?.name ?? null;
  return {
    id: profile.id,
    name: fullNameOf(basics.company),
    facts: [
      { label: 'Partner type', value: profile.type === null ? NOT_SAID : PARTNER_TYPES[profile.type] },
      { label: 'Tier', value: profile.tier === null ? 'None' : tierName(profile.tier) },
      { label: 'Partner lifecycle stage', value: lifecycle.headline },
      { label: 'Partner manager', value: manager ?? NOT_SAID },
    ],
    standing: [
      tier.headline,
      ...tier.notices,
      ...(move.length > 0 ? move : [tier.next ?? tier.progressNote]),
      ...lifecycle.notices,
    ],
  };
}

function healthOf(health: PartnerHealth | null, currency: string): PartnerReview['health'] {
  const { score = null, parts = [], leftOut = [] } = health ?? {};
  return {
    score,
    parts: parts.map((part) => ({
      ...part,
      label: HEALTH_PARTS[part.id].label,
      formula: HEALTH_PARTS[part.id].formula,
      inputWords: part.inputs.map((input) => besideWords(input, currency)),
    })),
    leftOut: leftOut.map((part) => ({ ...part, label: HEALTH_PARTS[part.id].label })),
  };
}
