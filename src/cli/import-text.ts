/** What an import would do, and what it did, for people. */
import type { ImportDoneView, ImportPlanView, ImportRecordView } from '../operations/views/import-view.js';
import { spokenName } from '../operations/spoken-name.js';
import { many } from './many.js';

/** Records and rows of a kind that are shown; `--json` has all. */
const SHOWN = 20;
const LONGEST = 60;

interface Source {
  readonly file: string;
  readonly rows: number;
}

/** Every record with its old and new values, then what is not done. */
export function previewText(plan: ImportPlanView, { file, rows }: Source): string {
  const { records, unchanged, aside, notices } = plan;
  const changed = records.filter(
    ({ changes, links, action }) => action !== 'change' || changes.length + links.length > 0,
  );
  const kept = records.flatMap((record) => record.kept.map((value) => ({ record, value })));
  const lines = [
    `${file}: ${many(rows, 'row')} read, ${many(changed.length, 'record')} to write, ${unchanged} as they should be already`,
    ...notices.map((notice) => `  ${notice}`),
    ...cut(changed.flatMap((record) => [recordLine(record), ...valueLines(record)])),
    ...(kept.length === 0
      ? []
      : [`  ${many(kept.length, 'value')} stay as somebody has set them (--overwrite changes them):`]),
    ...cut(
      kept.map(
        ({ record, value }) =>
          `    ${spokenName(record.name)} (${record.recordId ?? ''}) ${value.property}: ${quoted(value.oldValue)} stays, the file has ${quoted(value.newValue)}`,
      ),
    ),
    ...(aside.length === 0 ? [] : [`  ${many(aside.length, 'row')} to look at:`]),
    ...cut(aside.map(({ line, why, text }) => `    line ${line} ${why}: ${text}`)),
  ];
  return `${lines.map(onOneLine).join('\n')}\n`;
}

/** A file's cell may hold line breaks, and what moves a terminal's cursor. */
const onOneLine = (line: string): string => line.replace(/\p{Cc}+/gu, ' ');

const WORDS: Readonly<Record<ImportRecordView['action'], string>> = {
  create: 'make  ',
  change: 'change',
  add: 'add   ',
  remove: 'remove',
};

const recordLine = ({ line, action, name, recordId, by }: ImportRecordView): string =>
  [
    `  ${WORDS[action]} ${spokenName(name)}`,
    recordId === null ? '' : ` (${recordId}${by === null ? '' : `, found by ${by}`})`,
    line === null ? '' : `   line ${line}`,
  ].join('');

const valueLines = ({ action, changes, links }: ImportRecordView): readonly string[] => [
  ...changes.map(({ property, oldValue, newValue }) =>
    action === 'create'
      ? `      ${property}: ${quoted(newValue)}`
      : `      ${property}: ${quoted(oldValue)} → ${quoted(newValue)}`,
  ),
  ...links.map((link) => `      associated with ${link}`),
];

function cut(lines: readonly string[]): readonly string[] {
  const most = SHOWN * 4;
  return lines.length <= most
    ? lines
    : [...lines.slice(0, most), `  … and ${lines.length - most} lines more: --json has all`];
}

function quoted(value: string | null): string {
  if (value === null) return 'empty';
  return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
}

/** How it ended, and how it is taken back. */
export const doneText = ({ runId, created, changed, refused }: ImportDoneView): string =>
  [
    `Done: ${created} made or added, ${changed} changed or removed${refused.length === 0 ? '' : `, ${refused.length} refused`}.`,
    ...refused.slice(0, SHOWN).map(({ name, reason }) => `  ${spokenName(name)}: ${reason}`),
    `Take it back: partnership undo ${runId}`,
    '',
  ].join('\n');
