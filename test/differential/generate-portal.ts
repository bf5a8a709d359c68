import type { Question } from '../naive/attribute.js';
import { NAIVE_MODELS } from '../naive/models.js';
import { naivePolicy, type NaivePolicy } from '../naive/policy.js';
import { Dice } from './dice.js';
import { generatePolicy } from './generate-policy.js';
import { writeCsv, type Row } from './write-csv.js';

const DAY = 86_400_000;
const EPOCH = Date.UTC(2026, 2, 29);

const DEAL_IDS = ['1', '01', '2', '10', 'a', 'B', '__proto__', 'd,1', 'd"2', 'd\n3', 'é', 'toString'];
const PARTNER_IDS = [
  '7',
  '007',
  '10',
  '9',
  'a',
  'B',
  '10a',
  '\u{1D4B3}',
  '\uFB00',
  '99999999999999999999',
  '__proto__',
  'x,"y"',
];
const COMPANIES = ['', '', '100', '200', '300', '7', '9', 'b'];
const DOMAINS = [
  '',
  '',
  'acme.com',
  'WWW.Acme.com',
  'www.acme.com',
  'sub.acme.com',
  'www.www.acme.com',
  'b.io',
];
const AMOUNTS = ['0', '-0.00', '1', '0.01', '0.02', '100', '1000.00', '-333.33', '12345.67', '99999999.99'];
const ODD_AMOUNTS = ['', '', '0.005', '0.015', '-0.025', '2.5', '3.5', '0.0004999999999999999999', '007.10'];
const HUGE_AMOUNTS = ['90071992547409.91', '-9007199254740.991', '9007199254740991', '4503599627370496'];
const BAD_AMOUNTS = ['1e309', 'NaN', '1,000', ' 5', '+5', '.5', '5.', '0x10', '１', '--1', '9'.repeat(40)];
const CURRENCIES = ['', '', 'USD', 'USD', 'EUR', 'JPY', 'KWD'];
const BAD_CURRENCIES = ['usd', 'US', 'XYZ', 'USD '];
const BAD_INSTANTS = ['', 'yesterday', '2026-02-30', '2026-13-01T00:00Z', '12/09/2026', '2026-01-01T25:00Z'];
const DEAL_TYPES = [
  '',
  'newbusiness',
  'renewal',
  'Renewal',
  'existingbusiness',
  'upsell',
  'existing,business',
];
const KINDS = ['meeting', 'call', 'email', 'demo', 'proposal', 'campaign', 'event', 'implementation'];
const SOURCING_KINDS = ['registration', 'registration', 'referral'];
const BAD_KINDS = ['', 'tag', 'Demo', 'constructor', 'webinar'];
const REGISTRATION_STATUSES = ['approved', 'approved', 'converted', 'won', 'lost', 'pending', 'rejected', ''];
const ZONES = ['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];

/** A question to the engine, and the time zone in which its months are cut. */
export interface GeneratedPortal extends Question {
  readonly timeZone: string;
}

/** Writes an instant in one of the ways that ISO 8601 allows. */
function writeInstant(dice: Dice, at: number): string {
  const iso = new Date(at).toISOString();
  if (iso.endsWith('T00:00:00.000Z') && dice.chance(0.5)) return iso.slice(0, 10);
  switch (dice.whole(0, 5)) {
    case 0:
      return iso.slice(0, -1);
    case 1:
      return `${iso.slice(0, -1)}${dice.pick(['999', '5', '000001'])}Z`;
    case 2:
      return `${new Date(at + 19_800_000).toISOString().slice(0, -1)}+05:30`;
    case 3:
      return `${new Date(at - 12_600_000).toISOString().slice(0, -1)}-03:30`;
    case 4:
      return iso.replace('.', ',');
    default:
      return iso.endsWith(':00.000Z') ? `${iso.slice(0, 16)}Z` : iso;
  }
}

/** A deal as it was meant, to date touches by. */
interface Plan {
  readonly id: string;
  readonly createdAt: number;
  readonly endsAt: number;
}

class PortalWriter {
  readonly #dice: Dice;
  readonly #policy: NaivePolicy;
  readonly #asOf: number;
  /** Chance of a bad cell in a row. */
  readonly #bad: number;
  readonly #huge: number;
  readonly #partnerIds: readonly string[];
  readonly #plans: Plan[] = [];
  readonly #instants: number[] = [];

  constructor(dice: Dice, policy: NaivePolicy, asOf: number) {
    this.#dice = dice;
    this.#policy = policy;
    this.#asOf = asOf;
    this.#bad = dice.pick([0, 0, 0.02, 0.1]);
    this.#huge = dice.pick([0, 0, 0, 0, 0.02, 0.2]);
    this.#partnerIds = dice.shuffle(PARTNER_IDS).slice(0, dice.whole(1, 6));
  }

  #or(good: string, bad: readonly string[]): string {
    return this.#dice.chance(this.#bad) ? this.#dice.pick(bad) : good;
  }

  #amount(): string {
    const dice = this.#dice;
    if (dice.chance(this.#bad)) return dice.pick(BAD_AMOUNTS);
    if (dice.chance(this.#huge)) return dice.pick(HUGE_AMOUNTS);
    return dice.pick(dice.chance(0.2) ? ODD_AMOUNTS : AMOUNTS);
  }

  #deal(id: string): Row {
    const dice = this.#dice;
    const near = dice.chance(0.1) ? dice.whole(-1, 1) : -dice.whole(0, 200 * DAY);
    const createdAt = dice.chance(0.5)
      ? EPOCH - dice.whole(-10, 200) * DAY
      : dice.chance(0.5)
        ? this.#asOf + near
        : EPOCH - dice.whole(0, 300 * DAY);
    const status = dice.pick(['open', 'won', 'won', 'won', 'lost']);
    const closedAt = dice.chance(0.1)
      ? this.#asOf + dice.whole(-1, 1)
      : createdAt + dice.pick([0, 1, DAY, 14 * DAY, 60 * DAY, -DAY, -200 * DAY, dice.whole(0, 100 * DAY)]);
    const closed =
      status === 'open' ? dice.pick(['', '', 'soon']) : this.#or(writeInstant(dice, closedAt), BAD_INSTANTS);
    const endsAt = status === 'open' ? this.#asOf : Math.min(closedAt, this.#asOf);
    this.#plans.push({ id, createdAt, endsAt });
    return {
      deal_id: this.#or(id, ['']),
      created_at: this.#or(writeInstant(dice, createdAt), BAD_INSTANTS),
      closed_at: closed,
      status: this.#or(status, ['', 'WON', 'closed']),
      amount: this.#amount(),
      currency: this.#or(dice.pick(CURRENCIES), BAD_CURRENCIES),
      amount_home: dice.chance(0.3) ? '' : this.#amount(),
      deal_type: dice.pick(DEAL_TYPES),
      company_id: dice.pick(COMPANIES),
      company_domain: dice.pick(DOMAINS),
      company_parent_id: dice.pick(COMPANIES),
    };
  }

  deals(): Row[] {
    const ids = this.#dice.shuffle(DEAL_IDS).slice(0, this.#dice.whole(1, 7));
    const repeats = this.#dice.chance(this.#bad * 5) ? this.#dice.some(ids, 0.3) : [];
    return this.#dice.shuffle([...ids, ...repeats]).map((id) => this.#deal(id));
  }

  /** An instant on a bound of a window, one millisecond beside it, on another touch's, or anywhere. */
  #touchAt({ createdAt, endsAt }: Plan): number {
    const dice = this.#dice;
    const { sourcing, influence } = this.#policy;
    const bounds = [
      createdAt - sourcing.lookbackDays * DAY,
      createdAt + sourcing.lateClaimDays * DAY,
      createdAt - influence.lookbackDays * DAY,
      createdAt,
      endsAt,
      this.#asOf,
    ];
    const roll = dice.next();
    if (roll < 0.005) return Date.UTC(-1000, 0, 1) + dice.whole(1000, 1999) * 366 * DAY;
    if (roll < 0.4) return Math.round(dice.pick(bounds)) + dice.whole(-1, 1);
    if (roll < 0.5 && this.#instants.length > 0) return dice.pick(this.#instants);
    if (roll < 0.75) return dice.whole(Math.min(createdAt, endsAt), Math.max(createdAt, endsAt));
    return createdAt + dice.whole(-100, 20) * DAY;
  }

  #partnerId(): string {
    return this.#or(this.#dice.pick(this.#partnerIds), ['', 'ghost']);
  }

  #touch(id: string): Row {
    const dice = this.#dice;
    const plan = dice.pick(this.#plans);
    const at = this.#touchAt(plan);
    this.#instants.push(at);
    return {
      touch_id: this.#or(id, ['', 't1', 't2']),
      deal_id: this.#or(plan.id, ['', 'nope']),
      partner_id: this.#partnerId(),
      occurred_at: this.#or(writeInstant(dice, at), BAD_INSTANTS),
      kind: this.#or(dice.pick(dice.chance(0.5) ? SOURCING_KINDS : KINDS), BAD_KINDS),
      status: dice.pick(REGISTRATION_STATUSES),
    };
  }

  touches(): Row[] {
    const count = this.#dice.whole(0, 6 * this.#plans.length);
    return Array.from({ length: count }, (_, index) => this.#touch(`t${index}`));
  }

  tags(): Row[] {
    const dice = this.#dice;
    const count = dice.whole(0, 2 * this.#plans.length);
    return Array.from({ length: count }, () => ({
      deal_id: this.#or(dice.pick(this.#plans).id, ['', 'nope']),
      partner_id: this.#partnerId(),
      role: this.#or(dice.pick(['sourced', 'influenced']), ['', 'source', 'Sourced']),
      state: this.#or(dice.pick(['', 'confirmed', 'confirmed', 'proposed', 'decided']), ['maybe', 'Decided']),
    }));
  }

  partners(): Row[] {
    const dice = this.#dice;
    const extra = dice.some(PARTNER_IDS, 0.2);
    const ids = [...new Set([...this.#partnerIds.filter(() => !dice.chance(this.#bad)), ...extra])];
    const parents = ['', '', ...ids, '100', 'outside'];
    const repeats = dice.chance(this.#bad * 5) ? dice.some(ids, 0.3) : [];
    return dice.shuffle([...ids, ...repeats]).map((id) => ({
      partner_id: this.#or(id, ['']),
      name: dice.pick(['Northwind', 'Contoso, Ltd.', 'A "B" C', 'two\nlines', '']),
      company_id: dice.pick(COMPANIES),
      domain: dice.pick(DOMAINS),
      parent_id: dice.pick(parents),
    }));
  }

  get mismatch(): number {
    return this.#bad / 4;
  }
}

/** A portal that a seed stands for: small, and hostile where it can be. */
export function generatePortal(seed: number): GeneratedPortal {
  const dice = new Dice(seed);
  const policy = generatePolicy(dice);
  const asOf = EPOCH + dice.whole(-5, 30) * DAY + dice.pick([0, 0, 43_200_000, dice.whole(0, DAY)]);
  const writer = new PortalWriter(dice, naivePolicy(policy), asOf);
  const { mismatch } = writer;
  const write = (columns: string, rows: readonly Row[], optional: readonly string[]): string =>
    writeCsv(dice, columns.split(','), rows, { optional, mismatch });
  const optional = ['amount', 'amount_home', 'currency', 'deal_type', 'company_id', 'company_domain'];
  const dealColumns =
    'deal_id,created_at,closed_at,status,amount,currency,amount_home,deal_type,company_id,company_domain,company_parent_id';
  const deals = write(dealColumns, writer.deals(), [...optional, 'company_parent_id']);
  const touches = write('touch_id,deal_id,partner_id,occurred_at,kind,status', writer.touches(), []);
  const tags = dice.chance(0.75) ? write('deal_id,partner_id,role,state', writer.tags(), ['state']) : null;
  const partners = dice.chance(0.7)
    ? write('partner_id,name,company_id,domain,parent_id', writer.partners(), ['name', 'domain', 'parent_id'])
    : null;
  return {
    texts: { deals, touches, tags, partners },
    policy,
    models: dice.chance(0.2) ? [] : dice.shuffle(dice.some(NAIVE_MODELS, 0.5)),
    asOf,
    homeCurrency: dice.pick(['USD', 'USD', 'EUR', 'JPY', 'KWD']),
    timeZone: dice.pick(ZONES),
  };
}
