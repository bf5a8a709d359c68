import { Option, type Command } from 'commander';
import type { Policy } from '../domain/policy.js';
import { reviewTiers } from '../operations/review-tiers.js';
import type { CommandContext } from './command-context.js';
import { loadPolicy } from './load-policy.js';
import { filedPolicy, policyInForce, policyWords } from './policy-in-force.js';
import { tierReviewJson, tierReviewText } from './tier-text.js';
import { withPortal } from './with-portal.js';

interface ReviewOptions {
  readonly policy?: string;
  readonly dryRun?: true;
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
    .description('What a review of every partner decides today; shows and writes nothing')
    .option('--policy <file>', 'who would move under the tiers of this policy instead')
    .addOption(new Option('--dry-run', 'the same: a review shows and writes nothing yet'))
    .option('--json', 'print the review as JSON')
    .addHelpText('after', '\nExample:\n  partnership tiers review --policy stricter.json')
    .action((options: ReviewOptions) => review(options, context()));
}

async function review(options: ReviewOptions, context: CommandContext): Promise<void> {
  const { config, say, out } = context;
  // Before anything is started: a policy that does not hold is said at once.
  const filed = filedPolicy(config);
  const proposed: Policy | null = options.policy === undefined ? null : loadPolicy(options.policy);
  await withPortal(context, async (portal, store) => {
    const inForce = await policyInForce(portal, filed);
    say(`Partnership Manager   ${portal.name}   ${policyWords(inForce)}\n`);
    const { crm, clock } = portal;
    const report = await reviewTiers({ crm, clock, store }, { policy: inForce.policy, proposed });
    out(options.json === true ? tierReviewJson(report) : tierReviewText(report));
  });
}
