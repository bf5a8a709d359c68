/** What can happen on a day of the story. A text that begins with @ names a record of the story, and stands for its id. */
import type { KpiId } from '../../../src/domain/kpi.js';
import type { QueueKind } from '../../../src/domain/programme-queue.js';

export type Values = Readonly<Record<string, string>>;

export type Act =
  /** Somebody makes a record in HubSpot, associated with others. */
  | {
      readonly does: 'make';
      readonly type: 'companies' | 'contacts' | 'deals' | 'meetings' | 'tickets' | 'marketing_events';
      readonly key: string;
      readonly values: Values;
      readonly with?: readonly string[];
    }
  /** Somebody changes a record in HubSpot. */
  | { readonly does: 'set'; readonly key: string; readonly values: Values }
  /** HubSpot sends a survey, and the answer is there at once; null: there is none. */
  | { readonly does: 'ask'; readonly contact: string; readonly nps: number | null }
  /** The partnership manager changes a partner's programme on its card; `refused`: what the card says instead. */
  | {
      readonly does: 'programme';
      readonly partner: string;
      readonly change: Readonly<Record<string, unknown>>;
      readonly refused?: string;
    }
  | { readonly does: 'register'; readonly key: string; readonly partner: string; readonly prospect: string }
  | {
      readonly does: 'rule';
      readonly key: string;
      readonly ruling: Readonly<Record<string, string>>;
      readonly refused?: string;
    }
  | { readonly does: 'tag'; readonly deal: string; readonly partner: string; readonly role: string }
  /** Completes the task that the joint plan made, in HubSpot. */
  | { readonly does: 'complete the task' }
  | { readonly does: 'review tiers'; readonly decides: Readonly<Record<string, string>> }
  | { readonly does: 'sync' }
  /** What waits of a kind now; each begins with `overdue:` where it is. */
  | { readonly does: 'see waiting'; readonly kind: QueueKind; readonly items: readonly string[] }
  /** A number of the programme over a month or quarter; money in minor units. */
  | { readonly does: 'see number'; readonly id: KpiId; readonly of: string; readonly value: number | null }
  | { readonly does: 'see registrations'; readonly states: Readonly<Record<string, string>> }
  /** Whether the partner's card, which reads HubSpot itself, says that it stalls. */
  | { readonly does: 'see on the card'; readonly partner: string; readonly stalls: boolean }
  | { readonly does: 'see key result'; readonly partner: string; readonly value: number };

/** Something that happened: on a day of the portal, at nine unless it says another time. */
export interface StoryEvent {
  readonly on: string;
  readonly at?: string;
  readonly what: string;
  readonly acts: readonly Act[];
}

export const SYNC: Act = { does: 'sync' };

export const programme = (
  partner: string,
  change: Readonly<Record<string, unknown>>,
  refused?: string,
): Act => ({ does: 'programme', partner, change, ...(refused === undefined ? {} : { refused }) });

export const ticked = (partner: string, ...items: readonly string[]): readonly Act[] =>
  items.map((item) => programme(partner, { kind: 'tick', item }));

export const moved = (partner: string, to: string, more: object = {}): Act =>
  programme(partner, { kind: 'move', to, ...more });

export const met = (key: string, contact: string, outcome = 'COMPLETED'): Act => ({
  does: 'make',
  type: 'meetings',
  key,
  values: { hs_meeting_title: key, hs_meeting_outcome: outcome },
  with: [contact],
});

export const customer = (key: string, name: string): Act => ({
  does: 'make',
  type: 'companies',
  key,
  values: { name, domain: `${key}.example` },
});

export const deal = (key: string, of: string, dealname: string, values: Values): Act => ({
  does: 'make',
  type: 'deals',
  key,
  values: { dealname, pipeline: 'default', dealstage: 'qualifiedtobuy', ...values },
  with: [of],
});

export const partner = (key: string, name: string, type: string, person: string): readonly Act[] => [
  {
    does: 'make',
    type: 'companies',
    key,
    values: { name, domain: `${key}.example`, type: 'PARTNER', partnership_type: type },
  },
  {
    does: 'make',
    type: 'contacts',
    key: person,
    values: {
      firstname: `${person.charAt(0).toUpperCase()}${person.slice(1)}`,
      email: `${person}@${key}.example`,
    },
    with: [key],
  },
];

export interface Incumbent {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly person: string;
  readonly tier: string;
  /** Discovered, negotiating, onboarding, active. */
  readonly entered: readonly [string, string, string, string];
  readonly agreement: Readonly<Record<string, unknown>>;
  readonly certified: readonly [since: string, until: string | null];
}

/** A partner of the years before, written down after the fact: every move with its own day. */
export const incumbent = (one: Incumbent): readonly Act[] => {
  const { key, name, type, person, tier, entered, agreement, certified } = one;
  const [discovered, negotiating, onboarding, active] = entered;
  return [
    ...partner(key, name, type, person),
    { does: 'set', key, values: { partnership_tier: tier } },
    moved(key, 'discovery_qualification', { at: discovered }),
    ...ticked(key, 'need_identified', 'strategic_fit', 'capability_checked', 'business_case'),
    moved(key, 'negotiation_agreement', { at: negotiating }),
    programme(key, { kind: 'set_agreement', ...agreement }),
    ...ticked(key, 'scope_agreed', 'commercial_terms'),
    moved(key, 'onboarding_enablement', { at: onboarding }),
    certification(key, person, certified[0], certified[1]),
    ...ticked(key, 'channels_named', 'joint_metrics'),
    moved(key, 'activation_growth', { at: active }),
  ];
};

export const certification = (of: string, person: string, since: string, until: string | null): Act =>
  programme(of, {
    kind: 'add_certification',
    contactId: `@${person}`,
    name: 'Platform Essentials',
    since,
    until,
  });
