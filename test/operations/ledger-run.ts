/** Runs of a small portal without a CRM: facts that change from run to run, attributed and posted. */
import { runId, type PortalId } from '../../src/domain/ids.js';
import type { PartnerProfile } from '../../src/domain/partner.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { compileRules } from '../../src/domain/rules.js';
import type { DealFacts } from '../../src/domain/deal.js';
import { dealId, touchId } from '../../src/domain/ids.js';
import { DAY_MS, instant } from '../../src/domain/calendar.js';
import { attributeFacts } from '../../src/operations/attribute-facts.js';
import type { PostDealsSummary } from '../../src/operations/post-deals.js';
import type { Clock, Store } from '../../src/operations/ports.js';
import { deal, partner, tag, touch } from '../domain/facts.js';
import { utc } from '../domain/ledger-facts.js';
import { postResults } from './post-results.js';

/** Late enough for August to be over. */
export const NOW = utc('2026-09-10T00:00:00Z');
export const CLOCK: Clock = { now: () => NOW };
export const DEALS = 40;

/** The run that kill tests stop: an hour later, under another policy, a few deals at a time. */
export const SECOND_RUN = {
  clock: { now: () => instant(NOW + 3_600_000) },
  policy: { ...DEFAULT_POLICY, version: 'second', model: 'last_touch' },
  unitSize: 8,
} as const;

export const profile = (id: string): PartnerProfile => ({
  ...partner(id, { name: `Partner ${id}` }),
  type: 'reseller_channel',
  tier: 'gold',
  stage: null,
  managerId: null,
  phone: null,
});
const PARTNERS = [profile('7'), profile('9')];

/** Deals that closed from June to August; from version to version amounts, partners and statuses differ. */
export function factsOfVersion(version: number): readonly DealFacts[] {
  return Array.from({ length: DEALS }, (_, place): DealFacts => {
    const id = dealId(String(place + 1));
    const closedAt = instant(utc('2026-06-01T12:00:00Z') + place * 2.2 * DAY_MS);
    const createdAt = instant(closedAt - 30 * DAY_MS);
    const amountMinor =
      10_000 + place * 137 + (place % 3 === 0 ? version * (place % 2 === 0 ? 500 : -500) : 0);
    const open = version % 2 === 0 && place % 7 === 3;
    const at = instant(createdAt - DAY_MS);
    const who = place % 5 === 4 && version > 1 ? '9' : '7';
    return {
      deal: deal({
        id,
        createdAt,
        closedAt: open ? null : closedAt,
        status: open ? 'open' : 'won',
        amountMinor,
        homeAmountMinor: place % 11 === 10 ? null : amountMinor,
        currency: place % 11 === 10 ? 'EUR' : 'USD',
      }),
      touches:
        place % 4 === 3
          ? []
          : [
              { ...touch(who, 'referral', at), dealId: id, id: touchId(`referral-${id}-${who}`) },
              { ...touch('9', 'demo', createdAt), dealId: id, id: touchId(`demo-${id}`) },
            ],
      tags: place % 8 === 5 ? [{ ...tag('9', 'influenced'), dealId: id }] : [],
    };
  });
}

/** Posts a version of the portal as a run of its own. */
export async function postRun(
  store: Store,
  portalId: PortalId,
  version: number,
  {
    clock = CLOCK,
    facts = factsOfVersion(version),
    policy = DEFAULT_POLICY,
    unitSize = 2_000,
    homeCurrency = 'USD',
    partners = PARTNERS,
  } = {},
): Promise<PostDealsSummary> {
  const runs = await store.listRuns(portalId, 1_000);
  const id = runId(`run-${runs.length + 1}`);
  const asOf = clock.now();
  await store.startRun({
    portalId,
    runId: id,
    kind: 'sync',
    startedAt: asOf,
    policyVersion: policy.version,
    asOf,
  });
  const directory = new Map(partners.map((one) => [one.id, one]));
  const { deals } = attributeFacts(facts, {
    rules: compileRules(policy),
    models: [policy.model],
    partners: directory,
    asOf,
    homeCurrency,
  });
  const request = {
    portalId,
    runId: id,
    policy,
    partners: directory,
    facts,
    deals,
    homeCurrency,
    timeZone: 'America/New_York',
  };
  const posted = await postResults({ store, clock }, request, unitSize);
  await store.finishRun(portalId, id, { state: 'done', endedAt: asOf, summary: null });
  return posted;
}
