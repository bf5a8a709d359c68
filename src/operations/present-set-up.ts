/** What a portal has of ours and what it lacks, in words, and what only an administrator can do about it. */
import { displayDay, type Instant } from '../domain/calendar.js';
import type { SchemaItem, SchemaReview } from './crm-port.js';
import type { MappingInForce } from './in-force.js';
import { presentMapping } from './present-mapping.js';
import type { AdminStep, SetUpArea, SetUpView } from './views/settings-view.js';

export interface SetUpFacts {
  readonly mapping: MappingInForce;
  /** Null where HubSpot did not let us look, which `refused` tells. */
  readonly review: SchemaReview | null;
  readonly refused: { readonly message: string; readonly next: string } | null;
  /** As of when the last sync published; null before the first. */
  readonly syncedAt: Instant | null;
  readonly timeZone: string;
  /** Whether whoever looks may create what is missing. */
  readonly mayCreate: boolean;
}

interface Area {
  readonly name: string;
  readonly holds: (item: SchemaItem) => boolean;
}

const PROPERTY_KINDS: readonly SchemaItem['kind'][] = ['group', 'property', 'options'];

const AREAS: readonly Area[] = [
  {
    name: 'Deal properties',
    holds: ({ kind, objectType }) => PROPERTY_KINDS.includes(kind) && objectType === 'deals',
  },
  {
    name: 'Company properties',
    holds: ({ kind, objectType }) => PROPERTY_KINDS.includes(kind) && objectType === 'companies',
  },
  { name: 'Labels between deals and partners', holds: ({ kind }) => kind === 'label' },
  { name: 'Place for settings and portal-wide numbers', holds: ({ kind }) => kind === 'object' },
];

/** Puts a review of the portal in words. */
export function presentSetUp(facts: SetUpFacts): SetUpView {
  const { review, refused, mayCreate } = facts;
  const areas = review === null ? [] : AREAS.map((area) => areaOf(area, review));
  const lacking = review === null ? 0 : review.missing.length;
  const taken = review === null ? 0 : review.conflicts.length;
  return {
    headline: headlineOf(review, lacking, taken),
    complete: review !== null && lacking + taken + review.unavailable.length === 0,
    areas: [...areas, scopesOf(refused), presentMapping(facts.mapping, facts.timeZone)],
    canCreate: mayCreate && lacking > 0 && taken === 0,
    steps: stepsOf(facts),
  };
}

function headlineOf(review: SchemaReview | null, lacking: number, taken: number): string {
  if (review === null) return 'HubSpot does not let Partnership Manager see what is set up.';
  if (taken > 0) return 'A name that Partnership Manager needs is taken by something else.';
  if (lacking > 0) return `${lacking} of ${lacking + review.present.length} items are missing.`;
  return review.unavailable.length > 0
    ? 'Everything that this portal allows is there.'
    : 'Everything that Partnership Manager needs is there.';
}

function areaOf(
  { name, holds }: Area,
  { present, missing, conflicts, unavailable }: SchemaReview,
): SetUpArea {
  const has = present.filter(holds).length;
  const lacks = missing.filter(holds);
  const taken = conflicts.filter(holds);
  const refused = unavailable.filter(holds);
  if (taken.length > 0) {
    const details = taken.map(
      ({ objectType, name: taking, found, wanted }) =>
        `${objectType} ${taking} has ${found}; ${wanted} is needed.`,
    );
    return { name, state: `${taken.length} taken`, variant: 'danger', details };
  }
  if (refused.length > 0) {
    const state = has === 0 ? 'Not available' : `${has} of ${has + lacks.length + refused.length}`;
    const reasons = [...new Set(refused.map(({ reason }) => reason))];
    return { name, state, variant: 'default', details: [...reasons, ...lacks.map(itemName)] };
  }
  if (lacks.length > 0) {
    return { name, state: `${lacks.length} missing`, variant: 'warning', details: lacks.map(itemName) };
  }
  return { name, state: `${has} of ${has}`, variant: 'success', details: [] };
}

/** "Partner attribution (deals.partnership_class)"; no two items have one name. */
export function itemName({ kind, objectType, name, label }: SchemaItem): string {
  if (kind === 'label') return `Label “${label}”`;
  if (kind === 'group') return `Property group “${label}” of ${objectType}`;
  if (kind === 'options') return `New options of ${label} (${objectType}.${name})`;
  return kind === 'object' ? `Object “${label}” (${name})` : `${label} (${objectType}.${name})`;
}

/** What the review of the portal, which was let through, has read. */
const MAY_READ = 'The app may read: deals and companies, their properties, and the labels between them.';

const scopesOf = (refused: SetUpFacts['refused']): SetUpArea =>
  refused === null
    ? { name: 'Scopes', state: 'Granted', variant: 'success', details: [MAY_READ] }
    : {
        name: 'Scopes',
        state: 'Missing',
        variant: 'danger',
        details: [`${refused.message} ${refused.next}`],
      };

const PLACE_CARDS: AdminStep = {
  title: 'Put the cards on the records',
  // HubSpot tells no app where its cards stand.
  done: null,
  lines: [
    'In HubSpot, open Settings › Objects › Deals › Record customization, and the view that your team uses.',
    'In the middle column, add a card to a tab and choose Partnership from this app’s cards; in the right sidebar, add Partner, the small card.',
    'Save the view, then put Partnership into a tab of Companies in the same way. Only somebody who may edit record views can do this.',
  ],
};

function stepsOf({ review, syncedAt, timeZone }: SetUpFacts): readonly AdminStep[] {
  const taken = review?.conflicts ?? [];
  const synced: AdminStep = {
    title:
      syncedAt === null
        ? 'Run the first sync'
        : `Keep syncing: the last was on ${displayDay(syncedAt, timeZone)}`,
    done: syncedAt !== null,
    lines: [
      'Run partnership sync where the command line is installed; once an hour keeps numbers and cards fresh.',
      'Deals count as their records say. What a sync has not read yet, the cards do not show as evidence.',
    ],
  };
  const rename: AdminStep = {
    title: 'Free the names that are taken',
    done: false,
    lines: [
      'In HubSpot, open Settings › Properties and rename or archive each property that is named above.',
      'Then come back and create what is missing. Nothing of yours was changed.',
    ],
  };
  return [...(taken.length > 0 ? [rename] : []), PLACE_CARDS, synced];
}
