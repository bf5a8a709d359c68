/** Does the dry run that somebody asked for on the home page, and answers there. */
import { displayMoney } from '../domain/money.js';
import { isAppError } from '../errors.js';
import { manyText } from './home-words.js';
import type { Clock } from './ports.js';
import type { AskedRun, PortalData } from './portal-data-port.js';
import type { PlanSummary, SyncSummary } from './sync-summary.js';

/** Ends the work for now: nothing is answered, and it is asked for still. */
const NOT_NOW: ReadonlySet<string> = new Set(['lease_held', 'lease_lost', 'interrupted']);

/**
 * Answers what waits.
 * @param dryRun runs one now.
 * @returns what was answered; null where nobody asked.
 * @throws what the dry run throws where it may be tried again: `lease_held`, `lease_lost`, `interrupted`, and bugs.
 */
export async function answerAsked(
  { data, clock }: { readonly data: PortalData; readonly clock: Clock },
  dryRun: () => Promise<SyncSummary>,
): Promise<AskedRun | null> {
  const asked = await readAsked(data);
  if (asked === null || asked.answer !== null) return null;
  const answer = await outcomeOf(dryRun);
  const answered = { ...asked, answer: { at: clock.now(), ...answer } };
  await data.write('asked', answered);
  return answered;
}

/** What somebody has edited so that it cannot be read asks for nothing, and stops nothing. */
async function readAsked(data: PortalData): Promise<AskedRun | null> {
  try {
    return (await data.read(['asked'])).asked;
  } catch (error) {
    if (isAppError(error) && error.code === 'portal_data_unreadable') return null;
    throw error;
  }
}

async function outcomeOf(dryRun: () => Promise<SyncSummary>): Promise<{
  readonly planHash: string | null;
  readonly sentences: readonly string[];
}> {
  try {
    const summary = await dryRun();
    if (summary.plan === null) throw new Error('a dry run made no plan');
    // A plan that writes nothing is nothing to be carried out.
    const planHash = summary.plan.records === 0 ? null : summary.plan.hash;
    return { planHash, sentences: planSentences(summary, summary.plan) };
  } catch (error) {
    if (!isAppError(error) || NOT_NOW.has(error.code)) throw error;
    return { planHash: null, sentences: [`It could not be done: ${error.message}`, error.next] };
  }
}

/** What a plan would write, and which totals would move. */
function planSentences({ policyVersion }: SyncSummary, plan: PlanSummary): readonly string[] {
  if (plan.records === 0) {
    return [`Nothing would be written: the portal is up to date under policy ${policyVersion}.`];
  }
  const { before, after } = plan.totals;
  const money = (minor: number): string => displayMoney(minor, plan.homeCurrency);
  const moved = (what: string, was: number, is: number): readonly string[] =>
    was === is ? [] : [`${what}, all time: ${money(was)} now, ${money(is)} then.`];
  const moves = [
    ...moved('Partner-sourced revenue', before.sourcedMinor, after.sourcedMinor),
    ...moved('Partner-influenced revenue', before.influencedMinor, after.influencedMinor),
    ...moved('Won revenue', before.wonMinor, after.wonMinor),
  ];
  return [
    `A sync under policy ${policyVersion} would write ${manyText(plan.values, 'value')} on ${manyText(plan.records, 'record')}; ${manyText(plan.reclassified, 'deal')} would be of another class.`,
    ...(moves.length === 0 ? ['No total would move.'] : moves),
  ];
}
