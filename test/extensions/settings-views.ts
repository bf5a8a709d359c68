/** Views of the settings page, as its handlers answer them. */
import type {
  PolicyEffectView,
  SettingsEmpty,
  SettingsReady,
  SetUpView,
} from '../../src/operations/views/settings-view.js';

export const COMPLETE: SetUpView = {
  headline: 'Everything that Partnership Manager needs is there.',
  complete: true,
  areas: [{ name: 'Deal properties', state: '27 of 27', variant: 'success', details: [] }],
  canCreate: false,
  steps: [{ title: 'Put the cards on the records', done: null, lines: ['Open Settings › Objects › Deals.'] }],
};

export const LACKING: SetUpView = {
  ...COMPLETE,
  headline: '2 of 40 items are missing.',
  complete: false,
  areas: [
    {
      name: 'Deal properties',
      state: '2 missing',
      variant: 'warning',
      details: ['Partner class (deals.partnership_class)', 'Partner touches (deals.partnership_touches)'],
    },
  ],
  canCreate: true,
};

export const EMPTY_SETTINGS: SettingsEmpty = {
  kind: 'empty',
  headline: 'Partnership Manager is not set up in this portal yet',
  hint: 'It needs properties on deals and companies.',
  setUp: LACKING,
};

/** The built-in policy, as far as these tests ask. */
export const DEFAULTS = JSON.stringify({
  programme: { alerts: { on: ['agreement_due', 'conflict'] } },
  version: 'default-1',
  model: 'linear',
  halfLifeDays: 30,
  lockDays: 14,
  influence: { points: { email: 0.5, call: 0.5 } },
});

export const READY_SETTINGS: SettingsReady = {
  kind: 'ready',
  setUp: COMPLETE,
  policy: {
    sentence: 'Policy default-1 is in force: the built-in defaults.',
    version: 'default-1',
    defaults: DEFAULTS,
    text: '{\n  "version": "default-1",\n  "model": "linear",\n  "lockDays": 14\n}',
    groups: [
      {
        name: 'Policy',
        folded: false,
        fields: [
          { kind: 'text', path: ['version'], label: 'Version', hint: 'Stands beside every number.' },
          {
            kind: 'choice',
            path: ['model'],
            label: 'Credit model',
            hint: 'How the amount is split.',
            options: [
              { value: 'linear', label: 'Linear' },
              { value: 'u_shaped', label: 'U-shaped' },
            ],
          },
          {
            kind: 'number',
            path: ['lockDays'],
            label: 'Lock, days',
            hint: 'A deal locks so long after it closed.',
            emptyMeans: null,
            positive: false,
          },
          {
            kind: 'number',
            path: ['halfLifeDays'],
            label: 'Half-life, days',
            hint: 'After so many days a touch weighs half.',
            emptyMeans: null,
            positive: true,
          },
        ],
      },
      {
        name: 'Alerts',
        folded: true,
        fields: [
          {
            kind: 'several',
            path: ['programme', 'alerts', 'on'],
            label: 'Alerts that are sent',
            hint: 'Each is sent once.',
            options: [
              { value: 'conflict', label: 'Conflict found' },
              { value: 'agreement_due', label: 'Agreement due' },
              { value: 'tier_at_risk', label: 'Tier at risk' },
            ],
          },
        ],
      },
      {
        name: 'Points by kind of touch',
        folded: true,
        fields: [
          {
            kind: 'number',
            path: ['influence', 'points', 'email'],
            label: 'Points of one email',
            hint: 'What one email adds.',
            emptyMeans: '1',
            positive: false,
          },
        ],
      },
    ],
    readOnly: null,
    basis: 'basis-1',
    history: [{ version: 'old-1', saved: '12 Sep 2026, by Sam Lee', text: '{"version":"old-1"}' }],
  },
  tagging: {
    value: 'propose',
    options: [
      { value: 'propose', label: 'Propose first', hint: 'Counts once confirmed.' },
      { value: 'confirm', label: 'Count at once', hint: 'For small teams.' },
    ],
    readOnly: null,
  },
  basis: 'USD, Europe/Berlin. Last sync 12 Sep 2026.',
};

export const EFFECT: PolicyEffectView = {
  kind: 'policy-effect',
  title: 'default-1 → mine-1',
  sentences: ['Compared over the 1000 deals that close last, of 4120.', 'Nothing was written.'],
  changes: ['Lock, days: 14 → 30'],
  totals: [{ name: 'Won, total', before: '$10.00', after: '$10.00', change: 'No change' }],
  partners: {
    columns: ['Sourced', 'By model'],
    rows: [{ partnerId: '77', name: 'Northwind', cells: ['$4.00 → $0.00', '$2.00'] }],
    more: null,
  },
  tiers: {
    sentences: ['1 of 23 partners would earn another tier: Northwind (Gold → Silver).'],
    counts: [{ name: 'Gold', before: '4', after: '3', change: '−1' }],
  },
  deals: [
    {
      dealId: '901',
      name: 'Fabrikam',
      amount: '$4.00',
      before: 'Partner-sourced',
      after: 'Direct',
      cause: 'Tags as sourced',
    },
  ],
  more: '… and 12 more deals',
  command: 'npx partnership whatif --policy policy.json',
};
