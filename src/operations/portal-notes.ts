/** What a person should look at in a portal as a whole: families of partners, people who are partners. */
import type { PartnerId } from '../domain/ids.js';
import { compareIds } from '../domain/ids.js';
import { parentsOf } from '../domain/families.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { PartnerMarks, RecordProblem } from './crm-port.js';
import type { Finding } from './portal-findings.js';
import type { SeenNote } from './seen-port.js';
import type { SyncUnit } from './sync-port.js';

/** All of these notes hang on it, and are replaced together. */
const SUBJECT = { subjectType: 'companies', subjectId: '~portal' } as const;

/** Replaces them. */
export async function savePortalNotes(
  unit: SyncUnit,
  partners: ReadonlyMap<PartnerId, PartnerProfile>,
  marks: Pick<PartnerMarks, 'problems'> | null,
): Promise<void> {
  const problems = marks?.problems ?? [];
  const people = problems.filter(isPersonWithoutCompany);
  const findings = [...circularParents(partners), ...people.map(strayPerson)];
  const notes: readonly SeenNote[] = [
    ...findings.map((finding) => ({ ...SUBJECT, kind: 'finding' as const, content: { ...finding } })),
    ...problems
      .filter((problem) => !isPersonWithoutCompany(problem))
      .map((problem) => ({ ...SUBJECT, kind: 'problem' as const, content: { ...problem } })),
  ];
  await unit.saveNotes(SUBJECT.subjectType, [SUBJECT.subjectId], notes);
}

const isPersonWithoutCompany = ({ objectType }: RecordProblem): boolean => objectType === 'contacts';

const strayPerson = ({ recordId, property, value, reason }: RecordProblem): Finding => ({
  kind: 'partner_contact_without_company',
  recordId,
  detail: `a partner by the mapping, and stands for no partner company: ${property}${value === '' ? '' : ` “${value}”`}, ${reason}`,
});

/** Partners whose parents lead back to themselves, each circle once: their sums with children are of the whole circle. */
export function circularParents(partners: ReadonlyMap<PartnerId, PartnerProfile>): readonly Finding[] {
  const parents = parentsOf(partners);
  const settled = new Set<PartnerId>();
  const findings: Finding[] = [];
  for (const start of [...partners.keys()].sort(compareIds)) {
    const path: PartnerId[] = [];
    let at: PartnerId | undefined = start;
    while (at !== undefined && !settled.has(at) && !path.includes(at)) {
      path.push(at);
      at = parents.get(at);
    }
    const circle = at === undefined || settled.has(at) ? [] : path.slice(path.indexOf(at));
    for (const id of path) settled.add(id);
    if (circle.length > 1) findings.push(circleFinding(circle.sort(compareIds), partners));
  }
  return findings;
}

function circleFinding(
  circle: readonly PartnerId[],
  partners: ReadonlyMap<PartnerId, PartnerProfile>,
): Finding {
  const nameOf = (id: PartnerId): string => partners.get(id)?.name ?? 'a company without a name';
  const [first] = circle;
  if (first === undefined) throw new Error('a circle of nobody');
  return {
    kind: 'circular_parents',
    recordId: first,
    recordName: nameOf(first),
    detail: `the parents of ${circle.map((id) => `${nameOf(id)} (${id})`).join(', ')} lead back to themselves: each counts as a child of every other. Empty the parent company of one of them`,
  };
}
