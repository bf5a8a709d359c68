import { Option, type Command } from 'commander';
import { programmeQueue } from '../operations/programme-queue-items.js';
import { ALERT_WORDS } from '../operations/alert-words.js';
import { sendAlerts, type AlertLine, type AlertSummary } from '../operations/send-alerts.js';
import { AppError } from '../errors.js';
import { alertWebhook } from './alert-webhook.js';
import type { CommandContext } from './command-context.js';
import { many } from './many.js';
import { filedPolicy, policyInForce, policyWords } from './policy-in-force.js';
import { requireFittingMapping } from './require-fitting-mapping.js';
import { withPortal } from './with-portal.js';

interface AlertOptions {
  readonly dryRun?: true;
  readonly limit: number;
  readonly json?: true;
}

const LIMIT = 100;

/** Adds `partnership alerts`. */
export function addAlerts(program: Command, context: () => CommandContext): void {
  program
    .command('alerts')
    .description('Tell people what is due, once each: tasks or notes in HubSpot, messages to a webhook')
    .option('--dry-run', 'show what would be sent; send nothing')
    .addOption(
      new Option('--limit <n>', 'make at most so many in one run; the others come next time')
        .argParser(readLimit)
        .default(LIMIT),
    )
    .option('--json', 'print what was sent as JSON')
    .addHelpText('after', '\nExample:\n  partnership sync && partnership alerts')
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
  const { config, say, out, stop } = context;
  const filed = filedPolicy(config);
  await withPortal(context, async (portal, store) => {
    const inForce = await policyInForce(portal, filed);
    say(`Partnership Manager   ${portal.name}   ${policyWords(inForce)}\n`);
    await requireFittingMapping(portal);
    const { crm, programme, clock } = portal;
    const { policy } = inForce;
    const url = config.alertWebhook;
    const summary = await sendAlerts(
      {
        ...{ crm, programme, store, clock, stop },
        queue: (account) => programmeQueue({ crm, store }, account, policy, clock.now()),
        channel: url === null ? null : alertWebhook({ url, stop }),
      },
      // In observe mode nothing is written to the portal, and what nobody could see there is not told elsewhere.
      { policy, dryRun: options.dryRun === true || config.observe, limit: options.limit },
    );
    if (options.json === true) out(`${JSON.stringify(summary)}\n`);
    else out(alertText(summary, config.observe));
    refuseUndelivered(summary);
  });
}

function alertText(summary: AlertSummary, observed: boolean): string {
  const { on, due, sentBefore, foundAgain, sent, failed, left, dryRun, webhook } = summary;
  if (on.length === 0) return 'Every alert is turned off in the policy (programme.alerts.on).\n';
  const as = summary.as === 'task' ? 'task' : 'note';
  const count = dryRun ? `${many(sent.length, as)} would be made` : `${many(sent.length, as)} made`;
  const lines = [
    `${many(due, 'alert')} due: ${count}, ${sentBefore} sent before${foundAgain === 0 ? '' : `, ${foundAgain} made by a run that was stopped`}`,
    ...sent.map(lineText),
    ...(failed.length === 0 ? [] : ['HubSpot refused; the next run tries again:', ...failed.map(lineText)]),
    ...(left === 0 ? [] : [`${many(left, 'alert')} more: the next run makes them (--limit)`]),
    ...(webhook === null ? [] : webhookLines(webhook)),
    ...(dryRun ? [observed ? 'Observe mode: nothing is sent.' : 'Nothing is sent: this was a dry run.'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const lineText = ({ kind, title, text, problem }: AlertLine): string =>
  `  ${ALERT_WORDS[kind]}\n    ${title}\n    ${text}${problem === null ? '' : `\n    ! ${problem}`}`;

const webhookLines = ({
  sent,
  waiting,
  reason,
  unsure,
}: NonNullable<AlertSummary['webhook']>): readonly string[] => [
  `Webhook: ${many(sent, 'alert')} sent${waiting === 0 ? '' : `, ${waiting} wait for the next run: ${reason ?? ''}`}`,
  ...(unsure === 0
    ? []
    : [
        `  ${many(unsure, 'alert')} may have been sent by a run that was stopped: not sent again; the record in HubSpot is there`,
      ]),
];

function refuseUndelivered({ failed, webhook }: AlertSummary): void {
  if (failed.length > 0) {
    throw new AppError(
      'alerts_refused',
      `HubSpot refused ${many(failed.length, 'alert')}: ${failed[0]?.problem ?? ''}.`,
      'Each is named above with its reason; mend that, and run partnership alerts again: what was made is not made twice.',
    );
  }
  if (webhook !== null && webhook.reason !== null) {
    throw new AppError(
      'webhook_failed',
      `${many(webhook.waiting, 'alert')} could not be posted: ${webhook.reason}. The records in HubSpot are made.`,
      'Run partnership alerts again, or let the schedule do it; if it stays, look at PARTNERSHIP_ALERT_WEBHOOK.',
    );
  }
}
