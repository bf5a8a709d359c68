import { describe, expect, it } from '@jest/globals';
import { escalationQueue, escalationsOf, isEscalation } from '../../src/domain/escalation.js';
import { partnerId } from '../../src/domain/ids.js';
import type { ProgrammeTicket } from '../../src/domain/programme-facts.js';
import { DEFAULT_PROGRAMME } from '../../src/domain/programme-settings.js';
import { at, factsOf } from './programme-sample.js';

const ticket = (id: string, openedAt: string, rest: Partial<ProgrammeTicket> = {}): ProgrammeTicket => ({
  ...{ id, companyId: '7', title: 'Data sync is down', openedAt: at(openedAt), closedAt: null },
  ...{ escalationOf: partnerId('7'), ownerId: null },
  ...rest,
});

describe('an escalation', () => {
  it.each<[string | null, boolean]>([
    ['escalation', true],
    ['Partner_Escalation', true],
    [' ESCALATION ', true],
    ['PRODUCT_ISSUE;escalation', true],
    ['escalations', false],
    ['PRODUCT_ISSUE', false],
    ['', false],
    [null, false],
  ])('by category %s: %s', (category, is) => {
    expect(isEscalation(category, DEFAULT_PROGRAMME.numbers)).toBe(is);
  });

  it('has an age in days of the portal, open ones first and the oldest of them first', () => {
    const tickets = [
      ticket('1', '2026-10-01', { closedAt: at('2026-10-11') }),
      ticket('2', '2026-11-18T23:30:00Z'),
      ticket('3', '2026-11-01'),
      ticket('4', '2026-09-01', { closedAt: at('2026-11-02') }),
      // Closed after the instant as of which we look, and opened after it.
      ticket('5', '2026-11-10', { closedAt: at('2026-11-21') }),
      ticket('6', '2026-11-21'),
    ];
    const seen = escalationsOf(tickets, at('2026-11-20T12:00:00Z'), 'UTC');
    expect(seen.map((one) => `${one.ticket.id} ${one.isOpen ? 'open' : 'closed'} ${one.days}`)).toEqual([
      '3 open 19',
      '5 open 10',
      '2 open 2',
      '4 closed 62',
      '1 closed 10',
    ]);
  });

  it('waits in the queue until it is closed, with its age and whom to ask', () => {
    const tickets = [
      ticket('1', '2026-11-08', { ownerId: '5' }),
      ticket('2', '2026-11-20T08:00:00Z', { title: '  ' }),
      ticket('3', '2026-11-01', { closedAt: at('2026-11-02') }),
      ticket('4', '2026-11-01', { escalationOf: null }),
      ticket('5', '2026-11-19', { ownerId: '6' }),
    ];
    const queue = escalationQueue(factsOf({ tickets, owners: new Map([['5', 'Ana Ruiz']]) }));
    expect(queue.map(({ record, text }) => `${record.type} ${record.id}: ${text}`)).toEqual([
      'tickets 1: “Data sync is down” is open since 8 Nov 2026 (12 days). Ask Ana Ruiz where it stands.',
      'tickets 5: “Data sync is down” is open since 19 Nov 2026 (1 day). Ask its owner where it stands.',
      'tickets 2: A ticket without a name is open since 20 Nov 2026 (today). Nobody owns it: give the ticket an owner.',
    ]);
  });
});
