/** Where every partner stands in its lifecycle, since when, whether it stalls, and what it lacks to go on. Writes nothing. */
import { wasApproved } from '../domain/approved-registration.js';
import { DAY_MS, type Instant } from '../domain/calendar.js';
import { checklistStates, itemsOf } from '../domain/checklist.js';
import { currentStage, isSeenOnly, withSeenStage } from '../domain/lifecycle-change.js';
import { stallOf, timeInStages } from '../domain/lifecycle.js';
import { measureChecklist, type First } from '../domain/measure-checklist.js';
import { signedAt } from '../domain/numbers/active-partner.js';
import type { PartnerStage } from '../domain/partner.js';
import type { Policy } from '../domain/policy.js';
import type { PartnerMeeting, ProgrammeFacts, ProgrammePartner } from '../domain/programme-facts.js';
import type { CompanyRecord, Crm } from './crm-port.js';
import type { Clock, Store } from './ports.js';
import { readProgrammeFacts } from './read-programme-facts.js';

export interface LifecycleReviewDeps {
  readonly crm: Crm;
  readonly store: Store;
  readonly clock: Clock;
}

export interface StandingPartner {
  readonly partnerId: string;
  readonly name: string | null;
  readonly stage: PartnerStage | null;
  /** Null: it was set in HubSpot, and nobody knows when. */
  readonly since: Instant | null;
  /**
   * Whole days in each stage that it stood in, all visits together, up to now; none where its history says nothing. A visit that
   * somebody ended in HubSpot is left out: nobody knows when.
   */
  readonly daysInStages: Readonly<Partial<Record<PartnerStage, number>>>;
  /** Days without a meeting, call, e-mail or move, where the policy allows fewer; null: it does not stall. */
  readonly stalledDays: number | null;
  /** Labels of what is missing to leave the stage, as far as it can be told without opening its card. */
  readonly missing: readonly string[];
}

export interface LifecycleReview {
  readonly asOf: Instant;
  readonly timeZone: string;
  readonly policyVersion: string;
  /** By name, then id. */
  readonly partners: readonly StandingPartner[];
}

/** Stages and checklists as HubSpot holds them now; people, meetings and registrations as of the last sync. */
export async function reviewLifecycle(
  deps: LifecycleReviewDeps,
  { programme: settings, version }: Pick<Policy, 'programme' | 'version'>,
): Promise<LifecycleReview> {
  const { crm, clock } = deps;
  const account = await crm.account();
  const asOf = clock.now();
  const facts = await readProgrammeFacts(deps, { account, asOf, policyVersion: version, settings });
  const synced = new Map(facts.partners.map((partner) => [partner.profile.companyId, partner]));
  const partners: StandingPartner[] = [];
  for await (const { records } of crm.companies()) {
    for (const company of records) {
      if (company.partner === null) continue;
      const { programme } = crm.partnerProgramme(company, account.homeCurrency);
      const known = synced.get(company.id);
      const live = { profile: company.partner, programme, people: known?.people ?? [] };
      const partner = { ...live, lastActivityAt: known?.lastActivityAt ?? null };
      partners.push(standingOf({ crm, facts, settings }, company, partner));
    }
  }
  const key = ({ name, partnerId }: StandingPartner): string => `${name ?? ''} ${partnerId}`;
  return {
    ...{ asOf, timeZone: account.timeZone, policyVersion: version },
    partners: partners.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
  };
}

interface Basis {
  readonly crm: Crm;
  readonly facts: ProgrammeFacts;
  readonly settings: Policy['programme'];
}

function standingOf(basis: Basis, company: CompanyRecord, partner: ProgrammePartner): StandingPartner {
  const { facts, settings } = basis;
  const { profile, programme, lastActivityAt } = partner;
  const { checklists, stallDays } = settings.lifecycle;
  const stage = currentStage(profile, programme);
  const isSeen = isSeenOnly(profile, programme);
  const { moves } = withSeenStage(profile, programme, lastActivityAt ?? facts.asOf);
  const measured = measureChecklist(checklistFacts(basis, company, partner), settings);
  const states = checklistStates(itemsOf(checklists, stage), programme, measured);
  return {
    ...{ partnerId: company.id, name: company.name, stage },
    since: isSeen ? null : (programme.moves.toSorted((a, b) => a.at - b.at).at(-1)?.at ?? null),
    daysInStages: daysIn(timeInStages(programme.moves, facts.asOf, isSeen ? 'left' : 'stands')),
    stalledDays: stallOf(stallDays, moves, lastActivityAt, facts.asOf)?.days ?? null,
    missing: states.filter(({ done }) => !done).map(({ label }) => label),
  };
}

/** The end of a partnership is no stage to stand in. */
function daysIn(spent: ReturnType<typeof timeInStages>): StandingPartner['daysInStages'] {
  const days = Object.entries(spent).map(([stage, ms]) => [stage, Math.floor(ms / DAY_MS)] as const);
  return Object.fromEntries(days.filter(([stage]) => stage !== 'ended'));
}

function checklistFacts({ crm, facts }: Basis, company: CompanyRecord, partner: ProgrammePartner) {
  const { id } = partner.profile;
  const signed = signedAt(partner, facts.timeZone);
  const since = (at: Instant): boolean => at <= facts.asOf && (signed === null || at >= signed);
  const ofPartner = ({ partnerId }: Pick<PartnerMeeting, 'partnerId'>): boolean => partnerId === id;
  const met = facts.meetings.some((one) => ofPartner(one) && one.held && since(one.at));
  const joined = facts.events.some(({ partnerIds, at }) => partnerIds.includes(id) && since(at));
  const approved = facts.registrations.some((one) => ofPartner(one) && wasApproved(one));
  const published = crm.publishedNumbers(company);
  return {
    ...{ profile: partner.profile, programme: partner.programme, people: partner.people },
    ...{ asOf: facts.asOf, timeZone: facts.timeZone },
    jointActivity: firstOf(met || joined),
    registeredDeal: facts.missing.includes('registrations')
      ? ({ kind: 'unknown', why: 'no registrations' } as const)
      : firstOf(approved),
    wonDeal:
      published === null ? ({ kind: 'unknown', why: 'no sync' } as const) : firstOf(published.wonDeals > 0),
    openDeals: null,
  };
}

const firstOf = (isThere: boolean): First =>
  isThere ? { kind: 'found', at: null, what: 'as of the last sync' } : { kind: 'none' };
