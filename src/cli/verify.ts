import { InvalidArgumentError, type Command } from 'commander';
import { INVARIANTS, type Violation } from '../domain/invariants.js';
import { AppError } from '../errors.js';
import { verifyLedger, type KeptRow, type Verification } from '../operations/verify-ledger.js';
import type { CommandContext } from './command-context.js';
import { withLedger } from './open-ledger.js';

interface VerifyOptions {
  readonly portal?: string;
  readonly journal?: KeptRow;
  readonly json?: true;
}

/** Adds `partnership verify`. */
export function addVerify(program: Command, context: () => CommandContext): void {
  program
    .command('verify')
    .description('Work the ledger out anew from the stored facts, and check every invariant; changes nothing')
    .option('--portal <id>', 'portal id, where the database holds several')
    .option(
      '--journal <row>',
      'a row of the journal that was kept elsewhere, as verify and period close print it: 57:82285b6d5b0b',
      readKeptRow,
    )
    .option('--json', 'print what was checked and what is broken as JSON')
    .addHelpText('after', '\nExample:\n  partnership verify')
    .action((options: VerifyOptions) => verify(options, context()));
}

function verify(options: VerifyOptions, context: CommandContext): Promise<void> {
  const { out } = context;
  return withLedger(context, options.portal ?? null, async ({ store, clock, portalId }) => {
    const found = await verifyLedger({ store, clock }, portalId, options.journal ?? null);
    if (options.json === true) out(`${JSON.stringify(found)}\n`);
    else out(verificationText(found));
    refuseViolations(found);
  });
}

/** @throws AppError `invariant_broken` where anything is: the list has been printed. */
export function refuseViolations({ portalId, violations }: Verification): void {
  if (violations.length === 0) return;
  throw new AppError(
    'invariant_broken',
    `The ledger of portal ${portalId} breaks an invariant in ${violations.length} places.`,
    'Keep the database as it is, and report this with the list: the ledger cannot change, so nothing is lost.',
  );
}

/** One line an invariant, then what breaks it. */
export function verificationText(found: Verification): string {
  const { entries, deals, closedPeriods, pendingDeals, journal, violations } = found;
  const lines = INVARIANTS.flatMap(({ name, says }) => {
    const broken = violations.filter((violation) => violation.invariant === name);
    return [
      `  ${broken.length === 0 ? 'holds ' : 'BROKEN'}  ${says}`,
      ...broken.slice(0, SHOWN).map(violationLine),
      ...more(broken),
    ];
  });
  const pending =
    pendingDeals === 0
      ? ''
      : `  The sync that is not done has ${pendingDeals} deals to post anew; run it to its end.\n`;
  return (
    `Ledger: ${entries} entries, ${deals} deals, ${closedPeriods} closed periods, ${journalText(journal)}\n` +
    `${lines.join('\n')}\n${pending}`
  );
}

/** A row of the journal as it is to be kept elsewhere. */
export const journalText = ({ ordinal, hash }: KeptRow): string => `journal ${ordinal}:${hash.slice(0, 12)}`;

function readKeptRow(text: string): KeptRow {
  const [, ordinal, hash] = /^(?:journal )?(\d{1,9}):([0-9a-f]{8,64})$/.exec(text) ?? [];
  if (ordinal === undefined || hash === undefined)
    throw new InvalidArgumentError('Give it as it was printed, such as 57:82285b6d5b0b.');
  return { ordinal: Number(ordinal), hash };
}

const SHOWN = 20;
const violationLine = ({ subject, detail }: Violation): string => `          ${subject}: ${detail}`;
const more = (broken: readonly Violation[]): readonly string[] =>
  broken.length > SHOWN ? [`          … and ${broken.length - SHOWN} more`] : [];
