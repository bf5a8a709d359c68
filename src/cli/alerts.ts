import { Option, type Command } from 'commander';
import { AppError } from '../errors.js';
import { alertText } from './alert-text.js';
import type { CommandContext } from './command-context.js';
import { filedPolicy, policyInForce, policyWords } from './policy-in-force.js';
import { MOST_ALERTS, refuseUndelivered, runAlerts } from './run-alerts.js';
import { withPortal } from './with-portal.js';

interface AlertOptions {
  readonly dryRun?: true;
  readonly limit: number;
  readonly retryWebhook?: true;
  readonly json?: true;
}

/** Adds `partnership alerts`. */
export function addAlerts(program: Command, context: () => CommandContext): void {
  program
    .command('alerts')
    .description('Tell people what is due, once each: tasks or notes in HubSpot, messages to a webhook')
    .option('--dry-run', 'show what would be sent; send nothing')
    .addOption(
      new Option('--limit <n>', 'make at most so many in one run; the others come next time')
        .argParser(readLimit)
        .default(MOST_ALERTS),
    )
    .option('--retry-webhook', 'post again now what the webhook did not take, also what was set aside')
    .option('--json', 'print what was sent as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  partnership sync && partnership alerts\n  partnership alerts --dry-run',
    )
    .action((options: AlertOptions) => alerts(options, context()));
}

function readLimit(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new AppError(
    'option_invalid',
    `--limit ${text} is no number of alerts.`,
    'Give a whole number from 1 to 99999, such as --limit 20.',
  );
}

async function alerts(options: AlertOptions, context: CommandContext): Promise<void> {
  const { config, say, out } = context;
  const filed = filedPolicy(config);
  await withPortal(context, async (portal, store) => {
    const inForce = await policyInForce(portal, filed);
    say(`Partnership Manager   ${portal.name}   ${policyWords(inForce)}\n`);
    const { dryRun = false, retryWebhook = false, limit } = options;
    const request = { policy: inForce.policy, dryRun, retryWebhook, limit };
    const summary = await runAlerts(context, portal, store, request);
    if (options.json === true) out(`${JSON.stringify(summary)}\n`);
    else out(alertText(summary, config.observe));
    refuseUndelivered(summary);
  });
}
