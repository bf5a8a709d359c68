/** The command line. Each command is a file; this one wires them, and turns errors into words and exit codes. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { readConfig, type Config } from '../config.js';
import { EXIT, isAppError } from '../errors.js';
import { addAttribute } from './attribute.js';
import { createLog } from './log.js';
import type { CommandContext } from './command-context.js';
import { stopSignal, wasStopped } from './stop-signal.js';

/**
 * Runs one command.
 * @param args without node and the script's name.
 * @returns the exit code.
 */
export async function main(args: readonly string[]): Promise<number> {
  const program = new Command('partnership')
    .description('Know which revenue your partners sourced and which they influenced, from HubSpot')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: /, `Error (${WRONG_USE}): `)),
    })
    .showHelpAfterError(HELP_HINT);
  const context = (): CommandContext => {
    const config = readConfig(process.env, process.cwd());
    return contextOf(config);
  };
  const contextOf = (config: Config): CommandContext => ({
    config,
    log: createLog(config.logLevel),
    out: (text) => process.stdout.write(text),
    say: (text) => process.stderr.write(text),
    // Listened for only by commands that ask: others end at once on Ctrl-C, as they would by themselves.
    get stop() {
      return stopSignal();
    },
    interactive: process.stderr.isTTY,
  });
  // The engine on files needs nothing of what the others need, whose libraries take most of a start.
  if (args[0] === 'attribute') addAttribute(program, context);
  else for (const add of (await import('./commands.js')).COMMANDS) add(program, context);
  try {
    await program.parseAsync(args, { from: 'user' });
    return wasStopped() ? EXIT.interrupted : EXIT.done;
  } catch (error) {
    return report(error);
  }
}

/** As our own refusals of options have it. */
const WRONG_USE = 'option_invalid';
const HELP_HINT = '  Next: Run the command with --help for its options.';

function report(error: unknown): number {
  // Commander prints what it throws itself; what an action throws of an argument has been seen by nobody.
  if (error instanceof InvalidArgumentError) {
    process.stderr.write(`Error (${WRONG_USE}): ${error.message}\n${HELP_HINT}\n`);
    return EXIT.wrongUse;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  if (isAppError(error)) {
    process.stderr.write(`Error (${error.code}): ${error.message}\n  Next: ${error.next}\n`);
    return error.exitCode;
  }
  // A bug: the stack is for whoever mends it.
  process.stderr.write(`A defect of Partnership Manager, please report it:\n${describe(error)}\n`);
  return EXIT.refused;
}

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

declare const __VERSION__: string | undefined;
const VERSION = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';
