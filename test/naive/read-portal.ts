import { readCsv } from './csv.js';
import { readInstant } from './instant.js';
import { isCurrency, readAmount } from './money.js';

export interface NaiveDeal {
  readonly id: string;
  readonly createdAt: number;
  readonly closedAt: number | null;
  readonly status: 'open' | 'won' | 'lost';
  readonly currency: string;
  readonly amount: string;
  readonly amountHome: string;
  readonly dealType: string;
  readonly companyId: string;
  readonly companyDomain: string;
  readonly companyParentId: string;
}

export interface NaiveTouch {
  readonly id: string;
  readonly dealId: string;
  readonly partnerId: string;
  readonly at: number;
  readonly kind: string;
  readonly status: string;
}

export interface NaiveTag {
  readonly dealId: string;
  readonly partnerId: string;
  readonly role: 'sourced' | 'influenced';
  readonly state: 'proposed' | 'confirmed' | 'decided';
}

export interface NaivePartner {
  readonly id: string;
  readonly companyId: string;
  readonly domain: string;
  readonly parentId: string;
}

export interface Rejection {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export interface NaivePortal {
  readonly deals: readonly NaiveDeal[];
  readonly touches: readonly NaiveTouch[];
  readonly tags: readonly NaiveTag[];
  readonly partners: ReadonlyMap<string, NaivePartner>;
  readonly rejected: readonly Rejection[];
}

/** The CSV texts of a portal; null where a file is not given. */
export interface PortalTexts {
  readonly deals: string;
  readonly touches: string;
  readonly tags: string | null;
  readonly partners: string | null;
}

const KINDS = [
  'registration',
  'referral',
  'meeting',
  'call',
  'email',
  'demo',
  'proposal',
  'campaign',
  'event',
  'implementation',
];

type Cells = Readonly<Record<string, string>>;
type Check = (column: string, value: string, row: Cells) => string | null;

/** One row as the checks left it: its cells by column name, and whether it is good. */
interface CheckedRow {
  readonly cells: Cells;
  readonly good: boolean;
}

/** Checks each row of a file, in order; `seen` takes the good ones before the next row is read. */
function readFile(
  file: string,
  text: string,
  mustHave: readonly string[],
  check: Check,
  seen: (row: CheckedRow) => void,
  rejected: Rejection[],
): void {
  const [header, ...rows] = readCsv(text);
  const columns = header?.cells ?? [];
  for (const column of mustHave)
    if (!columns.includes(column)) throw new Error(`${file} has no column ${column}`);
  for (const { line, cells } of rows) {
    const row: Record<string, string> = {};
    columns.forEach((column, index) => (row[column] = cells[index] ?? ''));
    let good = true;
    const reject = (column: string, value: string, reason: string): void => {
      good = false;
      rejected.push({ file, line, column, value, reason });
    };
    if (cells.length !== columns.length) {
      reject('', String(cells.length), 'cells_mismatch');
    } else {
      // A column that the file does not have holds nothing but absent cells; its rejections come last.
      const absent = file === 'deals.csv' && !columns.includes('closed_at') ? ['closed_at'] : [];
      for (const column of [...columns, ...absent]) {
        const value = row[column] ?? '';
        const reason = check(column, value, row);
        if (reason !== null) reject(column, value, reason);
      }
    }
    seen({ cells: row, good });
  }
}

const oneOf = (value: string, known: readonly string[], reason: string): string | null => {
  if (value === '') return 'missing';
  return known.includes(value) ? null : reason;
};

const instantReason = (value: string): string | null => {
  if (value === '') return 'missing';
  return readInstant(value) === null ? 'instant_invalid' : null;
};

function dealReason(column: string, value: string, row: Cells, homeCurrency: string): string | null {
  const currency = (row['currency'] ?? '') === '' ? homeCurrency : (row['currency'] ?? '');
  switch (column) {
    case 'created_at':
      return instantReason(value);
    case 'closed_at':
      if (row['status'] === 'open') return null;
      if (value === '') return row['status'] === 'won' || row['status'] === 'lost' ? 'missing' : null;
      return instantReason(value);
    case 'status':
      return oneOf(value, ['open', 'won', 'lost'], 'status_unknown');
    case 'amount':
      if (value === '') return null;
      // Of an unknown currency, only what no currency could take is a bad amount: `readAmount` takes exponent 0.
      return readAmount(value, currency) === null ? 'amount_invalid' : null;
    case 'currency':
      return value === '' || isCurrency(value) ? null : 'currency_unknown';
    case 'amount_home':
      return value === '' || readAmount(value, homeCurrency) !== null ? null : 'amount_invalid';
    default:
      return null;
  }
}

/** Reads the files of a portal as the contract of `partnership attribute` says. */
export function readPortal(texts: PortalTexts, asOf: number, homeCurrency: string): NaivePortal {
  const rejected: Rejection[] = [];

  const deals = new Map<string, NaiveDeal>();
  const setAside = new Set<string>();
  const checkDeal: Check = (column, value, row) => {
    if (column !== 'deal_id') return dealReason(column, value, row, homeCurrency);
    if (value === '') return 'missing';
    return deals.has(value) ? 'duplicate_id' : null;
  };
  const dealColumns = ['deal_id', 'created_at', 'status'];
  readFile(
    'deals.csv',
    texts.deals,
    dealColumns,
    checkDeal,
    ({ cells, good }) => {
      const id = cells['deal_id'] ?? '';
      if (good) deals.set(id, dealOf(cells, homeCurrency));
      else setAside.add(id);
    },
    rejected,
  );

  const partners = new Map<string, NaivePartner>();
  const otherRejected: Rejection[] = [];
  if (texts.partners !== null) {
    const checkPartner: Check = (column, value) => {
      if (column !== 'partner_id') return null;
      if (value === '') return 'missing';
      return partners.has(value) ? 'duplicate_id' : null;
    };
    readFile(
      'partners.csv',
      texts.partners,
      ['partner_id'],
      checkPartner,
      ({ cells, good }) => {
        if (good) partners.set(cells['partner_id'] ?? '', partnerOf(cells));
      },
      otherRejected,
    );
  }

  const dealReasonOf = (value: string): string | null => {
    if (value === '') return 'missing';
    return deals.has(value) || setAside.has(value) ? null : 'unknown_deal';
  };
  const partnerReasonOf = (value: string): string | null => {
    if (value === '') return 'missing';
    return texts.partners === null || partners.has(value) ? null : 'unknown_partner';
  };
  const isKnown = (dealId: string): boolean => (deals.get(dealId)?.createdAt ?? Infinity) <= asOf;

  const touches = new Map<string, NaiveTouch>();
  const checkTouch: Check = (column, value) => {
    switch (column) {
      case 'touch_id':
        if (value === '') return 'missing';
        return touches.has(value) ? 'duplicate_id' : null;
      case 'deal_id':
        return dealReasonOf(value);
      case 'partner_id':
        return partnerReasonOf(value);
      case 'occurred_at':
        return instantReason(value);
      case 'kind':
        return value === 'tag' ? 'kind_reserved' : oneOf(value, KINDS, 'kind_unknown');
      default:
        return null;
    }
  };
  const touchColumns = ['touch_id', 'deal_id', 'partner_id', 'occurred_at', 'kind'];
  readFile(
    'touches.csv',
    texts.touches,
    touchColumns,
    checkTouch,
    ({ cells, good }) => {
      if (good) touches.set(cells['touch_id'] ?? '', touchOf(cells));
    },
    rejected,
  );

  const tags: NaiveTag[] = [];
  const checkTag: Check = (column, value) => {
    switch (column) {
      case 'deal_id':
        return dealReasonOf(value);
      case 'partner_id':
        return partnerReasonOf(value);
      case 'role':
        return oneOf(value, ['sourced', 'influenced'], 'role_unknown');
      case 'state':
        return value === '' ? null : oneOf(value, ['proposed', 'confirmed', 'decided'], 'state_unknown');
      default:
        return null;
    }
  };
  if (texts.tags !== null) {
    readFile(
      'tags.csv',
      texts.tags,
      ['deal_id', 'partner_id', 'role'],
      checkTag,
      ({ cells, good }) => {
        if (good) tags.push(tagOf(cells));
      },
      rejected,
    );
  }

  return {
    deals: [...deals.values()].filter((deal) => deal.createdAt <= asOf),
    touches: [...touches.values()].filter((touch) => isKnown(touch.dealId)),
    tags: tags.filter((tag) => isKnown(tag.dealId)),
    partners,
    rejected: [...rejected, ...otherRejected],
  };
}

function dealOf(cells: Cells, homeCurrency: string): NaiveDeal {
  const status = (cells['status'] ?? '') as NaiveDeal['status'];
  return {
    id: cells['deal_id'] ?? '',
    createdAt: readInstant(cells['created_at'] ?? '') ?? NaN,
    closedAt: status === 'open' ? null : readInstant(cells['closed_at'] ?? ''),
    status,
    currency: (cells['currency'] ?? '') === '' ? homeCurrency : (cells['currency'] ?? ''),
    amount: cells['amount'] ?? '',
    amountHome: cells['amount_home'] ?? '',
    dealType: cells['deal_type'] ?? '',
    companyId: cells['company_id'] ?? '',
    companyDomain: cells['company_domain'] ?? '',
    companyParentId: cells['company_parent_id'] ?? '',
  };
}

const touchOf = (cells: Cells): NaiveTouch => ({
  id: cells['touch_id'] ?? '',
  dealId: cells['deal_id'] ?? '',
  partnerId: cells['partner_id'] ?? '',
  at: readInstant(cells['occurred_at'] ?? '') ?? NaN,
  kind: cells['kind'] ?? '',
  status: cells['status'] ?? '',
});

const tagOf = (cells: Cells): NaiveTag => ({
  dealId: cells['deal_id'] ?? '',
  partnerId: cells['partner_id'] ?? '',
  role: (cells['role'] ?? '') as NaiveTag['role'],
  state: ((cells['state'] ?? '') === '' ? 'confirmed' : cells['state']) as NaiveTag['state'],
});

const partnerOf = (cells: Cells): NaivePartner => ({
  id: cells['partner_id'] ?? '',
  companyId: cells['company_id'] ?? '',
  domain: cells['domain'] ?? '',
  parentId: cells['parent_id'] ?? '',
});
