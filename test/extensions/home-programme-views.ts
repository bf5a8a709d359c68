/** Views of the home page's programme part, as its handlers answer them. */
import type {
  HomeProgrammeQueueView,
  HomeProgrammeReady,
} from '../../src/operations/views/home-programme-view.js';

export const PROGRAMME: HomeProgrammeReady = {
  kind: 'home-programme',
  basis: 'As of 20 Nov 2026, 07:00 (America/New_York) · policy default-1 · amounts in USD',
  notices: [{ text: 'This portal lacks marketing events: numbers that need them are n/a.', variant: 'info' }],
  periods: [
    {
      ...{ id: 'this_quarter', title: 'This quarter (2026-Q4)', note: 'The period is not over yet.' },
      numbers: [
        {
          ...{ id: 'registration_conversion', label: 'Registration conversion', value: '42%' },
          ...{
            basis: '5 of 12',
            beside: ['Approval rate 80% (8 of 10)'],
            how: ['By the month of submission.'],
            missing: null,
          },
        },
        {
          ...{
            id: 'renewal_rate',
            label: 'Agreement renewal rate',
            value: 'n/a',
            basis: '',
            beside: [],
            how: [],
          },
          missing: 'No agreements were due.',
        },
      ],
    },
    {
      ...{ id: 'last_quarter', title: 'Last quarter (2026-Q3)', note: null },
      numbers: [
        {
          ...{ id: 'registration_conversion', label: 'Registration conversion', value: '17%' },
          ...{ basis: '1 of 6', beside: [], how: [], missing: null },
        },
      ],
    },
  ],
  choice: '2 of 16 numbers are shown: which, and in which order, is chosen on the settings page.',
  health: {
    columns: ['Engagement, 25%'],
    rows: [
      {
        ...{ partnerId: '7', name: 'Northwind', score: '38', variant: 'danger', cells: ['13'] },
        leftOut: ['Satisfaction: Nobody answered a survey.'],
      },
    ],
    formulas: ['Engagement: 100 while the last held meeting is recent.'],
    note: '1 partner, the lowest health first.',
  },
  forecast: {
    ...{ title: 'Forecast of open partner deals, USD', none: null, columns: ['Won at any time'] },
    rows: [{ line: 'Partner-sourced', cells: ['$40,000.00 ($20,000.00 to $80,000.00)'] }],
    sentences: ['Tested on 2 months: 1 of 2 within the range; off by 30% a month, 12% too low in sum.'],
    backtest: [{ month: 'Sep 2026', cells: ['$10,000.00', 'Yes'] }],
    backtestColumns: ['Forecast', 'Within the range'],
  },
  comparison: {
    ...{ title: 'With a partner against without, last 12 months', none: null },
    columns: ['With a partner', 'Without', 'What it says'],
    rows: [{ what: 'Win rate', cells: ['40% (26% to 56%; 40 deals)', '25%', 'No clear difference'] }],
    note: 'In brackets: the 95% interval and the number of deals.',
  },
};

export const PROGRAMME_QUEUE: HomeProgrammeQueueView = {
  kind: 'home-programme-queue',
  kinds: [
    { value: 'all', label: 'Everything: 61' },
    { value: 'agreement_due', label: 'Agreement due: 60' },
    { value: 'escalation', label: 'Open escalation: 1' },
  ],
  items: [
    {
      ...{
        id: 'a',
        what: 'Open escalation',
        partner: { id: '7', name: 'Northwind' },
        due: '18 Nov 2026, overdue',
      },
      ...{ text: 'Open for 9 days.', overdue: true },
      link: { objectTypeId: '0-5', id: '55', label: 'Open the ticket' },
    },
    {
      ...{ id: 'b', what: 'Agreement due', partner: { id: '8', name: 'Contoso' }, due: '1 Dec 2026' },
      ...{ text: 'Renew it.', overdue: false, link: null },
    },
  ],
  ...{ range: '1–25 of 61 matters.', page: 1, pages: 3, note: 'As of 20 Nov 2026, 07:00.' },
};
