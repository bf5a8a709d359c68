/** What waits for a person on the card of a partner. */
import { dayOf, nameOf, type CompanyBasics } from './company-card-facts.js';
import { amountOf, dealNameOf } from './company-deals.js';
import { counted } from './deal-card-days.js';
import { MOTION_LABELS } from './deal-card-evidence.js';
import { mayRule } from './permissions.js';
import type { PartnerCardFacts, WaitingTag } from './read-partner-card.js';
import { spokenName } from './spoken-name.js';
import type { PartnerCardView, PartnerProposal, PartnerProposals } from './views/company-card-view.js';

/** Tags of this partner that wait for a ruling. */
export function proposalsOf({ basics, proposals, moreProposals }: PartnerCardFacts): PartnerProposals {
  const refusal = mayRule(basics.actor) ? null : 'A partnership manager confirms or refuses it.';
  return {
    items: proposals.map((tag): PartnerProposal => ({
      dealId: tag.deal.record.deal.id,
      dealName: dealNameOf(tag.deal),
      partnerId: basics.company.id,
      proposed: proposedAs(basics, tag),
      deal: `${amountOf(tag.deal)}, ${tag.deal.record.deal.status}`,
      refusal,
    })),
    more:
      moreProposals > 0
        ? `${counted(moreProposals, 'more deal has', 'more deals have')} a proposed tag; the home page lists all that wait.`
        : null,
  };
}

// "Proposed as sourced · referral by Dana Fox on 12 Nov 2026"
function proposedAs(basics: CompanyBasics, { role, motion, by, at }: WaitingTag): string {
  const how = motion === null ? '' : ` · ${MOTION_LABELS[motion]}`;
  const who = by === null ? '' : ` by ${spokenName(by)}`;
  const when = at === null ? '' : ` on ${dayOf(basics, at)}`;
  return `Proposed as ${role}${how}${who}${when}`;
}

/** What a partnership manager should know before reading the numbers. */
export function noticesOf({ basics, proposals }: PartnerCardFacts): PartnerCardView['notices'] {
  const { company, inForce } = basics;
  const computedUnder = company.months?.policyVersion ?? null;
  const inForceNow = inForce.policy.version;
  return [
    ...(proposals.length > 0
      ? [
          {
            text: `${proposals.length === 1 ? 'A tag' : `${proposals.length} tags`} of ${nameOf(company)} ${proposals.length === 1 ? 'waits' : 'wait'} for a ruling: confirm or refuse below.`,
            variant: 'warning' as const,
          },
        ]
      : []),
    ...(computedUnder !== null && computedUnder !== inForceNow
      ? [
          {
            text: `The last sync used policy ${computedUnder}; ${inForceNow} is in force now. The next sync moves these numbers.`,
            variant: 'info' as const,
          },
        ]
      : []),
  ];
}
