/** The settings of a policy that are edited one by one, in words; all others are edited as JSON. */
import { DEAL_MODELS, type DealModel } from '../domain/deal-model.js';
import type { PolicyChange } from '../domain/policy-difference.js';
import { KPI_IDS, KPIS } from '../domain/kpi.js';
import { ALERT_KINDS } from '../domain/programme-settings.js';
import { TOUCH_KINDS } from '../domain/touch.js';
import { ALERT_WORDS } from './alert-words.js';
import type { PolicyChoiceField, PolicyField, PolicyFieldGroup } from './views/settings-view.js';

const MODEL_WORDS: Readonly<Record<DealModel, string>> = {
  first_touch: 'First touch: all to the first',
  last_touch: 'Last touch: all to the last',
  linear: 'Linear: every touch counts the same',
  time_decay: 'Time decay: the nearer to the close, the more',
  u_shaped: 'U-shaped: 40% first, 40% last, 20% between',
  w_shaped: 'W-shaped: 30% first, 30% before the deal, 30% last, 10% others',
  weighted: 'Weighted: by kind of touch',
};

const TRUST: PolicyChoiceField['options'] = [
  { value: 'trusted', label: 'Trusted as they are' },
  { value: 'require_evidence', label: 'Count only with evidence' },
];

const number = (
  path: string,
  label: string,
  hint: string,
  { emptyMeans = null, positive = false }: { emptyMeans?: string | null; positive?: boolean } = {},
): PolicyField => ({
  kind: 'number',
  path: path.split('.'),
  label,
  hint,
  emptyMeans,
  positive,
});

const choice = (
  path: string,
  label: string,
  hint: string,
  options: PolicyChoiceField['options'],
): PolicyField => ({ kind: 'choice', path: path.split('.'), label, hint, options });

const several = (
  path: string,
  label: string,
  hint: string,
  options: PolicyChoiceField['options'],
): PolicyField => ({ kind: 'several', path: path.split('.'), label, hint, options });

const VERSION: PolicyField = {
  kind: 'text',
  path: ['version'],
  label: 'Version',
  hint: 'Stands beside every number. Give a changed policy a version of its own.',
};

const POINTS = TOUCH_KINDS.filter((kind) => kind !== 'tag').map((kind) =>
  number(
    `influence.points.${kind}`,
    `Points of one ${kind}`,
    `What one ${kind} adds to a partner’s influence. Left empty, it adds 1.`,
    { emptyMeans: '1' },
  ),
);

/** Of the partner programme: what its managers set without JSON. */
const PROGRAMME_GROUPS: readonly PolicyFieldGroup[] = [
  {
    name: 'Numbers of the programme',
    folded: true,
    fields: [
      several(
        'programme.numbers.shown',
        'Numbers that are shown',
        'On the home page, the partner card and in reviews, in this order. About eight can be read at a glance.',
        KPI_IDS.map((id) => ({ value: id, label: KPIS[id].label })),
      ),
      number(
        'programme.numbers.activationDays',
        'Activation, days',
        'Within how many days of signing a partner’s first registration or deal is to come.',
        { positive: true },
      ),
      choice(
        'programme.numbers.satisfaction',
        'Satisfaction is measured by',
        'Which of the portal’s surveys count.',
        [
          { value: 'nps', label: 'NPS: promoters less detractors' },
          { value: 'csat', label: 'CSAT: share of the satisfied' },
        ],
      ),
    ],
  },
  {
    name: 'Alerts',
    folded: true,
    fields: [
      several(
        'programme.alerts.on',
        'Alerts that are sent',
        'Each is sent once, by whoever runs partnership alerts on a schedule. None chosen: nothing is sent.',
        ALERT_KINDS.map((kind) => ({ value: kind, label: ALERT_WORDS[kind] })),
      ),
      choice(
        'programme.alerts.as',
        'Sent as',
        'On the record, for the partner manager or else the record’s owner. A webhook gets them besides, where one is set.',
        [
          { value: 'task', label: 'A task, due on the day of the matter' },
          { value: 'note', label: 'A note' },
        ],
      ),
      number(
        'programme.alerts.lockDays',
        'Before a deal locks, days',
        'So long before it locks a deal is told of whose tagged partner has no evidence.',
      ),
    ],
  },
];

export const POLICY_FIELD_GROUPS: readonly PolicyFieldGroup[] = [
  {
    name: 'Policy',
    folded: false,
    fields: [
      VERSION,
      choice(
        'model',
        'Credit model',
        'How the amount of a deal is split among its partners. It changes no class.',
        DEAL_MODELS.map((model) => ({ value: model, label: MODEL_WORDS[model] })),
      ),
      number('halfLifeDays', 'Half-life, days', 'For time decay: after so many days a touch weighs half.', {
        positive: true,
      }),
    ],
  },
  {
    name: 'Who sourced a deal',
    folded: false,
    fields: [
      number(
        'sourcing.lookbackDays',
        'Look-back for sourcing, days',
        'A registration or referral counts if it is at most so much older than the deal.',
      ),
      number(
        'sourcing.lateClaimDays',
        'Late claims, days',
        'A registration still counts if it comes at most so long after the deal was created.',
      ),
      choice(
        'tags.sourced',
        'Tags as sourced',
        'What a confirmed tag is worth without a touch behind it.',
        TRUST,
      ),
    ],
  },
  {
    name: 'Who influenced it',
    folded: false,
    fields: [
      number(
        'influence.lookbackDays',
        'Look-back for influence, days',
        'A touch counts from so long before the deal was created until it closes.',
      ),
      number(
        'influence.minPoints',
        'Points needed',
        'A partner influences a deal once its touches add up to this.',
        { positive: true },
      ),
      choice(
        'tags.influenced',
        'Tags as influenced',
        'What a confirmed tag is worth without a touch behind it.',
        TRUST,
      ),
    ],
  },
  { name: 'Points by kind of touch', folded: true, fields: POINTS },
  {
    name: 'Locking',
    folded: false,
    fields: [
      number(
        'lockDays',
        'Lock, days',
        'A deal locks so long after it closed; later changes post as adjustments.',
      ),
    ],
  },
  ...PROGRAMME_GROUPS,
];

const LABELS: ReadonlyMap<string, string> = new Map([
  ['influence.points', 'Points by kind of touch'] as const,
  ...POLICY_FIELD_GROUPS.flatMap(({ fields }) =>
    fields.map(({ path, label }) => [path.join('.'), label] as const),
  ),
]);

/** "Look-back for sourcing, days: 180 → 365"; a setting without words goes by its key. */
export const changeWords = ({ key, from, to }: PolicyChange): string =>
  `${LABELS.get(key) ?? key}: ${said(key, from)} → ${said(key, to)}`;

/** The settings that gave a deal another outcome. */
export const settingWords = (key: string): string => LABELS.get(key) ?? key;

/** Values of a choice by their words; lists joined. */
function said(key: string, value: unknown): string {
  const words = WORDS.get(key);
  const one = (each: unknown): string =>
    typeof each === 'string' ? (words?.get(each) ?? each) : JSON.stringify(each);
  if (!Array.isArray(value)) return one(value);
  return value.length === 0 ? 'none' : value.map(one).join(', ');
}

const WORDS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  PROGRAMME_GROUPS.flatMap(({ fields }) => fields).flatMap((field) =>
    field.kind === 'several'
      ? [[field.path.join('.'), new Map(field.options.map(({ value, label }) => [value, label]))] as const]
      : [],
  ),
);
