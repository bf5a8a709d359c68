/** What a registration is once its last decision is taken back: HubSpot's own versions say what it was before. */
import type { Instant } from '../domain/calendar.js';
import { protects } from '../domain/registration-deadlines.js';
import type { RegistrationDecision, RegistrationRecord } from '../domain/registration-record.js';
import { brokenRules } from '../domain/registration-rules.js';
import { takeBackDecision, whyNotTakenBack } from '../domain/registration-taken-back.js';
import { AppError } from '../errors.js';
import { checkRegistration } from './check-engagement.js';
import type { PropertyVersions } from './record-port.js';
import { moveContext, type RegistrationBasis, type RegistrationDeps } from './registration-deps.js';
import type { RegistrationFormat } from './registration-port.js';
import type { KeptRegistration } from './registrations-kept.js';
import { refusalOf } from './registration-words.js';

/**
 * Reads what it was, and judges.
 * @throws AppError `registration_refused` where it cannot be taken back, or would bring back a protection beside another.
 */
export async function takenBack(
  deps: RegistrationDeps,
  basis: RegistrationBasis,
  all: readonly KeptRegistration[],
  { kept, reason }: { readonly kept: KeptRegistration; readonly reason: string },
): Promise<{ readonly record: RegistrationRecord; readonly decision: RegistrationDecision }> {
  const { raw, record } = kept;
  const before = whyNotTakenBack(record) === null ? await stateBefore(deps, kept) : null;
  const verdict = takeBackDecision(record, before, reason, moveContext(basis, deps.actor.name));
  if (verdict.kind === 'refused') throw new AppError('registration_refused', verdict.message, verdict.next);
  const settings = basis.inForce.policy.programme.registrations;
  if (protects(verdict.record, settings, basis.now) && !protects(record, settings, basis.now)) {
    const others = all.filter((one) => one.raw.id !== raw.id);
    const checked = await checkRegistration(deps, basis, verdict.record, others);
    const forbidden = brokenRules(checked.verdicts, 'never', 'waits');
    if (forbidden.length > 0) throw refusalOf(checked, forbidden);
  }
  return { record: verdict.record, decision: verdict.decision };
}

async function stateBefore(
  { programme }: RegistrationDeps,
  { raw, record }: KeptRegistration,
): Promise<RegistrationRecord | null> {
  const { registrations: format } = programme;
  const names = [format.decisionsProperty, ...format.stateProperties];
  const versions = (await programme.versions('registrations', names, [raw.id])).get(raw.id) ?? {};
  const at = lastDecisionAt(format, versions, record.decisions);
  if (at === null) return null;
  const was = format.stateProperties.map(
    (name) => [name, versions[name]?.find((one) => one.at < at)?.value ?? null] as const,
  );
  return format.read({ ...raw, properties: { ...raw.properties, ...Object.fromEntries(was) } }).record;
}

/**
 * When the last decision was written; null where what was there before is not kept. Whoever gave way to it wrote it again
 * (ADR 0039), so that the oldest of its versions counts; the first of all may have none under it.
 */
function lastDecisionAt(
  format: Pick<RegistrationFormat, 'decisionsProperty' | 'decisionsIn'>,
  versions: PropertyVersions,
  decisions: readonly RegistrationDecision[],
): Instant | null {
  const held = versions[format.decisionsProperty] ?? [];
  const isList = (value: string | null, list: readonly RegistrationDecision[]): boolean =>
    JSON.stringify(format.decisionsIn(value)) === JSON.stringify(list);
  const oldest = held.findLastIndex(({ value }) => isList(value, decisions));
  const before = held[oldest + 1]?.value ?? null;
  if (!isList(before, decisions.slice(0, -1))) return null;
  return held[oldest]?.at ?? null;
}
