/** The demo portal's partner programme: believable, consistent in itself, and readable by the product. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_CHECKLISTS, ENDING_ITEM, CHECKLIST_STAGES } from '../../src/domain/lifecycle.js';
import { lastTier, type PartnerProgramme } from '../../src/domain/partner-programme.js';
import { AGREEMENT_DATES, PARTNER_PROGRAMME } from '../../src/hubspot/programme-properties.js';
import { partnerProgramme } from '../../src/hubspot/programme-values.js';
import type { StoredRecord } from '../../src/sandbox/change.js';
import { SEED_NOW } from '../../src/sandbox/clock.js';
import type { ObjectType } from '../../src/sandbox/object-types.js';
import { PortalUnderTest } from './portal-under-test.js';

const DAY = 86_400_000;

let portal: PortalUnderTest;
let partners: readonly { readonly record: StoredRecord; readonly programme: PartnerProgramme }[];

const all = (type: ObjectType): readonly StoredRecord[] => [...portal.sandbox.portal.records.list(type)];
const value = ({ properties }: StoredRecord, name: string): string | null => properties.get(name) ?? null;
const linked = (type: ObjectType, id: string, to: ObjectType): readonly string[] =>
  portal.sandbox.portal.links.targets({ type, id }, to).map((target) => target.id);

beforeAll(async () => {
  portal = await PortalUnderTest.start({ deals: 400 });
  partners = all('companies')
    .filter((record) => value(record, 'type') === 'PARTNER')
    .map((record) => {
      const held = partnerProgramme({ programme: Object.fromEntries(record.properties) }, 'USD');
      expect(held.unreadable).toEqual([]);
      return { record, programme: held.programme };
    });
});
afterAll(() => portal.close());

describe('the partners of the story', () => {
  it('stand in the stage and the tier that their histories end with, dated in order and in the past', () => {
    expect(partners).toHaveLength(24);
    for (const { record, programme } of partners) {
      const { moves, tiers } = programme;
      expect(moves.at(-1)?.stage).toBe(value(record, 'partnership_stage'));
      expect(lastTier(tiers)).toBe(value(record, 'partnership_tier'));
      for (const history of [moves, tiers.changes]) {
        const times = history.map(({ at }) => at);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(Math.max(...times)).toBeLessThanOrEqual(SEED_NOW);
        expect(Math.min(...times)).toBeGreaterThanOrEqual(record.createdAt - DAY);
      }
    }
  });

  it('have ticked the whole checklist of every stage that they left, and nothing that is on none', () => {
    const known = new Set([...Object.values(DEFAULT_CHECKLISTS).flat(), ENDING_ITEM].map(({ id }) => id));
    for (const { programme } of partners) {
      const ticked = new Set(programme.checklist.map(({ item }) => item));
      expect([...ticked].filter((item) => !known.has(item))).toEqual([]);
      const left = programme.moves.slice(0, -1).map(({ stage }) => stage);
      const items = CHECKLIST_STAGES.filter((stage) => left.includes(stage)).flatMap(
        (stage) => DEFAULT_CHECKLISTS[stage],
      );
      expect(items.filter(({ id }) => !ticked.has(id))).toEqual([]);
    }
  });

  it('have an agreement once they are onboarding, some due within 30, 60 and 90 days, and one past its end', () => {
    const days = partners.flatMap(({ record, programme }) => {
      const [signed, starts, ends] = Object.values(AGREEMENT_DATES).map(({ name }) =>
        Date.parse(value(record, name) ?? ''),
      );
      const onboarded = programme.moves.find(({ stage }) => stage === 'onboarding_enablement')?.at;
      if (onboarded === undefined) expect(signed).toBeNaN();
      if (onboarded === undefined) return [];
      expect(signed).toBeLessThan(onboarded);
      expect(starts).toBeGreaterThan(signed!);
      expect(ends).toBeGreaterThan(starts!);
      const over = value(record, 'partnership_stage') === 'ended';
      return over ? [] : [Math.floor((ends! - SEED_NOW) / DAY)];
    });
    const within = (from: number, to: number): number =>
      days.filter((left) => left >= from && left < to).length;
    expect([within(-30, 0), within(0, 30), within(30, 60), within(60, 90)]).toEqual([1, 1, 1, 1]);
  });

  it('have plans whose initiatives are tasks on them, done, to come and late', () => {
    const planned = partners.filter(({ programme }) => programme.objectives.length > 0);
    expect(planned.length).toBeGreaterThan(6);
    for (const { record, programme } of planned) {
      const named = programme.objectives.flatMap(({ initiatives }) => initiatives);
      expect(linked('companies', record.id, 'tasks')).toEqual(named.map(({ recordId }) => recordId));
    }
    const states = all('tasks').map((task) => {
      if (value(task, 'hs_task_status') === 'COMPLETED') return 'done';
      return Date.parse(value(task, 'hs_timestamp') ?? '') < SEED_NOW ? 'late' : 'to come';
    });
    expect(new Set(states)).toEqual(new Set(['done', 'late', 'to come']));
  });

  it('names its properties and their types as the product does', () => {
    const ours = new Map(
      [...Object.values(PARTNER_PROGRAMME), ...Object.values(AGREEMENT_DATES)].map((one) => [one.name, one]),
    );
    const made = portal.sandbox.portal.properties.list('companies').filter(({ name }) => ours.has(name));
    expect(made.length).toBeGreaterThan(12);
    for (const { name, type, fieldType } of made)
      expect({ type, fieldType }).toMatchObject({
        type: ours.get(name)?.type,
        fieldType: ours.get(name)?.fieldType,
      });
  });
});

describe('what happens around them', () => {
  const isEscalation = (ticket: StoredRecord): boolean =>
    value(ticket, 'hs_ticket_category') === 'PARTNER_ESCALATION';

  it('tickets are of customers with and without a partner; partners have escalated nine, three of them open', () => {
    const ids = new Set(partners.map(({ record }) => record.id));
    const tickets = all('tickets');
    const escalated = tickets.filter(isEscalation);
    expect(escalated.filter((ticket) => value(ticket, 'closed_date') === null)).toHaveLength(3);
    expect(escalated).toHaveLength(9);
    for (const ticket of tickets) {
      const [company = '', ...more] = linked('tickets', ticket.id, 'companies');
      expect(more).toEqual([]);
      expect(ids.has(company)).toBe(isEscalation(ticket));
      expect(value(ticket, 'hs_pipeline_stage') === '4').toBe(value(ticket, 'closed_date') !== null);
    }
  });

  it('surveys are of partners’ people, and not all of them were answered', () => {
    const companies = new Set(partners.map(({ record }) => record.id));
    const surveys = all('feedback_submissions');
    for (const survey of surveys) {
      const [contact = ''] = linked('feedback_submissions', survey.id, 'contacts');
      expect(linked('contacts', contact, 'companies').some((id) => companies.has(id))).toBe(true);
    }
    const answered = surveys.filter((survey) => value(survey, 'hs_value') !== null);
    expect(answered.length).toBeLessThan(surveys.length);
    expect(new Set(surveys.map((survey) => value(survey, 'hs_survey_type')))).toEqual(
      new Set(['NPS', 'CSAT']),
    );
  });

  it('events have partners and people of theirs; one was cancelled, one is to come', () => {
    const events = all('marketing_events');
    for (const { id } of events) {
      const there = linked('marketing_events', id, 'companies');
      expect(there.length).toBeGreaterThan(2);
      for (const contact of linked('marketing_events', id, 'contacts')) {
        expect(linked('contacts', contact, 'companies').some((one) => there.includes(one))).toBe(true);
      }
    }
    expect(events.filter((event) => value(event, 'hs_event_cancelled') === 'true')).toHaveLength(1);
    expect(
      events.filter((event) => Date.parse(value(event, 'hs_start_datetime') ?? '') > SEED_NOW),
    ).toHaveLength(1);
  });

  it('executives are met, and nobody who is not a partner’s is one', () => {
    const executives = all('contacts').filter((one) => value(one, 'partnership_executive') === 'true');
    expect(executives.length).toBeGreaterThan(10);
    const companies = new Set(partners.map(({ record }) => record.id));
    for (const { id } of executives) {
      expect(linked('contacts', id, 'companies').some((one) => companies.has(one))).toBe(true);
    }
    const met = executives.filter(({ id }) => linked('contacts', id, 'meetings').length > 0);
    expect(met.length).toBeGreaterThan(2);
  });

  it('is as large as docs/sandbox.md says', () => {
    const types = ['tickets', 'feedback_submissions', 'marketing_events', 'tasks', 'notes'] as const;
    expect(types.map((type) => all(type).length)).toEqual([126, 114, 7, 40, 9]);
    const filled = (type: ObjectType, name: string): number =>
      all(type).filter((record) => value(record, name) !== null).length;
    expect(filled('feedback_submissions', 'hs_value')).toBe(114 - 29);
    expect(filled('contacts', 'partnership_certifications')).toBe(39);
    expect(filled('contacts', 'partnership_executive')).toBe(18);
    expect(filled('companies', 'partnership_integrations')).toBe(11);
    const open = all('tasks').filter((task) => value(task, 'hs_task_status') !== 'COMPLETED');
    const late = open.filter((task) => Date.parse(value(task, 'hs_timestamp') ?? '') < SEED_NOW);
    expect([open.length, late.length]).toEqual([22, 6]);
  });

  it('certifications are one a line: name, since, and mostly until', () => {
    const lines = all('contacts').flatMap((one) =>
      (value(one, 'partnership_certifications') ?? '').split('\n'),
    );
    for (const line of lines.filter((one) => one !== '')) {
      expect(line).toMatch(/^[A-Z][\w ]+; \d{4}-\d\d-\d\d(; \d{4}-\d\d-\d\d)?$/);
    }
  });
});
