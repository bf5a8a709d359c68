/**
 * Nothing of one portal is hard-coded: the names of its properties, labels, pipelines, objects and stages stand in its
 * mapping. What may say them: the mapping's defaults, our own schema, and the emulated portals.
 */
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_MAPPING } from '../../src/domain/mapping.js';
import { namedIn } from '../../src/domain/mapping-names.js';
import { parseMapping } from '../../src/files/mapping-file.js';
import { namesIn } from './names-in-source.js';

const MAY_SAY: readonly RegExp[] = [
  /^src\/domain\/mapping\.ts$/,
  /^src\/hubspot\/schema[^/]*\.ts$/,
  /^src\/sandbox\//,
];
/** The files below a folder whose names match, as paths with `/`. */
const filesIn = (folder: string, pattern: RegExp): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.split(path.sep).join('/')}`)
    .filter((file) => pattern.test(file) && !file.includes('/node_modules/'));

const EXAMPLES = filesIn('examples/mappings', /\.json$/);

/** Of HubSpot's own deals and companies, what means something else in every portal. */
const STAGES = [
  ...['appointmentscheduled', 'qualifiedtobuy', 'presentationscheduled', 'decisionmakerboughtin'],
  ...['contractsent', 'closedwon', 'closedlost', 'dealstage', 'hs_v2_date_entered_current_stage'],
];

const valuesOf = ({ partners, people, activityKinds }: typeof DEFAULT_MAPPING): readonly string[] => [
  ...(partners.from === 'company' ? partners.values : (partners.where?.values ?? [])),
  ...(people?.values ?? []),
  ...activityKinds.demo,
  ...activityKinds.proposal,
];

/** The one property name that code must know by itself: HubSpot keeps a home amount of this one alone. */
const DEFAULT_NAMES = new Set(namedIn(DEFAULT_MAPPING).map(({ name }) => name));

/** Names that the mappings of portals use, whole; words that are also words of ours are left out one by one. */
const OUR_WORDS: ReadonlySet<string> = new Set([
  // What we call things: kinds of rows, a line of revenue, an item of a checklist.
  ...['partner', 'Partner', 'Reseller', 'Expansion', 'agreement_signed'],
  ...['Test', 'Active', 'Demo', 'Proposal'],
]);
const NAMES: ReadonlySet<string> = new Set(
  [
    ...EXAMPLES.map((file) => parseMapping(readFileSync(file, 'utf8'), file)).flatMap((mapping) => [
      ...namedIn(mapping).map(({ name }) => name),
      ...valuesOf(mapping),
    ]),
    ...valuesOf(DEFAULT_MAPPING),
    ...STAGES,
  ]
    .map((name) => name.trim())
    .filter((name) => !DEFAULT_NAMES.has(name) && !OUR_WORDS.has(name)),
);

const SOURCES = ['src', 'extensions', 'serverless']
  .flatMap((folder) => filesIn(folder, /\.tsx?$/))
  .filter((file) => !MAY_SAY.some((pattern) => pattern.test(file)));

const saidIn = (file: string, source: string): readonly string[] =>
  namesIn(file, source, NAMES).map(({ line, name }) => `${file}:${line} says “${name}”`);

describe('names of a portal’s own things', () => {
  it('are known from the mappings of four portals', () => {
    expect(EXAMPLES).toHaveLength(4);
    expect([...NAMES]).toEqual(
      expect.arrayContaining([
        ...[
          'relationship',
          'partner_name',
          'deal_origin',
          'partner_account',
          'account_status',
          'contact_role',
        ],
        ...['Referral partner', 'End customer', 'Introduced by', 'Leads', 'annual_recurring_revenue'],
        ...['PARTNER', 'Consultant', 'Product demo', 'closedwon', 'dealstage'],
      ]),
    );
  });

  it('stand in no source', () => {
    expect(SOURCES.length).toBeGreaterThan(400);
    expect(SOURCES.flatMap((file) => saidIn(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  it.each<[string, string, readonly number[]]>([
    ['a text', `const won = stage === 'closedwon';`, [1]],
    ['a text in other quotes', 'const won = stage === `closedwon`;', [1]],
    ['blanks around it', `const LABEL = ' End customer ';`, [1]],
    ['a property that is read', `\nconst x = record.properties.relationship;`, [2]],
    ['a property of properties', `const x = properties.dealstage;`, [1]],
    ['a list', `const asked = [\n  'name',\n  'partner_name',\n];`, [3]],
    ['markup', `const view = <Text>End customer</Text>;`, [1]],
    ['a comment may', `// closedwon is a stage\nconst x = 1;`, []],
    ['a longer text may', `const next = 'The label End customer is gone.';`, []],
    ['a name of another thing may', `const relationship = one.relationship;`, []],
  ])('would be found: %s', (_what, source, lines) => {
    const found = namesIn('planted.tsx', source, NAMES);
    expect(found.map(({ line }) => line)).toEqual(lines);
  });
});
