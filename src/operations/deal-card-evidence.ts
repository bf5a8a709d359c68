import { displayDay } from '../domain/calendar.js';
import type { JudgedTouch } from '../domain/classify.js';
import type { Motion, TouchKind } from '../domain/touch.js';
import type { DealCardEvidence } from './deal-card-view.js';
import { nameOf, type DealCardFacts } from './deal-card-facts.js';

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
  after_as_of: 'Not yet: it lies ahead',
  after_close: 'Does not count: after the deal closed',
  status_does_not_count: 'Does not count: the registration was not approved',
  kind_does_not_count: 'Does not count: this kind is not in the policy',
  outside_window: 'Does not count: before the window',
  partner_is_customer: 'Does not count: the partner is the customer',
};

/** What partners did, newest first. */
export const evidenceOf = (card: DealCardFacts): readonly DealCardEvidence[] =>
  card.attributed.classification.judged.toReversed().map(({ touch, standing }) => ({
    date: displayDay(touch.at, card.account.timeZone),
    partnerName: nameOf(card, touch.partnerId),
    what: touch.title === null ? KIND_LABELS[touch.kind] : `${KIND_LABELS[touch.kind]}: ${touch.title}`,
    standing: STANDING_LABELS[standing],
    counts: standing === 'counts_for_sourcing' || standing === 'counts_for_influence',
  }));
