/** What a sync reads for the partner programme, keeps of it and publishes, on a small portal whose every record is known. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS, instant } from '../../src/domain/calendar.js';
import { portalId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { liveProgramme } from '../../src/operations/live-programme.js';
import { liveSummary } from '../../src/operations/live-summary.js';
import { programmeDeals } from '../../src/operations/programme-deals.js';
import { programmeQueue } from '../../src/operations/programme-queue-items.js';
import { readProgrammeFacts } from '../../src/operations/read-programme-facts.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal, type SyncDeps, type SyncRequest } from '../../src/operations/sync-portal.js';
import { undoRun } from '../../src/operations/undo-run.js';
import { PortalClock } from '../../src/sandbox/clock.js';
import type { ObjectType } from '../../src/sandbox/object-types.js';
import { iso, StoryWriter } from '../../src/sandbox/story/writer.js';
import { writeProgramme } from './small-programme.js';
import { answer, crmOf, dataOf, importsOf, PortalOnDatabase, programmeOf, type Tamper } from './portal.js';

let portal: PortalOnDatabase;
let story: StoryWriter;
const ids: Record<string, string> = {};
const id = () => portalId(String(portal.sandbox.portalId));
const now = () => portal.sandbox.portal.now();
const ago = (days: number) => now() - days * DAY_MS;

const make = (key: string, type: ObjectType, given: Record<string, string | null>, days = 100): string =>
  (ids[key] = story.record(type, given, ago(days)));
const link = (from: ObjectType, one: string, to: ObjectType, other: string): void =>
  story.link({ type: from, id: ids[one]! }, { type: to, id: ids[other]! });

beforeAll(async () => {
  portal = await PortalOnDatabase.open({ empty: true });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  story = new StoryWriter(portal.sandbox.portal, new Map());
  writeProgramme({ make, link, ago, story, ids });
}, 60_000);
afterAll(() => portal.close());

const deps = (tamper?: Tamper): SyncDeps => ({
  ...portal.deps(tamper),
  data: dataOf(portal.sandbox, tamper),
  imports: importsOf(portal.sandbox, tamper),
  programme: programmeOf(portal.sandbox, tamper),
});
const sync = (request: Partial<SyncRequest> = {}, tamper?: Tamper) =>
  syncPortal(deps(tamper), { policy: DEFAULT_POLICY, dryRun: false, ...request }, () => undefined);

const reading = () => ({ store: portal.store, crm: crmOf(portal.sandbox) });
const facts = async () => {
  const crm = crmOf(portal.sandbox);
  return readProgrammeFacts(
    { store: portal.store, crm },
    {
      account: await crm.account(),
      asOf: instant(now()),
      policyVersion: 'default-1',
      settings: DEFAULT_POLICY.programme,
    },
  );
};
const overdueNow = async () =>
  (await dataOf(portal.sandbox).read(['summary'])).summary?.waiting.registrationsOverdue;
const published = async (key: string) => {
  const [record] = await crmOf(portal.sandbox).companiesById([ids[key]!]);
  return crmOf(portal.sandbox).publishedProgramme(record!, instant(now()));
};

// One portal lives through all of these, in their order.
describe('a sync of the partner programme', () => {
  it('that is dry reads into the store, shows what it would publish, and writes nothing', async () => {
    const before = portal.snapshot();
    const { plan } = await sync({ dryRun: true });
    expect(plan).toMatchObject({ records: 4 });
    expect(portal.snapshot()).toBe(before);
    expect((await facts()).tickets).toHaveLength(2);
    expect(await published('contoso')).toBeNull();
  }, 60_000);

  it('keeps what every source says', async () => {
    await sync();
    const read = await facts();
    const [contoso, fabrikam] = read.partners;
    expect(contoso).toMatchObject({
      profile: { name: 'Contoso', tier: 'gold' },
      people: [{ contactId: ids.ana, name: 'Ana Ruiz', title: 'CEO' }],
      lastActivityAt: ago20(),
    });
    expect([fabrikam?.people, fabrikam?.lastActivityAt]).toEqual([[], Date.parse(iso(ago3()))]);
    expect(read.meetings.map(({ id: one, partnerId, held }) => [one, partnerId, held])).toEqual([
      [ids.met, ids.contoso, true],
      [ids.next, ids.contoso, false],
    ]);
    expect(
      read.tickets.map(({ title, companyId, escalationOf, closedAt }) => [
        title,
        companyId,
        escalationOf,
        closedAt !== null,
      ]),
    ).toEqual([
      ['Angry', ids.contoso, ids.contoso, false],
      ['Login', ids.acme, null, true],
    ]);
    expect(read.surveys).toMatchObject([{ partnerId: ids.contoso, kind: 'nps', score: 9 }]);
    expect(read.events).toMatchObject([{ name: 'Fair', kind: 'event', partnerIds: [ids.contoso] }]);
    expect([...read.integrations]).toEqual([[ids.acme, [ids.contoso]]]);
    expect(missingOf(read)).toEqual(['agreements', 'executives']);
    const pages = [];
    for await (const page of programmeDeals(portal.store, id(), DEFAULT_POLICY.model)) pages.push(...page);
    expect(pages).toMatchObject([
      {
        id: ids.deal,
        customerId: ids.acme,
        createdAt: Date.parse(storyDay('deal', 'createdate')),
        status: 'won',
        class: 'sourced',
        sourcing: [ids.contoso],
      },
    ]);
  }, 60_000);

  it('publishes numbers and what waits for the portal, and of each partner on its company', async () => {
    const { programme, queue } = await dataOf(portal.sandbox).read(['programme', 'queue']);
    const year = programme?.periods.find(({ kind }) => kind === 'last_12_months');
    expect(year?.values.find((one) => one.id === 'sourced_revenue')?.value).toBe(100_000);
    expect(queue?.total).toMatchObject({ escalation: 1 });
    expect(await overdueNow()).toBe(0);
    expect(
      queue?.items.some(({ kind, partnerName }) => kind === 'escalation' && partnerName === 'Contoso'),
    ).toBe(true);
    // One that has ended has its numbers, and stands in no list of health.
    expect(programme?.health.map(({ name }) => name).toSorted()).toEqual(['Contoso', 'Fabrikam']);
    expect(programme?.healthPartners).toBe(2);
    expect(await published('old')).not.toBeNull();
    const contoso = await published('contoso');
    expect(contoso).toMatchObject({
      escalations: { open: 1 },
      tiers: { achieved: { wonDeals: 1, sourcedMinor: 100_000 } },
    });
    expect(contoso?.values.find((one) => one.id === 'sourced_revenue')?.value).toBe(100_000);
    expect((await published('fabrikam'))?.escalations.open).toBe(0);
    const [score] = await values('contoso', 'partnership_health');
    expect(Number(score)).toBe(contoso?.health.score);
  }, 60_000);

  it('tells from the database what it has published', async () => {
    const crm = crmOf(portal.sandbox);
    const account = await crm.account();
    const inForce = () => Promise.resolve({ policy: DEFAULT_POLICY } as never);
    const live = await liveProgramme({ ...reading(), inForce }, account);
    const { programme, queue } = await dataOf(portal.sandbox).read(['programme', 'queue']);
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    expect(plain([live?.summary, live?.queue])).toEqual(plain([programme, queue]));
    const all = await programmeQueue(reading(), account, DEFAULT_POLICY, instant(now()));
    expect(all).toHaveLength(queue!.items.length);
  }, 60_000);

  it('counts a registration that was not answered in time, and the server counts the same', async () => {
    const late = { partnership_status: 'submitted', partnership_submitted_at: iso(ago(30)) };
    const properties = { ...late, partnership_partner_id: ids.contoso, partnership_name: 'Umbrella' };
    await portal.call('POST', '/crm/objects/2026-09/p_partner_registration', { properties });
    await sync();
    expect(await overdueNow()).toBe(1);
    const live = await liveSummary(reading(), await crmOf(portal.sandbox).account(), DEFAULT_POLICY);
    expect(live?.waiting.registrationsOverdue).toBe(1);
  }, 60_000);

  it('that finds nothing new writes to no record, and lists nothing again that tells its changes', async () => {
    const asked: string[] = [];
    await sync({}, ({ method, path }) => {
      asked.push(`${method} ${path.replace(/\?.*/, '')}`);
      return null;
    });
    expect(asked.filter((one) => one.endsWith('/batch/update'))).toEqual([]);
    expect(asked.filter((one) => /\/(tickets|feedback_submissions)/.test(one)).toSorted()).toEqual([
      'GET /crm/objects/2026-09/feedback_submissions',
      'GET /crm/objects/2026-09/tickets',
      'POST /crm/associations/2026-09/feedback_submissions/contacts/batch/read',
      'POST /crm/associations/2026-09/tickets/companies/batch/read',
      'POST /crm/objects/2026-09/feedback_submissions/search',
      'POST /crm/objects/2026-09/tickets/search',
    ]);
  }, 60_000);

  it('that finds nothing new a day later publishes what the day has moved, and nothing that only grew older', async () => {
    const before = await published('contoso');
    portal.sandbox.portal.clock = new PortalClock(now() + DAY_MS);
    const { runId } = await sync();
    expect(await portal.written(runId)).toEqual([]);
    // The very text is read as of another day.
    const after = await published('contoso');
    const ages = (of: typeof after) =>
      [of?.values.find((one) => one.id === 'escalations')?.beside, of?.health.parts[0]?.inputs].map(
        (inputs) => inputs?.find(({ since }) => since !== undefined)?.value,
      );
    expect([ages(before), ages(after)]).toEqual([
      [4, 20],
      [5, 21],
    ]);
  }, 60_000);

  it('sees a ticket that is closed, and takes the escalation back', async () => {
    await portal.call('PATCH', `/crm/objects/2026-09/tickets/${ids.ticket}`, {
      properties: { hs_pipeline_stage: '4' },
    });
    await sync();
    expect((await published('contoso'))?.escalations).toEqual({ open: 0, oldestOpenedAt: null });
  }, 60_000);

  it('counts nothing any more that was archived since, and counts again what was restored', async () => {
    const sizes = async () => {
      const { tickets, surveys, events } = await facts();
      return [tickets.length, surveys.length, events.length];
    };
    expect(await sizes()).toEqual([2, 1, 1]);
    const gone = [
      ['tickets', 'support'],
      ['feedback_submissions', 'nps'],
      ['marketing_events', 'fair'],
    ] as const;
    const { portal: sandbox } = portal.sandbox;
    const archive = (archivedAt: number | null) =>
      gone.forEach(([type, key]) =>
        sandbox.commit([
          { kind: 'record', type, record: { ...sandbox.records.get(type, ids[key]!)!, archivedAt } },
        ]),
      );
    archive(now());
    await sync();
    expect(await sizes()).toEqual([1, 0, 0]);
    archive(null);
    await sync();
    expect(await sizes()).toEqual([2, 1, 1]);
  }, 60_000);

  it('reads of many people of partners those alone that have changed', async () => {
    const asked: string[] = [];
    const people = Array.from({ length: 120 }, (_, place) => {
      make(`p${place}`, 'contacts', { firstname: `P${place}`, email: `p${place}@fabrikam.example` });
      link('contacts', `p${place}`, 'companies', 'fabrikam');
      return `p${place}`;
    });
    const read = async () => {
      asked.length = 0;
      await sync({}, ({ path, body }) => {
        const { inputs } = (body ?? {}) as { inputs?: readonly unknown[] };
        if (path.includes('/objects/2026-09/contacts/'))
          asked.push(`${path.split('/').at(-2)} ${path.split('/').at(-1)} ${inputs?.length ?? ''}`.trim());
        return null;
      });
      return asked;
    };
    expect(await read()).toEqual(['contacts search', 'batch read 100', 'batch read 20']);
    // One of them, to see whether the portal still has our properties.
    expect(await read()).toEqual(['contacts search', 'batch read 1']);
    await portal.call('PATCH', `/crm/objects/2026-09/contacts/${ids.p7}`, {
      properties: { jobtitle: 'Architect' },
    });
    await portal.call('DELETE', `/crm/objects/2026-09/contacts/${ids.p8}`);
    expect(await read()).toEqual(['contacts search', 'batch read 1']);
    const { people: found } = (await facts()).partners.find(({ profile }) => profile.id === ids.fabrikam)!;
    expect(found).toHaveLength(people.length - 1);
    expect(found.find(({ contactId }) => contactId === ids.p7)?.title).toBe('Architect');
  }, 60_000);

  it('names a source that it may not read, and never takes it for nothing', async () => {
    const denied: Tamper = ({ path }) =>
      /\/(tickets|feedback_submissions|0-54)[/?]/.test(path)
        ? answer(403, { status: 'error', message: 'no scope', category: 'MISSING_SCOPES' })
        : null;
    await sync({ full: true }, denied);
    const { missing, tickets, surveys, events } = await facts();
    expect(missing).toEqual(expect.arrayContaining(['tickets', 'surveys', 'events']));
    expect([tickets, surveys, events]).toEqual([[], [], []]);
    // Once it may, everything is there again.
    await sync();
    expect(missingOf(await facts())).toEqual(['agreements', 'executives']);
    expect((await facts()).tickets).toHaveLength(2);
  }, 60_000);

  it('that is stopped while it reads goes on where it was', async () => {
    let pages = 0;
    const cut: Tamper = ({ path }) => {
      if (/\/0-54[/?]/.test(path) && (pages += 1) > 0) throw new Error('the process is gone');
      return null;
    };
    await expect(sync({ full: true }, cut)).rejects.toThrow();
    const { runId: done } = await sync();
    expect(done).toBeDefined();
    expect((await facts()).events).toHaveLength(1);
    expect((await sync({ dryRun: true })).plan).toMatchObject({ records: 0 });
  }, 60_000);

  it('is taken back by an undo, and forgotten with the portal', async () => {
    const first = (await portal.store.listRuns(id(), 50))
      .filter(({ kind, state }) => kind === 'sync' && state === 'done')
      .at(-1);
    await undoRun(deps(), { named: first!.runId, dryRun: false }, () => undefined);
    expect(await values('fabrikam', 'partnership_programme', 'partnership_health')).toEqual([null, null]);
    await portal.store.forgetPortal(id());
    expect((await portal.store.programmeSources(id())).size).toBe(0);
  }, 60_000);
});

/** Certifications have a property of their own on contacts, which set-up makes where it may. */
const missingOf = ({ missing }: Awaited<ReturnType<typeof facts>>): readonly string[] =>
  missing.filter((one) => one !== 'certifications').toSorted();

const storyDay = (key: string, property: string): string =>
  portal.sandbox.portal.records.get('deals', ids[key]!)!.properties.get(property)!;
const ago20 = (): number =>
  Date.parse(portal.sandbox.portal.records.get('meetings', ids.met!)!.properties.get('hs_timestamp')!);
const ago3 = (): number =>
  Date.parse(portal.sandbox.portal.records.get('calls', ids.call!)!.properties.get('hs_timestamp')!);

async function values(key: string, ...properties: readonly string[]): Promise<readonly (string | null)[]> {
  const path = `/crm/objects/2026-09/companies/${ids[key]}?properties=${properties.join(',')}`;
  const found = await portal.call<{ properties: Record<string, string | null> }>('GET', path);
  return properties.map((name) => found.properties[name] || null);
}
