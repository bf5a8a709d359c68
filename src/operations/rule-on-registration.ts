/** A decision on a registration: judged, its effect told, and then kept below all that was decided before. */
import { assertNever } from '../domain/assert-never.js';
import { canonicalJson } from '../domain/canonical-json.js';
import type { DealId } from '../domain/ids.js';
import { brokenRules, ENGAGEMENT_RULES } from '../domain/registration-rules.js';
import { moveRegistration, type RegistrationMove } from '../domain/registration-moves.js';
import type { RegistrationRecord } from '../domain/registration-record.js';
import { AppError } from '../errors.js';
import { outdated } from './act-on-tag.js';
import { checkRegistration, type CheckedRegistration } from './check-engagement.js';
import { requireMayRunProgramme, requireMayTag } from './permissions.js';
import { registrationCredit, type RegistrationCredit } from './registration-credit.js';
import {
  moveContext,
  registrationBasis,
  type RegistrationBasis,
  type RegistrationDeps,
} from './registration-deps.js';
import { registeredDeal } from './registered-deal.js';
import { allRegistrations, requirePlace, withDeals, type KeptRegistration } from './registrations-kept.js';
import { approvalSentences, checksOf, doneWords, refusalOf, rulingTitle } from './registration-words.js';
import type { TaggingMode } from './tagging-deps.js';
import type { EffectView, SavedView } from './views/effect-view.js';
import { writeRegistration } from './write-registration.js';

export type RegistrationRuling =
  | { readonly kind: 'approve'; readonly reason: string | null }
  | { readonly kind: 'reject'; readonly reason: string }
  | { readonly kind: 'extend'; readonly reason: string | null }
  | { readonly kind: 'dispute'; readonly reason: string }
  | { readonly kind: 'convert'; readonly dealId: DealId };

export interface RulingRequest extends TaggingMode {
  readonly registrationId: string;
  readonly ruling: RegistrationRuling;
}

/** A ruling that is allowed, and what comes of it. */
export interface RuledRegistration {
  /** As it is kept, with its deals and what its prospect's company says now. */
  readonly before: KeptRegistration;
  readonly after: RegistrationRecord;
  readonly checked: CheckedRegistration;
  readonly credit: RegistrationCredit;
}

/**
 * Tells the effect, or decides.
 * @throws AppError `registration_refused` where its state or a rule of engagement forbids it, `setup_missing`,
 *   `record_not_found`, `not_permitted`, `effect_outdated`, `programme_unreadable`, `programme_too_long`, `crm_refused`.
 */
export async function ruleOnRegistration(
  deps: RegistrationDeps,
  { registrationId, ruling, mode, basis: shown }: RulingRequest,
): Promise<EffectView | SavedView> {
  requireMay(deps, ruling);
  const [basis, all] = await Promise.all([registrationBasis(deps), allRegistrations(deps.programme)]);
  const ruled = await judge(deps, basis, requirePlace(all), { registrationId, ruling });
  const effect = effectOf(deps, basis, ruled, ruling);
  // Every decision is seen before it is made.
  if (mode === 'preview' || shown === null) return effect;
  if (shown !== effect.basis) throw outdated();
  await writeRegistration(deps.programme, ruled.before, ruled.after);
  return {
    kind: 'saved',
    ...doneWords(basis, ruled.checked, ruled.after, ruling.kind),
    card: null,
  };
}

/** A rep may dispute what a manager decided; all else is the manager's. */
function requireMay({ actor }: RegistrationDeps, { kind }: RegistrationRuling): void {
  if (kind === 'dispute') requireMayTag(actor);
  else requireMayRunProgramme(actor);
}

/** What a ruling comes to. @throws AppError as `ruleOnRegistration`. */
export async function judge(
  deps: RegistrationDeps,
  basis: RegistrationBasis,
  all: readonly KeptRegistration[],
  { registrationId, ruling }: Pick<RulingRequest, 'registrationId' | 'ruling'>,
): Promise<RuledRegistration> {
  const kept = all.find(({ raw }) => raw.id === registrationId);
  if (kept === undefined) {
    throw new AppError(
      'record_not_found',
      `The portal has no registration ${registrationId}, or it names no partner or no day of submission.`,
      'It may have been deleted, or lacks a value: look at it in HubSpot.',
    );
  }
  const [linked = kept.record] = await withDeals(deps.programme, [kept.record]);
  const checked = await checkRegistration(deps, basis, linked, all);
  const { record } = checked;
  const move = await moveOf(deps, basis, checked, ruling);
  const verdict = moveRegistration(record, move, moveContext(basis, deps.actor.name));
  if (verdict.kind === 'refused') throw new AppError('registration_refused', verdict.message, verdict.next);
  const after = verdict.record;
  const { status } = after;
  const { dealIds } = after;
  const credit = await registrationCredit(deps, basis, {
    ...{ record: after, dealIds, status: status ?? 'submitted', was: record },
    companies: checked.companies,
  });
  return { before: { ...kept, record }, after, checked, credit };
}

async function moveOf(
  deps: RegistrationDeps,
  basis: RegistrationBasis,
  checked: CheckedRegistration,
  ruling: RegistrationRuling,
): Promise<RegistrationMove> {
  const { verdicts, record } = checked;
  const broken = brokenRules(verdicts);
  const against = broken.map(({ rule }) => ENGAGEMENT_RULES[rule]);
  const evidence = broken.flatMap((one) => one.evidence);
  switch (ruling.kind) {
    case 'approve':
      // Whether it may be approved in its state comes first: of what is approved already no rule need be read.
      if (record.status === 'submitted' || record.disputedAt !== null) requireRules(checked, ruling.reason);
      return { ...ruling, against, evidence };
    case 'reject':
      return { ...ruling, against, evidence };
    case 'convert':
      return {
        kind: 'convert',
        deal: await registeredDeal(deps, basis, record, ruling.dealId),
        reason: null,
      };
    case 'extend':
    case 'dispute':
      return ruling;
    default:
      return assertNever(ruling);
  }
}

/** What forbids an approval, or asks for a reason that is not there. */
function requireRules(checked: CheckedRegistration, reason: string | null): void {
  const forbidden = brokenRules(checked.verdicts, 'never', 'waits');
  if (forbidden.length > 0) throw refusalOf(checked, forbidden);
  const doubtful = brokenRules(checked.verdicts, 'reason');
  if (doubtful.length > 0 && (reason ?? '').trim() === '') throw refusalOf(checked, doubtful);
}

function effectOf(
  { digest }: RegistrationDeps,
  basis: RegistrationBasis,
  { before, after, checked, credit }: RuledRegistration,
  ruling: RegistrationRuling,
): EffectView {
  const isNew = ruling.kind === 'approve' && before.record.disputedAt === null;
  return {
    kind: 'effect',
    title: rulingTitle(checked, ruling.kind),
    sentences: isNew
      ? approvalSentences(basis, checked, credit, after.dealIds)
      : [
          doneWords(basis, checked, after, ruling.kind).message,
          ...(after.dealIds.length === 0 ? [NO_DEAL] : []),
          ...credit.sentences,
        ],
    ...(ruling.kind === 'approve' ? { checks: checksOf(checked.verdicts) } : {}),
    ...{ classChange: credit.classChange, partners: credit.partners, conflicts: credit.conflicts },
    needsConfirmation: true,
    basis: digest(
      canonicalJson([before.raw.properties, before.record.dealIds, checked.verdicts, ruling, credit.basis]),
    ),
  };
}

const NO_DEAL = 'No credit moves: no deal is linked to it.';
