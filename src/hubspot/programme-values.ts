/** What a partner company holds of the partner programme: its properties read, and what a change of it writes. */
import * as z from 'zod';
import { formatInstant, parseInstant, type Instant } from '../domain/calendar.js';
import { currencyExponent } from '../domain/currencies.js';
import { KPI_IDS } from '../domain/kpi.js';
import { formatAmount, parseAmount } from '../domain/money.js';
import {
  EMPTY_PROGRAMME,
  REVIEW_DECISIONS,
  type AgreementTerms,
  type ComplianceItem,
  type PartnerProgramme,
} from '../domain/partner-programme.js';
import { PARTNER_STAGES, PARTNER_TIERS, type PartnerStage, type PartnerTier } from '../domain/partner.js';
import { AppError } from '../errors.js';
import type { CompanyRecord, KeptProgramme, PropertyValues } from '../operations/crm-port.js';
import { instantText } from './instant-text.js';
import { severalIn } from './mapped-values.js';
import { parseJson } from './parse-json.js';
import { PARTNER_PROGRAMME } from './programme-properties.js';

/** HubSpot holds 65,536 characters in a text property. */
const MOST_CHARACTERS = 64_000;

const by = z.string().nullable();
const reason = z.string().nullable();
const tier = z.enum(Object.keys(PARTNER_TIERS) as PartnerTier[]);

const SECTIONS = {
  moves: z.array(
    z.object({ stage: z.enum(Object.keys(PARTNER_STAGES) as PartnerStage[]), at: instantText, reason, by }),
  ),
  checklist: z.array(z.object({ item: z.string(), at: instantText, by })),
  tiers: z.object({
    changes: z.array(z.object({ tier: tier.nullable(), at: instantText, reason, by })),
    warnedAt: instantText.nullable(),
    override: z.object({ tier, reason: z.string(), approver: z.string(), until: instantText }).nullable(),
  }),
  agreementEnds: z.array(
    z.object({
      endedAt: instantText,
      outcome: z.enum(['renewed', 'changed', 'ended']),
      valueMinor: z.number().nullable(),
      decidedAt: instantText,
      by,
    }),
  ),
  objectives: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      startsAt: instantText,
      keyResults: z.array(
        z.object({ id: z.string(), kpi: z.enum(KPI_IDS), target: z.number(), dueAt: instantText }),
      ),
      initiatives: z.array(z.object({ kind: z.enum(['task', 'event']), recordId: z.string() })),
      closedAt: instantText.nullable(),
    }),
  ),
  reviews: z.array(
    z.object({
      heldAt: instantText,
      decision: z.enum(REVIEW_DECISIONS),
      note: z.string().nullable(),
      nextAt: instantText,
      by,
    }),
  ),
  log: z.array(z.object({ at: instantText, by, text: z.string() })),
} as const;
type Section = keyof typeof SECTIONS;

const PROPERTY_OF = {
  moves: PARTNER_PROGRAMME.stageHistory,
  checklist: PARTNER_PROGRAMME.checklist,
  tiers: PARTNER_PROGRAMME.tierHistory,
  agreementEnds: PARTNER_PROGRAMME.agreementEnds,
  objectives: PARTNER_PROGRAMME.jointPlan,
  reviews: PARTNER_PROGRAMME.healthReviews,
  log: PARTNER_PROGRAMME.log,
} as const satisfies Record<Section, { readonly name: string; readonly label: string }>;
const SECTION_NAMES = Object.keys(SECTIONS) as readonly Section[];

const COMPLIANCE = {
  data_protection: PARTNER_PROGRAMME.dataProtection.name,
  insurance: PARTNER_PROGRAMME.insurance.name,
  security_review: PARTNER_PROGRAMME.securityReview.name,
} as const satisfies Record<ComplianceItem, string>;
const COMPLIANCE_NAMES = Object.keys(COMPLIANCE) as readonly ComplianceItem[];

const valueOf = (held: PropertyValues, name: string): string | null => {
  const value = held[name] ?? null;
  return value === '' ? null : value;
};

/** Reads what a company holds; what is not ours to read is named, and taken for nothing. */
export function partnerProgramme(
  { programme: held }: Pick<CompanyRecord, 'programme'>,
  homeCurrency: string,
): KeptProgramme {
  const unreadable: string[] = [];
  const section = <Name extends Section>(name: Name): PartnerProgramme[Name] => {
    const { name: property, label } = PROPERTY_OF[name];
    const text = valueOf(held, property);
    if (text === null) return EMPTY_PROGRAMME[name];
    const read = z.object({ v: z.literal(1), value: SECTIONS[name] }).safeParse(parseJson(text));
    if (read.success) return (read.data as { readonly value: unknown }).value as PartnerProgramme[Name];
    unreadable.push(label);
    return EMPTY_PROGRAMME[name];
  };
  const programme: PartnerProgramme = {
    moves: section('moves'),
    checklist: section('checklist'),
    tiers: section('tiers'),
    terms: readTerms(held, homeCurrency, unreadable),
    agreementEnds: section('agreementEnds'),
    objectives: section('objectives'),
    reviews: section('reviews'),
    log: section('log'),
    field: {
      territories: severalIn(valueOf(held, PARTNER_PROGRAMME.territories.name) ?? '').map((one) =>
        one.toUpperCase(),
      ),
      productLines: severalIn(valueOf(held, PARTNER_PROGRAMME.productLines.name) ?? ''),
    },
  };
  return { programme, unreadable };
}

function readTerms(held: PropertyValues, homeCurrency: string, unreadable: string[]): AgreementTerms {
  const { noticeDays, renewsItself, value, currency, document } = PARTNER_PROGRAMME;
  const notice = valueOf(held, noticeDays.name);
  const days = notice === null ? null : Number(notice);
  if (days !== null && !(Number.isInteger(days) && days >= 0)) unreadable.push(noticeDays.label);
  const code = valueOf(held, currency.name) ?? homeCurrency;
  const text = valueOf(held, value.name);
  const exponent = currencyExponent(code);
  const amount = text === null || exponent === null ? null : parseAmount(text, exponent);
  if (text !== null && amount?.kind !== 'amount') unreadable.push(value.label);
  const until = COMPLIANCE_NAMES.flatMap((item) => {
    const at = parseInstant(valueOf(held, COMPLIANCE[item]) ?? '');
    return at === null ? [] : [[item, at] as const];
  });
  return {
    noticeDays: days !== null && Number.isInteger(days) && days >= 0 ? days : null,
    renewsItself: valueOf(held, renewsItself.name) === 'true',
    value: amount?.kind === 'amount' ? { minor: amount.minor, currency: code } : null,
    document: valueOf(held, document.name),
    compliance: Object.fromEntries(until),
  };
}

/** The properties that differ; errors as the port says. */
export function programmeChanges(
  record: Pick<CompanyRecord, 'id' | 'name' | 'programme'>,
  after: PartnerProgramme,
  homeCurrency: string,
): PropertyValues {
  const { programme: before, unreadable } = partnerProgramme(record, homeCurrency);
  const [old, wanted] = [valuesOf(before), valuesOf(after)];
  const changed = Object.entries(wanted).filter(([name, value]) => old[name] !== value);
  for (const [name, value] of changed) {
    const label = LABELS.get(name) ?? name;
    if (unreadable.includes(label)) throw notOurs(record, label);
    if ((value ?? '').length > MOST_CHARACTERS) throw tooLong(record, label);
  }
  return Object.fromEntries(changed);
}

const LABELS: ReadonlyMap<string, string> = new Map(
  Object.values(PARTNER_PROGRAMME).map(({ name, label }) => [name, label]),
);

const notOurs = ({ id, name }: Pick<CompanyRecord, 'id' | 'name'>, label: string): AppError =>
  new AppError(
    'programme_unreadable',
    `The property “${label}” of ${name ?? `company ${id}`} holds something that Partnership Manager did not write. Nothing was changed.`,
    'Empty that property in HubSpot where nobody needs what is in it, or move it to another one; then try again.',
  );

const tooLong = ({ id, name }: Pick<CompanyRecord, 'id' | 'name'>, label: string): AppError =>
  new AppError(
    'programme_too_long',
    `The property “${label}” of ${name ?? `company ${id}`} has no room for more: HubSpot holds 65,536 characters. Nothing was changed.`,
    'Close what is done with, or take out what is old; then try again.',
  );

/** A date of HubSpot is a day. */
const dayText = (at: Instant | undefined): string | null =>
  at === undefined ? null : formatInstant(at).slice(0, 10);

function valuesOf(programme: PartnerProgramme): PropertyValues {
  const { terms, field } = programme;
  const { noticeDays, renewsItself, value, currency, document, territories, productLines } =
    PARTNER_PROGRAMME;
  return {
    ...Object.fromEntries(
      SECTION_NAMES.map((name) => [PROPERTY_OF[name].name, sectionText(name, programme)]),
    ),
    [noticeDays.name]: terms.noticeDays === null ? null : String(terms.noticeDays),
    [renewsItself.name]: terms.renewsItself ? 'true' : null,
    [value.name]: terms.value === null ? null : formatAmount(terms.value.minor, terms.value.currency),
    [currency.name]: terms.value?.currency ?? null,
    [document.name]: terms.document,
    ...Object.fromEntries(
      COMPLIANCE_NAMES.map((item) => [COMPLIANCE[item], dayText(terms.compliance[item])]),
    ),
    [territories.name]: field.territories.join(';') || null,
    [productLines.name]: field.productLines.join(';') || null,
  };
}

/** Instants are written as people read them. */
const INSTANTS = new Set([
  'at',
  'until',
  'warnedAt',
  'endedAt',
  'decidedAt',
  'startsAt',
  'dueAt',
  'closedAt',
  'heldAt',
  'nextAt',
]);

function sectionText(name: Section, programme: PartnerProgramme): string | null {
  const text = (value: unknown): string =>
    JSON.stringify(value, (key, one: unknown) =>
      INSTANTS.has(key) && typeof one === 'number' ? formatInstant(one as Instant) : one,
    );
  const value = text(programme[name]);
  return value === text(EMPTY_PROGRAMME[name]) ? null : `{"v":1,"value":${value}}`;
}
