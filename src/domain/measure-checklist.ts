/**
 * Items of the default checklists that the portal itself tells, so that nobody types them. What it cannot tell is ticked off
 * by people, and says why.
 */
import { displayDate } from './agreement.js';
import type { Instant } from './calendar.js';
import type { Measurement } from './checklist.js';
import { enablementGaps, gapText, isTrained, requiredOf } from './enablement.js';
import { CHECKLIST_STAGES, ENDING_ITEM } from './lifecycle.js';
import type { PartnerProfile } from './partner.js';
import type { PartnerProgramme } from './partner-programme.js';
import type { ProgrammePerson } from './programme-facts.js';
import type { EnablementSettings } from './programme-settings.js';

/** The first of something; `unknown` where the portal cannot tell, in a sentence that says why. */
export type First =
  | { readonly kind: 'found'; readonly at: Instant | null; readonly what: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly why: string };

/** What was read of a partner to measure its checklist. */
export interface ChecklistFacts {
  readonly profile: PartnerProfile;
  readonly programme: PartnerProgramme;
  readonly people: readonly ProgrammePerson[];
  readonly asOf: Instant;
  readonly timeZone: string;
  readonly jointActivity: First;
  readonly registeredDeal: First;
  readonly wonDeal: First;
  /** Open deals with a role of the partner; null where no sync has told yet. */
  readonly openDeals: number | null;
}

/** Measures what can be, by item id. */
export function measureChecklist(
  facts: ChecklistFacts,
  { enablement }: { readonly enablement: EnablementSettings },
): ReadonlyMap<string, Measurement> {
  const measured: readonly (readonly [item: string, measurement: Measurement | null])[] = [
    ['agreement_signed', signed(facts.profile)],
    ['training_done', trained(facts, enablement)],
    ['joint_metrics', jointMetrics(facts.programme)],
    ['first_joint_activity', firstOf(facts.jointActivity, 'nothing was done together yet')],
    ['first_registered_deal', firstOf(facts.registeredDeal, 'no registration of it was approved yet')],
    ['first_won_deal', firstOf(facts.wonDeal, 'no deal was won with it yet')],
    ['review_held', reviewHeld(facts.programme)],
    ['terms_renewed', termsRenewed(facts.programme)],
    [ENDING_ITEM.id, reassigned(facts.openDeals)],
  ];
  return new Map(measured.flatMap(([item, one]) => (one === null ? [] : [[item, one] as const])));
}

function signed({ agreement }: PartnerProfile): Measurement {
  const { signedAt = null, endsAt = null } = agreement ?? {};
  if (signedAt === null) return { kind: 'open', text: 'no day of signing is kept under Agreement' };
  if (endsAt === null) return { kind: 'open', text: 'the agreement has no end date' };
  const text = `signed on ${displayDate(signedAt)}, until ${displayDate(endsAt)}`;
  return { kind: 'done', at: signedAt, text };
}

function trained(
  { profile, people, asOf, timeZone }: ChecklistFacts,
  settings: EnablementSettings,
): Measurement {
  const gaps = enablementGaps(requiredOf(settings, profile), people, asOf, timeZone);
  if (gaps.length === 0) {
    return { kind: 'typed', text: 'The policy asks this type and tier for no certification.' };
  }
  if (isTrained(gaps)) return { kind: 'done', at: null, text: 'all required certifications are held' };
  const open = gaps.filter(({ missing }) => missing > 0).map((gap) => gapText(gap, displayDate));
  return { kind: 'open', text: open.join('; ') };
}

function firstOf(first: First, none: string): Measurement {
  switch (first.kind) {
    case 'found':
      return { kind: 'done', at: first.at, text: first.what };
    case 'none':
      return { kind: 'open', text: none };
    case 'unknown':
      return { kind: 'typed', text: first.why };
  }
}

/** What the programme keeps says that it is done; where it keeps none, people may know better. */
function jointMetrics({ objectives }: PartnerProgramme): Measurement | null {
  const [first] = objectives.filter(({ keyResults }) => keyResults.length > 0);
  return first === undefined
    ? null
    : {
        kind: 'done',
        at: first.startsAt,
        text: `the joint plan has key results, such as of “${first.title}”`,
      };
}

/** Only what happened in this visit counts: a renewal has a review of its own. */
const enteredLast = ({ moves }: PartnerProgramme): Instant | null =>
  moves.toSorted((a, b) => a.at - b.at).findLast(({ stage }) => stage === CHECKLIST_STAGES.at(-1))?.at ??
  null;

function reviewHeld(programme: PartnerProgramme): Measurement | null {
  const since = enteredLast(programme);
  const held = programme.reviews.find(({ heldAt }) => since !== null && heldAt >= since);
  return held === undefined ? null : { kind: 'done', at: held.heldAt, text: 'a health review is kept' };
}

function termsRenewed(programme: PartnerProgramme): Measurement | null {
  const since = enteredLast(programme);
  const end = programme.agreementEnds.find(
    ({ outcome, decidedAt }) => outcome !== 'ended' && since !== null && decidedAt >= since,
  );
  return end === undefined
    ? null
    : {
        kind: 'done',
        at: end.decidedAt,
        text: `the agreement that ran until ${displayDate(end.endedAt)} was renewed`,
      };
}

function reassigned(openDeals: number | null): Measurement {
  if (openDeals === null) {
    return { kind: 'typed', text: 'No sync has told yet which open deals have a role of it.' };
  }
  if (openDeals === 0) return { kind: 'done', at: null, text: 'no open deal has a role of it' };
  const deals =
    openDeals === 1 ? 'one open deal has' : `${openDeals.toLocaleString('en-US')} open deals have`;
  return { kind: 'open', text: `${deals} a role of it` };
}
