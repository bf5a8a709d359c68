/** What becomes of a registration by itself as time passes and deals come: a sync does it, and writes it down. */
import { compareIds } from './ids.js';
import { protectionEndsAt } from './registration-deadlines.js';
import {
  moveRegistration,
  type MoveContext,
  type RegisteredDeal,
  type RegistrationMove,
} from './registration-moves.js';
import { isKeptHere, type RegistrationDecision, type RegistrationRecord } from './registration-record.js';

/** The deals that a registration may be about. */
export interface RegistrationDeals {
  /** Associated with it. */
  readonly linked: readonly RegisteredDeal[];
  /** Of its prospect. */
  readonly ofProspect: readonly RegisteredDeal[];
}

export interface Automatic {
  readonly record: RegistrationRecord;
  /** What was done to it, in order; never empty. */
  readonly decisions: readonly RegistrationDecision[];
}

/**
 * What a registration is by now. One that another system keeps stays as it is.
 * @returns null where nothing is to be done; done twice, the second time nothing is.
 */
export function keepRegistration(
  registration: RegistrationRecord,
  deals: RegistrationDeals,
  context: MoveContext,
): Automatic | null {
  if (!isKeptHere(registration)) return null;
  let record = registration;
  const decisions: RegistrationDecision[] = [];
  // It may be converted and won at once, where its deal was closed between two syncs: never more than that.
  for (let steps = 0; steps < 2; steps += 1) {
    const move = nextMove(record, deals, context);
    const verdict = move === null ? null : moveRegistration(record, move, context);
    if (verdict?.kind !== 'moved') break;
    record = verdict.record;
    decisions.push(verdict.decision);
  }
  return decisions.length === 0 ? null : { record, decisions };
}

const earliest = (a: RegisteredDeal, b: RegisteredDeal): number =>
  a.createdAt - b.createdAt || compareIds(a.id, b.id);

function nextMove(
  record: RegistrationRecord,
  deals: RegistrationDeals,
  context: MoveContext,
): RegistrationMove | null {
  const linked = [...deals.linked].sort(earliest);
  if (record.status === 'approved') {
    const ends = protectionEndsAt(record, context.settings);
    const isOver = context.now > ends;
    // Once the protection is over, a deal that was created after it is none that this registration can become.
    const inTime = linked.filter(({ createdAt }) => !isOver || createdAt <= ends);
    const deal = record.disputedAt === null ? (inTime[0] ?? onlyDealOf(record, deals, context)) : undefined;
    if (deal !== undefined) return { kind: 'convert', deal, reason: null };
    return inTime.length === 0 && isOver ? { kind: 'expire' } : null;
  }
  if (record.status !== 'converted' && record.status !== 'won' && record.status !== 'lost') return null;
  const known = [...deals.linked, ...deals.ofProspect.filter(({ id }) => record.dealIds.includes(id))];
  const deal = decisive(known);
  return deal === undefined ? null : { kind: 'follow', deal };
}

/** The one open deal of the prospect that was created after the approval, while it was protected; of several, none. */
function onlyDealOf(
  record: RegistrationRecord,
  { ofProspect }: RegistrationDeals,
  { settings }: MoveContext,
): RegisteredDeal | undefined {
  const from = record.decidedAt;
  const to = protectionEndsAt(record, settings);
  const open = ofProspect.filter(
    ({ status, createdAt }) => status === 'open' && from !== null && createdAt >= from && createdAt <= to,
  );
  return open.length === 1 ? open[0] : undefined;
}

/** Of several deals, one that is won decides, then one that is open. */
const decisive = (deals: readonly RegisteredDeal[]): RegisteredDeal | undefined =>
  (['won', 'open', 'lost'] as const)
    .map((status) => deals.filter((deal) => deal.status === status).sort(earliest)[0])
    .find((deal) => deal !== undefined);
