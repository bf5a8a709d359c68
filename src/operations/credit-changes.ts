/** Who gains and who loses credit between two states of a deal. */
import type { PartnerCredits } from '../domain/credit.js';
import { MODEL_LABELS } from '../domain/deal-model.js';
import type { PartnerId } from '../domain/ids.js';
import { displayMoney } from '../domain/money.js';
import { fullNameOf, type DealCardFacts } from './deal-card-facts.js';
import type { EffectPartner } from './views/effect-view.js';

/** One partner's credit in one pool. Integer minor units. */
export interface CreditChange {
  readonly partnerId: PartnerId;
  readonly name: string;
  /** "partner-sourced", "linear split". */
  readonly pool: string;
  readonly currency: string;
  readonly beforeMinor: number;
  readonly afterMinor: number;
}

/**
 * Credit that moves, in the pools that add up: who sourced, and the model's split. Influence is not additive, and so
 * nobody's gain or loss.
 * @param money `own` for the deal's currency; `home` where several deals are added up.
 */
export function creditChanges(
  before: DealCardFacts,
  after: DealCardFacts,
  money: 'own' | 'home' = 'own',
): readonly CreditChange[] {
  const { model } = before.policy;
  const key = money === 'own' ? 'credits' : 'homeCredits';
  const [was, is] = [before.attributed.result, after.attributed.result];
  const currency = money === 'own' ? is.currency : is.homeCurrency;
  const pools: readonly (readonly [string, PartnerCredits | undefined, PartnerCredits | undefined])[] = [
    ['partner-sourced', was[key].source, is[key].source],
    [`${MODEL_LABELS[model].toLowerCase()} split`, was[key].model.get(model), is[key].model.get(model)],
  ];
  return pools.flatMap(([pool, old, now]) =>
    [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap((partnerId) => {
      const [beforeMinor, afterMinor] = [old?.get(partnerId) ?? 0, now?.get(partnerId) ?? 0];
      if (beforeMinor === afterMinor) return [];
      return [{ partnerId, name: fullNameOf(after, partnerId), pool, currency, beforeMinor, afterMinor }];
    }),
  );
}

/** Who gains most first. */
export const creditRows = (changes: readonly CreditChange[]): readonly EffectPartner[] =>
  changes
    .toSorted((a, b) => b.afterMinor - b.beforeMinor - (a.afterMinor - a.beforeMinor))
    .map(({ name, pool, currency, beforeMinor, afterMinor }) => ({
      name: `${name} · ${pool}`,
      before: moneyOrNone(beforeMinor, currency),
      after: moneyOrNone(afterMinor, currency),
      change: signed(afterMinor - beforeMinor, currency),
      gains: afterMinor > beforeMinor,
    }));

const moneyOrNone = (minor: number, currency: string): string =>
  minor === 0 ? 'None' : displayMoney(minor, currency);

const signed = (minor: number, currency: string): string =>
  minor < 0 ? `−${displayMoney(-minor, currency)}` : `+${displayMoney(minor, currency)}`;

/** A partner's part in a deal. */
export function partOf({ attributed }: DealCardFacts, id: PartnerId): 'Sourced' | 'Influenced' | 'No role' {
  if (attributed.result.sourcingPartnerIds.includes(id)) return 'Sourced';
  return attributed.result.influencingPartnerIds.includes(id) ? 'Influenced' : 'No role';
}

/** Partners whose part changes, though none of their credit does: a lost deal, or one without an amount, has none. */
export function partRows(
  before: DealCardFacts,
  after: DealCardFacts,
  credited: ReadonlySet<PartnerId>,
): readonly EffectPartner[] {
  const results = [before.attributed.result, after.attributed.result];
  const ids = results.flatMap((one) => [...one.sourcingPartnerIds, ...one.influencingPartnerIds]);
  return [...new Set(ids)].flatMap((id) => {
    const [was, is] = [partOf(before, id), partOf(after, id)];
    if (was === is || credited.has(id)) return [];
    return [{ name: fullNameOf(after, id), before: was, after: is, change: 'Role', gains: null }];
  });
}
