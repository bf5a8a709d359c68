/**
 * Writes planned changes of tags, for many deals at once. What is recorded comes first, then the labels, then the results:
 * stopped in between, nothing is lost, and doing the same again does what is missing.
 */
import { AppError, isAppError, type ErrorCode } from '../errors.js';
import type { DealId } from '../domain/ids.js';
import { compileRules } from '../domain/rules.js';
import type { Crm, RecordUpdate } from './crm-port.js';
import { cardOf, type CardBasis, type DealAround } from './deal-around.js';
import { fullNameOf, type DealCardFacts } from './deal-card-facts.js';
import { insightsAfter } from './insights-after.js';
import { keepRecords } from './keep-records.js';
import { dealName } from './tag-refusals.js';
import { recordedAs, type TagStep } from './tag-step.js';
import type { TagsOutcome } from './tagging-port.js';
import { updateDeals } from './update-deals.js';

export type WrittenTag =
  | {
      readonly kind: 'done';
      readonly step: TagStep;
      /** The deal as it is now. */
      readonly card: DealCardFacts;
      /** Whether the deal's own result properties say so too. */
      readonly published: boolean;
    }
  | { readonly kind: 'failed'; readonly step: TagStep; readonly error: AppError };

/**
 * Makes the changes.
 * @param steps no deal twice.
 * @returns an outcome for each, in their order; one that is refused does not stop the rest.
 * @throws AppError where the CRM cannot be reached; what was written by then stands, and the rest can be done again.
 */
export async function writeTags(
  crm: Crm,
  basis: CardBasis,
  steps: readonly TagStep[],
): Promise<readonly WrittenTag[]> {
  const failures = new Map<DealId, AppError>();
  const open = (): readonly TagStep[] =>
    steps.filter(({ target, plan }) => plan.kind === 'change' && !failures.has(target.dealId));
  await record(crm, open(), failures);
  const arounds = await keepRecords(crm, basis, open(), await setLabels(crm, open(), failures));
  const ends = steps.map((step): WrittenTag => {
    const { dealId } = step.target;
    const error = failures.get(dealId);
    if (error !== undefined) return { kind: 'failed', step, error };
    const card = withInsights(cardOf(basis, arounds.get(dealId) ?? step.around));
    return { kind: 'done', step, card, published: true };
  });
  const unpublished = await publish(
    crm,
    ends.flatMap((end) => (end.kind === 'done' ? [end.card] : [])),
  );
  return ends.map((end) => (unpublished.has(end.step.target.dealId) ? { ...end, published: false } : end));
}

/** A suggestion that was taken up is none any more, and findings follow the tags. */
function withInsights(card: DealCardFacts): DealCardFacts {
  const insights = insightsOf(card);
  if (card.record.insights.kind !== 'read' || insights === null) return card;
  return { ...card, record: { ...card.record, insights: { kind: 'read', insights } } };
}

const insightsOf = ({ record: deal, facts, attributed, partners, policy }: DealCardFacts) =>
  insightsAfter({
    record: deal,
    facts,
    classification: attributed.classification,
    history: deal.tagging.history,
    partners,
    rules: compileRules(policy),
  });

type Failures = Map<DealId, AppError>;

async function record(crm: Crm, steps: readonly TagStep[], failures: Failures): Promise<void> {
  const outcomes = await updateDeals(
    crm,
    steps.map((step) => recordUpdate(crm, step, 'forth')),
  );
  for (const step of steps) {
    const outcome = outcomes.get(step.target.dealId);
    if (outcome?.kind !== 'failed') continue;
    failures.set(
      step.target.dealId,
      failure(
        'crm_refused',
        `HubSpot did not take the record of this change on ${dealName(step.before)}, so nothing is changed: ${outcome.reason}.`,
        'Mend what it names; if it is a property that does not exist, run partnership setup.',
      ),
    );
  }
}

function recordUpdate(
  crm: Crm,
  { target, around, record: next }: TagStep,
  way: 'forth' | 'back',
): RecordUpdate {
  const now = around.record.tagging;
  const [from, to] = way === 'forth' ? [now, next] : [next, now];
  return { recordId: target.dealId, properties: crm.tagRecordChanges(from, to) };
}

async function setLabels(
  crm: Crm,
  steps: readonly TagStep[],
  failures: Failures,
): Promise<ReadonlyMap<DealId, DealAround>> {
  const arounds = new Map<DealId, DealAround>();
  if (steps.length === 0) return arounds;
  const outcomes = await tagsSet(crm, steps);
  const refused: TagStep[] = [];
  for (const [place, step] of steps.entries()) {
    const outcome = outcomes[place] ?? { kind: 'refused', reason: 'HubSpot’s answer does not mention it' };
    const { dealId, partnerId } = step.target;
    if (outcome.kind === 'set') {
      arounds.set(dealId, {
        ...step.around,
        links: outcome.links,
        record: recordedAs(step.around, step.record),
      });
      continue;
    }
    refused.push(step);
    failures.set(
      dealId,
      failure(
        'association_refused',
        `HubSpot did not take the tag of ${fullNameOf(step.before, partnerId)} on ${dealName(step.before)}: ${outcome.reason}.`,
        'If it names a limit, take a company off the deal or ask an admin to raise it; else do it again.',
      ),
    );
  }
  await setBack(crm, refused);
  return arounds;
}

/** What is refused today is refused tomorrow; an outage may be over, and doing the same again makes it whole. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set(['setup_missing', 'scope_missing', 'crm_refused']);

async function tagsSet(crm: Crm, steps: readonly TagStep[]): Promise<readonly TagsOutcome[]> {
  try {
    return await crm.setTags(
      steps.map(({ target: { dealId, partnerId }, plan }) => ({
        dealId,
        partnerId,
        tags: plan.kind === 'change' ? plan.tags : [],
      })),
    );
  } catch (error) {
    if (isAppError(error) && REFUSALS.has(error.code)) await setBack(crm, steps);
    throw error;
  }
}

/** What did not happen must not stand in the record: a ruling there counts without its label. */
const setBack = async (crm: Crm, steps: readonly TagStep[]): Promise<unknown> =>
  updateDeals(
    crm,
    steps.map((step) => recordUpdate(crm, step, 'back')),
  );

const failure = (code: ErrorCode, message: string, next: string): AppError =>
  new AppError(code, message, next);

/**
 * Publishes the results of deals that a sync has seen, and whose activities are all known: on others they would be
 * computed from half of what counts.
 * @returns the deals on which they could not be, or must not be, published.
 */
async function publish(crm: Crm, cards: readonly DealCardFacts[]): Promise<ReadonlySet<DealId>> {
  const whole = cards.filter(isWhole);
  const outcomes = await updateDeals(
    crm,
    whole.map((card) => ({ recordId: card.record.deal.id, properties: resultChanges(crm, card) })),
  );
  const failed = cards.filter(
    (card) => !whole.includes(card) || outcomes.get(card.record.deal.id)?.kind === 'failed',
  );
  return new Set(failed.map((card) => card.record.deal.id));
}

function isWhole({ record: { publishedTouches, publishedPolicy } }: DealCardFacts): boolean {
  if (publishedPolicy === null) return false;
  return publishedTouches.kind === 'read' ? publishedTouches.older === 0 : publishedTouches.kind === 'none';
}

function resultChanges(crm: Crm, card: DealCardFacts): RecordUpdate['properties'] {
  const { record: deal, attributed, policy, partners, asOf } = card;
  const { publishedTouches } = deal;
  const read = publishedTouches.kind === 'read' ? publishedTouches : { touches: [], asOf };
  const insights = insightsOf(card);
  return crm.dealChanges(deal, {
    result: attributed.result,
    model: policy.model,
    partnerNames: new Map([...partners].map(([id, { name }]) => [id, name ?? id])),
    touchCount: attributed.classification.countingTouches.length,
    touches: read.touches,
    asOf: read.asOf,
    ...(insights === null ? {} : { insights }),
  });
}
