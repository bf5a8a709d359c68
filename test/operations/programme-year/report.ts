/** The report at the end of the year, as a person reads it. */
import { DAY_MS, displayDay, instant } from '../../../src/domain/calendar.js';
import type { PartnerId } from '../../../src/domain/ids.js';
import { KPIS, type KpiPeriod } from '../../../src/domain/kpi.js';
import { stageName, timeInStages, timeToOnboarding } from '../../../src/domain/lifecycle.js';
import { displayMoney } from '../../../src/domain/money.js';
import { startOfWrittenDay } from '../../../src/domain/numbers/calendar-days.js';
import { HEALTH_PARTS } from '../../../src/domain/numbers/health-value.js';
import { healthOver } from '../../../src/domain/numbers/health.js';
import { monthsPeriod } from '../../../src/domain/numbers/kpi-periods.js';
import type { PartnerStage } from '../../../src/domain/partner.js';
import type { Month } from '../../../src/domain/period.js';
import type { ProgrammeDeal, ProgrammeFacts, ProgrammePartner } from '../../../src/domain/programme-facts.js';
import { QUEUE_KINDS } from '../../../src/domain/programme-queue.js';
import { displayMoment } from '../../../src/domain/registration-deadlines.js';
import { REGISTRATION_DEEDS } from '../../../src/domain/registration-record.js';
import { tierName } from '../../../src/domain/tiers.js';
import { besideWords, noteWords, numberWords } from '../../../src/operations/number-words.js';
import { programmeDeals } from '../../../src/operations/programme-deals.js';
import { queueOf } from '../../../src/operations/programme-queue-items.js';
import { allRegistrations } from '../../../src/operations/registrations-kept.js';
import { programmeOf } from '../portal.js';
import { factsOf, numbers, tallyOf } from './play.js';
import { POLICY, TIME_ZONE, type YearPortal } from './year-portal.js';

export const YEAR: KpiPeriod = monthsPeriod('2027', '2027-01' as Month, '2027-12' as Month, TIME_ZONE);

const money = (minor: number | null): string => (minor === null ? 'no amount' : displayMoney(minor, 'USD'));
const day = (at: number): string => displayDay(instant(at), TIME_ZONE);
const days = (ms: number): string => `${(ms / DAY_MS).toFixed(2)} days`;

export async function dealsOf(portal: YearPortal): Promise<readonly ProgrammeDeal[]> {
  const deals: ProgrammeDeal[] = [];
  const pages = programmeDeals(portal.on.store, portal.portalId, POLICY.model);
  for await (const page of pages) deals.push(...page);
  return deals.toSorted((a, b) => a.createdAt - b.createdAt);
}

/** Writes all of it. */
export async function yearReport(portal: YearPortal): Promise<string> {
  const facts = await factsOf(portal);
  const names = new Map(facts.partners.map(({ profile: { id, name } }) => [id, name ?? id]));
  const parts: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['Won revenue', await wonRevenue(portal)],
    ['Deals, in the order in which they were created', await dealLines(portal, names)],
    ['The sixteen numbers', await numberLines(portal)],
    ['Partners', facts.partners.flatMap(partnerLines)],
    ['Registrations, with every decision', await registrationLines(portal)],
    ['What waits', queueLines(facts, names)],
    ['Health', await healthLines(portal, facts)],
  ];
  const head = `The year 2027, as of ${displayMoment(facts.asOf, TIME_ZONE)} (${TIME_ZONE}), in USD, under the policy ${facts.policyVersion}.\n`;
  return [
    head,
    ...parts.map(([title, lines]) => `${title}\n${lines.map((line) => `  ${line}\n`).join('')}`),
  ].join('\n');
}

async function wonRevenue(portal: YearPortal): Promise<readonly string[]> {
  const [sourced] = await numbers(portal, YEAR);
  const beside = new Map((sourced?.beside ?? []).map(({ id, value }) => [id, value ?? 0]));
  const lines: readonly (readonly [string, number])[] = [
    ['partner-sourced', sourced?.value ?? 0],
    ['partner-influenced', beside.get('influenced_revenue') ?? 0],
    ['direct', beside.get('direct_revenue') ?? 0],
    ['total', beside.get('total_revenue') ?? 0],
  ];
  return lines.map(([what, minor]) => `${what.padEnd(20)}${money(minor).padStart(12)}`);
}

async function dealLines(
  portal: YearPortal,
  names: ReadonlyMap<PartnerId, string>,
): Promise<readonly string[]> {
  const named = (ids: readonly PartnerId[]): string =>
    ids.map((id) => names.get(id) ?? id).join(', ') || 'nobody';
  const credit = (of: ReadonlyMap<PartnerId, number>): string =>
    [...of].map(([id, minor]) => `${names.get(id) ?? id} ${money(minor)}`).join(', ') || 'none';
  return (await dealsOf(portal)).flatMap((one) => [
    `${dealName(portal, one)}: ${one.status}, ${one.class}, ${one.bucket}, ${money(one.homeAmountMinor)}`,
    `    created ${day(one.createdAt)}${one.closedAt === null ? '' : `, closed ${day(one.closedAt)}`}; sourced by ${named(one.sourcing)}, influenced by ${named(one.influencing)}; credit under ${POLICY.model}: ${credit(one.model)}`,
  ]);
}

const dealName = ({ on }: YearPortal, { id }: ProgrammeDeal): string =>
  on.sandbox.portal.records.get('deals', id)?.properties.get('dealname') ?? id;

const numberLines = async (portal: YearPortal): Promise<readonly string[]> =>
  (await numbers(portal, YEAR)).flatMap((number) => [
    `${KPIS[number.id].label}: ${numberWords(number, 'USD')} [n ${number.n}]`,
    ...number.beside.map((beside) => `    ${besideWords(beside, 'USD')}`),
    ...noteWords(number).map((note) => `    ${note}`),
  ]);

function partnerLines({ profile, programme }: ProgrammePartner): readonly string[] {
  const spent = Object.entries(timeInStages(programme.moves, instant(YEAR.to)));
  const signed = profile.agreement?.signedAt ?? null;
  const onboarding =
    signed === null ? null : timeToOnboarding(programme.moves, startOfWrittenDay(signed, TIME_ZONE));
  return [
    `${profile.name ?? profile.id}: ${tierName(profile.tier)}, ${profile.stage === null ? 'no stage' : stageName(profile.stage)}`,
    ...programme.tiers.changes.map(
      ({ tier, at, reason, by }) =>
        `    ${day(at)} ${tierName(tier)}: ${reason ?? 'found in HubSpot'}${by === null ? '' : `, ${by}`}`,
    ),
    ...programme.moves.map(
      ({ stage, at, reason }) => `    ${day(at)} ${stageName(stage)}${reason === null ? '' : `: ${reason}`}`,
    ),
    `    in its stages up to the end of the year: ${spent.map(([stage, ms]) => `${stageName(stage as PartnerStage)} ${days(ms)}`).join(', ')}`,
    `    from signing to onboarded: ${onboarding === null ? 'not there' : days(onboarding)}`,
  ];
}

async function registrationLines(portal: YearPortal): Promise<readonly string[]> {
  const all = (await allRegistrations(programmeOf(portal.on.sandbox))) ?? [];
  return all.flatMap(({ raw, record }) => [
    `${portal.keyOf(raw.id) ?? raw.id} ${record.name}: ${record.status ?? 'of no state'}`,
    ...record.decisions.map(
      ({ deed, at, by, reason, against }) =>
        `    ${displayMoment(at, TIME_ZONE)} ${REGISTRATION_DEEDS[deed]} by ${by ?? 'the sync'}${reason === null ? '' : `: ${reason}`}${against.length === 0 ? '' : ` (against it: ${against.join('; ')})`}`,
    ),
  ]);
}

const queueLines = (facts: ProgrammeFacts, names: ReadonlyMap<PartnerId, string>): readonly string[] =>
  queueOf(facts, POLICY.programme).map(
    ({ kind, partnerId, text, overdue }) =>
      `${overdue ? 'overdue' : 'open   '} ${QUEUE_KINDS[kind]}, ${names.get(partnerId) ?? partnerId}: ${text}`,
  );

async function healthLines(portal: YearPortal, facts: ProgrammeFacts): Promise<readonly string[]> {
  const healthIn = healthOver(facts, await tallyOf(portal), POLICY.programme);
  return facts.partners.flatMap((partner) => {
    const { score, parts, leftOut } = healthIn(partner);
    return [
      `${partner.profile.name ?? partner.profile.id}: ${score ?? 'n/a'}`,
      ...parts.map(
        ({ id, score: of, weight, inputs }) =>
          `    ${HEALTH_PARTS[id].label} ${of.toFixed(2)} × ${weight.toFixed(2)}: ${inputs.map((one) => besideWords(one, 'USD')).join('; ')}`,
      ),
      ...leftOut.map(({ id, why }) => `    ${HEALTH_PARTS[id].label} left out: ${why}`),
    ];
  });
}
