import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Option, type Command } from 'commander';
import { runId } from '../domain/ids.js';
import { AppError } from '../errors.js';
import { readSubmissions } from '../files/read-submissions.js';
import { digest } from '../handlers/digest.js';
import type { Actor } from '../operations/actor.js';
import { submitRegistrations } from '../operations/submit-registrations.js';
import type { SubmittedView } from '../operations/views/submission-view.js';
import type { CommandContext } from './command-context.js';
import { many } from './many.js';
import { filedPolicy, policyInForce, policyWords } from './policy-in-force.js';
import { readTextFile } from './read-text-file.js';
import { requireFittingMapping } from './require-fitting-mapping.js';
import { sayRejected } from './say-rejected.js';
import { submissionText } from './submission-text.js';
import { withPortal } from './with-portal.js';

interface SubmitOptions {
  readonly from: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** Adds `partnership registrations submit`. */
export function addSubmit(parent: Command, actor: Actor, context: () => CommandContext): void {
  parent
    .command('submit')
    .description(
      'Submits registrations from a CSV file; every rule of engagement is told first, written with --yes, as a run that can be undone',
    )
    .requiredOption(
      '--from <csv>',
      'partner, prospect_name, prospect_domain, amount, currency, expected_close, products, country; submitted_at, external_id',
    )
    .addOption(new Option('--dry-run', 'tell what would be submitted and write nothing, as without --yes'))
    .option('--yes', 'write it, after it is told')
    .option('--json', 'print every row with the verdict of every rule as JSON')
    .addHelpText('after', '\nExample:\n  partnership registrations submit --from examples/registrations.csv')
    .action((options: SubmitOptions) => submit(options, actor, context()));
}

async function submit(options: SubmitOptions, actor: Actor, context: CommandContext): Promise<void> {
  const { from, yes, dryRun, json } = options;
  if (yes === true && dryRun === true) {
    throw new AppError('option_invalid', '--yes and --dry-run exclude each other.', 'Leave one of them out.');
  }
  const file = path.basename(from);
  // Before anything is started: a file that does not hold is said at once.
  const { values: rows, rejected } = readSubmissions({ name: file, text: readTextFile(from) });
  const filed = filedPolicy(context.config);
  const { say, out, stop } = context;
  await withPortal(context, async (portal, store) => {
    const inForce = await policyInForce(portal, filed);
    say(`Partnership Manager   ${portal.name}   ${policyWords(inForce)}\n`);
    sayRejected(rejected, say, HINTS);
    await requireFittingMapping(portal);
    const { crm, clock, programme, imports } = portal;
    const submitted = await submitRegistrations(
      {
        ...{ crm, clock, programme, imports, store, digest, actor, stop },
        ...{ inForce: () => Promise.resolve(inForce), newRunId: () => runId(randomUUID()) },
      },
      { file, rows, write: yes === true },
    );
    (json === true ? say : out)(submissionText(submitted, file));
    if (json === true) out(`${JSON.stringify({ file, rejected, ...submitted })}\n`);
    if (yes !== true) {
      say(`Nothing is written. Write it: partnership registrations submit --from ${typed(from)} --yes\n`);
    } else if (submitted.done === null) say('Nothing is to be written.\n');
    refuseLeftOut(submitted, new Set(rejected.map(({ line }) => line)).size, yes === true);
  });
}

/** What may stand in a cell. */
const HINTS = {
  amount_invalid: 'a plain number such as 48000.00',
  instant_invalid: 'a day such as 2026-09-30, in submitted_at also with its time',
  country_unknown: 'a country’s two letters, such as DE',
  domain_invalid: 'the domain of a company, such as acme.example',
  formula: 'it without the = + - or @ before it: a spreadsheet would take it for a formula',
} as const;

/** As it is typed again. */
const typed = (file: string): string => (/[^\w./-]/.test(file) ? JSON.stringify(file) : file);

/** A preview ends as its --yes would. */
function refuseLeftOut({ rows, aside, done }: SubmittedView, rejected: number, write: boolean): void {
  const refused = rows.filter(({ outcome }) => outcome === 'refused').length + (done?.refused.length ?? 0);
  const left = refused + aside.length + rejected;
  if (left === 0) return;
  throw new AppError(
    'registration_refused',
    `${many(left, 'row')} of the file ${write ? 'could not be submitted; the rest is done' : 'cannot be submitted'}.`,
    `Each is named above with its line and reason; mend those${write ? ', and the same command again leaves alone what is done' : ', or submit the rest with --yes'}.`,
  );
}
