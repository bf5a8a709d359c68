/** What a registration's record holds: its properties read, and what a change of it writes. */
import * as z from 'zod';
import { formatInstant, parseInstant, type Instant } from '../domain/calendar.js';
import { currencyExponent } from '../domain/currencies.js';
import { partnerId } from '../domain/ids.js';
import { formatAmount, parseAmount } from '../domain/money.js';
import { REGISTRATION_STATUSES, type RegistrationStatus } from '../domain/registration.js';
import {
  REGISTRATION_DEEDS,
  type RegistrationDecision,
  type RegistrationDeed,
  type RegistrationRecord,
} from '../domain/registration-record.js';
import { AppError } from '../errors.js';
import type { PropertyValues, RawRecord } from '../operations/crm-port.js';
import type { ReadRegistration, RegistrationFormat } from '../operations/registration-port.js';
import { instantText } from './instant-text.js';
import { severalIn } from './mapped-values.js';
import { parseJson } from './parse-json.js';
import { REGISTRATION_OBJECT, REGISTRATION_PROPERTIES as OURS } from './registration-object.js';

/** HubSpot holds 65,536 characters in a text property. */
const MOST_CHARACTERS = 64_000;

const decisions = z.object({
  v: z.literal(1),
  value: z.array(
    z.object({
      deed: z.enum(Object.keys(REGISTRATION_DEEDS) as RegistrationDeed[]),
      at: instantText,
      by: z.string().nullable(),
      reason: z.string().nullable(),
      policyVersion: z.string(),
      against: z.array(z.string()),
      evidence: z.array(
        z.object({ type: z.enum(['deals', 'companies', 'registrations']), id: z.string(), name: z.string() }),
      ),
    }),
  ),
});

/** HubSpot's own. */
const MADE_AT = { name: 'hs_createdate' };

const STATUSES: ReadonlySet<string> = new Set(Object.keys(REGISTRATION_STATUSES));

/** A registration that somebody made by hand and has not decided on yet has no status. */
function statusIn(text: string | null): RegistrationStatus | null {
  if (text === null) return 'submitted';
  return STATUSES.has(text) ? (text as RegistrationStatus) : null;
}

const readerOf =
  ({ properties }: Pick<RawRecord, 'properties'>) =>
  ({ name }: { readonly name: string }): string | null => {
    const value = properties[name] ?? null;
    return value === null || value.trim() === '' ? null : value;
  };

function read(raw: RawRecord): ReadRegistration {
  const value = readerOf(raw);
  const unreadable: string[] = [];
  const at = (property: { readonly name: string }): Instant | null => parseInstant(value(property) ?? '');
  const partner = value(OURS.partnerId);
  const submittedAt = at(OURS.submittedAt);
  if (partner === null || submittedAt === null) return { record: null, unreadable };
  const country = value(OURS.country)?.trim().toUpperCase() ?? null;
  const record: RegistrationRecord = {
    id: raw.id,
    externalId: value(OURS.externalId),
    name: value(OURS.name) ?? `Registration ${raw.id}`,
    partnerId: partnerId(partner),
    prospect: {
      name: value(OURS.prospectName),
      companyId: value(OURS.prospectId),
      domain: value(OURS.prospectDomain),
      parentCompanyId: null,
    },
    amount: readAmount(value, unreadable),
    closesOn: at(OURS.closesOn),
    products: severalIn(value(OURS.products) ?? ''),
    country,
    submittedAt,
    submittedBy: value(OURS.submittedBy),
    recordedAt: at(MADE_AT),
    status: statusIn(value(OURS.status)),
    decidedAt: at(OURS.decidedAt),
    decidedBy: value(OURS.decidedBy),
    reason: value(OURS.reason),
    protectedUntil: at(OURS.protectedUntil),
    extended: value(OURS.extended) === 'true',
    disputedAt: at(OURS.disputedAt),
    decisions: readDecisions(value, unreadable),
    dealIds: [],
  };
  return { record, unreadable };
}

type Reader = ReturnType<typeof readerOf>;

function readAmount(value: Reader, unreadable: string[]): RegistrationRecord['amount'] {
  const [text, currency] = [value(OURS.amount), value(OURS.currency)?.trim().toUpperCase() ?? null];
  const exponent = currency === null ? null : currencyExponent(currency);
  const amount = text === null || exponent === null ? null : parseAmount(text, exponent);
  if (amount?.kind === 'amount' && currency !== null) return { minor: amount.minor, currency };
  if (text !== null) unreadable.push(OURS.amount.label);
  return null;
}

function readDecisions(value: Reader, unreadable: string[]): readonly RegistrationDecision[] {
  const text = value(OURS.decisions);
  if (text === null) return [];
  const held = heldDecisions(text);
  if (held === null) unreadable.push(OURS.decisions.label);
  return held ?? [];
}

function heldDecisions(text: string): readonly RegistrationDecision[] | null {
  const parsed = decisions.safeParse(parseJson(text));
  return parsed.success ? parsed.data.value : null;
}

const instantOrNull = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

function valuesOf(record: RegistrationRecord): PropertyValues {
  const { prospect, amount } = record;
  return {
    [OURS.name.name]: record.name,
    [OURS.externalId.name]: record.externalId,
    [OURS.partnerId.name]: record.partnerId,
    [OURS.prospectName.name]: prospect.name,
    [OURS.prospectDomain.name]: prospect.domain,
    [OURS.prospectId.name]: prospect.companyId,
    [OURS.country.name]: record.country,
    [OURS.amount.name]: amount === null ? null : formatAmount(amount.minor, amount.currency),
    [OURS.currency.name]: amount?.currency ?? null,
    [OURS.closesOn.name]: instantOrNull(record.closesOn)?.slice(0, 10) ?? null,
    [OURS.products.name]: record.products.join(';') || null,
    [OURS.submittedAt.name]: formatInstant(record.submittedAt),
    [OURS.submittedBy.name]: record.submittedBy,
    [OURS.status.name]: record.status,
    [OURS.decidedAt.name]: instantOrNull(record.decidedAt),
    [OURS.decidedBy.name]: record.decidedBy,
    [OURS.reason.name]: record.reason,
    [OURS.protectedUntil.name]: instantOrNull(record.protectedUntil),
    [OURS.extended.name]: record.extended ? 'true' : null,
    [OURS.disputedAt.name]: instantOrNull(record.disputedAt),
    [OURS.decisions.name]: decisionsText(record.decisions),
  };
}

const decisionsText = (all: readonly RegistrationDecision[]): string | null =>
  all.length === 0
    ? null
    : JSON.stringify({ v: 1, value: all.map((one) => ({ ...one, at: formatInstant(one.at) })) });

const LABELS: ReadonlyMap<string, string> = new Map(
  Object.values(OURS).map(({ name, label }) => [name, label]),
);

function changes(raw: RawRecord | null, after: RegistrationRecord): PropertyValues {
  const { record, unreadable } = raw === null ? { record: null, unreadable: [] } : read(raw);
  const old = record === null ? {} : valuesOf(record);
  const changed = Object.entries(valuesOf(after)).filter(([name, value]) => (old[name] ?? null) !== value);
  for (const [name, value] of changed) {
    const label = LABELS.get(name) ?? name;
    if (unreadable.includes(label)) throw notOurs(after, label);
    if ((value ?? '').length > MOST_CHARACTERS) throw tooLong(after, label);
  }
  return Object.fromEntries(changed);
}

const notOurs = ({ name }: RegistrationRecord, label: string): AppError =>
  new AppError(
    'programme_unreadable',
    `The property “${label}” of the registration ${name} holds something that Partnership Manager did not write. Nothing was changed.`,
    'Empty that property in HubSpot where nobody needs what is in it; then try again.',
  );

const tooLong = ({ name }: RegistrationRecord, label: string): AppError =>
  new AppError(
    'programme_too_long',
    `The property “${label}” of the registration ${name} has no room for more: HubSpot holds 65,536 characters. Nothing was changed.`,
    'Register the prospect anew; what was decided so far stays on this registration.',
  );

/** On a portal. */
export const REGISTRATION_FORMAT: RegistrationFormat = {
  properties: [...REGISTRATION_OBJECT.properties, MADE_AT].map(({ name }) => name),
  stateProperties: [
    ...[OURS.status, OURS.decidedAt, OURS.decidedBy, OURS.reason],
    ...[OURS.protectedUntil, OURS.extended, OURS.disputedAt],
  ].map(({ name }) => name),
  decisionsProperty: OURS.decisions.name,
  decisionsIn: (text) => (text === null ? [] : (heldDecisions(text) ?? [])),
  read,
  changes,
};
