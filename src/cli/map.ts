/** `partnership map` and `partnership map check`. */
import path from 'node:path';
import type { Command } from 'commander';
import type { Config } from '../config.js';
import { mappingOf } from '../domain/mapping-lines.js';
import type { Mapping } from '../domain/mapping.js';
import { nextVersion } from '../domain/mapping-version.js';
import { askedLines, proposeMapping, type Proposal } from '../domain/propose-mapping.js';
import { parseMapping, writeMapping } from '../files/mapping-file.js';
import { askMapping, askOnTerminal, confirmWriting } from './ask-mapping.js';
import type { CommandContext } from './command-context.js';
import { many } from './many.js';
import { lookAtPortal } from './look-at-portal.js';
import { addMapCheck } from './map-check.js';
import { proposalText } from './map-text.js';
import { openPortal } from './portal-connection.js';
import { writeMappingFile } from './write-mapping-file.js';

interface MapOptions {
  readonly yes?: true;
  readonly out?: string;
  readonly json?: true;
}

/** Adds `partnership map` and `partnership map check`. */
export function addMap(program: Command, context: () => CommandContext): void {
  const map = program
    .command('map')
    .description(
      'Look at what a portal has, propose what it means, ask about what is unclear, write the mapping',
    )
    .option('--yes', 'take the proposal as it is, and write it')
    .option(
      '--out <file>',
      'the file to write (default: PARTNERSHIP_MAPPING, else mapping.json in PARTNERSHIP_HOME)',
    )
    .option('--json', 'print scan and proposal as JSON; asks nothing, and writes only with --yes')
    .addHelpText('after', '\nExamples:\n  partnership map\n  partnership map check')
    .action((options: MapOptions) => propose(options, context()));
  addMapCheck(map, context);
}

async function propose(options: MapOptions, context: CommandContext): Promise<void> {
  const { config, out, say, stop } = context;
  const portal = await openPortal(config, stop);
  try {
    say(`Partnership Manager   ${portal.name}\n`);
    const { portalId } = await portal.crm.account();
    const scan = await lookAtPortal(context, portal, null);
    const version = nextVersion(portal.filedMapping?.mapping.version ?? null, portalId);
    const proposal = proposeMapping(scan);
    const file = fileOf(options, config);
    if (options.json === true) {
      const mapping = sound(mappingOf(proposal.lines, version));
      const copy = options.yes === true ? writeMappingFile(file, writeMapping(mapping)) : null;
      const written = options.yes === true ? { file, copy } : {};
      out(`${JSON.stringify({ scan, proposal, mapping, ...portal.scanner.tally(), ...written })}\n`);
      return;
    }
    out(proposalText(proposal, scan.structure));
    await write(proposal, { file, version, yes: options.yes === true }, context);
  } finally {
    await portal.close();
  }
}

const fileOf = ({ out }: MapOptions, { mappingFile, home }: Config): string =>
  path.resolve(out ?? mappingFile ?? path.join(home, 'mapping.json'));

/** What would be refused when it is read must not be written. @throws AppError `mapping_invalid`. */
const sound = (mapping: Mapping): Mapping => parseMapping(writeMapping(mapping), 'that follows from this');

interface Writing {
  readonly file: string;
  readonly version: string;
  readonly yes: boolean;
}

async function write(
  proposal: Proposal,
  { file, version, yes }: Writing,
  context: CommandContext,
): Promise<void> {
  const { out, interactive, config } = context;
  const unclear = askedLines(proposal).length;
  const asks = !yes && interactive && process.stdin.isTTY;
  if (!yes && !asks) {
    out(
      `\nNothing was written: ${unclear === 0 ? 'nobody has agreed' : `${many(unclear, 'line is', 'lines are')} unclear (?), and nobody is there to ask`}.\nNext: run it in a terminal, or take the proposal as it is: partnership map --yes\n`,
    );
    return;
  }
  const answered = asks ? await askMapping(proposal, await askOnTerminal()) : proposal;
  const mapping = sound(mappingOf(answered.lines, version));
  if (asks && !(await confirmWriting(file))) {
    out('\nNothing was written.\n');
    return;
  }
  const copy = writeMappingFile(file, writeMapping(mapping));
  const kept = copy === null ? '' : `; what was there is ${path.basename(copy)} beside it`;
  const taken =
    asks || unclear === 0
      ? ''
      : `\n${many(unclear, 'unclear line', 'unclear lines')} (?) taken as proposed: look at them in the file.`;
  out(`\nWrote ${file}: mapping ${mapping.version}${kept}.${taken}\n${nextStep(file, config)}`);
}

/** A file that no command would look for is named first. */
function nextStep(file: string, { mappingFile, home }: Config): string {
  const inForce = path.resolve(mappingFile ?? path.join(home, 'mapping.json')) === file;
  const setting = inForce ? '' : `set PARTNERSHIP_MAPPING=${file}, then `;
  return `Next: ${setting}partnership setup --check shows what stands in the way; docs/mapping.md explains every key.\n`;
}
