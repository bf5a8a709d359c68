import type { Command } from 'commander';
import { groupBy } from '../domain/group-by.js';
import { diagnose, nameAndId, type Diagnosis } from '../operations/doctor.js';
import type { Finding } from '../operations/read-portal.js';
import { spokenName } from '../operations/spoken-name.js';
import type { CommandContext } from './command-context.js';
import { withLedger } from './open-ledger.js';
import { refuseViolations, verificationText } from './verify.js';

interface DoctorOptions {
  readonly portal?: string;
  readonly json?: true;
}

/** Adds `partnership doctor`. */
export function addDoctor(program: Command, context: () => CommandContext): void {
  program
    .command('doctor')
    .description(
      'Findings of the last sync, quality of the data and the ledger’s invariants; changes nothing',
    )
    .option('--portal <id>', 'portal id, where the database holds several')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  partnership doctor')
    .action((options: DoctorOptions) => doctor(options, context()));
}

function doctor(options: DoctorOptions, context: CommandContext): Promise<void> {
  const { out } = context;
  return withLedger(context, options.portal ?? null, async ({ store, clock, portalId }) => {
    const found = await diagnose({ store, clock }, portalId);
    out(options.json === true ? `${JSON.stringify(found)}\n` : diagnosisText(found));
    refuseViolations(found.verification);
  });
}

function diagnosisText(found: Diagnosis): string {
  const { lastSync, findings, problems, flags, verification } = found;
  const sync = lastSync === null ? 'no sync has run' : `last sync ${lastSync.state}, as of ${lastSync.asOf}`;
  const kinds = [...groupBy(findings, ({ kind }) => kind)].flatMap(([kind, some]) => [
    `  ${some.length}  ${kind}`,
    ...some
      .slice(0, SHOWN)
      .map((finding) => `        ${subjectOf(finding)}: ${finding.detail}${alsoNamed(found, finding)}`),
    ...(some.length > SHOWN ? [`        … and ${some.length - SHOWN} more; --json lists all`] : []),
  ]);
  const aside = problems.map(
    ({ objectType, recordId, property, value, reason, fatal }) =>
      `  ${fatal ? 'set aside' : 'kept'}  ${objectType} ${nameAndId(found, objectType, recordId)}: ${property} ${JSON.stringify(value)} ${reason}`,
  );
  return [
    `Portal ${verification.portalId}: ${sync}`,
    `Findings: ${findings.length}`,
    ...kinds,
    `Values that could not be read: ${problems.length}`,
    ...aside.slice(0, SHOWN),
    ...(aside.length > SHOWN ? [`  … and ${aside.length - SHOWN} more; --json lists all`] : []),
    'Deals by flag (docs/glossary.md says what each means):',
    ...(flags.length === 0 ? ['  none'] : flags.map(({ flag, deals }) => `  ${deals}  ${flag}`)),
    ...insightLines(found),
    verificationText(verification),
  ].join('\n');
}

/** Precision is never a bare percentage: it stands with what it was counted of. */
function insightLines(found: Diagnosis): readonly string[] {
  const { hygiene, suggestions } = found;
  const { hidden, named, right, deals } = suggestions.precision;
  return [
    'Deals to look at (docs/suggestions.md says how to settle each):',
    ...(hygiene.length === 0
      ? ['  none']
      : hygiene.map(({ findings, title, dealIds }) => {
          const more = findings > dealIds.length ? ', …' : '';
          const first = dealIds.map((id) => nameAndId(found, 'deals', id));
          return `  ${findings}  ${title}: ${first.join(', ')}${more}`;
        })),
    `Suggested partners: ${suggestions.suggestions} on ${suggestions.suggestedDeals} deals`,
    `  tested on ${hidden} tags of ${deals} deals, each hidden in turn: ${named} partners suggested, ${right} of them right`,
  ];
}

const subjectOf = ({ recordId, recordName }: Finding): string =>
  recordName === undefined ? recordId : `“${spokenName(recordName)}” (${recordId})`;

/** The deals of an activity, which its own words have by id. */
const alsoNamed = (found: Diagnosis, { dealIds = [] }: Finding): string =>
  dealIds.length === 0 ? '' : ` – ${dealIds.map((id) => nameAndId(found, 'deals', id)).join(', ')}`;

const SHOWN = 5;
