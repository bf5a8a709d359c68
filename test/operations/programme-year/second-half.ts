/** August to the end of the year of the story. */
import { customer, deal, met, moved, SYNC, type StoryEvent } from './acts.js';

export const SECOND_HALF: readonly StoryEvent[] = [
  {
    on: '2027-08-02',
    what: 'Glade Energy is lost.',
    acts: [{ does: 'set', key: 'glade-deal', values: { dealstage: 'closedlost' } }],
  },
  {
    on: '2027-08-16',
    what: 'Juniper Jets asks for an offer, in euros (at 1.092).',
    acts: [
      deal('juniper-deal', 'juniper', 'Juniper Jets fleet', {
        ...{ amount: '10000', deal_currency_code: 'EUR', dealtype: 'newbusiness' },
      }),
      SYNC,
      { does: 'see registrations', states: { R4: 'lost', R5: 'converted' } },
    ],
  },
  { on: '2027-08-18', what: 'Ben does not come.', acts: [met('Birch, late summer', 'ben', 'NO_SHOW')] },
  { on: '2027-08-25', what: 'Dogwood is met.', acts: [met('Dogwood, summer', 'dora')] },
  {
    on: '2027-08-31',
    what: 'The agreement with Cedar ends today.',
    at: '23:55',
    acts: [
      SYNC,
      {
        does: 'see waiting',
        kind: 'agreement_due',
        items: ['The agreement with Cedar Resale ends today: renew it or end it.'],
      },
    ],
  },
  {
    on: '2027-09-01',
    at: '00:05',
    what: 'Ten minutes later it is over, and nobody has decided. Lark Logistics’s renewal begins, and Birch helps.',
    acts: [
      {
        does: 'see waiting',
        kind: 'agreement_due',
        items: [
          'overdue: The agreement with Cedar Resale ended on 31 Aug 2027: record that it was renewed, or that it ended.',
        ],
      },
      customer('lark', 'Lark Logistics'),
      deal('lark-deal', 'lark', 'Lark Logistics, second year', { amount: '12000', dealtype: 'renewal' }),
      { does: 'tag', deal: 'lark-deal', partner: 'birch', role: 'influenced' },
    ],
  },
  {
    on: '2027-09-30',
    what: 'Cedar is ended. The renewal is won. Birch moved 91 days ago, and the meeting of August was not held: it stalls.',
    acts: [
      { does: 'see on the card', partner: 'birch', stalls: true },
      { does: 'set', key: 'lark-deal', values: { dealstage: 'closedwon' } },
      SYNC,
      moved('cedar', 'ended', { reason: 'Nothing came of it, and the agreement ran out.' }),
      SYNC,
      { does: 'see waiting', kind: 'agreement_due', items: [] },
    ],
  },
  {
    on: '2027-10-14',
    what: 'Partner Day, with Alder and Ben of Birch.',
    acts: [
      {
        ...{ does: 'make', type: 'marketing_events', key: 'partner day', with: ['alder', 'ben'] },
        values: {
          ...{ hs_event_name: 'Partner Day', hs_event_type: 'CONFERENCE', hs_event_organizer: 'Us' },
          hs_start_datetime: '2027-10-14T13:00:00.000Z',
        },
      },
    ],
  },
  {
    on: '2027-10-15',
    what: 'Tier review: what Dogwood was given by hand has ended, and it has earned the lowest.',
    acts: [
      SYNC,
      { does: 'review tiers', decides: { alder: 'keeps', birch: 'keeps', dogwood: 'override_ended' } },
    ],
  },
  {
    on: '2027-10-29',
    what: 'Juniper Jets is won: EUR 10,000, which are USD 10,920.',
    acts: [{ does: 'set', key: 'juniper-deal', values: { dealstage: 'closedwon' } }],
  },
  { on: '2027-10-31', at: '23:55', what: 'Month end.', acts: [SYNC] },
  {
    on: '2027-11-07',
    at: '12:00',
    what: 'Clocks go back. Kelp Labs switches Birch’s integration on.',
    acts: [{ does: 'set', key: 'kelp', values: { partnership_integrations: 'birch.example' } }],
  },
  {
    on: '2027-11-15',
    what: 'Alder brings Oak Office: 22,000, open.',
    acts: [
      customer('oak', 'Oak Office'),
      deal('oak-deal', 'oak', 'Oak Office', { amount: '22000', dealtype: 'newbusiness' }),
      { does: 'tag', deal: 'oak-deal', partner: 'alder', role: 'sourced' },
    ],
  },
  { on: '2027-11-17', what: 'Ben is met.', acts: [met('Birch, autumn', 'ben')] },
  { on: '2027-11-30', at: '23:55', what: 'Month end. Ben’s certification expires today.', acts: [SYNC] },
  {
    on: '2027-12-15',
    what: 'Tier review: Juniper Jets earns Dogwood Silver again.',
    acts: [SYNC, { does: 'review tiers', decides: { alder: 'keeps', birch: 'keeps', dogwood: 'promoted' } }],
  },
  {
    on: '2027-12-20',
    what: 'Alder escalates.',
    acts: [
      {
        ...{ does: 'make', type: 'tickets', key: 'escalation 2', with: ['alder'] },
        values: {
          subject: 'Training is full',
          hs_pipeline_stage: '1',
          hs_ticket_category: 'PARTNER_ESCALATION',
        },
      },
    ],
  },
  {
    on: '2027-12-29',
    what: 'Dogwood registers Ivy Insurance; nobody answers this year. Nettle Net asks by itself.',
    acts: [
      customer('ivy', 'Ivy Insurance'),
      { does: 'register', key: 'R6', partner: 'dogwood', prospect: 'ivy' },
      customer('nettle', 'Nettle Net'),
      deal('nettle-deal', 'nettle', 'Nettle Net', { amount: '9999.99', dealtype: 'newbusiness' }),
    ],
  },
  {
    on: '2027-12-31',
    at: '23:45',
    what: 'Nettle Net signs a quarter of an hour before the year ends; in UTC it is next year.',
    acts: [{ does: 'set', key: 'nettle-deal', values: { dealstage: 'closedwon' } }],
  },
  { on: '2028-01-01', at: '00:30', what: 'The year is over.', acts: [SYNC] },
];
