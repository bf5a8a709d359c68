import Table from 'cli-table3';
import { InvalidArgumentError, type Command } from 'commander';
import { dealId, type DealId } from '../domain/ids.js';
import { explainDeal, type DealExplanation } from '../operations/explain-deal.js';
import type { CommandContext } from './command-context.js';
import { connectPortal } from './portal-connection.js';
import { withStoreIfThere } from './with-store-if-there.js';

interface ExplainOptions {
  readonly json?: true;
}

/** Adds `partnership explain`: why a deal has its class and its sourcing partner. */
export function addExplain(program: Command, context: () => CommandContext): void {
  program
    .command('explain')
    .description('Explain one deal: the rule, the evidence, the windows, and what would have changed it')
    .argument('<deal>', 'record ID of the deal', readDealId)
    .option('--json', 'print the explanation as JSON')
    .addHelpText('after', '\nExample:\n  partnership explain 4100001')
    .action((id: DealId, options: ExplainOptions) => explain(id, options, context()));
}

async function explain(id: DealId, options: ExplainOptions, context: CommandContext): Promise<void> {
  const portal = await connectPortal(context.config, context.stop);
  const { crm, clock, holding } = portal;
  try {
    const explanation = await withStoreIfThere(context, (store) =>
      explainDeal({ crm, clock, inForce: holding.inForce, store }, id),
    );
    if (options.json === true) context.out(`${JSON.stringify(explanation)}\n`);
    else context.out(explanationText(explanation));
  } finally {
    await portal.close();
  }
}

/** The explanation for people: the answer, why, what would have changed it, and what it stands on. */
function explanationText(one: DealExplanation): string {
  const { dealName, headline, why, windows, evidence, basis } = one;
  const sentences = (title: string, lines: readonly string[]): string =>
    lines.length === 0 ? '' : `\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`;
  const title = `${dealName ?? 'A deal without a name'} (deal ${one.dealId})`;
  return (
    `${title}\n${headline}   ${CLASS_WORDS[one.class]}\n` +
    sentences('Why', why.rules) +
    sentences('What would have changed it', [why.counterfactual ?? 'Nothing near would have.']) +
    sentences('Windows', windows) +
    (evidence.length === 0 ? '' : `\nEvidence\n${evidenceTable(evidence)}\n`) +
    `\n${basis}\n`
  );
}

const CLASS_WORDS = {
  sourced: 'partner-sourced',
  influenced: 'partner-influenced',
  direct: 'direct',
} as const;

function evidenceTable(evidence: DealExplanation['evidence']): string {
  const table = new Table({
    head: ['Date', 'Partner', 'What', 'Standing'],
    style: { head: [], border: [] },
    // Within 100 columns.
    colWidths: [13, 24, 26, 32],
    wordWrap: true,
  });
  for (const { date, partnerName, what, standing } of evidence)
    table.push([date, partnerName, what, standing]);
  return table.toString();
}

function readDealId(text: string): DealId {
  if (!/^\d{1,20}$/.test(text)) throw new InvalidArgumentError('Give the record ID of a deal: digits only.');
  return dealId(text);
}
