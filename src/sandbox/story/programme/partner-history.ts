import { SEED_NOW } from '../../clock.js';
import type { PartnerPlan } from '../partner-list.js';
import type { Random } from '../random.js';
import { DAY, iso } from '../writer.js';
import { dateText, type Course } from './partner-course.js';

/** Items of the checklist of each stage, in their order. */
const CHECKLISTS: Readonly<Record<string, readonly string[]>> = {
  discovery_qualification: ['need_identified', 'strategic_fit', 'capability_checked', 'business_case'],
  negotiation_agreement: ['scope_agreed', 'commercial_terms', 'agreement_signed'],
  onboarding_enablement: ['training_done', 'channels_named', 'joint_metrics'],
  activation_growth: ['first_joint_activity', 'first_registered_deal', 'first_won_deal'],
  optimization_renewal: ['review_held', 'terms_renewed'],
  ended: ['deals_reassigned'],
};

const TIERS = ['registered', 'silver', 'gold', 'platinum'] as const;
/** Days between the health reviews of a partner, by its tier. */
const REVIEW_DAYS: Readonly<Record<string, number>> = { silver: 180, gold: 90, platinum: 90 };

type Values = Readonly<Record<string, string>>;

/** Whom the histories of a partner name, and where chance comes from. */
export interface Telling {
  readonly random: Random;
  readonly plan: PartnerPlan;
  readonly manager: string;
}

const kept = (value: unknown): string => JSON.stringify({ v: 1, value });

/** What a partner company holds of its course. */
export function historyValues(telling: Telling, course: Course): Values {
  return {
    ...agreementValues(telling, course),
    partnership_stage_history: kept(
      course.moves.map(({ stage, at, reason }) => ({ stage, at: iso(at), reason, by: telling.manager })),
    ),
    partnership_checklist: kept(ticksOf(telling, course)),
    partnership_tier_history: kept(tiersOf(telling, course)),
    ...reviewValues(telling),
  };
}

function agreementValues({ random, manager }: Telling, { agreement, moves }: Course): Values {
  if (agreement === null) return {};
  const { signed, starts, ends, value, before } = agreement;
  const isOver = moves.at(-1)?.stage === 'ended';
  const until = (low: number, high: number): string => dateText(SEED_NOW + random.between(low, high) * DAY);
  const ended = before.map(({ endedAt, outcome }) => ({
    endedAt: iso(endedAt),
    outcome,
    valueMinor: Math.round(value * (outcome === 'changed' ? 80 : 100)),
    decidedAt: iso(endedAt - random.between(8, 40) * DAY),
    by: manager,
  }));
  return {
    partnership_agreement_signed: dateText(signed),
    partnership_agreement_starts: dateText(starts),
    partnership_agreement_ends: dateText(ends),
    partnership_agreement_notice_days: random.pick(['30', '60', '90']),
    partnership_agreement_renews: String(random.chance(0.4)),
    partnership_agreement_value: String(value),
    partnership_data_protection_until: dateText(ends),
    ...(isOver ? {} : { partnership_insurance_until: until(-20, 320) }),
    ...(isOver || random.chance(0.12) ? {} : { partnership_security_review_until: until(-40, 330) }),
    ...(ended.length > 0 && { partnership_agreement_history: kept(ended) }),
  };
}

/** All of a stage that was left, and the beginning of the one in which the partner stands. */
function ticksOf({ random, manager }: Telling, { moves }: Course) {
  const ticked = new Map<string, { item: string; at: string; by: string }>();
  for (const [index, { stage, at }] of moves.entries()) {
    const items = CHECKLISTS[stage] ?? [];
    const next = moves[index + 1]?.at;
    const done = next === undefined && stage !== 'ended' ? random.below(items.length) : items.length;
    const time = (next ?? SEED_NOW) - at;
    for (const [place, item] of items.slice(0, done).entries()) {
      if (ticked.has(item)) continue;
      const when = Math.min(SEED_NOW, at + Math.floor((time * (place + 1)) / (items.length + 1)));
      ticked.set(item, { item, at: iso(when), by: manager });
    }
  }
  return [...ticked.values()];
}

/** Registered when it signed, and up at reviews since it was active; one is warned, one is held by a person's word. */
function tiersOf({ plan, manager }: Telling, { moves, agreement }: Course) {
  const from = agreement?.signed ?? moves[0]?.at ?? SEED_NOW;
  const active = moves.find(({ stage }) => stage === 'activation_growth')?.at ?? null;
  const path = TIERS.slice(0, TIERS.indexOf(plan.tier as (typeof TIERS)[number]) + 1);
  const step = active === null ? 0 : Math.floor((SEED_NOW - 60 * DAY - active) / path.length);
  const changes =
    active === null
      ? [{ tier: plan.tier, at: iso(from), reason: 'As agreed when they signed.', by: manager }]
      : path.map((tier, index) => ({
          tier,
          at: iso(index === 0 ? from : active + index * step),
          reason: index === 0 ? 'As agreed when they signed.' : 'Review: all requirements met.',
          by: manager,
        }));
  const override =
    plan.name === 'Alpine Strategy House'
      ? {
          ...{ tier: 'gold', reason: 'Their new practice starts in January.', approver: 'Sam Lee' },
          until: iso(SEED_NOW + 120 * DAY),
        }
      : null;
  const warnedAt = plan.name === 'Cobalt Channel Group' ? iso(SEED_NOW - 41 * DAY) : null;
  return { changes, warnedAt, override };
}

const NOTES = [
  'Pipeline is thin in the south; two joint campaigns agreed.',
  'On track. They ask for an earlier look at the roadmap.',
  'Trained people are short; they hire two.',
] as const;

/** Up to three reviews, the last of which may be longer ago than its tier allows. */
function reviewValues({ random, plan, manager }: Telling): Values {
  const days = REVIEW_DAYS[plan.tier];
  if (days === undefined || !/^(activation|optimization)/.test(plan.stage)) return {};
  const last = SEED_NOW - random.between(8, Math.round(days * 1.25)) * DAY;
  const reviews = [2, 1, 0].map((before) => {
    const held = last - before * days * DAY;
    return {
      heldAt: iso(held),
      decision: random.weighted({ continue: 6, expand: 3, renegotiate: 1 }),
      note: random.pick(NOTES),
      nextAt: iso(held + days * DAY),
      by: manager,
    };
  });
  return { partnership_health_reviews: kept(reviews) };
}
