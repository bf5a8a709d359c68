/** Tasks, campaigns and events of a partner company, live from the CRM: what a joint plan names, and what it could. */
import type { NamedRecords, PlannedEvent } from '../domain/joint-plan.js';
import type { PlanChange } from '../domain/plan-change-input.js';
import type { Objective } from '../domain/partner-programme.js';
import type { ProgrammeTask } from '../domain/programme-facts.js';
import type { ReviewChange } from '../domain/review-change.js';
import type { RawRecord } from './crm-port.js';
import type { ShowProgrammeDeps } from './programme-deps.js';
import type { ProgrammeType } from './programme-port.js';
import type { PartnerProgrammeFacts } from './read-partner-programme.js';
import { whereAllowed } from './where-allowed.js';

/** The newest of them; more are nobody's to choose from. */
const MOST_LINKED = 200;

export interface PlanRecordsRead extends NamedRecords {
  /** Ids of the records that the CRM associates with the partner company, as far as they were read. */
  readonly onCompany: ReadonlySet<string>;
}

/** Reads them; what the CRM does not let us read is null. */
export async function readPlanRecords(
  deps: Pick<ShowProgrammeDeps, 'programme' | 'crm'>,
  { basics, programme }: PartnerProgrammeFacts,
): Promise<PlanRecordsRead> {
  const { programmeReading: reading } = deps.crm;
  const { objectives } = programme;
  const [tasks, events] = await Promise.all([
    readLinked(
      deps,
      basics.company.id,
      { type: 'tasks', properties: reading.tasks },
      named(objectives, 'task'),
    ),
    readLinked(deps, basics.company.id, reading.listed.events, named(objectives, 'event')),
  ]);
  const read = (raw: RawRecord) => ({ ...raw, links: {} });
  return {
    owners: new Map(basics.owners.map(({ id, name }) => [id, name])),
    tasks:
      tasks === null
        ? null
        : new Map(tasks.records.map((raw): [string, ProgrammeTask] => [raw.id, reading.task(read(raw))])),
    events:
      events === null
        ? null
        : new Map(
            events.records.flatMap((raw): readonly [string, PlannedEvent][] => {
              const event = reading.event(read(raw));
              return event === null ? [] : [[raw.id, event]];
            }),
          ),
    onCompany: new Set([...(tasks?.linked ?? []), ...(events?.linked ?? [])]),
  };
}

const named = (objectives: readonly Objective[], kind: 'task' | 'event'): readonly string[] =>
  objectives.flatMap(({ initiatives }) =>
    initiatives.filter((link) => link.kind === kind).map(({ recordId }) => recordId),
  );

interface Source {
  readonly type: ProgrammeType;
  readonly properties: readonly string[];
}

const readLinked = (
  { programme }: Pick<ShowProgrammeDeps, 'programme'>,
  companyId: string,
  { type, properties }: Source,
  inPlan: readonly string[],
) =>
  whereAllowed(async () => {
    const found = await programme.linked('companies', type, [companyId]);
    const linked = newest(found.get(companyId) ?? []);
    const ids = [...new Set([...inPlan, ...linked])];
    const records = ids.length === 0 ? [] : await programme.byId(type, properties, ids);
    return { records: records.filter(({ archived }) => !archived), linked };
  });

/** Ids grow with time. */
const newest = (ids: readonly string[]): readonly string[] =>
  ids.toSorted((a, b) => Number(b) - Number(a)).slice(0, MOST_LINKED);

const NAMING: ReadonlySet<string> = new Set([
  'add_initiative',
  'link_initiative',
  'complete_initiative',
  'remove_initiative',
] satisfies readonly (PlanChange | ReviewChange)['kind'][]);

/** What a change names of the CRM; absent where it names nothing. */
export async function namedBy(
  deps: Pick<ShowProgrammeDeps, 'programme' | 'crm'>,
  facts: PartnerProgrammeFacts,
  { kind }: { readonly kind: string },
): Promise<{ readonly named?: NamedRecords }> {
  return NAMING.has(kind) ? { named: await readPlanRecords(deps, facts) } : {};
}
