/** The second half of the partner review: plan, agreement, enablement, meetings, escalations, decisions. */
import type { PartnerReview } from '../operations/review-model.js';
import { escape } from './report-html.js';
import { bullets, factList, note, paragraph, reviewTable, section } from './review-html.js';
import { spanName } from './review-words.js';

export const planSection = ({ plan }: PartnerReview): string =>
  section('Joint plan', [
    paragraph(plan.headline),
    ...plan.objectives.flatMap(({ title, since, isLate, keyResults, initiatives }) => [
      `<h3>${escape(title)}</h3>`,
      note(`Since ${since}${isLate ? ' · late' : ''}`),
      reviewTable({
        caption: `Key results of “${title}”, measured`,
        head: ['Key result', 'Target', 'Measured', 'Due', 'State'],
        widths: [26, 16, 32, 16, 10],
        none: '',
        rows: keyResults.map(({ label, target, progress, due, state }) => [
          label,
          target,
          progress,
          due,
          state.text,
        ]),
      }),
      reviewTable({
        caption: `Initiatives of “${title}”`,
        head: ['Initiative', 'What', 'Owner', 'Due', 'State'],
        widths: [40, 10, 18, 22, 10],
        none: '',
        rows: initiatives.map(({ label, what, owner, due, state }) => [
          label,
          what,
          owner === '' ? '–' : owner,
          due === '' ? '–' : due,
          state.text,
        ]),
      }),
    ]),
  ]);

/** Agreement, enablement, meetings and escalations. */
export const rhythmSections = (review: PartnerReview): readonly string[] => [
  agreementPart(review),
  section('Enablement', [
    paragraph(review.enablement.headline),
    reviewTable({
      caption: 'Required certifications, by person',
      head: ['Who holds, held or lacks it', 'State'],
      widths: [84, 16],
      none: '',
      rows: review.enablement.gaps.map(({ text, status, isHeld }) => [
        text,
        isHeld ? status : { text: status, strong: true as const },
      ]),
    }),
  ]),
  meetingsPart(review),
  section('Open escalations', [
    reviewTable({
      caption: 'The oldest first',
      head: ['Ticket', 'Owner', 'Opened', 'Open for'],
      none: 'None is open.',
      rows: review.escalations.map(({ title, owner, opened, age }) => [title, owner, opened, age]),
    }),
  ]),
];

const agreementPart = ({ agreement }: PartnerReview): string =>
  section('Agreement', [
    paragraph(agreement.headline),
    bullets(agreement.due === null ? [] : [agreement.due], 'notices'),
    factList(agreement.facts),
    reviewTable({
      caption: 'What must be in force besides',
      head: ['Terms', 'State', 'Until'],
      none: '',
      rows: agreement.compliance.map(({ label, status, until }) => [label, status, until]),
    }),
  ]);

const meetingsPart = ({ meetings, basis }: PartnerReview): string =>
  section('Meetings', [
    paragraph(
      `${meetings.headline} Held in ${spanName(basis.period.name)}: ${meetings.heldInPeriod}, of them with an executive: ${meetings.withExecutivesInPeriod}.`,
    ),
    reviewTable({
      caption: 'Meetings against the cadence',
      head: ['With', 'Every', 'Last held', 'Next', 'Due', 'State'],
      none: '',
      rows: meetings.rows.map(({ who, every, last, next, due, state }) => [
        ...[who, every, last, next, due],
        state.text,
      ]),
    }),
  ]);

/** What was decided before, and room to decide now with a pen. */
export function roomForThis({ reviews }: PartnerReview): string {
  const past = reviewTable({
    caption: 'Reviews so far, the newest first',
    head: ['Held', 'Decision', 'Note', 'Next', 'By'],
    widths: [14, 14, 42, 14, 16],
    none: 'No review has been held yet.',
    rows: reviews.history.map(({ day, decision, note: why, next, who }) => [day, decision, why, next, who]),
  });
  const choices = reviews.decisions
    .map((text) => `<li><span class="box"></span>${escape(text)}</li>`)
    .join('');
  return section('Decisions', [
    paragraph(`${reviews.headline} ${reviews.nextStep ?? ''}`.trim()),
    past,
    `<div class="keep"><h3>Decision of this review</h3><ul class="choices">${choices}</ul>`,
    paragraph(`Next review: ${reviews.nextByTier ?? '____________________'}`),
    `<p class="note">Notes</p><div class="lines">${'<div></div>'.repeat(5)}</div></div>`,
  ]);
}
