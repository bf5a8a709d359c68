/** Suggestions and findings in the words of a rep and of a partnership manager. */
import { assertNever } from '../domain/assert-never.js';
import { displayDay, type Instant } from '../domain/calendar.js';
import type { Between, HygieneFinding } from '../domain/hygiene.js';
import type { PartnerId } from '../domain/ids.js';
import { OVERLAP_KINDS } from '../domain/overlap.js';
import type { StrayReason, Suggestion, SuggestionReason } from '../domain/suggestion.js';
import type { TouchKind } from '../domain/touch.js';
import { counted, numberWord } from './deal-card-days.js';

export interface InsightNames {
  /** What a partner is called; its id where the portal does not say. */
  readonly partner: (id: PartnerId) => string;
  /** IANA name, in which days are written. */
  readonly timeZone: string;
}

/**
 * One sentence for a suggestion. Example: "Fabrikam may belong here: three of its people were in two activities on this
 * deal and others, the last on 4 Mar 2026."
 */
export function suggestionSentence({ partnerId, reasons }: Suggestion, names: InsightNames): string {
  const because = reasons.map((reason) => reasonClause(reason, names));
  return `${names.partner(partnerId)} may belong here: ${because.join('; ')}.`;
}

function reasonClause(reason: SuggestionReason, { timeZone }: InsightNames): string {
  const on = (at: Instant): string => displayDay(at, timeZone);
  switch (reason.kind) {
    case 'activities': {
      const { people, activities, why, last } = reason;
      const who =
        people === 0
          ? 'it was named'
          : `${numberWord(people)} of its people ${people === 1 ? 'was' : 'were'}`;
      const what = `${counted(activities, 'activity', 'activities')} ${WHERE[why]}`;
      return `${who} in ${what}, the last on ${on(last)}`;
    }
    case 'domain': {
      const { people, domain, activities, last } = reason;
      const took = `${people === 1 ? 'person' : 'people'} from ${domain} took part in ${counted(activities, 'activity', 'activities')}`;
      return `${numberWord(people)} ${took} on this deal, the last on ${on(last)}, without being linked to it in HubSpot`;
    }
    case 'customer': {
      const { deals, won } = reason;
      const outcome = won === 0 ? '' : won === deals ? ', won' : `, ${numberWord(won)} of them won`;
      return `it is on ${counted(deals, 'other deal')} of this customer${outcome}`;
    }
    case 'near_window':
      return `its ${KIND_WORDS[reason.touchKind]} of ${on(reason.at)} missed the sourcing window by ${counted(reason.days, 'day')}`;
    case 'overlap':
      return `it has this account ${OVERLAP_KINDS[reason.overlap]}, says the overlap list ${reason.source} imported on ${on(reason.at)}`;
    default:
      return assertNever(reason);
  }
}

const WHERE: Readonly<Record<StrayReason, string>> = {
  on_several_deals: 'on this deal and others',
  on_no_deal: 'with this customer, on no deal',
  too_few: 'on this deal, which is too little to count',
  outside_window: 'on this deal outside the time that counts',
};

/** What a touch of a kind is called in a sentence. */
const KIND_WORDS: Readonly<Record<TouchKind, string>> = {
  registration: 'registration',
  referral: 'referral',
  meeting: 'meeting',
  call: 'call',
  email: 'e-mail',
  demo: 'demo',
  proposal: 'proposal review',
  campaign: 'campaign',
  event: 'event',
  implementation: 'implementation work',
  tag: 'tag',
};

/** A finding as a person reads it. */
export interface FindingWords {
  /** Example: "Tagged shortly before close". */
  readonly title: string;
  /** What was noticed, with dates. */
  readonly evidence: string;
  /** How to settle it. */
  readonly settle: string;
}

export const FINDING_TITLES: Readonly<Record<HygieneFinding['code'], string>> = {
  tagged_near_close: 'Tagged shortly before close',
  registered_near_close: 'Registered when the deal was all but won',
  influenced_without_touch: 'Influenced without a touch',
  back_dated_touch: 'Entered long after its date',
  partner_is_customer: 'The partner is the customer',
  partners_claim_deal: 'Two partners claim this deal',
};

/** How each finding is settled; where the settling ends the finding, it is gone with the next sync. */
const SETTLE: Readonly<Record<HygieneFinding['code'], string>> = {
  tagged_near_close:
    'Ask the rep what the partner did. Decide the tag with a reason if it stands, or refuse it.',
  registered_near_close:
    'Ask when the partner came in. Decide who sourced the deal, with a reason, or correct the date.',
  influenced_without_touch:
    'Log the meeting or call that it stands for, or take the tag off; a decided tag with a reason stands as it is.',
  back_dated_touch:
    'Ask whoever entered it whether it took place on that day. Correct its date, or take the partner off it.',
  partner_is_customer:
    'Take the partner’s tag off, or correct the deal’s primary company if the partner is not the buyer.',
  partners_claim_deal: 'Decide who sourced the deal, with a reason: a decided tag goes before every claim.',
};

/** A finding in words. */
export function findingWords(finding: HygieneFinding, names: InsightNames): FindingWords {
  const evidence = findingEvidence(finding, names);
  const title =
    finding.code === 'tagged_near_close' && isAfterClose(finding)
      ? 'Tagged after the deal had closed'
      : FINDING_TITLES[finding.code];
  return { title, evidence, settle: SETTLE[finding.code] };
}

/** Where all that is known is that it came between two looks, the earlier one has to be after the close. */
const isAfterClose = ({
  tagged,
  closedAt,
}: Extract<HygieneFinding, { readonly code: 'tagged_near_close' }>): boolean => tagged.after >= closedAt;

function findingEvidence(finding: HygieneFinding, names: InsightNames): string {
  const on = (at: Instant): string => displayDay(at, names.timeZone);
  const name = names.partner(finding.partnerId);
  switch (finding.code) {
    case 'tagged_near_close': {
      const closed = isAfterClose(finding) ? 'had closed' : 'closed';
      return `${name} was tagged as ${finding.role} ${spanWords(finding.tagged, on)}; the deal ${closed} on ${on(finding.closedAt)}, and no touch of ${name} is older than the tag.`;
    }
    case 'registered_near_close':
      return `The ${KIND_WORDS[finding.touchKind]} of ${name} is of ${on(finding.at)}; the deal closed on ${on(finding.closedAt)}.`;
    case 'influenced_without_touch':
      return `${name} counts as influencing by its tag alone: no meeting, call or e-mail of theirs counts on this deal.`;
    case 'back_dated_touch': {
      const more = finding.touches === 1 ? '' : ` So ${counted(finding.touches, 'touch', 'touches')} in all.`;
      return `The ${KIND_WORDS[finding.touchKind]} of ${on(finding.at)} with ${name} was entered on ${on(finding.recordedAt)}.${more}`;
    }
    case 'partner_is_customer': {
      const has = [
        ...(finding.tagged ? ['a tag'] : []),
        ...(finding.touches > 0 ? [counted(finding.touches, 'touch', 'touches')] : []),
      ];
      return `${name} buys in this deal, or belongs to who does, and has ${has.join(' and ')} on it.`;
    }
    case 'partners_claim_deal':
      return `${name} sources this deal by the rules; ${finding.others.map(names.partner).join(' and ')} ${finding.others.length === 1 ? 'claims' : 'claim'} it too.`;
    default:
      return assertNever(finding);
  }
}

const spanWords = ({ after, by }: Between, on: (at: Instant) => string): string =>
  on(after) === on(by) ? `on ${on(by)}` : `between ${on(after)} and ${on(by)}`;
