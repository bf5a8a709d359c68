/** Suggestions and findings of deals that were just worked out, and how good the suggestions are on those with tags. */
import type { AttributedDeal } from '../domain/attribute-deal.js';
import type { Instant } from '../domain/calendar.js';
import type { DealFacts } from '../domain/deal.js';
import type { DealInsights } from '../domain/deal-insights.js';
import { NO_SURROUNDINGS, type DealSurroundings } from '../domain/deal-surroundings.js';
import { groupBy } from '../domain/group-by.js';
import { hygieneFindings } from '../domain/hygiene-findings.js';
import type { DealId } from '../domain/ids.js';
import { leaveOneOut } from '../domain/leave-one-out.js';
import type { PartnerDirectory, Rules } from '../domain/rules.js';
import { suggestPartners } from '../domain/suggest-partners.js';
import type { DealInsightCounts } from './insight-port.js';

/** What is published on a deal, and what is counted of it. */
export interface WorkedInsights {
  readonly insights: DealInsights;
  readonly counts: DealInsightCounts;
}

interface Request {
  readonly facts: readonly DealFacts[];
  readonly attributed: readonly AttributedDeal[];
  readonly surroundings: ReadonlyMap<DealId, DealSurroundings>;
  readonly partners: PartnerDirectory;
  readonly rules: Rules;
  readonly asOf: Instant;
}

/** By deal; `attributed` is in the order of the facts. */
export function insightsOf(request: Request): ReadonlyMap<DealId, WorkedInsights> {
  return new Map(
    request.facts.flatMap((facts, place) => {
      const attributed = request.attributed[place];
      return attributed === undefined ? [] : [[facts.deal.id, worked(request, facts, attributed)] as const];
    }),
  );
}

function worked(
  { surroundings, partners, rules, asOf }: Request,
  facts: DealFacts,
  { classification }: AttributedDeal,
): WorkedInsights {
  const around = surroundings.get(facts.deal.id) ?? NO_SURROUNDINGS;
  const request = {
    ...{ deal: facts.deal, classification, surroundings: around, partners, rules, asOf },
    taggedPartnerIds: new Set(facts.tags.map(({ partnerId }) => partnerId)),
  };
  const suggestions = suggestPartners(request);
  const findings = hygieneFindings({ facts, classification, surroundings: around, partners, rules });
  const kinds = suggestions.flatMap(({ reasons }) => [...new Set(reasons.map(({ kind }) => kind))]);
  return {
    insights: { suggestions, findings },
    counts: {
      dealId: facts.deal.id,
      suggestions: suggestions.length,
      reasons: countBy(kinds),
      findings: countBy(findings.map(({ code }) => code)),
      leftOut: leaveOneOut(request),
    },
  };
}

const countBy = <K extends string>(keys: readonly K[]): Partial<Record<K, number>> =>
  Object.fromEntries([...groupBy(keys, (key) => key)].map(([key, own]) => [key, own.length])) as Partial<
    Record<K, number>
  >;
