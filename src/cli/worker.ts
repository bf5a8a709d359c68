import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { formatInstant } from '../domain/calendar.js';
import { EXIT, isAppError, type AppError } from '../errors.js';
import type { AlertSummary } from '../operations/send-alerts.js';
import { alertsWords } from './alert-text.js';
import type { CommandContext } from './command-context.js';
import { filedPolicy } from './policy-in-force.js';
import { answeredWords, portalWork, syncedWords, type PortalWork } from './portal-work.js';
import { refuseUndelivered } from './run-alerts.js';
import { withPortal } from './with-portal.js';

interface WorkerOptions {
  readonly every: number;
  /** ms; null: never. */
  readonly alerts?: number | null;
  readonly once?: true;
  readonly json?: true;
}

/** How long somebody who asks for a dry run waits at most until it is begun; a look costs one request. */
const LOOK_MS = 20_000;
/** Another sync holds the lease: it is looked after again. */
const HELD_MS = 60_000;

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
]);
const SHORTEST_MS = 1_000;
const HOUR_MS = 3_600_000;

/** "60m", "90s", "2h" → ms. */
function readEvery(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const ms = Number(number) * (UNIT_MS.get(unit) ?? Number.NaN);
  if (ms >= SHORTEST_MS) return ms;
  throw new InvalidArgumentError('Give a number and s, m or h, such as 60m.');
}

const readAlertsEvery = (text: string): number | null => (text === 'off' ? null : readEvery(text));

/** ms from one run of alerts to the next, 0: after every sync; null: none. A webhook is set for them to be sent. */
function alertsEvery({ alerts }: WorkerOptions, { config }: CommandContext): number | null {
  if (alerts !== undefined) return alerts;
  if (config.alertsEvery !== null) return readAlertsEvery(config.alertsEvery);
  return config.alertWebhook === null ? null : 0;
}

/** Adds `partnership worker`: what keeps a portal synced. */
export function addWorker(program: Command, context: () => CommandContext): void {
  program
    .command('worker')
    .description('Sync at an interval, and do the dry runs that are asked for on the home page, until Ctrl-C')
    .option('--every <interval>', 'how long from one sync to the next: 90s, 60m, 2h', readEvery, HOUR_MS)
    .option(
      '--alerts <interval>',
      'how long from one run of alerts to the next, or off; else after every sync where a webhook is set',
      readAlertsEvery,
    )
    .option('--once', 'do what waits, sync once and send alerts where they are on, then end')
    .option('--json', 'print one line of JSON for everything that is done')
    .addHelpText(
      'after',
      '\nExamples:\n  partnership worker --every 30m\n  partnership worker --every 30m --alerts 24h',
    )
    .action((options: WorkerOptions) => worker(options, context()));
}

async function worker(options: WorkerOptions, context: CommandContext): Promise<void> {
  const filed = filedPolicy(context.config);
  await withPortal(context, async (portal, store) => {
    context.say(`Partnership Manager   ${portal.name}\n`);
    const work = portalWork(context, store, filed);
    const alerts = alertsEvery(options, context);
    const tell = teller(options, context, () => formatInstant(portal.clock.now()));
    if (options.once === true) {
      const answered = await work.answerAsked();
      if (answered !== null) tell.answered(answered);
      tell.synced(await work.sync());
      if (alerts === null) return;
      const summary = await work.alerts();
      tell.alerted(summary);
      refuseUndelivered(summary);
      return;
    }
    await workOn(work, { every: options.every, alerts }, tell, context.stop);
  });
}

type Teller = ReturnType<typeof teller>;

function teller({ json }: WorkerOptions, { out }: CommandContext, now: () => string) {
  const line = (kind: string, text: string, rest: object = {}): void =>
    out(json === true ? `${JSON.stringify({ at: now(), kind, text, ...rest })}\n` : `  ${now()}  ${text}\n`);
  return {
    answered: (asked: Parameters<typeof answeredWords>[0]): void =>
      line('answered', answeredWords(asked), { planHash: asked.answer?.planHash ?? null }),
    synced: (summary: Parameters<typeof syncedWords>[0]): void =>
      line('synced', syncedWords(summary), { runId: summary.runId }),
    alerted: (summary: AlertSummary): void =>
      line('alerted', alertsWords(summary), {
        ...{ sent: summary.sent.length, failed: summary.failed.length, left: summary.left },
        webhook: summary.webhook,
      }),
    failed: ({ code, message, next }: AppError): void => line('failed', `${message} ${next}`, { code }),
  };
}

interface Intervals {
  /** ms */
  readonly every: number;
  /** ms; 0: after every sync; null: never. */
  readonly alerts: number | null;
}

/** Looks for dry runs every 20 s, syncs when the interval is over, and sends alerts once a sync went well. */
async function workOn(
  work: PortalWork,
  { every: everyMs, alerts }: Intervals,
  tell: Teller,
  stop: AbortSignal,
): Promise<void> {
  let dueAt = performance.now();
  let alertsDueAt = Infinity;
  while (!stop.aborted) {
    await attempt(tell, stop, async () => {
      const answered = await work.answerAsked();
      if (answered !== null) tell.answered(answered);
    });
    if (performance.now() >= dueAt) {
      const done = await attempt(tell, stop, async () => tell.synced(await work.sync()));
      dueAt = performance.now() + (done ? everyMs : Math.min(everyMs, HELD_MS));
      // The first sync tells what there is; from then on they keep their own time.
      if (done && alerts !== null && (alerts === 0 || alertsDueAt === Infinity)) alertsDueAt = 0;
    }
    if (alerts !== null && performance.now() >= alertsDueAt) {
      const done = await attempt(tell, stop, async () => tell.alerted(await work.alerts()));
      const nextMs = alerts === 0 ? Number.MAX_SAFE_INTEGER : alerts;
      alertsDueAt = performance.now() + (done ? nextMs : HELD_MS);
    }
    const waitMs = Math.max(0, Math.min(LOOK_MS, dueAt - performance.now()));
    await sleep(waitMs, undefined, { signal: stop }).catch(() => undefined);
  }
}

/**
 * Does one thing. What a later try may mend is told, and left to it.
 * @returns whether it was done.
 * @throws what no later try mends: a setting, a token, a portal that lacks what setup makes.
 */
async function attempt(tell: Teller, stop: AbortSignal, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!isAppError(error)) throw error;
    // Stopped in the midst of a sync or between two is alike: the next one goes on with it.
    if (stop.aborted) return false;
    if (endsWorker(error)) throw error;
    tell.failed(error);
    return false;
  }
}

const endsWorker = ({ code, exitCode }: AppError): boolean =>
  exitCode === EXIT.wrongUse ||
  ['setup_missing', 'property_conflict', 'home_currency_changed', 'portal_data_unreadable'].includes(code);
