import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import type { Instant } from '../domain/calendar.js';
import { runId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import { AppError } from '../errors.js';
import { applyTiers, type TiersApplied } from '../operations/apply-tiers.js';
import { reviewTiers } from '../operations/review-tiers.js';
import type { CommandContext } from './command-context.js';
import { loadPolicy } from './load-policy.js';
import { many } from './many.js';
import { filedPolicy, policyInForce, policyWords } from './policy-in-force.js';
import type { PortalConnection } from './portal-connection.js';
import { startProgress } from './progress-bar.js';
import { readInstant } from './read-instant.js';
import { requireFittingMapping } from './require-fitting-mapping.js';
import { tierReviewJson, tierReviewText } from './tier-text.js';
import { withPortal } from './with-portal.js';

interface ReviewOptions {
  readonly policy?: string;
  readonly asOf?: Instant;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly wide?: true;
  readonly json?: true;
}

/** Adds `partnership tiers review`. */
export function addTiers(program: Command, context: () => CommandContext): void {
  const tiers = program
    .command('tiers')
    .description('Review the tiers of partners: who has earned which, what is missing, who would move')
    .addHelpText('after', '\nExample:\n  partnership tiers review');
  tiers
    .command('review')
    .description('What a review of every partner decides; --yes writes it, as a run that can be undone')
    .option('--policy <file>', 'who would move under the tiers of this policy instead')
    .option('--as-of <instant>', 'the review of an earlier day, with the tiers held then', readInstant)
    .addOption(new Option('--dry-run', 'show and write nothing, as without --yes'))
    .option('--yes', 'write tiers, warnings and histories, after they are shown')
    .option('--wide', 'all that was achieved in one table, for wide screens and files')
    .option('--json', 'print the review as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  partnership tiers review\n  partnership tiers review --yes\n  partnership tiers review --policy stricter.json',
    )
    .action((options: ReviewOptions) => review(options, context()));
}

async function review(options: ReviewOptions, context: CommandContext): Promise<void> {
  refuseTogether(options);
  const { config, say, out } = context;
  const wide = options.wide === true;
  // Before anything is started: a policy that does not hold is said at once.
  const filed = filedPolicy(config);
  const proposed: Policy | null = options.policy === undefined ? null : loadPolicy(options.policy);
  await withPortal(context, async (portal, store) => {
    const inForce = await policyInForce(portal, filed);
    say(`Partnership Manager   ${portal.name}   ${policyWords(inForce)}\n`);
    const { crm, clock } = portal;
    const deps = { crm, clock, store };
    const { policy } = inForce;
    if (options.yes === true) {
      await requireFittingMapping(portal);
      const applied = await apply({ ...deps, ...context }, policy);
      out(
        options.json === true
          ? tierReviewJson(applied.report, applied.done)
          : tierReviewText(applied.report, { done: applied.done, wide }),
      );
      refuseLeftOut(applied);
      return;
    }
    const { asOf } = options;
    const report = await reviewTiers(deps, { policy, proposed, ...(asOf === undefined ? {} : { asOf }) });
    out(options.json === true ? tierReviewJson(report) : tierReviewText(report, { done: null, wide }));
    // A preview ends as its --yes would; of an earlier day, or of another policy, nothing can be written.
    if (asOf === undefined && proposed === null && report.plan !== null)
      refuseLeftOut({ report, plan: report.plan, done: null });
  });
}

function refuseTogether({ yes, dryRun, policy, asOf }: ReviewOptions): void {
  if (yes !== true) return;
  const other =
    dryRun === true ? '--dry-run' : policy !== undefined ? '--policy' : asOf !== undefined ? '--as-of' : null;
  if (other === null) return;
  throw new AppError(
    'option_invalid',
    `--yes and ${other} exclude each other: what is written is the review of today, under the policy in force.`,
    'Leave one of them out.',
  );
}

type ApplyContext = Pick<PortalConnection, 'crm' | 'clock'> &
  Pick<CommandContext, 'say' | 'interactive' | 'stop'> & {
    readonly store: Parameters<typeof applyTiers>[0]['store'];
  };

async function apply(
  { crm, clock, store, say, interactive, stop }: ApplyContext,
  policy: Policy,
): Promise<TiersApplied> {
  const bar = startProgress('write', say, interactive);
  const deps = { crm, clock, store, stop, newRunId: () => runId(randomUUID()) };
  const applied = await applyTiers(deps, { policy }, (done, of) => bar.update(done, of, 'partners'));
  bar.finish(many(applied.done?.writes.partners ?? 0, 'partner'));
  return applied;
}

function refuseLeftOut({ report, plan, done }: Pick<TiersApplied, 'report' | 'plan' | 'done'>): void {
  const left = plan.refused.length + (done?.writes.refused ?? 0);
  if (left === 0) return;
  throw new AppError(
    'programme_refused',
    `${many(left, 'partner')} of ${report.partners.length} ${done === null ? 'cannot be written' : 'could not be written; the rest is'}.`,
    'Each is named above with its reason; mend those, and the same command again leaves alone what is done.',
  );
}
