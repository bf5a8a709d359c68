import { canonicalJson } from '../domain/canonical-json.js';
import type { PortalId } from '../domain/ids.js';
import type { RecordProblem } from './crm-port.js';
import type { Finding } from './read-portal.js';
import type { Store } from './ports.js';

/** What a person should look at, as it stands. */
export interface NoteSummary {
  /** How many there are; the lists below hold the first of them. */
  readonly findingCount: number;
  readonly findings: readonly Finding[];
  readonly problemCount: number;
  readonly problems: readonly RecordProblem[];
}

/** Findings and unreadable values that hang on records now, each once however many records it is met on. */
export async function noteSummary(store: Store, portalId: PortalId, limit: number): Promise<NoteSummary> {
  const [findings, problems] = await Promise.all([
    store.notes(portalId, 'finding', limit),
    store.notes(portalId, 'problem', limit),
  ]);
  return {
    findingCount: findings.of,
    findings: findings.notes as unknown as readonly Finding[],
    problemCount: problems.of,
    problems: problems.notes as unknown as readonly RecordProblem[],
  };
}

/** What stands, and what a draft would add to it; what both say is there once. */
export function withNotes(known: NoteSummary, drafted: NoteSummary): NoteSummary {
  const isNew = <T>(notes: readonly T[]): ((note: T) => boolean) => {
    const texts = new Set(notes.map((note) => canonicalJson(note)));
    return (note) => !texts.has(canonicalJson(note));
  };
  const findings = drafted.findings.filter(isNew(known.findings));
  const problems = drafted.problems.filter(isNew(known.problems));
  return {
    findingCount: known.findingCount + findings.length,
    findings: [...known.findings, ...findings],
    problemCount: known.problemCount + problems.length,
    problems: [...known.problems, ...problems],
  };
}
