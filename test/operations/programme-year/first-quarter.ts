/**
 * A year of a partner programme, day by day, in the portal's time zone (America/New_York). It begins with three partners and
 * meets a fourth; docs/a-year.md tells it, and explains the report at its end line by line.
 */
import {
  customer,
  certification,
  deal,
  incumbent,
  met,
  moved,
  partner,
  programme,
  SYNC,
  ticked,
} from './acts.js';
import type { StoryEvent } from './acts.js';

export const FIRST_QUARTER: readonly StoryEvent[] = [
  {
    on: '2027-01-04',
    what: 'The programme is written down: three partners that are there already.',
    acts: [
      ...incumbent({
        ...{ key: 'birch', name: 'Birch Cloud', type: 'reseller_channel', person: 'ben', tier: 'gold' },
        entered: ['2025-11-03', '2025-12-01', '2026-01-15', '2026-03-02'],
        agreement: {
          signedAt: '2026-01-12',
          endsAt: '2027-06-30',
          value: { amount: '50000', currency: 'USD' },
        },
        certified: ['2026-02-01', '2027-11-30'],
      }),
      programme('birch', { kind: 'set_executive', contactId: '@ben', isExecutive: true }),
      ...incumbent({
        ...{
          key: 'cedar',
          name: 'Cedar Resale',
          type: 'reseller_channel',
          person: 'carl',
          tier: 'registered',
        },
        entered: ['2026-07-01', '2026-08-03', '2026-09-01', '2026-11-02'],
        agreement: {
          signedAt: '2026-08-20',
          endsAt: '2027-08-31',
          value: { amount: '30000', currency: 'USD' },
        },
        certified: ['2026-10-01', null],
      }),
      ...incumbent({
        ...{ key: 'dogwood', name: 'Dogwood Labs', type: 'isv_development', person: 'dora', tier: 'silver' },
        entered: ['2025-12-01', '2026-01-05', '2026-02-16', '2026-05-04'],
        agreement: {
          signedAt: '2026-02-10',
          endsAt: '2028-02-15',
          value: { amount: '20000', currency: 'USD' },
        },
        certified: ['2026-04-01', null],
      }),
    ],
  },
  {
    on: '2027-01-11',
    what: 'Alder Systems is discovered.',
    acts: [
      ...partner('alder', 'Alder Systems', 'system_integrator', 'ana'),
      moved('alder', 'discovery_qualification'),
    ],
  },
  {
    on: '2027-01-18',
    what: 'Birch refers Kelp Labs: a deal of 30,000.',
    acts: [
      customer('kelp', 'Kelp Labs'),
      deal('rollout', 'kelp', 'Kelp Labs rollout', {
        ...{ amount: '30000', dealtype: 'newbusiness' },
        ...{ partnership_referral_partner: '@birch', partnership_referral_date: '2027-01-18' },
      }),
    ],
  },
  {
    on: '2027-01-20',
    what: 'Alder may not go on before its business case is written; Cedar is met for the last time.',
    acts: [
      ...ticked('alder', 'need_identified', 'strategic_fit', 'capability_checked'),
      moved('alder', 'negotiation_agreement', {}),
      met('Cedar, start of the year', 'carl'),
    ].map((act) =>
      act.does === 'programme' && act.change['kind'] === 'move'
        ? { ...act, refused: 'Business case written' }
        : act,
    ),
  },
  {
    on: '2027-01-25',
    what: 'The business case is written, and Alder negotiates.',
    acts: [...ticked('alder', 'business_case'), moved('alder', 'negotiation_agreement')],
  },
  { on: '2027-01-31', at: '23:55', what: 'Month end.', acts: [SYNC] },
  {
    on: '2027-02-01',
    what: 'Cedar registers Heath Hotels; the joint plan with Birch begins.',
    acts: [
      customer('heath', 'Heath Hotels'),
      { does: 'register', key: 'R1', partner: 'cedar', prospect: 'heath' },
      programme('birch', {
        kind: 'add_objective',
        title: 'Win mid-size customers',
        keyResult: { kpi: 'sourced_revenue', target: '24000', dueOn: '2027-06-30' },
      }),
      programme('birch', {
        kind: 'add_initiative',
        ...{ objectiveId: 'plan-2', title: 'Run a webinar', dueOn: '2027-03-15', ownerId: null },
      }),
    ],
  },
  {
    on: '2027-02-02',
    what: 'Cedar’s registration is approved: it protects 90 days.',
    acts: [{ does: 'rule', key: 'R1', ruling: { kind: 'approve' } }],
  },
  {
    on: '2027-02-08',
    what: 'Moss Media comes by itself.',
    acts: [
      customer('moss', 'Moss Media'),
      deal('moss-deal', 'moss', 'Moss Media', { amount: '15000', dealtype: 'newbusiness' }),
    ],
  },
  { on: '2027-02-17', what: 'Birch’s Ben, who decides there, is met.', acts: [met('Birch, spring', 'ben')] },
  { on: '2027-02-28', at: '23:55', what: 'Month end.', acts: [SYNC] },
  {
    on: '2027-03-01',
    what: 'Alder signs, and is entered as registered.',
    acts: [
      ...ticked('alder', 'scope_agreed', 'commercial_terms'),
      programme('alder', {
        kind: 'set_agreement',
        ...{ signedAt: '2027-03-01', endsAt: '2028-03-20', value: { amount: '10000', currency: 'USD' } },
      }),
      { does: 'set', key: 'alder', values: { partnership_tier: 'registered' } },
    ],
  },
  { on: '2027-03-02', what: 'Onboarding begins.', acts: [moved('alder', 'onboarding_enablement')] },
  { on: '2027-03-03', what: 'Kick-off with Alder.', acts: [met('Alder, kick-off', 'ana')] },
  { on: '2027-03-10', what: 'Dogwood is met.', acts: [met('Dogwood, spring', 'dora')] },
  {
    on: '2027-03-12',
    what: 'A Friday: Alder registers Fern Foods, and so does Birch in the afternoon.',
    acts: [
      customer('fern', 'Fern Foods'),
      { does: 'register', key: 'R2', partner: 'alder', prospect: 'fern' },
    ],
  },
  {
    on: '2027-03-12',
    at: '15:00',
    what: 'Birch comes second.',
    acts: [
      { does: 'register', key: 'R3', partner: 'birch', prospect: 'fern' },
      { does: 'rule', key: 'R3', ruling: { kind: 'approve' }, refused: 'who came first is answered first' },
      SYNC,
    ],
  },
  {
    on: '2027-03-14',
    at: '09:59',
    what: 'Clocks went forward in the night: 48 hours after Friday nine are Sunday ten.',
    acts: [
      {
        does: 'see waiting',
        kind: 'registration_due',
        items: [
          'Alder Systems’s registration of Fern Foods of 12 Mar 2027, 09:00 waits: an answer is due by 14 Mar 2027, 10:00. Approve or reject it.',
          'Birch Cloud’s registration of Fern Foods of 12 Mar 2027, 15:00 waits: an answer is due by 14 Mar 2027, 16:00. Approve or reject it.',
        ],
      },
    ],
  },
  {
    on: '2027-03-14',
    at: '10:01',
    what: 'Two minutes later the first is overdue.',
    acts: [
      {
        does: 'see waiting',
        kind: 'registration_due',
        items: [
          'overdue: Alder Systems’s registration of Fern Foods of 12 Mar 2027, 09:00 waits: an answer was due by 14 Mar 2027, 10:00. Approve or reject it.',
          'Birch Cloud’s registration of Fern Foods of 12 Mar 2027, 15:00 waits: an answer is due by 14 Mar 2027, 16:00. Approve or reject it.',
        ],
      },
    ],
  },
  {
    on: '2027-03-15',
    what: 'Alder’s is approved; Birch’s is covered by it now. The webinar is due today, and not yet late.',
    acts: [
      { does: 'rule', key: 'R2', ruling: { kind: 'approve' } },
      {
        does: 'rule',
        key: 'R3',
        ruling: { kind: 'approve' },
        refused: 'Alder Systems registered Fern Foods',
      },
      { does: 'rule', key: 'R3', ruling: { kind: 'reject', reason: 'Alder came first.' } },
      SYNC,
      { does: 'see waiting', kind: 'initiative_late', items: [] },
    ],
  },
  {
    on: '2027-03-16',
    what: 'The webinar is late.',
    acts: [
      { does: 'see waiting', kind: 'registration_due', items: [] },
      {
        does: 'see waiting',
        kind: 'initiative_late',
        items: [
          'overdue: “Run a webinar” of the objective “Win mid-size customers” was due on 15 Mar 2027, 1 day ago. Nobody owns it: give it an owner, or move its due date.',
        ],
      },
    ],
  },
  {
    on: '2027-03-17',
    what: 'Birch disputes the rejection; the webinar is held.',
    acts: [
      { does: 'rule', key: 'R3', ruling: { kind: 'dispute', reason: 'We met Fern Foods in February.' } },
      { does: 'complete the task' },
      SYNC,
      { does: 'see waiting', kind: 'initiative_late', items: [] },
      {
        does: 'see waiting',
        kind: 'registration_disputed',
        items: [
          'Birch Cloud’s registration of Fern Foods is disputed since 17 Mar 2027, 09:00: a decision is due by 19 Mar 2027, 09:00. Uphold it or decide anew.',
        ],
      },
    ],
  },
  {
    on: '2027-03-18',
    what: 'The rejection is upheld.',
    acts: [{ does: 'rule', key: 'R3', ruling: { kind: 'reject', reason: 'No meeting is on record.' } }],
  },
  {
    on: '2027-03-22',
    what: 'Fern Foods asks for an offer: the one deal since the approval, so the registration is converted.',
    acts: [
      deal('fern-deal', 'fern', 'Fern Foods rollout', { amount: '40000', dealtype: 'newbusiness' }),
      SYNC,
      { does: 'see registrations', states: { R1: 'approved', R2: 'converted', R3: 'rejected' } },
    ],
  },
  {
    on: '2027-03-23',
    what: 'Dogwood helps on it.',
    acts: [{ does: 'tag', deal: 'fern-deal', partner: 'dogwood', role: 'influenced' }],
  },
  {
    on: '2027-03-29',
    what: 'Alder’s Ana is certified.',
    acts: [certification('alder', 'ana', '2027-03-29', '2028-03-29')],
  },
  {
    on: '2027-03-31',
    at: '23:30',
    what: 'Kelp Labs signs half an hour before the quarter ends; in UTC it is April.',
    acts: [{ does: 'set', key: 'rollout', values: { dealstage: 'closedwon' } }],
  },
  {
    on: '2027-04-01',
    at: '00:30',
    what: 'The quarter has it, and the key result is met.',
    acts: [
      SYNC,
      { does: 'see number', id: 'sourced_revenue', of: '2027-03', value: 3_000_000 },
      { does: 'see number', id: 'sourced_revenue', of: '2027-04', value: 0 },
      { does: 'see key result', partner: 'birch', value: 3_000_000 },
    ],
  },
];
