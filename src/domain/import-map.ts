/** What the columns of somebody else's CSV file mean: one map a file format, made once. */
import { OVERLAP_KINDS } from './overlap.js';
import { PARTNER_STAGES, PARTNER_TIERS, PARTNER_TYPES } from './partner.js';
import { REGISTRATION_STATUSES } from './registration.js';

export const IMPORT_KINDS = ['partners', 'registrations', 'overlaps'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** `id`: a record id of HubSpot; `day`: a calendar day; `moment`: a day, with a time or without; `words`: one of ours. */
export type ImportValue =
  | 'text'
  | 'id'
  | 'email'
  | 'day'
  | 'moment'
  | 'amount'
  | 'currency'
  | { readonly words: Readonly<Record<string, string>> };

/** By which a partner is found in the portal. */
const PARTNER_CLUES = {
  partnerExternalId: 'text',
  partnerId: 'id',
  partnerDomain: 'text',
  partnerName: 'text',
} as const;

/** By which the other company is found. */
const ACCOUNT_CLUES = { accountId: 'id', accountDomain: 'text', accountName: 'text' } as const;

/** Every field that a file of a kind may have. */
const IMPORT_FIELDS = {
  partners: {
    ...PARTNER_CLUES,
    type: { words: PARTNER_TYPES },
    tier: { words: PARTNER_TIERS },
    stage: { words: PARTNER_STAGES },
    manager: 'email',
    signed: 'day',
    starts: 'day',
    ends: 'day',
  },
  registrations: {
    externalId: 'text',
    ...PARTNER_CLUES,
    ...ACCOUNT_CLUES,
    dealId: 'id',
    dealName: 'text',
    amount: 'amount',
    currency: 'currency',
    closesOn: 'day',
    products: 'text',
    submittedAt: 'moment',
    status: { words: REGISTRATION_STATUSES },
    decidedAt: 'moment',
    decidedBy: 'text',
    reason: 'text',
  },
  overlaps: { ...PARTNER_CLUES, ...ACCOUNT_CLUES, kind: { words: OVERLAP_KINDS } },
} as const satisfies Record<ImportKind, Readonly<Record<string, ImportValue>>>;

/** The fields of a kind, by name. */
export const fieldsOf = (kind: ImportKind): Readonly<Record<string, ImportValue>> => IMPORT_FIELDS[kind];

/** Of each list a map needs one field at least. */
export const NEEDED_FIELDS: Readonly<Record<ImportKind, readonly (readonly string[])[]>> = {
  partners: [Object.keys(PARTNER_CLUES)],
  registrations: [Object.keys(PARTNER_CLUES), Object.keys(ACCOUNT_CLUES), ['submittedAt'], ['status']],
  overlaps: [Object.keys(PARTNER_CLUES), Object.keys(ACCOUNT_CLUES), ['kind']],
};

export const ENCODINGS = ['utf-8', 'utf-16le', 'windows-1252', 'latin1'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface ImportMap {
  readonly import: ImportKind;
  /** What the source is called: its ids are kept as `source:id`, and its overlaps are replaced together. */
  readonly source: string;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** Pattern of days and moments, such as `MM/dd/yyyy HH:mm`; `iso`: ISO 8601. */
  readonly dates: string;
  /** IANA name: where a moment without a zone is; null: UTC. */
  readonly timeZone: string | null;
  /** What stands before the decimals of an amount. */
  readonly decimals: '.' | ',';
  /** Column of the file by field. */
  readonly columns: Readonly<Record<string, string>>;
  /** Value of a field in every row, as ours; of a field that has no column. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Theirs to ours, by field, compared without case; null: no value, on purpose. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  /** Overlaps of the source that the file does not have go: all of them, or those of partners that the file names. */
  readonly replaces: 'source' | 'partners';
}

/** One row, in our words: days as `2026-09-12`, moments as ISO 8601, amounts as `1250.5`; a field without a value is absent. */
export interface ImportRow {
  /** Physical line on which it starts; the header is 1. */
  readonly line: number;
  readonly values: Readonly<Partial<Record<string, string>>>;
}
