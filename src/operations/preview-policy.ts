/** What another policy would do, over the deals that a function can read: totals, partners, tiers, deals, and the setting that does it. */
import type { Instant } from '../domain/calendar.js';
import type { DealId } from '../domain/ids.js';
import { displayMoney } from '../domain/money.js';
import type { PolicyCause } from '../domain/policy-difference.js';
import type { Totals } from '../domain/portfolio.js';
import type { PolicyDeps } from './change-policy.js';
import { checkPolicy } from './change-policy.js';
import type { DealDifference, DealSide } from './compare-portfolios.js';
import { effectOnPartners } from './policy-effect-partners.js';
import { changeWords, settingWords } from './policy-fields.js';
import { achievedUnder, effectOnTiers, mayMoveTiers } from './policy-effect-tiers.js';
import { readPublishedTiers } from './read-published-tiers.js';
import { readRecentDeals, type RecentDeals } from './read-recent-deals.js';
import { comparePolicies, type WhatIf } from './what-if.js';
import type { EffectDeal, EffectRow, PolicyCheckedView, PolicyEffectView } from './views/settings-view.js';

/**
 * Five searches, one read of links and some ten of companies: four seconds where HubSpot takes 200 ms a call. Where tiers may
 * move, up to five searches of partners more.
 */
export const MOST_DEALS = 1_000;
/** How many deals are drawn. */
const SHOWN = 25;

/**
 * Compares a policy with the one in force, over the newest deals; writes nothing.
 * @returns what is wrong with the policy, where it cannot be computed with.
 */
export async function previewPolicy(
  deps: PolicyDeps,
  text: string,
): Promise<PolicyEffectView | PolicyCheckedView> {
  const reading = deps.readPolicy(text);
  if (reading.kind === 'unsound') return checkPolicy(deps, text);
  const { crm, clock } = deps;
  const [account, { policy: current }] = await Promise.all([crm.account(), deps.inForce()]);
  const portal = await readRecentDeals(crm, account, () => clock.now(), MOST_DEALS);
  const asOf = clock.now();
  const tried = { current, proposed: reading.policy };
  const compared = comparePolicies(portal, asOf, tried);
  const changes = achievedUnder(portal, asOf, tried);
  const withoutAmount = portal.facts
    .filter(({ deal }) => deal.flags.includes('amount_missing'))
    .map(({ deal }) => deal.id);
  const tiers = mayMoveTiers(tried, changes)
    ? effectOnTiers({
        ...{ ...tried, changes, asOf, published: await readPublishedTiers(crm, asOf) },
        dealsSince: portal.total > MOST_DEALS ? oldestClose(portal, asOf) : null,
      })
    : null;
  return { ...presentEffect(compared, portal.total, new Set(withoutAmount)), tiers };
}

const oldestClose = ({ facts }: RecentDeals, asOf: Instant): Instant =>
  facts.map(({ deal }) => deal.closedAt ?? asOf).reduce((a, b) => (a < b ? a : b), asOf);

function presentEffect(
  result: WhatIf,
  total: number,
  withoutAmount: ReadonlySet<DealId>,
): Omit<PolicyEffectView, 'tiers'> {
  const { policyVersion, settings, changedDeals, changedPartners } = result;
  const left = total > MOST_DEALS;
  const moreDeals = changedDeals.length - SHOWN;
  return {
    kind: 'policy-effect',
    title: titleOf(policyVersion, settings.length),
    sentences: sentencesOf(result, total),
    changes: settings.map(changeWords),
    totals: totalsOf(result),
    partners: effectOnPartners(changedPartners, result.homeCurrency),
    deals: changedDeals.slice(0, SHOWN).map((deal) => dealRow(deal, withoutAmount.has(deal.dealId))),
    more: moreDeals > 0 ? `… and ${moreDeals} more deals` : null,
    command: left || moreDeals > 0 ? 'npx partnership whatif --policy policy.json' : null,
  };
}

function titleOf({ before, after }: WhatIf['policyVersion'], changes: number): string {
  if (before !== after) return `${before} → ${after}`;
  return changes === 0
    ? `${before}, unchanged`
    : `${before} → your change, which has no version of its own yet`;
}

function sentencesOf({ deals, changedDeals, settings, homeCurrency, ...rest }: WhatIf, total: number) {
  const classes = changedDeals.filter(({ before, after }) => before.class !== after.class).length;
  const over =
    total > deals
      ? `Compared over the ${deals} deals that close last, of ${total}: the rest does not fit here. The command below compares them all.`
      : `Compared over all ${deals} deals, with their activities as the last sync published them.`;
  const won = rest.totals.before.wonMinor;
  return [
    over,
    settings.length === 0
      ? 'No setting differs, so nothing would change.'
      : changedDeals.length === 0 && settings.every(({ key }) => key.startsWith('programme.'))
        ? 'These settings alter no credit: every deal keeps its class, and every partner its revenue.'
        : changedWords(changedDeals.length, classes, deals),
    `Won revenue stays ${displayMoney(won, homeCurrency)} under any policy; only who it is credited to moves.`,
    ...(rest.dealsWithoutHomeAmount === 0
      ? []
      : [`${rest.dealsWithoutHomeAmount} deals have no amount in ${homeCurrency} and are in no total.`]),
    'Nothing was written.',
  ];
}

function changedWords(changed: number, classes: number, deals: number): string {
  if (changed === 0) return `None of the ${deals} deals would change.`;
  const all = `${changed} of ${deals} deals would`;
  if (classes === changed) return `${all} get another class.`;
  if (classes === 0)
    return `${all} keep their class and change otherwise: who is credited, or with how much.`;
  return `${all} change: ${classes} get another class, ${changed - classes} keep theirs and change otherwise.`;
}

const LINES: readonly (readonly [string, keyof Totals])[] = [
  ['Won, partner-sourced', 'sourcedMinor'],
  ['Won, partner-influenced', 'influencedMinor'],
  ['Won, direct', 'directMinor'],
  ['Won, total', 'wonMinor'],
  ['Open, partner-sourced', 'sourcedPipelineMinor'],
  ['Open, partner-influenced', 'influencedPipelineMinor'],
  ['Open, total', 'pipelineMinor'],
];

const totalsOf = ({ totals, homeCurrency }: WhatIf): readonly EffectRow[] =>
  LINES.map(([name, key]) => ({
    name,
    before: displayMoney(totals.before[key], homeCurrency),
    after: displayMoney(totals.after[key], homeCurrency),
    change: signed(totals.difference[key], homeCurrency),
  }));

const CLASS_WORDS: Readonly<Record<DealSide['class'], string>> = {
  sourced: 'Partner-sourced',
  influenced: 'Partner-influenced',
  direct: 'Direct',
};

const dealRow = (
  { dealId, name, before, after, cause, ...deal }: DealDifference,
  withoutAmount: boolean,
): EffectDeal => ({
  dealId,
  name: name ?? `Deal without a name (ID ${dealId})`,
  amount: withoutAmount ? 'No amount' : displayMoney(deal.amountMinor, deal.currency),
  before: CLASS_WORDS[before.class],
  after:
    before.class === after.class
      ? `${CLASS_WORDS[after.class]}, other ${otherOf(before, after)}`
      : CLASS_WORDS[after.class],
  cause: causeWords(cause),
});

function otherOf(before: DealSide, after: DealSide): string {
  if (before.sourcingPartnerIds.join() !== after.sourcingPartnerIds.join()) return 'source';
  if (before.influencingPartnerIds.join() !== after.influencingPartnerIds.join()) return 'influencers';
  return before.bucket === after.bucket ? 'split' : 'revenue line';
}

const causeWords = (cause: PolicyCause | null): string =>
  cause === null
    ? ''
    : cause.changes.map(({ key }) => settingWords(key)).join(cause.kind === 'alone' ? ' or ' : ' and ');

const signed = (minor: number, currency: string): string =>
  minor === 0 ? 'No change' : `${minor > 0 ? '+' : ''}${displayMoney(minor, currency)}`;
