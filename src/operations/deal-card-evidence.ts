import { displayDay } from '../domain/calendar.js';
import type { JudgedTouch } from '../domain/classify.js';
import { compareTouches } from '../domain/columns/build-columns.js';
import type { Motion, Touch, TouchKind } from '../domain/touch.js';
import type { DealCardEvidence } from './views/deal-card-view.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';

export const MOTION_LABELS: Readonly<Record<Motion, string>> = {
  referral: 'referral',
  resale: 'resale',
  cosell: 'co-sell',
  services: 'services',
  implementation: 'implementation',
};

export const KIND_LABELS: Readonly<Record<TouchKind, string>> = {
  registration: 'Registration',
  referral: 'Referral',
  meeting: 'Meeting',
  call: 'Call',
  email: 'Email',
  demo: 'Demo',
  proposal: 'Proposal',
  campaign: 'Campaign',
  event: 'Event',
  implementation: 'Implementation',
  tag: 'Tag',
};

const STANDING_LABELS: Readonly<Record<JudgedTouch['standing'], string>> = {
  counts_for_sourcing: 'Counts for sourcing and influence',
  counts_for_influence: 'Counts for influence',
  after_close: 'Does not count: after the deal closed',
  status_does_not_count: 'Does not count: the registration was not approved',
  kind_does_not_count: 'Does not count: this kind is not in the policy',
  outside_window: 'Does not count: before the window',
  partner_is_customer: 'Does not count: the partner is the customer',
  legacy: 'Does not count: the deal was won before the baseline',
};

/**
 * What partners did, newest first. A standing tag of a partner without a touch that counts is a touch of its own, and
 * stands here too: else the credit that it gets could not be followed.
 */
export function evidenceOf(card: DealCardFacts): readonly DealCardEvidence[] {
  return [...judgedWithTags(card)].reverse().map(({ touch, standing }) => ({
    date: displayDay(touch.at, card.account.timeZone),
    partnerName: nameOf(card, touch.partnerId),
    what: whatOf(touch, card.statedBy?.get(touch.partnerId) ?? []),
    standing: standingLabel(card, touch, standing),
    counts: standing === 'counts_for_sourcing' || standing === 'counts_for_influence',
  }));
}

/** Every touch with its standing, those that tags imply among them; the oldest first. */
export function judgedWithTags({ attributed }: DealCardFacts): readonly JudgedTouch[] {
  const { judged, countingTouches } = attributed.classification;
  const implied = countingTouches
    .filter((touch) => touch.kind === 'tag')
    .map((touch): JudgedTouch => ({ touch, standing: 'counts_for_influence' }));
  return [...judged, ...implied].sort((a, b) => compareTouches(a.touch, b.touch));
}

// The touch that a tag implies never sources a deal, but the tag itself may: one line says so.
function standingLabel(card: DealCardFacts, touch: Touch, standing: JudgedTouch['standing']): string {
  const sources = card.attributed.result.sourcingPartnerIds.includes(touch.partnerId);
  return touch.kind === 'tag' && sources ? 'Makes it the sourcing partner' : STANDING_LABELS[standing];
}

function whatOf(touch: Touch, stated: readonly string[]): string {
  if (touch.kind === 'tag') {
    const by = stated.length === 0 ? 'by your team' : listed(stated);
    return `Tag ${by}, dated when the deal was created`;
  }
  return touch.title === null ? KIND_LABELS[touch.kind] : `${KIND_LABELS[touch.kind]}: ${touch.title}`;
}
