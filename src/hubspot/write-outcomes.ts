/** How each record of a batch update ended, as HubSpot's answer tells it. */
import * as z from 'zod';
import type { PropertyValues, RecordUpdate, WriteOutcome } from '../operations/crm-port.js';
import type { ApiError } from './api-errors.js';
import { idsOf, namedProperties, partialErrors, type PartialError } from './partial-errors.js';
import { isSameValue } from './projection.js';

export const batchUpdate = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      properties: z.record(z.string(), z.string().nullable()).nullish().catch(null),
    }),
  ),
  errors: partialErrors,
});
type BatchUpdate = z.infer<typeof batchUpdate>;

/** The outcome of every record that was sent. */
export function outcomesOf(
  updates: readonly RecordUpdate[],
  { results, errors }: BatchUpdate,
): readonly WriteOutcome[] {
  const written = new Map(results.map(({ id, properties }) => [id, properties ?? {}]));
  const named = new Map((errors ?? []).flatMap((error) => idsOf(error).map((id) => [id, error] as const)));
  const unnamed = (errors ?? []).filter((error) => idsOf(error).length === 0);
  return updates.map((update) => {
    const shown = written.get(update.recordId);
    if (shown !== undefined) return writtenOutcome(update, shown);
    return failedOutcome(update.recordId, named.get(update.recordId), unnamed);
  });
}

function writtenOutcome({ recordId, properties: wanted }: RecordUpdate, shown: PropertyValues): WriteOutcome {
  const kept = Object.entries(wanted).filter(([name, value]) => {
    const now = shown[name];
    // What an answer does not show, it does not contradict.
    return now !== undefined && !isSameValue(name, now ?? '', value ?? '');
  });
  if (kept.length === 0) {
    const properties = Object.fromEntries(
      Object.keys(wanted).flatMap((name) => {
        const value = shown[name];
        return value === undefined ? [] : [[name, value === '' ? null : value]];
      }),
    );
    return { kind: 'written', recordId, properties };
  }
  const words = kept.map(
    ([name, value]) => `${brief(shown[name] ?? null)} in ${name}, where ${brief(value)} was written`,
  );
  return {
    kind: 'failed',
    recordId,
    reason: `HubSpot kept ${words.join('; ')}`,
    category: 'VALUE_NOT_TAKEN',
  };
}

function failedOutcome(
  recordId: string,
  named: PartialError | undefined,
  unnamed: readonly PartialError[],
): WriteOutcome {
  const category = named?.category ?? unnamed[0]?.category ?? null;
  if (named !== undefined) {
    const codes = named.errors?.flatMap(({ code }) => code ?? []) ?? [];
    const message = named.message === '' ? (named.category ?? '') : named.message;
    const reason = refusalReason({ codes, category, properties: namedProperties(named.errors) }, message);
    if (reason !== '') return { kind: 'failed', recordId, reason, category };
  }
  const reason = unnamed.map(({ message }) => message).join('; ');
  return {
    kind: 'failed',
    recordId,
    reason: reason === '' ? 'HubSpot’s answer does not mention this record' : reason,
    category,
  };
}

const MISSING: ReadonlyMap<string, string> = new Map([
  ['MISSING_REQUIRED_PROPERTY', 'a rule of the portal’s admin wants it filled in'],
  [
    'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
    'a rule of the portal’s admin wants it filled in, given what else the record holds',
  ],
]);

/**
 * Why a record was refused, in words for whoever administers the portal.
 * @param otherwise what is said of other refusals.
 */
export function refusalReason(
  { codes, category, properties }: Pick<ApiError, 'codes' | 'category' | 'properties'>,
  otherwise: string,
): string {
  const code = [...codes, category].find((one) => one !== null && MISSING.has(one));
  if (code === undefined || code === null) return otherwise;
  const which = properties.length === 0 ? 'A property' : properties.join(', ');
  return `${which} is empty, and ${MISSING.get(code) ?? ''}; fill it in on the record, or relax the rule (${code}: ${otherwise})`;
}

const LONGEST_SHOWN = 80;

function brief(value: string | null): string {
  if (value === null || value === '') return 'nothing';
  return `“${value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value}”`;
}
