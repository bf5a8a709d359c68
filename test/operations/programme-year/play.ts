/** Plays the events of the story one after the other, and looks at what each waypoint says. */
import { expect } from '@jest/globals';
import { assertNever } from '../../../src/domain/assert-never.js';
import { monthsPeriod, quarterPeriod } from '../../../src/domain/numbers/kpi-periods.js';
import type { KpiPeriod, KpiValue } from '../../../src/domain/kpi.js';
import { DealTally } from '../../../src/domain/numbers/deal-tally.js';
import { workOutNumbers } from '../../../src/domain/numbers/work-out-numbers.js';
import type { Month } from '../../../src/domain/period.js';
import type { ProgrammeFacts } from '../../../src/domain/programme-facts.js';
import { partnerProgramme } from '../../../src/handlers/partner-programme.js';
import { registerDeal } from '../../../src/handlers/register-deal.js';
import { ruleOnRegistration } from '../../../src/handlers/rule-on-registration.js';
import { tagDeal } from '../../../src/handlers/tag-deal.js';
import { runId } from '../../../src/domain/ids.js';
import { applyTiers } from '../../../src/operations/apply-tiers.js';
import { programmeDeals } from '../../../src/operations/programme-deals.js';
import { queueOf } from '../../../src/operations/programme-queue-items.js';
import { readProgrammeFacts } from '../../../src/operations/read-programme-facts.js';
import { crmOf } from '../portal.js';
import type { Act, StoryEvent } from './acts.js';
import { localInstant, POLICY, TIME_ZONE, type YearPortal } from './year-portal.js';

type Of<Does extends Act['does']> = Extract<Act, { readonly does: Does }>;

/** One event, on its day and at its time. */
export async function play(portal: YearPortal, { on, at = '09:00', acts }: StoryEvent): Promise<void> {
  portal.setClock(localInstant(on, at));
  for (const act of acts) await perform(portal, act);
}

async function perform(portal: YearPortal, act: Act): Promise<void> {
  switch (act.does) {
    case 'make':
      return portal.make(act.type, act.key, act.values, act.with);
    case 'set':
      return portal.set(act.key, act.values);
    case 'ask': {
      portal.survey(act.contact, act.nps);
      return;
    }
    case 'programme': {
      settled(
        act,
        await portal.save(portal.changeProgramme, { companyId: portal.id(act.partner), change: act.change }),
      );
      return;
    }
    case 'register':
      return register(portal, act);
    case 'rule': {
      settled(
        act,
        await portal.save(ruleOnRegistration as never, {
          registrationId: portal.id(act.key),
          ruling: act.ruling,
        }),
      );
      return;
    }
    case 'tag':
      return tag(portal, act);
    case 'complete the task':
      return completeTask(portal);
    case 'review tiers':
      return reviewTiers(portal, act);
    case 'sync':
      return portal.sync();
    case 'see waiting':
      return seeWaiting(portal, act);
    case 'see number':
      expect([
        act.of,
        act.id,
        (await numbers(portal, periodOf(act.of))).find(({ id }) => id === act.id)?.value,
      ]).toEqual([act.of, act.id, act.value]);
      return;
    case 'see registrations':
      return seeRegistrations(portal, act);
    case 'see on the card':
      return seeOnCard(portal, act);
    case 'see key result':
      return seeKeyResult(portal, act);
    default:
      return assertNever(act);
  }
}

function settled({ refused }: { readonly refused?: string }, said: string | null): void {
  if (refused === undefined) expect(said).toBeNull();
  else expect(said).toContain(refused);
}

const registrationIds = ({ on }: YearPortal): readonly string[] => {
  const { portal } = on.sandbox;
  const type = portal.schemas.find('p_partner_registration')?.type;
  return type === undefined ? [] : [...portal.records.list(type)].map(({ id }) => id);
};

async function register(portal: YearPortal, { key, partner, prospect }: Of<'register'>): Promise<void> {
  const before = new Set(registrationIds(portal));
  const asked = { partnerId: portal.id(partner), companyId: portal.id(prospect) };
  expect(await portal.save(registerDeal as never, asked)).toBeNull();
  const [made = ''] = registrationIds(portal).filter((id) => !before.has(id));
  portal.records.set(key, { type: 'p_partner_registration', id: made });
}

async function tag(portal: YearPortal, { deal, partner, role }: Of<'tag'>): Promise<void> {
  const change = { kind: 'set', partnerId: portal.id(partner), role };
  expect(await portal.save(tagDeal as never, { dealId: portal.id(deal), change })).toBeNull();
}

async function completeTask(portal: YearPortal): Promise<void> {
  const [task] = [...portal.on.sandbox.portal.records.list('tasks')];
  portal.records.set('task', { type: 'tasks', id: task?.id ?? '' });
  await portal.set('task', { hs_task_status: 'COMPLETED' });
}

async function reviewTiers(portal: YearPortal, { decides }: Of<'review tiers'>): Promise<void> {
  const { clock, store, crm } = portal.syncDeps();
  const newRunId = () => runId(`tiers-${portal.on.now()}`);
  const { report } = await applyTiers({ clock, store, crm, newRunId }, { policy: POLICY }, () => undefined);
  expect(
    Object.fromEntries(
      report.partners.map(({ partnerId, decision }) => [portal.keyOf(partnerId), decision.kind]),
    ),
  ).toEqual(decides);
}

/** What the last sync read, as of now. */
export async function factsOf({ on }: YearPortal): Promise<ProgrammeFacts> {
  const crm = crmOf(on.sandbox);
  const request = { asOf: on.now(), policyVersion: POLICY.version, settings: POLICY.programme };
  return readProgrammeFacts({ store: on.store, crm }, { account: await crm.account(), ...request });
}

export async function tallyOf(portal: YearPortal): Promise<DealTally> {
  const tally = new DealTally();
  const pages = programmeDeals(portal.on.store, portal.portalId, POLICY.model);
  for await (const page of pages) tally.add(page);
  return tally;
}

/** "2027-03", "2027-Q1" */
const periodOf = (of: string): KpiPeriod => {
  const quarter = /^(\d{4})-Q(\d)$/.exec(of);
  if (quarter === null) return monthsPeriod(of, of as Month, of as Month, TIME_ZONE);
  const month = String(3 * Number(quarter[2])).padStart(2, '0');
  return quarterPeriod(localInstant(`${quarter[1] ?? ''}-${month}-15`, '12:00'), TIME_ZONE);
};

export const numbers = async (portal: YearPortal, period: KpiPeriod): Promise<readonly KpiValue[]> =>
  workOutNumbers(await factsOf(portal), await tallyOf(portal), POLICY.programme, {
    ...{ period, scope: { kind: 'all' } },
  });

async function seeWaiting(portal: YearPortal, { kind, items }: Of<'see waiting'>): Promise<void> {
  const queue = queueOf(await factsOf(portal), POLICY.programme).filter((item) => item.kind === kind);
  expect(queue.map(({ overdue, text }) => `${overdue ? 'overdue: ' : ''}${text}`)).toEqual(items);
}

async function seeRegistrations(portal: YearPortal, { states }: Of<'see registrations'>): Promise<void> {
  const { registrations } = await factsOf(portal);
  const found = Object.keys(states).map((key) => [
    key,
    registrations.find(({ id }) => id === portal.id(key))?.status ?? null,
  ]);
  expect(Object.fromEntries(found)).toEqual(states);
}

async function seeOnCard(portal: YearPortal, { partner, stalls }: Of<'see on the card'>): Promise<void> {
  const { lifecycle } = await partnerProgramme.run(portal.deps(), { companyId: portal.id(partner) });
  expect(lifecycle.notices.some((notice) => notice.startsWith('It stalls'))).toBe(stalls);
}

/** As the sync has published it on the partner's company. */
async function seeKeyResult(portal: YearPortal, { partner, value }: Of<'see key result'>): Promise<void> {
  const crm = crmOf(portal.on.sandbox);
  const [record] = await crm.companiesById([portal.id(partner)]);
  const published = record === undefined ? null : crm.publishedProgramme(record, portal.on.now());
  expect(Object.values(published?.keyResults ?? {}).map((one) => one.value)).toEqual([value]);
}
