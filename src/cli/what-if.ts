import Table from 'cli-table3';
import type { Command } from 'commander';
import { formatInstant } from '../domain/calendar.js';
import type { PolicyCause, PolicyChange } from '../domain/policy-difference.js';
import type { Totals } from '../domain/portfolio.js';
import type { DealDifference } from '../operations/compare-portfolios.js';
import { whatIf, type WhatIf } from '../operations/what-if.js';
import type { CommandContext } from './command-context.js';
import { loadPolicy } from './load-policy.js';
import { mappingWords } from './mapping-in-force.js';
import { filedPolicy, policyInForce, policyWords } from './policy-in-force.js';
import { connectPortal } from './portal-connection.js';
import { startProgress } from './progress-bar.js';
import { requireFittingMapping } from './require-fitting-mapping.js';
import { withStoreIfThere } from './with-store-if-there.js';
import { groupedAmount, withoutHomeAmount } from './totals-table.js';

interface WhatIfOptions {
  readonly policy: string;
  readonly json?: true;
}

/** Adds `partnership whatif`: what another policy would say about the same facts. */
export function addWhatIf(program: Command, context: () => CommandContext): void {
  program
    .command('whatif')
    .description('Compare another policy with the one in force, over the portal as it is; writes nothing')
    .requiredOption('--policy <file>', 'the policy that is tried')
    .option('--json', 'print the comparison as JSON')
    .addHelpText('after', '\nExample:\n  partnership whatif --policy stricter.json')
    .action((options: WhatIfOptions) => compare(options, context()));
}

async function compare(options: WhatIfOptions, context: CommandContext): Promise<void> {
  const { config, say, out, interactive } = context;
  const filed = filedPolicy(config);
  const proposed = loadPolicy(options.policy);
  const portal = await connectPortal(config, context.stop);
  const read = startProgress('read', say, interactive);
  const counts = new Map<string, number>();
  try {
    await requireFittingMapping(portal);
    const inForce = await policyInForce(portal, filed);
    const request = { current: inForce.policy, proposed };
    const result = await withStoreIfThere(context, (store) =>
      whatIf({ ...portal, store }, request, (what, records) => {
        counts.set(what, records);
        const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
        read.update(counts.size, KINDS_READ, `${all} records, ${what}`);
      }),
    );
    read.finish(`${result.deals} deals; nothing was written`);
    if (options.json === true) out(`${JSON.stringify({ ...result, asOf: formatInstant(result.asOf) })}\n`);
    else out(whatIfText(result));
    const mapping = mappingWords(portal.mapping);
    say(`In force: ${policyWords(inForce)}${mapping === '' ? '' : `, ${mapping}`}\n${notesOf(result)}`);
  } catch (error) {
    read.finish('stopped');
    throw error;
  } finally {
    await portal.close();
  }
}

const KINDS_READ = 5;

function notesOf({ policyVersion, settings, dealsWithoutHomeAmount, homeCurrency }: WhatIf): string {
  const sameName = settings.length > 0 && policyVersion.before === policyVersion.after;
  return (
    (sameName
      ? `Both policies call themselves ${policyVersion.after}; give the new one a version of its own.\n`
      : '') + withoutHomeAmount(dealsWithoutHomeAmount, homeCurrency)
  );
}

/** The comparison for people: settings, totals, partners, then the deals that change. */
function whatIfText(result: WhatIf): string {
  const { policyVersion, settings, deals, changedDeals } = result;
  const classes = changedDeals.filter(({ before, after }) => before.class !== after.class).length;
  const header = `Policy ${policyVersion.before} → ${policyVersion.after}, over ${deals} deals\n`;
  if (settings.length === 0) return `${header}  No setting differs, so nothing would change.\n`;
  return (
    `${header}${settings.map((one) => `  ${settingWords(one)}\n`).join('')}` +
    `${totalsText(result)}${partnersText(result)}` +
    `\n${changedDeals.length} of ${deals} deals change, ${classes} of them their class.\n` +
    dealsText(result)
  );
}

const settingWords = ({ key, from, to, clause }: PolicyChange): string =>
  `${key}: ${JSON.stringify(from)} → ${JSON.stringify(to)}${clause === null ? '' : ` (rule ${clause})`}`;

const LINES: readonly (readonly [string, keyof Totals])[] = [
  ['Won, partner-sourced', 'sourcedMinor'],
  ['Won, partner-influenced', 'influencedMinor'],
  ['Won, direct', 'directMinor'],
  ['Won, total', 'wonMinor'],
  ['Open, partner-sourced', 'sourcedPipelineMinor'],
  ['Open, partner-influenced', 'influencedPipelineMinor'],
  ['Open, total', 'pipelineMinor'],
];

function totalsText({ totals, homeCurrency }: WhatIf): string {
  const table = amounts([`All time, ${homeCurrency}`, 'Now', 'Then', 'Difference']);
  for (const [name, key] of LINES)
    table.push([
      name,
      groupedAmount(totals.before[key], homeCurrency),
      groupedAmount(totals.after[key], homeCurrency),
      signed(totals.difference[key], homeCurrency),
    ]);
  return `\n${table.toString()}\n`;
}

function partnersText({ changedPartners, homeCurrency }: WhatIf): string {
  if (changedPartners.length === 0) return '';
  const table = amounts([
    'Partner',
    'Sourced',
    'Influenced (not additive)',
    'Model',
    'Won deals',
    'Open, sourced',
  ]);
  for (const { partnerId, name, difference } of changedPartners)
    table.push([
      name ?? partnerId,
      signed(difference.sourcedMinor, homeCurrency),
      signed(difference.influencedGrossMinor, homeCurrency),
      signed(difference.modelMinor, homeCurrency),
      difference.wonDeals > 0 ? `+${difference.wonDeals}` : String(difference.wonDeals),
      signed(difference.sourcedPipelineMinor, homeCurrency),
    ]);
  return `\nDifference by partner, deals of all time, ${homeCurrency}\n${table.toString()}\n`;
}

const SHOWN = 20;

function dealsText({ changedDeals }: WhatIf): string {
  if (changedDeals.length === 0) return '';
  const table = new Table({
    head: ['Deal', 'Now', 'Then', 'Because of'],
    style: { head: [], border: [] },
  });
  for (const deal of changedDeals.slice(0, SHOWN))
    table.push([`${deal.name ?? ''} (${deal.dealId})`, deal.before.class, thenWords(deal), causeWords(deal)]);
  const more = changedDeals.length - SHOWN;
  return `${table.toString()}\n${more > 0 ? `… and ${more} more; --json has them all.\n` : ''}`;
}

const thenWords = ({ before, after }: DealDifference): string =>
  before.class !== after.class ? after.class : `${after.class}, other ${otherOf(before, after)}`;

function otherOf(before: DealDifference['before'], after: DealDifference['after']): string {
  if (before.sourcingPartnerIds.join() !== after.sourcingPartnerIds.join()) return 'source';
  if (before.influencingPartnerIds.join() !== after.influencingPartnerIds.join()) return 'influencers';
  return before.bucket === after.bucket ? 'split' : 'revenue line';
}

function causeWords({ cause }: DealDifference): string {
  return cause === null ? '' : keysOf(cause);
}

const keysOf = ({ kind, changes }: PolicyCause): string =>
  changes.map(({ key }) => key).join(kind === 'alone' ? ' or ' : ' and ');

const amounts = (head: readonly string[]): InstanceType<typeof Table> =>
  new Table({
    head: [...head],
    style: { head: [], border: [] },
    colAligns: ['left', ...head.slice(1).map(() => 'right' as const)],
  });

const signed = (minor: number, currency: string): string =>
  `${minor > 0 ? '+' : ''}${groupedAmount(minor, currency)}`;
