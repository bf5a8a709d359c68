/** Key results of every joint plan, measured at the end of a sync. */
import { groupBy } from '../domain/group-by.js';
import type { PartnerId } from '../domain/ids.js';
import { keyResultPeriod } from '../domain/key-result.js';
import type { KpiId, KpiPeriod, KpiValue } from '../domain/kpi.js';
import type { DealTally } from '../domain/numbers/deal-tally.js';
import { numberIn } from '../domain/numbers/work-out-numbers.js';
import type { ProgrammeFacts } from '../domain/programme-facts.js';
import type { ProgrammeSettings } from '../domain/programme-settings.js';

/** A key result, and what it is measured over. */
interface AskedResult {
  readonly partnerId: PartnerId;
  readonly id: string;
  readonly kpi: KpiId;
  readonly period: KpiPeriod;
}

/**
 * Measures those of open objectives. They have a period each, thousands of them in a large programme: one after the other, and
 * only the number that is asked.
 * @returns a partner's, by key result id.
 */
export function measureKeyResults(
  facts: ProgrammeFacts,
  tally: DealTally,
  settings: ProgrammeSettings,
): (id: PartnerId) => Readonly<Record<string, KpiValue>> {
  const over = numberIn(facts, tally, settings);
  const measured = new Map<PartnerId, Record<string, KpiValue>>();
  for (const together of groupBy(askedIn(facts), ({ period: { from, to } }) => `${from} ${to}`).values()) {
    const [first] = together;
    if (first === undefined) continue;
    const number = over(first.period);
    for (const { partnerId, id, kpi } of together) {
      const own = measured.get(partnerId) ?? {};
      measured.set(partnerId, { ...own, [id]: number(kpi, { kind: 'partner', partnerId }) });
    }
  }
  return (id) => measured.get(id) ?? {};
}

const askedIn = ({ partners, timeZone }: ProgrammeFacts): readonly AskedResult[] =>
  partners.flatMap(({ profile: { id: partnerId }, programme }) =>
    programme.objectives
      .filter(({ closedAt }) => closedAt === null)
      .flatMap((objective) =>
        objective.keyResults.map(({ id, kpi, dueAt }) => {
          return { partnerId, id, kpi, period: keyResultPeriod(objective, { dueAt }, timeZone) };
        }),
      ),
  );
