import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import { runId } from '../domain/ids.js';
import { REGISTRATION_STATUSES, type RegistrationStatus } from '../domain/registration.js';
import { AppError } from '../errors.js';
import { digest } from '../handlers/digest.js';
import type { Actor } from '../operations/actor.js';
import {
  decideRegistrations,
  type DecidedRegistrations,
  type DecideRequest,
} from '../operations/decide-registrations.js';
import { inOrder, registrationRow } from '../operations/present-registration.js';
import { registrationsAsked } from '../operations/registrations-asked.js';
import { registrationBasis } from '../operations/registration-deps.js';
import { allRegistrations, requirePlace, withAllLinked } from '../operations/registrations-kept.js';
import { spokenName } from '../operations/spoken-name.js';
import type { CommandContext } from './command-context.js';
import { many } from './many.js';
import { filedPolicy, policyInForce, policyWords } from './policy-in-force.js';
import { requireFittingMapping } from './require-fitting-mapping.js';
import { addSubmit } from './submit-registrations.js';
import { withPortal } from './with-portal.js';

interface ListOptions {
  readonly status?: RegistrationStatus | 'disputed';
  readonly partner?: string;
  readonly json?: true;
}

interface DecideOptions {
  readonly reason?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** Whoever has the portal's token may do what a partnership manager may. */
const CLI_MANAGER: Actor = {
  name: 'partnership registrations',
  identity: { kind: 'signed', roles: new Set(['manager']) },
};

/** Adds `partnership registrations`. */
export function addRegistrations(program: Command, context: () => CommandContext): void {
  const registrations = program
    .command('registrations')
    .description('Deal registrations: who registered whom, what is due, and decisions on them')
    .addHelpText('after', '\nExample:\n  partnership registrations list --status submitted');
  registrations
    .command('list')
    .description('Every registration, what is due first')
    .addOption(
      new Option('--status <status>', 'only those in this state, or whose decision is disputed').choices([
        ...Object.keys(REGISTRATION_STATUSES),
        'disputed',
      ]),
    )
    .option('--partner <partner>', 'only those of this partner (its name, domain or company id)')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  partnership registrations list --status submitted')
    .action((options: ListOptions) => list(options, context()));
  addSubmit(registrations, CLI_MANAGER, context);
  addDecision(
    registrations,
    'approve',
    'Approves registrations; every rule of engagement is asked once more',
    context,
  );
  addDecision(registrations, 'reject', 'Rejects registrations, with a reason', context);
  addDecision(registrations, 'extend', 'Prolongs the protection of approved registrations, once', context);
  addDecision(
    registrations,
    'expire',
    'Ends approved registrations whose protection is over; all, if none is named',
    context,
  );
  addDecision(
    registrations,
    'reopen',
    'Takes the last decision on registrations back, also one that was made on a card, with a reason',
    context,
  );
}

type Deed = 'approve' | 'reject' | 'extend' | 'expire' | 'reopen';

function addDecision(parent: Command, deed: Deed, description: string, context: () => CommandContext): void {
  const command = parent
    .command(deed)
    .description(`${description}; told first, written with --yes, as a run that can be undone`)
    .argument(deed === 'expire' ? '[ids...]' : '<ids...>', 'record ids of registrations');
  if (deed !== 'expire') command.option('--reason <text>', 'why; kept with the decision');
  command
    .addOption(new Option('--dry-run', 'tell what would be decided and write nothing, as without --yes'))
    .option('--yes', 'write it, after it is told')
    .option('--json', 'print what is decided and what is refused as JSON')
    .addHelpText('after', `\nExample:\n  partnership registrations ${deed} 4711 --yes`)
    .action((ids: readonly string[], options: DecideOptions) =>
      decide({ ids, ruling: rulingOf(deed, options), write: options.yes === true }, deed, options, context()),
    );
}

function rulingOf(deed: Deed, { reason, yes, dryRun }: DecideOptions): DecideRequest['ruling'] {
  if (yes === true && dryRun === true) {
    throw new AppError('option_invalid', '--yes and --dry-run exclude each other.', 'Leave one of them out.');
  }
  if (deed === 'expire') return { kind: 'expire' };
  return deed === 'reject' || deed === 'reopen'
    ? { kind: deed, reason: reason ?? '' }
    : { kind: deed, reason: reason ?? null };
}

async function list({ json, ...asked }: ListOptions, context: CommandContext): Promise<void> {
  const filed = filedPolicy(context.config);
  await withPortal(context, async (portal) => {
    const inForce = await policyInForce(portal, filed);
    context.say(`Partnership Manager   ${portal.name}   ${policyWords(inForce)}\n`);
    const { crm, clock, programme } = portal;
    const basis = await registrationBasis({ crm, clock, inForce: () => Promise.resolve(inForce) });
    const all = requirePlace(await allRegistrations(programme)).map(({ record }) => record);
    const settings = inForce.policy.programme.registrations;
    const meant = await registrationsAsked(crm, all, asked);
    const found = await withAllLinked({ crm, programme }, meant);
    const { companies } = found;
    const records = inOrder(found.records, settings);
    const row = { settings, companies, timeZone: basis.account.timeZone, now: basis.now, actor: CLI_MANAGER };
    if (json === true) context.out(`${JSON.stringify({ registrations: records })}\n`);
    else context.out(listText(records.map((record) => registrationRow(record, row))));
  });
}

function listText(rows: readonly ReturnType<typeof registrationRow>[]): string {
  const lines = rows.flatMap(({ id, partner, prospect, state, overdue, sentences }) => [
    `${id}   ${state.text}${overdue ? ', overdue' : ''}   ${spokenName(partner.name)} – ${spokenName(prospect.name)}`,
    ...sentences.map((sentence) => `    ${sentence}`),
  ]);
  return `${[many(rows.length, 'registration'), ...lines].join('\n')}\n`;
}

async function decide(
  request: DecideRequest,
  deed: Deed,
  options: DecideOptions,
  context: CommandContext,
): Promise<void> {
  const { config, say, out } = context;
  const filed = filedPolicy(config);
  await withPortal(context, async (portal, store) => {
    const inForce = await policyInForce(portal, filed);
    say(`Partnership Manager   ${portal.name}   ${policyWords(inForce)}\n`);
    await requireFittingMapping(portal);
    const { crm, clock, programme, imports } = portal;
    const decided = await decideRegistrations(
      {
        ...{ crm, clock, programme, imports, store, digest, actor: CLI_MANAGER },
        ...{ inForce: () => Promise.resolve(inForce), newRunId: () => runId(randomUUID()) },
      },
      request,
    );
    out(options.json === true ? `${JSON.stringify(decided)}\n` : decidedText(decided, deed));
    if (!request.write) {
      const left = decided.planned.length > 0;
      say(
        `Nothing is written${left ? '. Write it: the same command with --yes' : ', and --yes would write nothing.'}\n`,
      );
    }
    refuseLeftOut(decided, request.write);
  });
}

function decidedText({ planned, refused, done }: DecidedRegistrations, deed: Deed): string {
  return `${[
    `${many(planned.length, 'registration')} to ${deed}${refused.length === 0 ? '' : `, ${refused.length} refused`}`,
    ...planned.map(({ id, name, became }) => `  ${id} ${spokenName(name)}: ${became}`),
    ...refused.map(({ id, message, next }) => `  ${id} refused: ${message} ${next}`),
    ...(done === null ? [] : [`Done: ${done.changed} changed.`]),
    ...(done?.refused ?? []).map(({ name, reason }) => `  ${spokenName(name)}: ${reason}`),
    ...(done === null
      ? []
      : [
          `Take it back: partnership undo ${done.runId}`,
          'That puts back each registration’s state, dates, decisions and deals as they were, but for what changed since.',
        ]),
  ].join('\n')}\n`;
}

/** A preview ends as its --yes would. */
function refuseLeftOut({ refused, done }: DecidedRegistrations, write: boolean): void {
  const left = refused.length + (done?.refused.length ?? 0);
  if (left === 0) return;
  throw new AppError(
    'registration_refused',
    `${many(left, 'registration')} ${write ? 'could not be decided; the rest is done' : 'cannot be decided'}.`,
    'Each is named above with its reason.',
  );
}
