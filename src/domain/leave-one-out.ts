/** How good suggestions are on a deal that people have tagged: each tag is hidden, and they are asked again. */
import type { JudgedTouch } from './classify.js';
import type { PartnerId } from './ids.js';
import { suggestPartners, type SuggestionRequest } from './suggest-partners.js';

/** Sums over the tags of a deal; add them up over deals. Precision is `right` ÷ `named`, of `hidden` tags. */
export interface LeftOut {
  /** Tags that were hidden, one at a time. */
  readonly hidden: number;
  /** Partners that were suggested while a tag was hidden. */
  readonly named: number;
  /** Those of them whose tag it was. */
  readonly right: number;
}

const NOTHING_LEFT_OUT: LeftOut = { hidden: 0, named: 0, right: 0 };

/**
 * Hides each confirmed or decided tag in turn, with its partner's part in the deal, and counts who is suggested then. The
 * touches that would give the role without the tag are hidden with it: of a partner whose touches do, the question would
 * answer itself. Any other partner that is named counts as wrong, though it may belong there too: what comes out is the
 * least that is true.
 */
export function leaveOneOut(request: SuggestionRequest): LeftOut {
  let sum = NOTHING_LEFT_OUT;
  for (const partnerId of new Set(request.classification.tags.map(({ tag }) => tag.partnerId))) {
    const named = suggestPartners(without(request, partnerId));
    sum = {
      hidden: sum.hidden + 1,
      named: sum.named + named.length,
      right: sum.right + (named.some((one) => one.partnerId === partnerId) ? 1 : 0),
    };
  }
  return sum;
}

function without(request: SuggestionRequest, partnerId: PartnerId): SuggestionRequest {
  const { classification, taggedPartnerIds } = request;
  const others = (ids: readonly PartnerId[]): readonly PartnerId[] => ids.filter((id) => id !== partnerId);
  return {
    ...request,
    taggedPartnerIds: new Set(others([...taggedPartnerIds])),
    classification: {
      tags: classification.tags.filter(({ tag }) => tag.partnerId !== partnerId),
      sourcingPartnerIds: others(classification.sourcingPartnerIds),
      influencingPartnerIds: others(classification.influencingPartnerIds),
      judged: classification.judged.filter((one) => !hides(request, partnerId)(one)),
    },
  };
}

const counts = ({ standing }: JudgedTouch): boolean =>
  standing === 'counts_for_sourcing' || standing === 'counts_for_influence';

function hides(
  { classification, rules }: SuggestionRequest,
  partnerId: PartnerId,
): (judged: JudgedTouch) => boolean {
  const own = classification.judged.filter((one) => one.touch.partnerId === partnerId && counts(one));
  const points = own.reduce((sum, { touch }) => sum + rules.pointsOf(touch.kind), 0n);
  const givesRole =
    points >= rules.minPoints || own.some(({ standing }) => standing === 'counts_for_sourcing');
  return (judged) => givesRole && judged.touch.partnerId === partnerId && counts(judged);
}
