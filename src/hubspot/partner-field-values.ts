/** What a change of a partner's programme writes into the partner's own fields. */
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { ProgrammeFields } from '../domain/change-context.js';
import type { Mapping, PartnerField } from '../domain/mapping.js';
import type { PartnerProfile } from '../domain/partner.js';
import { AppError } from '../errors.js';
import type { CompanyRecord, PropertyValues } from '../operations/crm-port.js';
import { PARTNER_INPUTS } from './schema.js';

type Writable = Extract<PartnerField, 'stage' | 'tier' | 'signed' | 'starts' | 'ends'>;

const FIELD_OF = {
  stage: 'stage',
  tier: 'tier',
  signedAt: 'signed',
  startsAt: 'starts',
  endsAt: 'ends',
} as const satisfies Record<keyof ProgrammeFields, Writable>;
const KEYS = Object.keys(FIELD_OF) as readonly (keyof ProgrammeFields)[];

/** A date of HubSpot is a day. */
const textOf = (value: string | Instant | null): string | null =>
  typeof value === 'number' ? formatInstant(value).slice(0, 10) : value;

function heldBy(profile: PartnerProfile | null, key: keyof ProgrammeFields): string | Instant | null {
  if (profile === null) return null;
  if (key === 'stage' || key === 'tier') return profile[key];
  return profile.agreement?.[key] ?? null;
}

/** The properties that differ; errors as the port says. */
export function partnerFieldChanges(
  { fields }: Pick<Mapping, 'fields'>,
  { id, name, partner }: Pick<CompanyRecord, 'id' | 'name' | 'partner'>,
  wanted: ProgrammeFields,
): PropertyValues {
  return Object.fromEntries(
    KEYS.flatMap((key) => {
      const value = wanted[key];
      if (value === undefined || textOf(value) === textOf(heldBy(partner, key))) return [];
      const field = FIELD_OF[key];
      const ours = PARTNER_INPUTS[field];
      const theirs = fields[field];
      if (theirs?.mode === 'read') throw keptElsewhere(name ?? `Company ${id}`, ours.label, theirs.property);
      return [[ours.name, textOf(value)] as const];
    }),
  );
}

const keptElsewhere = (name: string, label: string, property: string): AppError =>
  new AppError(
    'programme_refused',
    `“${label}” of ${name} is kept in the portal’s own property “${property}”, which Partnership Manager reads and never writes. Nothing was changed.`,
    `Change “${property}” in HubSpot; it is seen here at once.`,
  );
