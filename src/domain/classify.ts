/**
 * From a deal to its class: attribution.md §3, for one deal and in words; the rules themselves are the engine's.
 */
import { instant, type Instant } from './calendar.js';
import { Classifier } from './columns/classifier.js';
import { CLASS, FLAG_BIT, PART, STANDING } from './columns/outcome-codes.js';
import { buildColumns, compareTouches, type BuiltColumns } from './columns/build-columns.js';
import { ROLE, TAG_STATE } from './columns/portfolio-columns.js';
import type { DealClass } from './credit.js';
import type { DealFacts } from './deal.js';
import { sortFlags, type Flag } from './flag.js';
import { compareIds, touchId, type PartnerId } from './ids.js';
import { impliedTagDate, windowOf, type PartnerDirectory, type Rules } from './rules.js';
import type { Tag, Touch } from './touch.js';

/** 4 a decided sourced tag, 3 a registration, 2 a confirmed sourced tag that stands, 1 another sourcing touch. */
export type ClaimStrength = 1 | 2 | 3 | 4;

/** What speaks for a partner as the source of a deal. */
export interface Claim {
  readonly partnerId: PartnerId;
  readonly strength: ClaimStrength;
  /** Of the partner's earliest touch that counts for sourcing (for strength 3: registration), or C. */
  readonly at: Instant;
}

/** Why a touch counts, or does not. */
export type Standing = keyof typeof STANDING;

export interface JudgedTouch {
  readonly touch: Touch;
  readonly standing: Standing;
}

/** What the rules say about who took part in a deal. */
export interface Classification {
  readonly class: DealClass;
  /** In the order of ids. */
  readonly sourcingPartnerIds: readonly PartnerId[];
  readonly influencingPartnerIds: readonly PartnerId[];
  /** The touches that models look at: counting ones of partners with a role, by (instant, partner id, touch id). */
  readonly countingTouches: readonly Touch[];
  /** Every claim that was not cancelled: the stronger, the earlier, the smaller id first, which is the winner's. */
  readonly claims: readonly Claim[];
  /** The tag that is left of each partner, and whether it stands. */
  readonly tags: readonly { readonly tag: Tag; readonly stands: boolean }[];
  /** Every touch that is known at the as-of instant, with its standing; in the order of `countingTouches`. */
  readonly judged: readonly JudgedTouch[];
  /** Distinct and sorted; the deal's own are among them. */
  readonly flags: readonly Flag[];
}

/**
 * Classifies one deal.
 * @param facts of a deal as it is known at `asOf` (see `dealAsOf`).
 * @param partners for the exclusions; a partner that is not there stands for itself.
 */
export function classify(
  facts: DealFacts,
  partners: PartnerDirectory,
  rules: Rules,
  asOf: Instant,
): Classification {
  const columns = buildColumns([facts], partners, rules, asOf);
  const classifier = new Classifier(columns, rules);
  classifier.classify(0);
  return describeDeal(classifier, columns, facts, asOf);
}

/** Puts the outcome of the classifier's last deal in objects. */
export function describeDeal(
  classifier: Classifier,
  columns: BuiltColumns,
  facts: DealFacts,
  asOf: Instant,
): Classification {
  const known = columns.known[classifier.deal] ?? [];
  const slots = [...Array(classifier.slots).keys()];
  const idOf = (slot: number): PartnerId => columns.partners[classifier.partner[slot]!]!;
  const withPart = (part: number): readonly PartnerId[] =>
    slots
      .filter((slot) => classifier.part[slot] === part)
      .map(idOf)
      .sort(compareIds);
  const judged = known.map((touch, place) => ({ touch, standing: STANDINGS[classifier.standing[place]!]! }));
  // A tag that stands gives a part, but on a deal that the portal's own field calls direct.
  const implied = slots
    .filter((slot) => classifier.part[slot] !== PART.none && classifier.impliesTouch(slot))
    .map((slot) => impliedTouch(facts, idOf(slot), asOf));
  const counting = known.filter((_, place) => {
    const counts = classifier.standing[place]! <= STANDING.counts_for_influence;
    return counts && classifier.part[classifier.touchSlot[place]!] !== PART.none;
  });
  return {
    class: CLASSES[classifier.class]!,
    sourcingPartnerIds: withPart(PART.sourcing),
    influencingPartnerIds: withPart(PART.influencing),
    countingTouches: [...counting, ...implied].sort(compareTouches),
    claims: claimsOf(classifier, slots, idOf),
    tags: tagsOf(classifier, slots, idOf, facts),
    judged,
    flags: flagsOf(facts, classifier.flags),
  };
}

const STANDINGS = Object.keys(STANDING) as readonly Standing[];
const CLASSES = Object.keys(CLASS) as readonly DealClass[];
const RAISED = Object.entries(FLAG_BIT) as readonly (readonly [Flag, number])[];

/** The flags of a deal: its own, and those that the rules raised, as bits. */
export const flagsOf = ({ deal }: DealFacts, bits: number): readonly Flag[] =>
  sortFlags([...deal.flags, ...RAISED.filter(([, bit]) => (bits & bit) !== 0).map(([flag]) => flag)]);

const impliedTouch = ({ deal }: DealFacts, partnerId: PartnerId, asOf: Instant): Touch => ({
  id: touchId(''),
  dealId: deal.id,
  partnerId,
  at: impliedTagDate(windowOf(deal, asOf)),
  kind: 'tag',
  status: null,
  title: null,
});

function claimsOf(
  classifier: Classifier,
  slots: readonly number[],
  idOf: (slot: number) => PartnerId,
): readonly Claim[] {
  return slots
    .filter((slot) => classifier.claim[slot]! > 0)
    .sort(
      (a, b) =>
        classifier.claim[b]! - classifier.claim[a]! ||
        classifier.claimAt[a]! - classifier.claimAt[b]! ||
        classifier.partner[a]! - classifier.partner[b]!,
    )
    .map((slot) => ({
      partnerId: idOf(slot),
      strength: classifier.claim[slot]! as ClaimStrength,
      at: instant(classifier.claimAt[slot]!),
    }));
}

function tagsOf(
  classifier: Classifier,
  slots: readonly number[],
  idOf: (slot: number) => PartnerId,
  facts: DealFacts,
): Classification['tags'] {
  return slots.flatMap((slot) => {
    const left = facts.tags.find(
      (tag) =>
        tag.partnerId === idOf(slot) &&
        TAG_STATE[tag.state] === classifier.tagState[slot] &&
        ROLE[tag.role] === classifier.tagRole[slot],
    );
    return left === undefined ? [] : [{ tag: left, stands: classifier.tagStands[slot] === 1 }];
  });
}
