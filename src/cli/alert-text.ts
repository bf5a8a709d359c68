/** A run of alerts in words, and what waits for the webhook. */
import { ALERT_WORDS } from '../operations/alert-words.js';
import type { OverLine } from '../operations/alert-tasks.js';
import type { AlertLine, AlertSummary } from '../operations/send-alerts.js';
import type { WebhookStanding } from '../operations/webhook-standing.js';
import { many } from './many.js';

/** What `partnership alerts` prints. */
export function alertText(summary: AlertSummary, observed: boolean): string {
  const { on, due, sentBefore, foundAgain, sent, failed, left, dryRun, webhook, over } = summary;
  const as = summary.as === 'task' ? 'task' : 'note';
  const count = dryRun ? `${many(sent.length, as)} would be made` : `${many(sent.length, as)} made`;
  const lines = [
    on.length === 0
      ? 'Every alert is turned off in the policy (programme.alerts.on).'
      : `${many(due, 'alert')} due: ${count}, ${sentBefore} sent before${foundAgain === 0 ? '' : `, ${foundAgain} made by a run that was stopped`}`,
    ...sent.map(lineText),
    ...(failed.length === 0 ? [] : ['HubSpot refused; the next run tries again:', ...failed.map(lineText)]),
    ...(left === 0 ? [] : [`${many(left, 'alert')} more: the next run makes them (--limit)`]),
    ...overLines(over, dryRun),
    ...(webhook === null ? [] : webhookLines(webhook, dryRun)),
    ...(dryRun ? [observed ? 'Observe mode: nothing is sent.' : 'Nothing is sent: this was a dry run.'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const lineText = ({ kind, title, text, problem }: AlertLine): string =>
  `  ${ALERT_WORDS[kind]}\n    ${title}\n    ${text}${problem === null ? '' : `\n    ! ${problem}`}`;

function overLines(over: readonly OverLine[], dryRun: boolean): readonly string[] {
  const ours = over.filter(({ theirs }) => theirs === null);
  const theirs = over.filter((one) => one.theirs !== null);
  return [
    ...(ours.length === 0
      ? []
      : [`${many(ours.length, 'task')} ${dryRun ? 'would be completed' : 'completed'}, no longer needed:`]),
    ...ours.map(
      ({ title, because, problem }) =>
        `  ${title}: ${because === 'settled' ? 'settled' : 'a newer task tells of it'}${problem === null ? '' : `\n    ! ${problem}`}`,
    ),
    ...(theirs.length === 0
      ? []
      : [
          `${many(theirs.length, 'task')} ${theirs.length === 1 ? 'is' : 'are'} no longer needed, and left alone:`,
        ]),
    ...theirs.map((one) => `  ${one.title}: somebody ${one.theirs ?? ''}`),
  ];
}

const webhookLines = (webhook: NonNullable<AlertSummary['webhook']>, dryRun: boolean): readonly string[] => [
  `Webhook: ${many(webhook.sent, 'alert')} ${dryRun ? 'would be sent' : 'sent'}`,
  ...standingLines(webhook).map((line) => `  ${line}`),
  ...(webhook.unsure === 0
    ? []
    : [
        `  ${many(webhook.unsure, 'alert')} may have been sent by a run that was stopped: not sent again; the record in HubSpot is there`,
      ]),
];

/** Example: "3 alerts wait: 2 of 5 tries, last: the webhook answered 503; next try from 2026-11-23T10:00:00Z" */
export function standingLines(standing: WebhookStanding): readonly string[] {
  const { waiting, tries, mostTries, nextTryAt, last, setAside, setAsideLast } = standing;
  const tried = tries === 0 ? 'not tried yet' : `${tries} of ${mostTries} tries, last: ${last ?? ''}`;
  const next = nextTryAt === null ? '' : `; next try from ${nextTryAt}`;
  return [
    ...(waiting === 0
      ? []
      : [`${many(waiting, 'alert')} ${waiting === 1 ? 'waits' : 'wait'}: ${tried}${next}`]),
    ...(setAside === 0
      ? []
      : [
          `${many(setAside, 'alert')} set aside after ${mostTries} tries, last: ${setAsideLast ?? ''}: npx partnership alerts --retry-webhook`,
        ]),
  ];
}

/** One line for a worker. Example: "sent 2 alerts, completed 1 task; 3 alerts wait: 2 of 5 tries, …" */
export function alertsWords({ sent, over, failed, webhook, dryRun }: AlertSummary): string {
  const done = over.filter(({ theirs, problem }) => theirs === null && problem === null).length;
  return [
    `${dryRun ? 'would send' : 'sent'} ${many(sent.length, 'alert')}${done === 0 ? '' : `, ${dryRun ? 'complete' : 'completed'} ${many(done, 'task')}`}`,
    ...(failed.length === 0 ? [] : [`${many(failed.length, 'alert')} refused: ${failed[0]?.problem ?? ''}`]),
    ...(webhook === null ? [] : standingLines(webhook)),
  ].join('; ');
}
