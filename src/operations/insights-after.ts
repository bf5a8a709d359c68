/** Suggestions and findings of a deal after somebody changed its tags, as far as the deal itself tells; the sync does the rest. */
import type { Classification } from '../domain/classify.js';
import type { DealFacts } from '../domain/deal.js';
import { NO_INSIGHTS, type DealInsights } from '../domain/deal-insights.js';
import { hygieneFindings } from '../domain/hygiene-findings.js';
import { HYGIENE_CODES, type HygieneFinding } from '../domain/hygiene.js';
import { compareIds } from '../domain/ids.js';
import type { PartnerDirectory, Rules } from '../domain/rules.js';
import type { TagEvent } from '../domain/tag-record.js';
import { tagTimes } from '../domain/tag-times.js';
import type { DealRecord } from './crm-port.js';

export interface AfterRequest {
  /** As it stood before. */
  readonly record: Pick<DealRecord, 'insights' | 'dismissals'>;
  /** As they are now, with the classification of them. */
  readonly facts: DealFacts;
  readonly classification: Classification;
  /** With what was just done; null where it cannot be read. */
  readonly history: readonly TagEvent[] | null;
  readonly partners: PartnerDirectory;
  readonly rules: Rules;
}

/**
 * A suggestion goes when its partner is tagged or has a role; findings are worked out anew, but for what only activities or
 * other syncs tell, which stays for as long as its partner is on the deal.
 * @returns null where what stands there cannot be read: it is left as it is.
 */
export function insightsAfter(request: AfterRequest): DealInsights | null {
  const { record, facts, classification, partners, rules } = request;
  if (record.insights.kind === 'unreadable') return null;
  const before = record.insights.kind === 'read' ? record.insights.insights : NO_INSIGHTS;
  const present = new Set([
    ...facts.tags.map(({ partnerId }) => partnerId),
    ...classification.sourcingPartnerIds,
    ...classification.influencingPartnerIds,
  ]);
  const dismissed = new Set((record.dismissals ?? []).map(({ partnerId }) => partnerId));
  const surroundings = { activities: [], tagTimes: tagTimes(request.history, undefined) };
  const now = hygieneFindings({ facts, classification, surroundings, partners, rules });
  const timed = new Set(
    now.filter(({ code }) => code === 'tagged_near_close').map(({ partnerId }) => partnerId),
  );
  const kept = before.findings.filter(
    ({ code, partnerId }) =>
      present.has(partnerId) &&
      (code === 'back_dated_touch' || (code === 'tagged_near_close' && !timed.has(partnerId))),
  );
  return {
    suggestions: before.suggestions.filter(
      ({ partnerId }) => !present.has(partnerId) && !dismissed.has(partnerId),
    ),
    findings: [...now, ...kept].sort(byCode),
  };
}

const byCode = (a: HygieneFinding, b: HygieneFinding): number =>
  HYGIENE_CODES.indexOf(a.code) - HYGIENE_CODES.indexOf(b.code) || compareIds(a.partnerId, b.partnerId);
