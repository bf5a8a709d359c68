/** What a registration's state does to the deals that it is about: class, sourcing partner, credit; and the tiers that move by it. */
import type { DealId } from '../domain/ids.js';
import type { RegistrationStatus } from '../domain/registration.js';
import { registrationTouch } from '../domain/registration.js';
import type { RegistrationRecord } from '../domain/registration-record.js';
import type { Touch } from '../domain/touch.js';
import { displayMoney } from '../domain/money.js';
import { isAppError } from '../errors.js';
import { creditChanges, creditRows, partRows } from './credit-changes.js';
import { cardOf, type CardBasis, type DealAround } from './deal-around.js';
import type { DealCardFacts } from './deal-card-facts.js';
import type { RegistrationBasis, RegistrationDeps } from './registration-deps.js';
import { registrationTiers, type DealSides } from './registration-tiers.js';
import type { CompaniesById } from './registrations-kept.js';
import { readDealsAround } from './read-deals-around.js';
import { spokenName } from './spoken-name.js';
import { classChangeOf, conflictsOf, lockSentences, moveSentences } from './tag-effect.js';
import type { EffectView } from './views/effect-view.js';

/** Part of an effect: what moves on deals. */
export interface RegistrationCredit extends Pick<EffectView, 'classChange' | 'partners' | 'conflicts'> {
  readonly sentences: readonly string[];
  readonly moves: boolean;
  /** What it was worked out from. */
  readonly basis: unknown;
}

const NOTHING: RegistrationCredit = {
  ...{ classChange: null, partners: [], conflicts: [], sentences: [], moves: false, basis: [] },
};

/** What is asked: the deals, and what the registration is then. */
export interface CreditAsked {
  readonly record: RegistrationRecord;
  readonly dealIds: readonly DealId[];
  readonly status: RegistrationStatus;
  /** As the portal keeps it; null of one that is not made yet. */
  readonly was: RegistrationRecord | null;
  /** With its partner. */
  readonly companies: CompaniesById;
}

type Part = RegistrationCredit & { readonly sides: readonly DealSides[] };

/** Works every deal out before and after; of a registration without one, what its decision does to a tier. */
export async function registrationCredit(
  deps: RegistrationDeps,
  { inForce: { policy }, now }: RegistrationBasis,
  { record, dealIds, status, was, companies }: CreditAsked,
): Promise<RegistrationCredit> {
  const then = { was, record, status, partner: companies.get(record.partnerId) };
  if (dealIds.length === 0) {
    return { ...NOTHING, sentences: registrationTiers(deps.crm, { policy, asOf: now }, [], then) };
  }
  const { basis, deals } = await readDealsAround(deps, dealIds, [record.partnerId]);
  const parts = dealIds.map((id): Part => {
    const around = deals.get(id);
    if (around === undefined || isAppError(around)) {
      const why = around === undefined ? 'it is gone' : around.message;
      return { ...NOTHING, sides: [], sentences: [`What it does to deal ${id} is not known: ${why}`] };
    }
    const isLinked = record.dealIds.includes(id) || status === 'converted';
    const on = { isLinked, isOneOfMany: dealIds.length > 1 };
    return creditOn(basis, around, touchOn(record, id, status), on);
  });
  const sides = parts.flatMap((part) => part.sides);
  const tiers = registrationTiers(deps.crm, basis, sides, then);
  return {
    classChange: parts.length === 1 ? (parts[0]?.classChange ?? null) : null,
    partners: parts.flatMap(({ partners }) => partners),
    conflicts: parts.flatMap(({ conflicts }) => conflicts),
    sentences: [...parts.flatMap(({ sentences }) => sentences), ...tiers],
    moves: parts.some(({ moves }) => moves),
    basis: parts.map((part) => part.basis),
  };
}

const touchOn = (record: RegistrationRecord, dealId: DealId, status: RegistrationStatus): Touch =>
  registrationTouch({
    ...{ id: record.id ?? 'new', dealId, partnerId: record.partnerId },
    ...{ submittedAt: record.submittedAt, status, title: record.name },
  });

function creditOn(
  basis: CardBasis,
  around: DealAround,
  touch: Touch,
  { isLinked, isOneOfMany }: { readonly isLinked: boolean; readonly isOneOfMany: boolean },
): Part {
  const before = cardOf(basis, around);
  const after = cardOf(basis, withTouch(around, touch, basis));
  const changes = creditChanges(before, after);
  const roles = partRows(before, after, new Set(changes.map(({ partnerId }) => partnerId)));
  const classChange = classChangeOf(before, after);
  const moves = changes.length > 0 || roles.length > 0 || classChange !== null;
  const name = spokenName(around.record.name ?? `Deal without a name (ID ${around.record.deal.id})`);
  const said = moves
    ? [...moveSentences(before, after), ...totalSentences(before, after), ...lockSentences(before)]
    : ['Its class and everybody’s credit stay as they are.'];
  return {
    classChange,
    partners: [...creditRows(changes), ...roles].map((row) =>
      isOneOfMany ? { ...row, name: `${name}: ${row.name}` } : row,
    ),
    conflicts: conflictsOf(after),
    sentences: [`${isLinked ? name : `If ${name} is linked to it`}: ${said.join(' ')}`],
    moves,
    basis: [around.record.deal, around.record.publishedTouches, changes],
    sides: [{ around, before, after }],
  };
}

/** Revenue and pipeline between classes; nothing where the class stays. */
function totalSentences(before: DealCardFacts, after: DealCardFacts): readonly string[] {
  const change = classChangeOf(before, after);
  const { result } = after.attributed;
  const { homeAmountMinor, homeCurrency } = result;
  const { status } = after.facts.deal;
  if (change === null || homeAmountMinor === null || homeAmountMinor === 0 || status === 'lost') return [];
  const what = status === 'won' ? 'revenue' : 'pipeline';
  const amount = displayMoney(homeAmountMinor, homeCurrency);
  return [
    `${amount} of ${what} goes from ${change.before.toLowerCase()} to ${change.after.toLowerCase()}; the total stays.`,
  ];
}

function withTouch(around: DealAround, touch: Touch, { asOf }: CardBasis): DealAround {
  const { publishedTouches: held } = around.record;
  if (held.kind === 'unreadable') return around;
  const others = held.kind === 'read' ? held.touches.filter(({ id }) => id !== touch.id) : [];
  const publishedTouches = {
    ...(held.kind === 'read' ? held : { kind: 'read' as const, asOf, older: 0 }),
    touches: [...others, touch],
  };
  return { ...around, record: { ...around.record, publishedTouches } };
}
