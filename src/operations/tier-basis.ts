/** What a review of tiers starts from: partners as HubSpot holds them now, and what they achieved as the last sync knew it. */
import type { Instant } from '../domain/calendar.js';
import { compareIds, type PartnerId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { TierRecord } from '../domain/partner-programme.js';
import type { Policy } from '../domain/policy.js';
import type { StandingMeasures } from '../domain/tier-measures.js';
import type { Achievement } from '../domain/tier-window.js';
import { accountAsSynced } from './account-as-synced.js';
import type { Account, CompanyRecord, Crm, KeptProgramme, RawRecord } from './crm-port.js';
import { ledgerEmpty } from './ledger-facts.js';
import type { Store } from './ports.js';
import { tierAchievements } from './tier-achievements.js';
import { readProgrammeFacts } from './read-programme-facts.js';
import { asksForMeasures, measuredBy } from './tier-measures-source.js';

/** A partner company with what is kept of its tier. */
export interface TierPartner {
  readonly raw: RawRecord;
  readonly record: CompanyRecord;
  readonly profile: PartnerProfile;
  readonly kept: KeptProgramme;
  readonly tiers: TierRecord;
  readonly achievements: readonly Achievement[];
}

export interface TierBasis {
  readonly account: Account;
  /** As of when the last sync worked deals out; null where that is not known. */
  readonly resultsAsOf: Instant | null;
  /** In the order of ids; without those whose lifecycle stage is `ended`. */
  readonly partners: readonly TierPartner[];
  readonly ended: number;
  readonly dealsWithoutHomeAmount: number;
  readonly dealsWithoutCloseDate: number;
  /** Certified people and satisfaction under one of the policies. */
  measuresOf(id: PartnerId, policy: Policy): StandingMeasures;
}

export interface TierBasisDeps {
  readonly crm: Crm;
  readonly store: Store;
}

/**
 * Reads it: 100 partners a request.
 * @throws AppError `ledger_empty` before the first sync, and what the CRM throws.
 */
export async function readTierBasis(
  deps: TierBasisDeps,
  asOf: Instant,
  policies: readonly [inForce: Policy, ...tried: Policy[]],
): Promise<TierBasis> {
  const { crm, store } = deps;
  const { account, state } = await accountAsSynced(crm, store);
  if (state === null || state.completeAt === null) throw ledgerEmpty();
  const seen = await store.seenPartners(account.portalId);
  const { ofPartner, ...counts } = await tierAchievements(store, account.portalId);
  // A tier that somebody set since the last sync is not to be overwritten.
  const raws =
    seen.length === 0
      ? []
      : await crm.recordsById(
          'companies',
          seen.map(({ id }) => id),
        );
  const all = raws.flatMap((raw) => tierPartner(crm, account, raw, ofPartner) ?? []);
  const partners = all.filter(({ profile }) => profile.stage !== 'ended');
  const [{ version: policyVersion, programme: settings }] = policies;
  const facts = asksForMeasures(policies)
    ? await readProgrammeFacts(deps, { account, asOf, policyVersion, settings })
    : null;
  return {
    account,
    resultsAsOf: state.computedAsOf ?? null,
    partners: partners.sort((a, b) => compareIds(a.profile.id, b.profile.id)),
    ended: all.length - partners.length,
    ...counts,
    measuresOf: measuredBy(facts, asOf),
  };
}

/** @returns null of a company that is no partner. */
export function tierPartner(
  crm: Pick<Crm, 'readCompany' | 'partnerProgramme'>,
  { homeCurrency }: Pick<Account, 'homeCurrency'>,
  raw: RawRecord,
  achievements: ReadonlyMap<PartnerId, readonly Achievement[]>,
): TierPartner | null {
  const [record] = crm.readCompany(raw).records;
  if (record?.partner == null) return null;
  const kept = crm.partnerProgramme(record, homeCurrency);
  const profile = record.partner;
  return {
    ...{ raw, record, profile, kept },
    tiers: kept.programme.tiers,
    achievements: achievements.get(profile.id) ?? [],
  };
}
