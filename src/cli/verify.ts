import type { Command } from 'commander';
import { INVARIANTS, type Violation } from '../domain/invariants.js';
import { AppError } from '../errors.js';
import { verifyLedger, type Verification } from '../operations/verify-ledger.js';
import type { CommandContext } from './command-context.js';
import { withLedger } from './open-ledger.js';

interface VerifyOptions {
  readonly portal?: string;
  readonly json?: true;
}

/** Adds `partnership verify`. */
export function addVerify(program: Command, context: () => CommandContext): void {
  program
    .command('verify')
    .description('Work the ledger out anew from the stored facts, and check every invariant; changes nothing')
    .option('--portal <id>', 'portal id, where the database holds several')
    .option('--json', 'print what was checked and what is broken as JSON')
    .addHelpText('after', '\nExample:\n  partnership verify')
    .action((options: VerifyOptions) => verify(options, context()));
}

function verify(options: VerifyOptions, context: CommandContext): Promise<void> {
  const { out } = context;
  return withLedger(context, options.portal ?? null, async ({ store, clock, portalId }) => {
    const found = await verifyLedger({ store, clock }, portalId);
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
export function verificationText({ entries, deals, closedPeriods, violations }: Verification): string {
  const lines = INVARIANTS.flatMap(({ name, says }) => {
    const broken = violations.filter((violation) => violation.invariant === name);
    return [
      `  ${broken.length === 0 ? 'holds ' : 'BROKEN'}  ${says}`,
      ...broken.slice(0, SHOWN).map(violationLine),
      ...more(broken),
    ];
  });
  return `Ledger: ${entries} entries, ${deals} deals, ${closedPeriods} closed periods\n${lines.join('\n')}\n`;
}

const SHOWN = 20;
const violationLine = ({ subject, detail }: Violation): string => `          ${subject}: ${detail}`;
const more = (broken: readonly Violation[]): readonly string[] =>
  broken.length > SHOWN ? [`          … and ${broken.length - SHOWN} more`] : [];
