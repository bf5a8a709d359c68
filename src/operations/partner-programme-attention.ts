/** What waits with a partner, gathered from the parts of its programme: what is late first, so that nobody has to look through them. */
import type { PartnerProgrammeView } from './views/partner-programme-view.js';
import type { ProgrammeAttention, ProgrammePart } from './views/programme-attention-view.js';

type Parts = Pick<
  PartnerProgrammeView,
  'agreement' | 'enablement' | 'plan' | 'cadence' | 'reviews' | 'escalations'
>;

const late = (part: ProgrammePart, text: string): ProgrammeAttention => ({ text, isLate: true, part });
const soon = (part: ProgrammePart, text: string): ProgrammeAttention => ({ text, isLate: false, part });

/** What is late, then what is due soon; within each in the order of the parts. Empty where nothing waits. */
export const attentionOf = (parts: Parts): readonly ProgrammeAttention[] =>
  [
    ...agreementItems(parts),
    ...enablementItems(parts),
    ...planItems(parts),
    ...meetingItems(parts),
    ...escalationItems(parts),
  ].toSorted((a, b) => Number(b.isLate) - Number(a.isLate));

function agreementItems({ agreement }: Parts): readonly ProgrammeAttention[] {
  if (agreement === null) return [];
  const { due, compliance } = agreement;
  return [
    ...(due === null
      ? []
      : [
          {
            text: `Agreement: ${inSentence(due.text)}`,
            isLate: due.variant === 'error',
            part: 'agreement' as const,
          },
        ]),
    ...compliance.flatMap(({ label, status, until }) => {
      if (status.variant !== 'danger' && status.variant !== 'warning') return [];
      const text = `${label}: ${inSentence(until)} (${inSentence(status.text)}).`;
      return [status.variant === 'danger' ? late('agreement', text) : soon('agreement', text)];
    }),
  ];
}

const enablementItems = ({ enablement }: Parts): readonly ProgrammeAttention[] =>
  (enablement?.gaps ?? []).flatMap(({ text, status }) =>
    status.variant === 'warning' ? [soon('agreement', text)] : [],
  );

const planItems = ({ plan }: Parts): readonly ProgrammeAttention[] =>
  plan.objectives.flatMap(({ title, isLate, initiatives }) => [
    ...(isLate ? [late('plan', `Objective “${title}” is late.`)] : []),
    ...initiatives.flatMap(({ what, label, due, state }) =>
      state.variant === 'danger' ? [late('plan', `${what} “${label}”: ${due}.`)] : [],
    ),
  ]);

const meetingItems = ({ cadence, reviews }: Parts): readonly ProgrammeAttention[] => [
  ...cadence.rows.flatMap(({ who, due, state }) =>
    state.variant === 'danger' || state.variant === 'warning'
      ? [late('meetings', `Meeting ${inSentence(who)}: ${inSentence(due)}.`)]
      : [],
  ),
  ...(reviews.state?.variant === 'danger' ? [late('meetings', reviews.headline)] : []),
];

/** Their headline counts those that are open: the rows are in their own part. */
const escalationItems = ({ escalations: { headline, rows } }: Parts): readonly ProgrammeAttention[] =>
  rows.some(({ state }) => OPEN.has(state.variant)) ? [late('registrations', headline)] : [];

const OPEN: ReadonlySet<string> = new Set(['danger', 'warning']);

const inSentence = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
