/** One change of a partner's programme: read it live, judge the change, and then either tell the effect or write it. */
import { canonicalJson } from '../domain/canonical-json.js';
import type { ChangeContext, PersonChange, ProgrammeVerdict } from '../domain/change-context.js';
import { withMadeTasks } from '../domain/initiative-change.js';
import { withSeenStage } from '../domain/lifecycle-change.js';
import { MOST_LOG_ENTRIES, type PartnerProgramme } from '../domain/partner-programme.js';
import { applyProgrammeChange, type ProgrammeChange } from '../domain/programme-change.js';
import { AppError } from '../errors.js';
import { outdated } from './act-on-tag.js';
import { nameOf } from './company-card-facts.js';
import type { PropertyValues, RecordUpdate } from './crm-port.js';
import { enablementValues } from './enablement-values.js';
import { requireMayRunProgramme } from './permissions.js';
import type { ChangeProgrammeDeps } from './programme-deps.js';
import { namedBy } from './read-plan-records.js';
import { readPartnerProgramme, type PartnerProgrammeFacts } from './read-partner-programme.js';
import { savePeople, unlessPeopleStand } from './save-people.js';
import { saveProgramme } from './save-programme.js';
import type { TaggingMode } from './tagging-deps.js';
import { unlessTasksStand, writeTasks } from './write-tasks.js';
import type { EffectView, SavedView } from './views/effect-view.js';

export interface ProgrammeChangeRequest extends TaggingMode {
  readonly companyId: string;
  readonly change: ProgrammeChange;
}

/**
 * Tells the effect, or makes the change. Without a basis a change is made at once where it moves nothing but itself.
 * @throws AppError `programme_refused` with what is missing, `not_permitted`, `effect_outdated`, `programme_unreadable`,
 *   `programme_too_long`, `record_not_found`; `crm_refused` where the CRM refuses it; what the CRM throws.
 */
export async function changeProgramme(
  deps: ChangeProgrammeDeps,
  { companyId, change, mode, basis: shown }: ProgrammeChangeRequest,
): Promise<EffectView | SavedView> {
  requireMayRunProgramme(deps.actor);
  const read = await readPartnerProgramme(deps, companyId);
  const facts = { ...read, ...(await namedBy(deps, read, change)) };
  const decided = decide(deps, facts, change);
  const effect: EffectView = { ...effectOf(change, decided.verdict), basis: basisOf(deps, facts, change) };
  if (mode === 'preview' || (shown === null && effect.needsConfirmation)) return effect;
  if (shown !== null && shown !== effect.basis) throw outdated();
  await write(deps, facts, decided);
  const [message = effect.title] = effect.sentences;
  return { kind: 'saved', message, next: null, card: null };
}

type Changed = Extract<ProgrammeVerdict, { readonly kind: 'changed' }>;

/** A change that is allowed, and all that it writes. */
export interface DecidedChange {
  readonly verdict: Changed;
  readonly company: RecordUpdate;
  readonly people: readonly RecordUpdate[];
}

/** What a change comes to. @throws AppError as `changeProgramme`. */
export function decide(
  deps: ChangeProgrammeDeps,
  facts: PartnerProgrammeFacts,
  change: ProgrammeChange,
): DecidedChange {
  const { basics, profile } = facts;
  const context = contextOf(deps, facts);
  const before = withSeenStage(profile, facts.programme, context.now);
  const verdict = applyProgrammeChange(context, before, change);
  if (verdict.kind === 'refused') throw new AppError('programme_refused', verdict.message, verdict.next);
  const properties = companyProperties(deps, facts, verdict);
  const people = (verdict.people ?? []).map((person: PersonChange) => ({
    recordId: person.contactId,
    properties: enablementValues(person),
  }));
  return { verdict, company: { recordId: basics.company.id, properties }, people };
}

function companyProperties(
  deps: ChangeProgrammeDeps,
  facts: PartnerProgrammeFacts,
  verdict: Changed,
): PropertyValues {
  const { company, account } = facts.basics;
  const after = logged(contextOf(deps, facts), verdict);
  return {
    ...deps.crm.programmeChanges(company, after, account.homeCurrency),
    ...deps.crm.partnerFieldChanges(company, verdict.fields ?? {}),
  };
}

function contextOf(
  { actor, newId }: Pick<ChangeProgrammeDeps, 'actor' | 'newId'>,
  { basics, profile, measured, people, certificationLines, named }: PartnerProgrammeFacts,
): ChangeContext {
  const { account, inForce, asOf, company } = basics;
  return {
    settings: inForce.policy.programme,
    ...{ profile, measured, people, certificationLines, newId },
    ...(named === undefined ? {} : { named }),
    ...{ name: nameOf(company), now: asOf, by: actor.name },
    ...{ timeZone: account.timeZone, homeCurrency: account.homeCurrency },
  };
}

function logged({ now, by }: ChangeContext, { programme, sentences }: Changed): PartnerProgramme {
  const [text = ''] = sentences;
  return { ...programme, log: [...programme.log, { at: now, by, text }].slice(-MOST_LOG_ENTRIES) };
}

/** Of what partners are to us. No part of attribution; who confirms one should not have to wonder. */
const OF_STANDING: ReadonlySet<ProgrammeChange['kind']> = new Set([
  'move',
  'override_tier',
  'end_override',
  'set_agreement',
  'renew_agreement',
  'end_agreement',
]);

const effectOf = (
  { kind }: ProgrammeChange,
  { title, sentences, needsConfirmation }: Changed,
): Omit<EffectView, 'basis'> => ({
  kind: 'effect',
  title,
  sentences:
    needsConfirmation && OF_STANDING.has(kind)
      ? [...sentences, 'No deal’s class and no credit moves.']
      : sentences,
  ...{ classChange: null, partners: [], conflicts: [], needsConfirmation },
});

/** What the effect was worked out from; the instant itself is no part of it. */
function basisOf(
  { digest }: Pick<ChangeProgrammeDeps, 'digest'>,
  { basics, profile, people, measured }: PartnerProgrammeFacts,
  change: ProgrammeChange,
): string {
  const { company, inForce } = basics;
  const told = [...measured].map(([item, { kind }]) => [item, kind]);
  return digest(
    canonicalJson({ policy: inForce.policy.version, held: company.programme, profile, people, told, change }),
  );
}

async function write(
  deps: ChangeProgrammeDeps,
  facts: PartnerProgrammeFacts,
  { verdict, company, people }: DecidedChange,
): Promise<void> {
  // People first: a failure there leaves the company's log without it, and so does a save that was taken back.
  const doubt = await savePeople(deps.programme, people, facts.heldByPeople);
  const made = await writeTasks(deps.programme, company.recordId, verdict.tasks ?? []);
  const programme = withMadeTasks(verdict.programme, made);
  const properties =
    made.size === 0 ? company.properties : companyProperties(deps, facts, { ...verdict, programme });
  if (Object.keys(properties).length > 0) {
    const save = saveProgramme(deps, facts.basics.company, properties);
    const told = made.size === 0 ? save : unlessTasksStand(save);
    await (people.length === 0 ? told : unlessPeopleStand(told));
  }
  if (doubt !== null) throw doubt;
}
