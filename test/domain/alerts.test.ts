import { describe, expect, it, test } from '@jest/globals';
import { alertKey, matterOf, stepOf, tellingOf } from '../../src/domain/alert-key.js';
import {
  dueAlerts,
  standingMatters,
  wordAlert,
  type AlertFacts,
  type FlaggedDeal,
} from '../../src/domain/alerts.js';
import { DAY_MS, instant, parseInstant, type Instant } from '../../src/domain/calendar.js';
import { dealId, partnerId } from '../../src/domain/ids.js';
import type { QueueItem, QueueKind } from '../../src/domain/programme-queue.js';
import { ALERT_KINDS, DEFAULT_PROGRAMME, type AlertKind } from '../../src/domain/programme-settings.js';

const at = (text: string): Instant => parseInstant(text)!;
const NOW = at('2026-11-20T12:00:00Z');
const SETTINGS = DEFAULT_PROGRAMME.alerts;

const item = (kind: QueueKind, more: Partial<QueueItem> = {}): QueueItem => ({
  ...{ kind, partnerId: partnerId('7'), record: { type: 'companies', id: '7' } },
  ...{ text: 'Northwind: do it by 1 Dec 2026.', dueAt: at('2026-12-01T00:00:00Z'), overdue: false, ...more },
});
const deal = (more: Partial<FlaggedDeal> = {}): FlaggedDeal => ({
  ...{ dealId: dealId('12'), status: 'won', flags: ['tag_without_evidence'] },
  ...{ closedAt: instant(NOW - 12 * DAY_MS), sourcing: [partnerId('7')], influencing: [], ...more },
});
const due = (facts: Partial<AlertFacts>, on: readonly AlertKind[] = ALERT_KINDS) =>
  dueAlerts({ queue: [], deals: [], now: NOW, lockDays: 14, ...facts }, { ...SETTINGS, on });
const kinds = (facts: Partial<AlertFacts>) => due(facts).map(({ kind }) => kind);

test.each<[QueueKind, AlertKind | null]>([
  ['registration_due', 'registration_due'],
  ['registration_expiring', 'registration_due'],
  ['registration_disputed', 'conflict'],
  ['agreement_due', 'agreement_due'],
  ['compliance_due', 'agreement_due'],
  ['tier_at_risk', 'tier_at_risk'],
  ['meeting_overdue', null],
  ['executive_meeting_overdue', null],
  ['review_due', null],
  ['initiative_late', null],
  ['stalled', null],
  ['escalation', null],
])('%s in the queue is the alert %s', (kind, alert) => {
  expect(kinds({ queue: [item(kind)] })).toEqual(alert === null ? [] : [alert]);
});

test.each<[string, Partial<FlaggedDeal>, readonly AlertKind[]]>([
  ['locks in 2 days', {}, ['lock_without_evidence']],
  ['locks in 3 days', { closedAt: instant(NOW - 11 * DAY_MS) }, ['lock_without_evidence']],
  ['locks in more than 3 days', { closedAt: instant(NOW - 11 * DAY_MS + 1) }, []],
  ['locks this instant', { closedAt: instant(NOW - 14 * DAY_MS) }, ['lock_without_evidence']],
  ['has locked', { closedAt: instant(NOW - 14 * DAY_MS - 1) }, []],
  ['is open', { status: 'open', closedAt: null }, []],
  ['has evidence', { flags: [] }, []],
])('a won deal with a tag without evidence that %s', (_, more, expected) => {
  expect(kinds({ deals: [deal(more)] })).toEqual(expected);
});

describe('a conflict', () => {
  const conflict = (more: Partial<FlaggedDeal> = {}) => deal({ flags: ['sourcing_conflict'], ...more });
  it('is told of open deals and of won ones until they lock, with the day of the lock', () => {
    const deals = [
      conflict({ dealId: dealId('1'), status: 'open', closedAt: null }),
      conflict({ dealId: dealId('2') }),
      conflict({ dealId: dealId('3'), closedAt: instant(NOW - 90 * DAY_MS) }),
    ];
    expect(due({ deals }).map(({ key }) => key)).toEqual(['conflict deals 2 -', 'conflict deals 1 -']);
  });
  it('is one alert, however its deal goes on: open, then won', () => {
    const keys = [conflict({ status: 'open', closedAt: null }), conflict({ closedAt: NOW })].map(
      (one) => due({ deals: [one] })[0]!.key,
    );
    expect(new Set(keys).size).toBe(1);
  });
  it('is another alert than the missing evidence on the same deal', () => {
    expect(kinds({ deals: [conflict({ flags: ['sourcing_conflict', 'tag_without_evidence'] })] })).toEqual([
      'conflict',
      'lock_without_evidence',
    ]);
  });
});

it('stands while it is in the queue at whatever step, and while its deal is flagged, locked or not', () => {
  const locked = deal({
    flags: ['sourcing_conflict', 'tag_without_evidence'],
    closedAt: instant(NOW - 90 * DAY_MS),
  });
  const [told] = due({ queue: [item('agreement_due', { step: 60 })] });
  expect(told!.key).toBe(`${told!.matter} 60d`);
  const standing = standingMatters([item('agreement_due', { step: 90 })], [locked], 14);
  expect(standing).toEqual(
    new Set([told!.matter, 'conflict deals 12 -', 'lock_without_evidence deals 12 2026-09-05']),
  );
  expect(standingMatters([], [deal({ flags: [] })], 14).size).toBe(0);
});

describe('a key', () => {
  const keyOf = (more: Partial<QueueItem>) => due({ queue: [item('agreement_due', more)] })[0]!.key;
  it('stays while text, owner, hour and whether it is overdue change', () => {
    expect(keyOf({ text: 'else', overdue: true, dueAt: at('2026-12-01T23:59:00Z') })).toBe(keyOf({}));
  });
  it.each<[string, Partial<QueueItem>]>([
    ['day', { dueAt: at('2026-12-02T00:00:00Z') }],
    ['record', { record: { type: 'companies', id: '8' } }],
    ['type of record', { record: { type: 'registrations', id: '7' } }],
    ['lack of a day', { dueAt: null }],
    ['matter', { matter: 'insurance' }],
  ])('differs with the %s', (_, more) => {
    expect(keyOf(more)).not.toBe(keyOf({}));
  });
  it.each<[number | null, number, string]>([
    [null, 1, ''],
    [60, 1, ' 60d'],
    [null, 2, ' #2'],
    [0, 12, ' 0d #12'],
  ])(
    'at step %j, told for the %i. time, ends with "%s", and is read as it was written',
    (step, telling, end) => {
      const matter = 'agreement_due companies 12 2026-12-31';
      const key = alertKey(matter, step, telling);
      expect(key).toBe(`${matter}${end}`);
      expect([matterOf(key), stepOf(key), tellingOf(key)]).toEqual([matter, step, telling]);
    },
  );
  it('keeps the kinds of the queue apart, and makes one alert of what stands in it twice', () => {
    const queue = [item('agreement_due'), item('agreement_due'), item('compliance_due')];
    expect(due({ queue })).toHaveLength(2);
  });
});

it('leaves out what is turned off, and everything where all is', () => {
  const facts = { queue: [item('agreement_due'), item('tier_at_risk')], deals: [deal()] };
  expect(due(facts, ['tier_at_risk']).map(({ kind }) => kind)).toEqual(['tier_at_risk']);
  expect(due(facts, [])).toEqual([]);
});

it('puts what is overdue first, then by day, and what has no day last', () => {
  const queue = [
    item('agreement_due', { dueAt: null, record: { type: 'companies', id: '4' } }),
    item('agreement_due', { dueAt: at('2026-12-05T00:00:00Z'), record: { type: 'companies', id: '3' } }),
    item('tier_at_risk'),
    item('agreement_due', {
      dueAt: at('2026-11-01T00:00:00Z'),
      overdue: true,
      record: { type: 'companies', id: '1' },
    }),
  ];
  const order = due({ queue }).map(({ record: { id } }) => id);
  expect(order).toEqual(['1', '7', '3', '4']);
  expect(due({ queue: queue.toReversed() }).map(({ record: { id } }) => id)).toEqual(order);
});

it('is told in words with names, a day in the portal’s time zone and what to do', () => {
  const names = {
    deal: () => 'Big <deal>',
    partner: (id: string) => ({ '7': 'Northwind', '8': 'Contoso' })[id] ?? id,
    timeZone: 'America/New_York',
  };
  const word = (facts: Partial<AlertFacts>) => due(facts).map((one) => wordAlert(one, names));
  const both = deal({
    flags: ['sourcing_conflict', 'tag_without_evidence'],
    closedAt: at('2026-11-08T03:00:00Z'),
    influencing: [partnerId('8')],
  });
  const [conflict, lock] = word({ deals: [both] });
  expect(conflict!.title).toBe('Partners claim the same deal: Big <deal>');
  expect(conflict!.text).toBe(
    'More than one partner claims to have sourced Big <deal>. Partners on it: Northwind, Contoso. It locks on 21 Nov 2026. Decide who did on the deal’s card, or under “To decide” on the home page.',
  );
  expect(lock!.text).toContain(
    'no meeting, referral or registration shows what it did. It locks on 21 Nov 2026. Before it locks, log',
  );
  const [fromQueue] = word({ queue: [item('agreement_due')] });
  expect(fromQueue).toMatchObject({
    title: 'Agreement due: Northwind',
    text: 'Northwind: do it by 1 Dec 2026. Where: the agreement on the partner’s card.',
  });
  const insurance = word({ queue: [item('compliance_due', { matter: 'insurance', step: 60 })] });
  expect(insurance[0]!.title).toBe('Insurance to renew within 60 days: Northwind');
  const titles = [{ step: 30 }, { step: 30, overdue: true }].map(
    (more) => word({ queue: [item('agreement_due', more)] })[0]!.title,
  );
  expect(titles).toEqual(['Agreement due within 30 days: Northwind', 'Agreement due: Northwind']);
});
