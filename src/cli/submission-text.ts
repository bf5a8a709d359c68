/** What submitting a file of registrations would come to, and what it did, for people. */
import type { SubmissionRowView, SubmittedView } from '../operations/views/submission-view.js';
import { spokenName } from '../operations/spoken-name.js';
import { many } from './many.js';

/** Rows of which every rule is told; of later ones only what is broken. `--json` has all. */
const IN_FULL = 20;

/** Each row with the verdict of every rule, then the rows that are set aside. */
export function submissionText({ rows, aside, done }: SubmittedView, file: string): string {
  const count = (outcome: SubmissionRowView['outcome']): number =>
    rows.filter((row) => row.outcome === outcome).length;
  const lines = [
    `${file}: ${count('submit')} to submit, ${count('refused')} refused by a rule of engagement, ${count('there')} submitted before`,
    ...rows.flatMap((row, place) => rowLines(row, place < IN_FULL)),
    ...(aside.length === 0 ? [] : [`  ${many(aside.length, 'row')} set aside:`]),
    ...aside.map(
      ({ line, column, value, reason, text }) =>
        `    line ${line}: ${column === '' ? 'row' : column} ${JSON.stringify(value)}: ${reason} (${text})`,
    ),
    ...(done === null ? [] : doneLines(done)),
  ];
  return `${lines.map(onOneLine).join('\n')}\n`;
}

/** A file's cell may hold line breaks, and what moves a terminal's cursor. */
const onOneLine = (line: string): string => line.replace(/\p{Cc}+/gu, ' ');

const OUTCOMES = { submit: 'submit', refused: 'refuse', there: 'leave ' } as const;

const BROKEN = {
  never: 'forbidden',
  waits: 'waits',
  reason: 'needs a reason',
} as const;

function rowLines({ line, name, outcome, checks, notes }: SubmissionRowView, inFull: boolean): string[] {
  const broken = checks.filter((check) => check.broken !== null);
  const kept = checks.filter((check) => check.broken === null);
  return [
    `  ${OUTCOMES[outcome]} ${spokenName(name)}   line ${line}`,
    ...notes.map((note) => `      ${note}`),
    ...broken.map(({ broken: weight, text }) => `      ${BROKEN[weight ?? 'never']}: ${text}`),
    ...(inFull
      ? kept.map(({ text }) => `      kept: ${text}`)
      : kept.length === 0
        ? []
        : [`      kept: ${many(kept.length, 'rule')}`]),
  ];
}

const doneLines = ({ runId, created, changed, refused }: NonNullable<SubmittedView['done']>): string[] => [
  `Done: ${created} submitted${changed === 0 ? '' : `, ${changed} associated anew`}${refused.length === 0 ? '' : `, ${refused.length} not taken by HubSpot`}. A partnership manager approves or rejects them.`,
  ...refused.map(({ name, reason }) => `  ${spokenName(name)}: ${reason}`),
  `Take it back: partnership undo ${runId}`,
  'That puts what it made into HubSpot’s bin, but for what was changed since; no credit has moved by it.',
];
