/** April to July of the story. */
import { customer, deal, met, moved, programme, SYNC, ticked, type StoryEvent } from './acts.js';

export const SECOND_QUARTER: readonly StoryEvent[] = [
  {
    on: '2027-04-12',
    what: 'Alder is onboarded, 42 days after it signed; Dogwood is given Gold by hand until October.',
    acts: [
      ...ticked('alder', 'channels_named', 'joint_metrics'),
      moved('alder', 'activation_growth'),
      programme('dogwood', {
        kind: 'override_tier',
        ...{ tier: 'gold', reason: 'Its integration is launched.', approver: 'Sam Lee', until: '2027-10-01' },
      }),
    ],
  },
  {
    on: '2027-04-19',
    what: 'Cedar was last met 89 days ago.',
    acts: [
      SYNC,
      { does: 'see waiting', kind: 'stalled', items: [] },
      { does: 'see on the card', partner: 'cedar', stalls: false },
    ],
  },
  {
    on: '2027-04-20',
    at: '10:01',
    what: 'The 90th day (nine o’clock in winter is ten in summer): Cedar stalls. Fern Foods is won.',
    acts: [
      { does: 'set', key: 'fern-deal', values: { dealstage: 'closedwon' } },
      SYNC,
      {
        does: 'see waiting',
        kind: 'stalled',
        items: [
          'overdue: Cedar Resale stalls in Activation & growth: nothing for 90 days, where the policy allows 90. Meet, or move it on.',
        ],
      },
      { does: 'see on the card', partner: 'cedar', stalls: true },
      { does: 'see registrations', states: { R1: 'approved', R2: 'won', R3: 'rejected' } },
    ],
  },
  {
    on: '2027-04-26',
    what: 'Glade Energy asks us, not a partner.',
    acts: [
      customer('glade', 'Glade Energy'),
      deal('glade-deal', 'glade', 'Glade Energy pilot', { amount: '25000', dealtype: 'newbusiness' }),
    ],
  },
  {
    on: '2027-04-30',
    what: 'Tier review: Alder has earned Gold, Birch is warned, Dogwood stands by hand.',
    acts: [
      SYNC,
      {
        does: 'review tiers',
        decides: { alder: 'promoted', birch: 'warned', cedar: 'keeps', dogwood: 'overridden' },
      },
    ],
  },
  {
    on: '2027-05-03',
    what: 'Birch registers Glade Energy. Cedar’s protection of Heath Hotels ends at ten, an hour from now.',
    acts: [
      { does: 'register', key: 'R4', partner: 'birch', prospect: 'glade' },
      SYNC,
      { does: 'see registrations', states: { R1: 'approved', R4: 'submitted' } },
      {
        does: 'see waiting',
        kind: 'registration_expiring',
        items: [
          'Cedar Resale’s registration of Heath Hotels protects until 3 May 2027, 10:00, and no deal has come of it. Link its deal or extend it.',
        ],
      },
    ],
  },
  {
    on: '2027-05-04',
    what: 'It has expired. An open deal stands against Birch’s: it takes a reason.',
    acts: [
      SYNC,
      { does: 'see registrations', states: { R1: 'expired', R4: 'submitted' } },
      { does: 'rule', key: 'R4', ruling: { kind: 'approve' }, refused: 'had an open deal already' },
      { does: 'rule', key: 'R4', ruling: { kind: 'approve', reason: 'Birch brought the buyer back.' } },
    ],
  },
  {
    on: '2027-05-05',
    what: 'The manager links the deal, which is older than the approval.',
    acts: [{ does: 'rule', key: 'R4', ruling: { kind: 'convert', dealId: '@glade-deal' } }],
  },
  {
    on: '2027-05-10',
    what: 'Dogwood registers Juniper Jets.',
    acts: [
      customer('juniper', 'Juniper Jets'),
      { does: 'register', key: 'R5', partner: 'dogwood', prospect: 'juniper' },
    ],
  },
  {
    on: '2027-05-11',
    what: 'It is approved.',
    acts: [{ does: 'rule', key: 'R5', ruling: { kind: 'approve' } }],
  },
  {
    on: '2027-05-14',
    what: 'Moss Media is won, without a partner.',
    acts: [{ does: 'set', key: 'moss-deal', values: { dealstage: 'closedwon' } }],
  },
  { on: '2027-05-19', what: 'Ben is met again.', acts: [met('Birch, early summer', 'ben')] },
  { on: '2027-05-31', at: '23:55', what: 'Month end.', acts: [SYNC] },
  {
    on: '2027-06-01',
    what: 'Birch comes to its renewal. Four people are asked how they like it; one does not answer.',
    acts: [
      moved('birch', 'optimization_renewal'),
      { does: 'ask', contact: 'ana', nps: 10 },
      { does: 'ask', contact: 'ben', nps: 9 },
      { does: 'ask', contact: 'carl', nps: 3 },
      { does: 'ask', contact: 'dora', nps: null },
    ],
  },
  {
    on: '2027-06-10',
    what: 'The agreement with Birch, 50,000 a year, is renewed for another.',
    acts: [
      SYNC,
      {
        does: 'see waiting',
        kind: 'agreement_due',
        items: [
          'The agreement with Birch Cloud ends on 30 Jun 2027, in 20 days: renew it or end it.',
          'The agreement with Cedar Resale ends on 31 Aug 2027, in 82 days: renew it or end it.',
        ],
      },
      programme('birch', { kind: 'renew_agreement', outcome: 'renewed', endsAt: '2028-06-30' }),
    ],
  },
  {
    on: '2027-06-15',
    what: 'Kelp Labs gets 6,000 back.',
    acts: [{ does: 'set', key: 'rollout', values: { amount: '24000' } }],
  },
  {
    on: '2027-06-21',
    what: 'Support: Fern Foods asks once, Moss Media twice.',
    acts: [
      ...(['fern', 'moss', 'moss'] as const).map((of, place) => ({
        ...{ does: 'make' as const, type: 'tickets' as const, key: `support ${place + 1}`, with: [of] },
        values: { subject: 'Log-in', hs_pipeline_stage: '1' },
      })),
    ],
  },
  {
    on: '2027-06-30',
    what: 'Month end. Birch’s grace of 60 days ended yesterday; the key result is still met.',
    at: '23:55',
    acts: [
      SYNC,
      {
        does: 'see waiting',
        kind: 'tier_at_risk',
        items: [
          'overdue: The grace of Birch Cloud ended on 29 Jun 2027: the next tier review takes Gold away, unless it has earned it again.',
        ],
      },
      { does: 'see number', id: 'sourced_revenue', of: '2027-Q1', value: 2_400_000 },
      { does: 'see number', id: 'sourced_revenue', of: '2027-Q2', value: 4_000_000 },
      { does: 'see key result', partner: 'birch', value: 2_400_000 },
    ],
  },
  {
    on: '2027-07-01',
    what: 'Tier review: Birch has earned Silver and loses Gold. Its health review is held, the objective closed, and it goes on.',
    acts: [
      {
        does: 'review tiers',
        decides: { alder: 'keeps', birch: 'demoted', cedar: 'keeps', dogwood: 'overridden' },
      },
      programme('birch', { kind: 'hold_review', decision: 'continue' }),
      programme('birch', { kind: 'close_objective', objectiveId: 'plan-2' }),
      moved('birch', 'activation_growth', { reason: 'Renewed until June 2028.' }),
    ],
  },
  {
    on: '2027-07-06',
    what: 'Birch escalates.',
    acts: [
      {
        ...{ does: 'make', type: 'tickets', key: 'escalation 1', with: ['birch'] },
        values: {
          subject: 'Invoices are wrong',
          hs_pipeline_stage: '1',
          hs_ticket_category: 'PARTNER_ESCALATION',
        },
      },
    ],
  },
  {
    on: '2027-07-09',
    at: '15:00',
    what: 'It is settled, after three and a quarter days.',
    acts: [
      SYNC,
      {
        does: 'see waiting',
        kind: 'escalation',
        items: [
          '“Invoices are wrong” is open since 6 Jul 2027 (3 days). Nobody owns it: give the ticket an owner.',
        ],
      },
      { does: 'set', key: 'escalation 1', values: { hs_pipeline_stage: '4' } },
    ],
  },
  {
    on: '2027-07-29',
    what: 'Eleven days before Juniper Jets is protected no longer.',
    acts: [
      SYNC,
      { does: 'see waiting', kind: 'escalation', items: [] },
      {
        does: 'see waiting',
        kind: 'registration_expiring',
        items: [
          'Dogwood Labs’s registration of Juniper Jets protects until 9 Aug 2027, 09:00, and no deal has come of it. Link its deal or extend it.',
        ],
      },
    ],
  },
  {
    on: '2027-07-30',
    what: 'It is extended, once, by 30 days.',
    acts: [
      { does: 'rule', key: 'R5', ruling: { kind: 'extend' } },
      { does: 'rule', key: 'R5', ruling: { kind: 'extend' }, refused: 'extended once already' },
    ],
  },
];
