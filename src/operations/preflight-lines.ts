/** Each line of the preflight: what was found, what it means, and the next step. */
import type { Mapping } from '../domain/mapping.js';
import type { SchemaItem, SchemaReview } from './crm-port.js';
import type { PartnerLifecycle, PreflightLine, PropertyRule, Room } from './preflight-port.js';

type Line = (rest: Omit<PreflightLine, 'code' | 'about'>) => PreflightLine;
const about =
  (code: string, words: string): Line =>
  (rest) => ({ code, about: words, ...rest });
const ok = (line: Line, text: string): PreflightLine => line({ state: 'ok', text, next: null });

/** @param problems what the mapping names and the portal lacks. */
export function mappingLine({ version }: Mapping, problems: readonly string[]): PreflightLine {
  const line = about('mapping', 'Mapping');
  if (problems.length === 0) return ok(line, `Everything that the mapping ${version} names is there.`);
  return line({
    state: 'stops',
    text: `The mapping ${version} does not fit this portal: ${problems.join(' ')}`,
    next: 'Mend the file at these lines, or propose a mapping anew: npx partnership map.',
  });
}

/** Names of ours that are taken: by something of another type, or by what stood there before any set-up of ours. */
export function namesLine(review: SchemaReview): PreflightLine {
  const line = about('names', 'Names');
  const taken = review.conflicts.filter(({ optional }) => optional !== true);
  const all = [
    ...taken.map(
      ({ objectType, name, found, wanted }) => `${objectType}.${name} has ${found}, and ${wanted} is needed`,
    ),
    ...theirsBefore(review).map(
      ({ objectType, name }) =>
        `${objectType}.${name} was there before us, and a sync would write over its values`,
    ),
  ];
  if (all.length === 0) return ok(line, 'No name of ours is taken by something else.');
  return line({
    state: 'stops',
    text: `A name of ours is taken: ${all.join('; ')}.`,
    next: 'Rename or archive that property in HubSpot (Settings › Properties). We never change one that is there.',
  });
}

/** A set-up makes its group before anything else: where there is none, no property is ours, whatever it is called. */
function theirsBefore({ present, missing }: SchemaReview): readonly SchemaItem[] {
  const withoutGroup = new Set(
    missing.flatMap(({ kind, objectType }) => (kind === 'group' ? [objectType] : [])),
  );
  return present.filter(({ kind, objectType }) => kind === 'property' && withoutGroup.has(objectType));
}

const OBJECT_WORDS = { deals: 'deal', companies: 'company' } as const;

export function propertiesLine(
  { missing }: SchemaReview,
  objectType: 'deals' | 'companies',
  room: Room | null,
): PreflightLine {
  const word = OBJECT_WORDS[objectType];
  const line = about(`${word}_properties`, `Properties (${word})`);
  const wanted = missing.filter((item) => item.kind === 'property' && item.objectType === objectType).length;
  if (wanted === 0) return ok(line, `All of our ${word} properties are there.`);
  const create = `${wanted} ${word} ${wanted === 1 ? 'property' : 'properties'} to create`;
  if (room === null)
    return line({ state: 'note', text: `${create}; HubSpot does not tell the limit.`, next: null });
  const free = Math.max(0, room.limit - room.used);
  if (free >= wanted) return ok(line, `${create}; ${room.used} of ${room.limit} custom ones are used.`);
  return line({
    state: 'stops',
    text: `${create}, and there is room for ${free}: ${room.used} of ${room.limit} custom ${word} properties are used.`,
    next: `Archive ${wanted - free} ${word} properties that nobody uses (Settings › Properties › Unused), or raise the limit.`,
  });
}

const isLabel = ({ kind }: SchemaItem): boolean => kind === 'label';
const namesOf = (items: readonly SchemaItem[]): string => items.map(({ label }) => `“${label}”`).join(', ');

/** Labels that do not fit are left out, those with a motion of their own first. */
export function labelsLine(
  { present, missing, unavailable }: SchemaReview,
  room: Room | null,
): PreflightLine {
  const line = about('labels', 'Labels');
  const [wanted, left] = [missing.filter(isLabel), unavailable.filter(isLabel)];
  const used = room === null ? '' : ` ${room.used} of ${room.limit} between deals and companies are used.`;
  if (wanted.length + left.length === 0) return ok(line, `All of our labels are there.${used}`);
  if (left.length === 0) {
    const text = `${wanted.length} labels between deals and companies to create.`;
    return room === null
      ? line({
          state: 'note',
          text: `${text} HubSpot does not tell the limit: what does not fit, or is not in the subscription, is left out.`,
          next: null,
        })
      : ok(line, `${text}${used}`);
  }
  if (present.filter(isLabel).length + wanted.length === 0) {
    return line({
      state: 'warning',
      text: `There is no room for any label, so a tag cannot be kept on a deal.${used} The sync works without: by what the mapping names, activities and referrals.`,
      next: 'Name the portal’s own labels or properties in the mapping (npx partnership map), or make room: labels are under Settings › Objects › Associations.',
    });
  }
  return line({
    state: 'warning',
    text: `${wanted.length === 0 ? `For ${left.length} of our labels there is no room.` : `Of ${wanted.length + left.length} labels to create, ${wanted.length} fit.`}${used} Left out: ${namesOf(left)}.`,
    next: 'A tag takes the plain label of its role where its own is left out, and keeps its motion in the deal’s tag history. To have them: delete labels that nobody uses (Settings › Objects › Associations), then run setup again.',
  });
}

export function objectLine(
  { present, missing, conflicts, unavailable }: SchemaReview,
  room: Room | null,
): PreflightLine {
  const line = about('objects', 'Custom objects');
  const isObject = ({ kind }: SchemaItem): boolean => kind === 'object';
  const [refused] = unavailable.filter(isObject);
  const taken = conflicts.find(isObject);
  const wanted = missing.filter(isObject);
  if (taken !== undefined) {
    return line({
      state: 'stops',
      text: `The custom object ${taken.name} is there with ${taken.found}; ${taken.wanted} is needed.`,
      next: 'Rename or delete that object in HubSpot (Settings › Objects › Custom objects).',
    });
  }
  const free = room === null ? wanted.length : room.limit - room.used;
  if (refused !== undefined || free < wanted.length) {
    const why = refused?.reason ?? `${room?.used ?? 0} of ${room?.limit ?? 0} custom objects are used.`;
    return line({
      state: 'warning',
      text: `${why} Deals, labels and syncs work without.`,
      next: 'Keep mapping and policy in files (PARTNERSHIP_MAPPING, PARTNERSHIP_POLICY).',
    });
  }
  if (wanted.length === 0)
    return ok(line, `Our custom objects are there: ${namesOf(present.filter(isObject))}.`);
  return ok(line, `To create: ${namesOf(wanted)}.`);
}

/** A deal needs its customer and at least one partner. */
const COMPANIES_NEEDED = 2;

export function capLine(most: number | null): PreflightLine {
  const line = about('companies_per_deal', 'Companies per deal');
  if (most === null) return ok(line, 'No administrator limits the companies of a deal.');
  const text = `An administrator limits the companies of a deal to ${most}`;
  if (most > COMPANIES_NEEDED) return ok(line, `${text}: its customer and ${most - 1} partners.`);
  return line({
    state: 'warning',
    text: `${text}: ${most < COMPANIES_NEEDED ? 'no partner fits beside the customer' : 'one partner fits beside the customer'}, and a further tag is refused on that deal.`,
    next: 'Raise it under Settings › Objects › Deals › Associations.',
  });
}

/** A rule is about one property: of ours it can refuse what the sync writes, others we never write. */
export function rulesLine({ present }: SchemaReview, rules: readonly PropertyRule[] | null): PreflightLine {
  const line = about('rules', 'Validation rules');
  // HubSpot has no way to read which properties it requires, or when.
  const required =
    'Rules that require a property cannot be read through the API: where one refuses a record, the sync names it and goes on.';
  if (rules === null) return line({ state: 'note', text: required, next: null });
  const ours = new Set(present.map(({ objectType, name }) => `${objectType}.${name}`));
  const named = rules.filter(({ objectType, property }) => ours.has(`${objectType}.${property}`));
  if (named.length === 0) {
    return line({
      state: 'note',
      text: `No rule on a value of ours (${rules.length} on others, which we never write). ${required}`,
      next: null,
    });
  }
  const all = named.map(({ objectType, property, rule }) => `${objectType}.${property} (${rule})`);
  return line({
    state: 'warning',
    text: `An administrator’s rules may refuse what we write: ${all.join(', ')}.`,
    next: 'Take these rules off our properties (Settings › Properties › the property › Rules); we write what was computed.',
  });
}

/** Who is a partner by the mapping; without any, everything is direct. */
export function partnersLine({ version }: Mapping, found: PartnerLifecycle | null): PreflightLine {
  const line = about('partners', 'Partners');
  if (found === null)
    return line({ state: 'note', text: 'The token may not read who is a partner.', next: null });
  if (found.partners > 0)
    return ok(line, `${found.partners} companies are partners by the mapping ${version}.`);
  return line({
    state: 'warning',
    text: `No company is a partner by the mapping ${version}, so every deal would be direct.`,
    next: 'Say how this portal marks its partners: npx partnership map proposes it.',
  });
}

export function lifecycleLine(found: PartnerLifecycle | null): PreflightLine {
  const line = about('lifecycle', 'Lifecycle stages');
  const unread =
    'Whether HubSpot sets the lifecycle stage of a company when a deal is associated cannot be read through the API.';
  const look =
    'Look under Settings › Objects › Companies › Lifecycle stage: turn off “when a deal is created or won”, or a partner that is tagged on a won deal becomes a customer.';
  if (found === null || found.customers === 0) {
    const seen =
      found === null || found.partners === 0
        ? ''
        : ` None of the ${found.partners} partner companies is a customer now.`;
    return line({ state: 'note', text: unread + seen, next: look });
  }
  return line({
    state: 'warning',
    text: `${found.customers} of ${found.partners} partner companies have the lifecycle stage “customer”: either they buy as well, or HubSpot set it because they stood on a deal. ${unread}`,
    next: look,
  });
}

export const cardsLine = (): PreflightLine =>
  about(
    'cards',
    'Cards',
  )({
    state: 'note',
    text: 'Whether the cards stand on the records cannot be read through the API, and no app can place them.',
    next: 'An administrator puts them there once: Settings › Objects › Deals › Record customization › the view of your team › Add cards › Partnership; the same for Companies (docs/install.md, step 5).',
  });
