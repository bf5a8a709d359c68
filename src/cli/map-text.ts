/** A proposed mapping and a check of one, as people read them. */
import type { MappingIssue } from '../domain/check-mapping.js';
import { chosenOf, SECTIONS, type MappingLine, type Section } from '../domain/mapping-lines.js';
import type { PortalStructure, RecordCount } from '../domain/portal-scan.js';
import type { Proposal } from '../domain/propose-mapping.js';
import type { PartnerNaming } from '../domain/propose-mapping-tags.js';
import type { LineOf } from '../operations/require-mapping.js';
import { placeWords } from '../operations/require-mapping.js';
import { many } from './many.js';

const TITLES: Readonly<Record<Section, string>> = {
  partners: 'Who is a partner',
  people: 'Contacts who are partners themselves',
  fields: 'What the portal knows of its partners',
  tags: 'Which partner sourced or influenced a deal',
  customer: 'The customer of a deal',
  pipelines: 'Pipelines',
  amount: 'The amount',
  activities: 'Kinds of meetings and calls',
  baseline: 'What the portal has said until now',
};

interface Row {
  readonly line: MappingLine;
  readonly what: string;
  readonly means: string;
  readonly count: string;
}

/** The proposal, a section each; what is asked about is marked. */
export function proposalText(proposal: Proposal, structure: PortalStructure): string {
  const rows = proposal.lines.map((line): Row => ({
    line,
    what: `${line.ask === null ? ' ' : '?'} ${line.what}`,
    means: chosenOf(line).means,
    count: line.count === null ? '' : countWords(line.count),
  }));
  const widths = { what: widest(rows, 'what'), means: widest(rows, 'means'), count: widest(rows, 'count') };
  const sections = SECTIONS.flatMap((section) => {
    const of = rows.filter(({ line }) => line.section === section);
    if (of.length === 0) return [];
    const names = section === 'tags' ? namingLines(proposal.namings) : [];
    return ['', TITLES[section], ...of.map((row) => rowText(row, widths)), ...names];
  });
  return `${[...sections, ...unreadLines(structure)].join('\n').replace(/^\n/, '')}\n`;
}

const MOST_WIDE = { what: 58, means: 62, count: 34 };
type Column = keyof typeof MOST_WIDE;

const widest = (rows: readonly Row[], column: Column): number =>
  Math.min(MOST_WIDE[column], Math.max(0, ...rows.map((row) => row[column].length)));

/** Only what was not counted of all records, and what is not plain, says more. */
function rowText({ line, what, means, count }: Row, widths: Readonly<Record<Column, number>>): string {
  const why = line.confidence === 'high' && line.ask === null ? '' : `  ${line.why}`;
  return `${what.padEnd(widths.what)}  ${means.padEnd(widths.means)}  ${count.padEnd(widths.count)}${why}`.trimEnd();
}

/** "41 companies", "12 of the newest 2,000 deals". */
export const countWords = ({ records, of, sampled }: RecordCount): string =>
  sampled === null
    ? `${records.toLocaleString('en-US')} ${records === 1 ? singular(of) : of}`
    : `${records.toLocaleString('en-US')} of the newest ${sampled.toLocaleString('en-US')} ${of}`;

const singular = (of: string): string => of.replace(/ies\b/g, 'y').replace(/s\b/g, '');

const SHOWN = 12;

/** How the values of the property that names partners were matched. */
function namingLines(namings: readonly PartnerNaming[]): readonly string[] {
  if (namings.length === 0) return [];
  const of = (match: PartnerNaming['match']): readonly PartnerNaming[] =>
    namings.filter((one) => one.match === match);
  // Those that somebody is asked about have a line of their own.
  const unmatched = of('unmatched').filter(({ deals, partners }) => deals > 0 && partners.length === 0);
  return [
    `    ${of('matched').length} of its ${many(namings.length, 'value')} match one partner by themselves; ${of('nobody').length} name nobody`,
    ...(unmatched.length === 0 ? [] : [`    like no partner, and make nobody one: ${listed(unmatched)}`]),
  ];
}

const listed = (namings: readonly PartnerNaming[]): string => {
  const shown = namings.slice(0, SHOWN).map(({ value, deals }) => `“${value}” (${many(deals, 'deal')})`);
  const more = namings.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more (--json lists all)` : ''}`;
};

/** What the portal does not let us read; everything else was proposed without. */
const unreadLines = ({ unread }: PortalStructure): readonly string[] =>
  unread.length === 0
    ? []
    : ['', 'Not to be read in this portal', ...unread.map(({ what, reason }) => `  ${what}: ${reason}`)];

/** What a check found, what cannot work first. */
export function checkText(issues: readonly MappingIssue[], lineOf: LineOf): string {
  const section = (title: string, some: readonly MappingIssue[]): readonly string[] =>
    some.length === 0 ? [] : [title, ...issuesLines(some, lineOf)];
  return [
    ...section(
      'Cannot work',
      issues.filter(({ broken }) => broken),
    ),
    ...section(
      'Has drifted',
      issues.filter(({ broken }) => !broken),
    ),
    ...(issues.length === 0
      ? ['The mapping fits the portal: nothing that it names is gone, and nothing new is unnamed.']
      : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** What to do is said once for all that stand together. */
function issuesLines(issues: readonly MappingIssue[], lineOf: LineOf): readonly string[] {
  return issues.flatMap(({ path, message, next, count }, at) => [
    `  ${placeWords(path, lineOf)}: ${message}${count === null ? '' : ` (${countWords(count)})`}`,
    ...(issues[at + 1]?.next === next ? [] : [`      ${next}`]),
  ]);
}
