/** What stands in the way before anything is created in a portal, line by line: fine, a warning, or what stops. */
import type { Mapping, PartnerSource } from '../domain/mapping.js';
import { AppError, isAppError } from '../errors.js';
import type { SchemaReview } from './crm-port.js';
import {
  capLine,
  cardsLine,
  labelsLine,
  lifecycleLine,
  mappingLine,
  namesLine,
  objectLine,
  partnersLine,
  propertiesLine,
  rulesLine,
} from './preflight-lines.js';
import type { PreflightLine, PreflightReader } from './preflight-port.js';
import { scopeLines } from './preflight-scopes.js';

export interface Preflight {
  readonly lines: readonly PreflightLine[];
  /** What setup would create, by the review; null where it may not look. */
  readonly review: SchemaReview | null;
}

export interface PreflightDeps {
  readonly reader: PreflightReader;
  /** What the mapping names and the portal lacks, one sentence an item. */
  readonly mappingProblems: (mapping: Mapping) => Promise<readonly string[]>;
  /** Companies that records of an object, or contacts, make partners; null where neither does. */
  readonly markedCompanies: () => Promise<readonly string[] | null>;
}

/**
 * Asks a portal everything that can go wrong with a set-up; writes nothing.
 * @throws what the CRM throws, but for a missing scope, which is a line.
 */
export async function preflight(deps: PreflightDeps, mapping: Mapping): Promise<Preflight> {
  const { reader } = deps;
  const [granted, reviewed] = await Promise.all([reader.scopes(), unlessForbidden(reader.schema())]);
  const scopes = scopeLines(granted, reviewed.refused, mapping);
  const review = reviewed.value;
  if (review === null) return { lines: scopes, review: null };
  const [problems, rooms, labels, objects, cap, rules, lifecycle] = await Promise.all([
    deps.mappingProblems(mapping),
    Promise.all([reader.propertyRoom('deals'), reader.propertyRoom('companies')]),
    reader.labelRoom(),
    reader.objectRoom(),
    reader.companiesPerDeal(),
    reader.rules(),
    lifecycleOf(deps, mapping.partners),
  ]);
  const lines = [
    ...scopes,
    mappingLine(mapping, problems),
    partnersLine(mapping, lifecycle),
    namesLine(review),
    ...rooms.map((room, place) => propertiesLine(review, place === 0 ? 'deals' : 'companies', room)),
    labelsLine(review, labels),
    objectLine(review, objects),
    capLine(cap),
    rulesLine(review, rules),
    lifecycleLine(lifecycle),
    cardsLine(),
  ];
  return { lines, review };
}

/** @throws AppError `preflight_stopped`, naming every line that stops. */
export function refuseStopped({ lines }: Preflight): void {
  const stopping = lines.filter(({ state }) => state === 'stops');
  if (stopping.length === 0) return;
  throw new AppError(
    'preflight_stopped',
    `Nothing was created, because of this:\n${stopping.map(({ text }) => `  - ${text}`).join('\n')}`,
    [...new Set(stopping.map(({ next }) => next ?? ''))].filter((next) => next !== '').join(' '),
  );
}

async function lifecycleOf(
  { reader, markedCompanies }: PreflightDeps,
  partners: PartnerSource,
): Promise<Parameters<typeof lifecycleLine>[0]> {
  const marked = await unlessForbidden(markedCompanies());
  const found = await unlessForbidden(reader.lifecycleOf(partners, marked.value));
  return found.value;
}

interface Allowed<T> {
  readonly value: T | null;
  readonly refused: AppError | null;
}

async function unlessForbidden<T>(work: Promise<T>): Promise<Allowed<T>> {
  try {
    return { value: await work, refused: null };
  } catch (error) {
    if (isAppError(error) && error.code === 'scope_missing') return { value: null, refused: error };
    throw error;
  }
}
